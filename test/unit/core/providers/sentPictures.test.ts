// Pictures in each API's own form, through the real SDKs, against servers that look at them as their vendors do.

import assert from 'node:assert/strict';
import { connectAnthropic } from '../../../../src/core/providers/connectAnthropic';
import { connectOllama } from '../../../../src/core/providers/connectOllama';
import type { SentImage } from '../../../../src/core/providers/provider';
import { startAnthropicServer } from '../../../servers/startAnthropicServer';
import { listenedAsk } from '../../../servers/listenedAsk';
import { redPicture } from '../../../servers/sentPicture';
import type { TestServer } from '../../../servers/testServer';
import { closeServers, ollama, opened, service } from './openedServers';

function messagesOf(server: TestServer): unknown {
  return server.requests.at(-1)!.body.messages;
}

describe('pictures to model APIs', () => {
  const png = redPicture(64);
  const jpeg = redPicture(40, 'image/jpeg');
  const webp = redPicture(48, 'image/webp');

  before(async () => {
    await Promise.all([connectAnthropic({}), connectOllama({}), service('openai')]);
  });

  afterEach(closeServers);

  it('go to OpenAI as data URLs in high detail, before the words', async () => {
    const { provider, server } = await service('openai');
    const heard = await listenedAsk(provider, { model: 'openai~gpt-4o', prompt: 'What is it?', images: [png, jpeg] });
    assert.equal(heard.error, undefined);
    assert.deepEqual(messagesOf(server), [
      {
        role: 'user',
        content: [
          { type: 'image_url', image_url: { url: `data:image/png;base64,${png.base64}`, detail: 'high' } },
          { type: 'image_url', image_url: { url: `data:image/jpeg;base64,${jpeg.base64}`, detail: 'high' } },
          { type: 'text', text: 'What is it?' },
        ],
      },
    ]);
    assert.deepEqual(
      heard.sent[0]!.parameters,
      { stream: true, stream_options: { include_usage: true } },
      'a picture is no parameter',
    );
    // 85 + 170 tokens for a picture of one tile, twice, and 3 for the words.
    assert.equal(heard.reply!.tokens.input, 2 * 255 + 3);
  });

  for (const id of ['gemini', 'openrouter', 'groq', 'mistral', 'vllm']) {
    it(`go to ${id} without a detail that it may not know`, async () => {
      const { provider, server } = await service(id);
      const heard = await listenedAsk(provider, { model: `${id}~some-model`, prompt: 'What is it?', images: [webp] });
      assert.equal(heard.error, undefined);
      assert.deepEqual(messagesOf(server), [
        {
          role: 'user',
          content: [
            { type: 'image_url', image_url: { url: `data:image/webp;base64,${webp.base64}` } },
            { type: 'text', text: 'What is it?' },
          ],
        },
      ]);
    });
  }

  it('go to Anthropic as base64 blocks, before the words', async () => {
    const server = await opened(startAnthropicServer());
    const provider = await connectAnthropic({ baseUrl: server.url });
    const heard = await listenedAsk(provider, {
      model: 'anthropic~claude-sonnet-4-5',
      prompt: 'What is it?',
      images: [png, webp],
    });
    assert.equal(heard.error, undefined);
    assert.deepEqual(messagesOf(server), [
      {
        role: 'user',
        content: [
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: png.base64 } },
          { type: 'image', source: { type: 'base64', media_type: 'image/webp', data: webp.base64 } },
          { type: 'text', text: 'What is it?' },
        ],
      },
    ]);
    // 64 x 64 / 750 and 48 x 48 / 750, rounded up, and 3 for the words.
    assert.equal(heard.reply!.tokens.input, 6 + 4 + 3);
  });

  it('go to Ollama as base64 beside the words', async () => {
    const { provider, server } = await ollama();
    const heard = await listenedAsk(provider, { model: 'gemma3', prompt: 'What is it?', images: [png, jpeg] });
    assert.equal(heard.error, undefined);
    assert.deepEqual(messagesOf(server), [{ role: 'user', content: 'What is it?', images: [png.base64, jpeg.base64] }]);
    assert.equal(heard.reply!.tokens.input, 2 * 256 + 3);
  });

  it('belong to the message that names them, and a message without any stays a text', async () => {
    const named = ({ base64: _bytes, ...file }: SentImage): Omit<SentImage, 'base64'> => file;
    const messages = [
      { role: 'user' as const, content: 'First.', images: [named(png)] },
      { role: 'assistant' as const, content: 'A square.' },
      { role: 'user' as const, content: 'And now?', images: [named(jpeg)] },
    ];
    const [openAi, anthropic, local] = [await service('openai'), await opened(startAnthropicServer()), await ollama()];
    for (const provider of [openAi.provider, await connectAnthropic({ baseUrl: anthropic.url }), local.provider]) {
      assert.equal((await listenedAsk(provider, { messages, images: [png, jpeg] })).error, undefined);
    }
    const shapes = [openAi.server, anthropic].map((server) =>
      (messagesOf(server) as { content: string | { type: string }[] }[]).map(({ content }) =>
        typeof content === 'string' ? content : content.map((part) => part.type).join(' '),
      ),
    );
    assert.deepEqual(shapes, [
      ['image_url text', 'A square.', 'image_url text'],
      ['image text', 'A square.', 'image text'],
    ]);
    assert.deepEqual(messagesOf(local.server), [
      { role: 'user', content: 'First.', images: [png.base64] },
      { role: 'assistant', content: 'A square.' },
      { role: 'user', content: 'And now?', images: [jpeg.base64] },
    ]);
  });

  it('belong to their message at the Responses API, too', async () => {
    const { provider, server } = await service('openai', {
      reply: ({ path }) =>
        path.endsWith('/responses')
          ? { text: 'A square.' }
          : { failure: { status: 404, message: 'This model is only supported in v1/responses.' } },
    });
    const { base64: _bytes, ...file } = png;
    const messages = [
      { role: 'user' as const, content: 'First.', images: [file] },
      { role: 'assistant' as const, content: 'A square.' },
      { role: 'user' as const, content: 'And now?' },
    ];
    await listenedAsk(provider, { messages, images: [png] });
    const { path, body } = server.requests.at(-1)!;
    assert.match(path, /\/responses$/);
    assert.deepEqual(body['input'], [
      {
        role: 'user',
        content: [
          { type: 'input_image', image_url: `data:image/png;base64,${png.base64}`, detail: 'high' },
          { type: 'input_text', text: 'First.' },
        ],
      },
      { role: 'assistant', content: 'A square.' },
      { role: 'user', content: 'And now?' },
    ]);
  });

  it('that no message names are a mistake, and nothing is sent', async () => {
    const { provider, server } = await ollama();
    const heard = await listenedAsk(provider, { messages: [{ role: 'user', content: 'Look.' }], images: [png] });
    assert.match(String(heard.error), /name 0 pictures, and the request has 1/);
    assert.equal(server.requests.length, 0);
  });

  it('reach the server as the bytes they are', async () => {
    const seen: Buffer[] = [];
    const { provider } = await service('openai', {
      answer: (_prompt, pictures) => (seen.push(...pictures.map((one) => one.bytes)), `${pictures[0]!.width} px`),
    });
    const heard = await listenedAsk(provider, { images: [png, webp] });
    assert.equal(heard.answer, '64 px');
    assert.deepEqual(
      seen.map((bytes) => bytes.toString('base64')),
      [png.base64, webp.base64],
    );
  });
});
