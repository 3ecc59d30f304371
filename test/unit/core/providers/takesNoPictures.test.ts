// How APIs say that a model takes no pictures, each in its own words.

import assert from 'node:assert/strict';
import { connectAnthropic } from '../../../../src/core/providers/connectAnthropic';
import { ImagesRefused } from '../../../../src/core/providers/provider';
import { imageRefusals } from '../../../servers/imageRefusals';
import { listenedAsk, providerErrorOf } from '../../../servers/listenedAsk';
import { redPicture } from '../../../servers/sentPicture';
import { startAnthropicServer } from '../../../servers/startAnthropicServer';
import { closeServers, ollama, opened, service } from './openedServers';

describe('a model API that takes no pictures', () => {
  const image = redPicture(32);

  afterEach(closeServers);

  const { anthropic, ollama: inOllama, ollamaOlder, ...ofOpenAiServices } = imageRefusals;

  for (const [name, imageRefusal] of Object.entries(ofOpenAiServices)) {
    it(`is understood in the words of ${name}`, async () => {
      const { provider, server } = await service('openrouter', { reply: { imageRefusal } });
      const error = providerErrorOf(await listenedAsk(provider, { images: [image] }));
      assert.ok(error instanceof ImagesRefused, error.message);
      assert.deepEqual([error.kind, error.isRetryable, error.status], ['api', false, imageRefusal.status]);
      assert.equal(server.requests.length, 1);
      assert.equal((await listenedAsk(provider)).answer, 'Hello', 'text alone is answered');
    });
  }

  it('is understood in the words of Anthropic', async () => {
    const server = await opened(startAnthropicServer({ reply: { imageRefusal: anthropic } }));
    const error = providerErrorOf(
      await listenedAsk(await connectAnthropic({ baseUrl: server.url }), { images: [image] }),
    );
    assert.ok(error instanceof ImagesRefused);
    assert.match(
      error.message,
      /^Anthropic \(127\.0\.0\.1:\d+\) answered 400: 'claude-2\.1' does not support image input\.$/,
    );
  });

  for (const imageRefusal of [inOllama, ollamaOlder]) {
    it(`is understood in the words of Ollama: ${imageRefusal.message}`, async () => {
      const { provider } = await ollama({ reply: { imageRefusal } });
      const error = providerErrorOf(await listenedAsk(provider, { images: [image] }));
      assert.ok(error instanceof ImagesRefused);
      assert.deepEqual([error.isRetryable, error.status], [false, imageRefusal.status]);
    });
  }

  it('is believed only when it was sent a picture', async () => {
    const { provider } = await service('openai', { reply: { failure: imageRefusals.openAi } });
    const error = providerErrorOf(await listenedAsk(provider));
    assert.ok(!(error instanceof ImagesRefused));
  });

  it('is not one that only takes no such picture', async () => {
    const truncated = { ...image, base64: image.base64.slice(0, 16) };
    const wrongType = { ...image, mediaType: 'image/jpeg' as const };
    const server = await opened(startAnthropicServer());
    const anthropicApi = await connectAnthropic({ baseUrl: server.url });
    const { provider: openAi } = await service('openai');
    const { provider: local } = await ollama();
    for (const [provider, bad, words] of [
      [
        anthropicApi,
        wrongType,
        /messages\.0\.content\.0\.image\.source\.base64\.data: Image does not match the provided media type image\/jpeg/,
      ],
      [anthropicApi, { ...image, mediaType: 'image/avif' as const }, /media_type: Input should be/],
      [openAi, wrongType, /unsupported image/],
      [openAi, truncated, /unsupported image/],
      [local, truncated, /Failed to load image/],
    ] as const) {
      const error = providerErrorOf(await listenedAsk(provider, { images: [bad] }));
      assert.ok(!(error instanceof ImagesRefused), error.message);
      assert.equal(error.kind, 'api');
      assert.match(error.message, words);
    }
  });
});
