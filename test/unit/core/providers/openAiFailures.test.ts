// What the OpenAI adapter says of what went wrong, through the real SDK, against a server that speaks the protocol over a real socket.

import assert from 'node:assert/strict';
import { connectOpenAi } from '../../../../src/core/providers/connectOpenAi';
import { listenedAsk, providerErrorOf } from '../../../servers/listenedAsk';
import { ask, key, settings, usingOpenAi } from './connectedOpenAi';

describe('failures of the openai adapter', () => {
  const connected = usingOpenAi();

  const retried: [number, boolean, string][] = [
    [400, false, 'api'],
    [401, false, 'authentication'],
    [402, false, 'api'],
    [403, false, 'authentication'],
    [404, false, 'api'],
    [408, true, 'timeout'],
    [409, true, 'api'],
    [413, false, 'api'],
    [422, false, 'api'],
    [429, true, 'rateLimited'],
    [500, true, 'api'],
    [503, true, 'api'],
    [529, true, 'api'],
  ];
  for (const [status, isRetryable, kind] of retried) {
    it(`reports ${status} once, ${isRetryable ? 'to be retried' : 'not to be retried'}`, async () => {
      const { provider, server } = await connected({ reply: { failure: { status, message: 'went wrong' } } });
      const error = providerErrorOf(await listenedAsk(provider, ask));
      assert.deepEqual([error.status, error.isRetryable, error.kind], [status, isRetryable, kind]);
      assert.match(error.message, new RegExp(`answered ${status}: went wrong\\.`));
      assert.equal(server.requests.length, 1, 'the SDK must not retry by itself');
    });
  }

  it('reads how long to wait from Retry-After and its form in ms', async () => {
    const failure = { status: 429, message: 'slow down' };
    const wait = async (headers: { [name: string]: string }) =>
      providerErrorOf(
        await listenedAsk((await connected({ reply: { failure: { ...failure, headers } } })).provider, ask),
      ).retryAfterMs;
    assert.equal(await wait({ 'retry-after': '7' }), 7000);
    assert.equal(await wait({ 'retry-after': '7', 'retry-after-ms': '1250' }), 1250);
    const inAMinute = await wait({ 'retry-after': new Date(Date.now() + 60_000).toUTCString() });
    assert.ok(inAMinute! > 50_000 && inAMinute! <= 60_000, String(inAMinute));
    assert.equal(await wait({}), undefined);
  });

  it('does not retry when the account has no credit', async () => {
    const { provider } = await connected({
      reply: {
        failure: {
          status: 429,
          message: 'You exceeded your current quota.',
          type: 'insufficient_quota',
          code: 'insufficient_quota',
        },
      },
    });
    const error = providerErrorOf(await listenedAsk(provider, ask));
    assert.equal(error.isRetryable, false);
    assert.match(error.message, /add credit/i);
  });

  it('succeeds at the second attempt after a 429', async () => {
    const { provider } = await connected({
      reply: ({ attempt }) =>
        attempt === 1
          ? { failure: { status: 429, message: 'slow down', headers: { 'retry-after': '1' } } }
          : { text: 'now' },
    });
    assert.equal(providerErrorOf(await listenedAsk(provider, ask)).isRetryable, true);
    assert.equal((await listenedAsk(provider, ask)).answer, 'now');
  });

  it('never shows the key, even when the API echoes it, and says how to set one', async () => {
    const { provider } = await connected({ key: 'another' });
    const error = providerErrorOf(await listenedAsk(provider, ask));
    assert.ok(!error.message.includes(key), error.message);
    assert.match(error.message, /Incorrect API key provided: \[key\]/);
    assert.match(error.message, /"Set API Key" or the variable OPENAI_API_KEY/);
  });

  it('sends no key where there is none, and finds an impossible one before sending', async () => {
    const { server, provider } = await connected({}, { apiKey: undefined }, { isLocal: true });
    assert.equal((await listenedAsk(provider, ask)).answer, 'Hello');
    assert.equal(server.requests[0]!.headers.authorization, undefined);

    const broken = await connectOpenAi(settings, { baseUrl: `${server.url}/v1`, apiKey: 'sk-secret…pasted' });
    const error = providerErrorOf(await listenedAsk(broken, ask));
    assert.deepEqual([error.kind, error.isRetryable], ['authentication', false]);
    assert.ok(!error.message.includes('secret'));
    assert.equal(server.requests.length, 1);

    const missing = providerErrorOf(await listenedAsk(await connectOpenAi(settings, {}), ask));
    assert.match(missing.message, /There is no key for OpenAI\. .*OPENAI_API_KEY/);
  });

  it('reads the words of error bodies of every shape', async () => {
    const words = async (rawBody: string) =>
      providerErrorOf(
        await listenedAsk(
          (await connected({ reply: { failure: { status: 400, message: '', rawBody } } })).provider,
          ask,
        ),
      ).message;
    assert.match(
      await words('[{"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT"}}]'),
      /400: API key not valid\./,
    );
    assert.match(
      await words('{"object":"error","message":"model gone","type":"NotFoundError","code":404}'),
      /400: model gone/,
    );
    assert.match(await words('{"detail":"Not authenticated"}'), /400: Not authenticated/);
    assert.match(await words('{"error":"plain words"}'), /400: plain words/);
    assert.match(
      await words('<html><head><style>x{}</style></head><body><h1>Bad   gateway</h1></body></html>'),
      /400: Bad gateway\./,
    );
    assert.match(await words(''), /400: no message\./);
  });

  it('reports an error in the middle of a stream, keeping what came before', async () => {
    const midway = async (status: number, type?: string) => {
      const { provider } = await connected({
        reply: {
          text: 'abcdefgh',
          chunkSize: 1,
          midStream: { error: { status, message: 'upstream died', ...(type ? { type } : {}) } },
        },
      });
      return listenedAsk(provider, ask);
    };
    const heard = await midway(502);
    assert.equal(heard.answer, 'abcd');
    const error = providerErrorOf(heard);
    assert.deepEqual([error.status, error.isRetryable, error.kind], [502, true, 'api']);
    assert.match(error.message, /broke off its answer with an error \(502\): upstream died\./);
    assert.equal(providerErrorOf(await midway(429)).kind, 'rateLimited');
    assert.equal(providerErrorOf(await midway(400)).isRetryable, false);
  });

  it('takes a stream without a finish reason for cut off', async () => {
    const { provider } = await connected({ reply: { text: 'half an ans', finishReason: null, omitsDone: true } });
    const heard = await listenedAsk(provider, ask);
    const error = providerErrorOf(heard);
    assert.equal(heard.answer, 'half an ans');
    assert.deepEqual([error.kind, error.isRetryable], ['network', true]);
    assert.match(error.message, /was cut off: the stream ended without a finish reason/);
  });

  it('takes a complete stream without [DONE] for complete', async () => {
    const { provider } = await connected({ reply: { omitsDone: true } });
    assert.equal((await listenedAsk(provider, ask)).reply!.finishReason, 'stop');
  });

  it('reports a cut connection, before and after the headers', async () => {
    for (const cut of ['beforeHeaders', 'midStream'] as const) {
      const { provider } = await connected({ reply: { text: 'abcdefgh', cut } });
      const error = providerErrorOf(await listenedAsk(provider, ask));
      assert.deepEqual([error.kind, error.isRetryable], ['network', true], cut);
      assert.match(error.message, /^The connection to OpenAI \(127\.0\.0\.1:\d+\) was cut off: /);
    }
  });

  it('reports a chunk that is not JSON', async () => {
    const { provider } = await connected({ reply: { midStream: { malformed: '{"choices": [' } } });
    const error = providerErrorOf(await listenedAsk(provider, ask));
    assert.deepEqual([error.kind, error.isRetryable], ['network', true]);
    assert.match(error.message, /sent a chunk that can't be read/);
  });

  it('reports an answer that is no stream', async () => {
    const page = async (contentType: string, rawBody: string) =>
      providerErrorOf(
        await listenedAsk(
          (
            await connected({
              reply: { failure: { status: 200, message: '', rawBody, headers: { 'content-type': contentType } } },
            })
          ).provider,
          ask,
        ),
      );
    assert.match(
      (await page('text/html', '<p>Please log in</p>')).message,
      /expected a stream of events, got text\/html: Please log in/,
    );
    const wrapped = await page('application/json', '{"error":{"code":429,"message":"busy upstream"}}');
    assert.deepEqual([wrapped.status, wrapped.kind], [429, 'rateLimited']);
  });

  it('says what to do when nobody listens', async () => {
    const { server, provider } = await connected();
    await server.close();
    const error = providerErrorOf(await listenedAsk(provider, ask));
    assert.deepEqual([error.kind, error.isRetryable], ['network', true]);
    assert.match(error.message, /^Nothing listens at http:\/\/127\.0\.0\.1:\d+ \(OpenAI\)\./);
  });
});
