// The Anthropic adapter, through the real SDK, against a server that speaks the protocol over a real socket.

import assert from 'node:assert/strict';
import { connectAnthropic } from '../../../../src/core/providers/connectAnthropic';
import type { Connection, Provider } from '../../../../src/core/providers/provider';
import { startAnthropicServer } from '../../../servers/startAnthropicServer';
import type { AnthropicServerOptions } from '../../../servers/startAnthropicServer';
import { listenedAsk, providerErrorOf } from '../../../servers/listenedAsk';
import type { TestServer } from '../../../servers/testServer';

const key = 'sk-ant-test-0123456789';
const ask = { model: 'anthropic~claude-sonnet-4-5' };

describe('anthropic adapter', () => {
  const servers: TestServer[] = [];

  async function connected(
    options: AnthropicServerOptions = {},
    connection: Partial<Connection> = {},
  ): Promise<{ provider: Provider; server: TestServer }> {
    const server = await startAnthropicServer(options);
    servers.push(server);
    return { server, provider: await connectAnthropic({ apiKey: key, baseUrl: server.url, ...connection }) };
  }

  before(async () => {
    await connectAnthropic({});
  });

  it('writes nothing to the console, not even about old models', async () => {
    const { warn } = console;
    const said: unknown[] = [];
    console.warn = (...words: unknown[]) => said.push(words);
    try {
      const { provider } = await connected();
      assert.equal((await listenedAsk(provider, { model: 'anthropic~claude-3-opus-20240229' })).answer, 'Hello');
    } finally {
      console.warn = warn;
    }
    assert.deepEqual(said, []);
  });

  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  it('streams an answer and says what it sent, in order', async () => {
    const { provider, server } = await connected({ key, answer: (prompt) => `You said: ${prompt}` });
    const heard = await listenedAsk(provider, {
      ...ask,
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Grüße, 世界 🌍' },
      ],
    });
    assert.equal(heard.error, undefined);
    assert.equal(heard.answer, 'You said: Grüße, 世界 🌍');
    assert.equal(heard.order, 'sent headers chunk answer');
    assert.deepEqual(heard.sent, [
      { url: `${server.url}/v1/messages`, parameters: { stream: true, max_tokens: 8192 } },
    ]);
    assert.deepEqual(server.requests[0]!.body, {
      model: 'claude-sonnet-4-5',
      system: 'Be brief.',
      messages: [{ role: 'user', content: 'Grüße, 世界 🌍' }],
      stream: true,
      max_tokens: 8192,
    });
  });

  it('keeps allowed response headers and no others', async () => {
    const { provider } = await connected();
    const { headers } = await listenedAsk(provider, ask);
    assert.equal(headers!['request-id'], 'req_test1');
    assert.equal(headers!['anthropic-ratelimit-requests-remaining'], '49');
    assert.equal(headers!['set-cookie'], undefined);
  });

  it('adds up input: fresh, read from the cache and written to it', async () => {
    const { provider } = await connected({
      reply: { usage: { input: 100, output: 40, reasoning: 30, cached: 60, cacheWritten: 15 } },
    });
    const { reply } = await listenedAsk(provider, ask);
    assert.deepEqual(reply, {
      finishReason: 'end_turn',
      stoppedBy: 'none',
      tokens: { input: 100, output: 40, reasoning: 30, cached: 60, source: 'usage' },
      serverTimings: null,
      id: 'msg_test1',
      model: 'claude-sonnet-4-5',
      reportedCostUsd: null,
    });
  });

  it('tells thinking from the answer, between pings', async () => {
    const { provider } = await connected({ reply: { reasoning: 'Let me think.', text: '42', pings: true } });
    const heard = await listenedAsk(provider, ask);
    assert.deepEqual([heard.reasoning, heard.answer], ['Let me think.', '42']);
    assert.equal(heard.order, 'sent headers chunk reasoning answer');
  });

  it('tells why an answer ended', async () => {
    const stop = async (finishReason: string) =>
      (await listenedAsk((await connected({ reply: { finishReason } })).provider, ask)).reply!.stoppedBy;
    assert.equal(await stop('max_tokens'), 'length');
    assert.equal(await stop('model_context_window_exceeded'), 'length');
    assert.equal(await stop('refusal'), 'refusal');
    assert.equal(await stop('stop_sequence'), 'none');
  });

  it('gives a model that allows fewer tokens its most, and remembers it', async () => {
    const { provider, server } = await connected({
      reply: ({ body }) =>
        Number(body.max_tokens) > 4096
          ? {
              failure: {
                status: 400,
                message: `max_tokens: ${String(body.max_tokens)} > 4096, which is the maximum allowed number of output tokens for claude-3-haiku`,
              },
            }
          : {},
    });
    const first = await listenedAsk(provider, ask);
    assert.equal(first.answer, 'Hello');
    assert.equal(first.sent.at(-1)!.parameters.max_tokens, 4096);
    await listenedAsk(provider, ask);
    assert.deepEqual(
      server.requests.map((request) => request.body.max_tokens),
      [8192, 4096, 4096],
    );
  });

  it('gives it its most also when several requests learn of it at once', async () => {
    const { provider, server } = await connected({
      reply: async ({ body, number }) => {
        if (number <= 2) await server.arrived(2);
        return Number(body.max_tokens) > 4096
          ? {
              failure: {
                status: 400,
                message: 'max_tokens: 8192 > 4096, which is the maximum allowed number of output tokens',
              },
            }
          : {};
      },
    });
    const both = await Promise.all([listenedAsk(provider, ask), listenedAsk(provider, ask)]);
    assert.deepEqual(
      both.map((heard) => heard.answer),
      ['Hello', 'Hello'],
    );
  });

  const retried: [number, boolean, string][] = [
    [400, false, 'api'],
    [401, false, 'authentication'],
    [403, false, 'authentication'],
    [404, false, 'api'],
    [408, true, 'timeout'],
    [409, true, 'api'],
    [413, false, 'api'],
    [429, true, 'rateLimited'],
    [500, true, 'api'],
    [529, true, 'api'],
  ];
  for (const [status, isRetryable, kind] of retried) {
    it(`reports ${status} once, ${isRetryable ? 'to be retried' : 'not to be retried'}`, async () => {
      const { provider, server } = await connected({
        reply: { failure: { status, message: 'went wrong', headers: { 'retry-after': '3' } } },
      });
      const error = providerErrorOf(await listenedAsk(provider, ask));
      assert.deepEqual(
        [error.status, error.isRetryable, error.kind, error.retryAfterMs],
        [status, isRetryable, kind, isRetryable ? 3000 : undefined],
      );
      assert.match(
        error.message,
        new RegExp(`^Anthropic \\(127\\.0\\.0\\.1:\\d+\\) answered ${status}: went wrong\\.`),
      );
      assert.equal(server.requests.length, 1, 'the SDK must not retry by itself');
    });
  }

  it('reads an error page that is not JSON', async () => {
    const { provider } = await connected({
      reply: {
        failure: {
          status: 502,
          message: '',
          rawBody: '<html><h1>Bad gateway</h1></html>',
          headers: { 'content-type': 'text/html' },
        },
      },
    });
    assert.match(providerErrorOf(await listenedAsk(provider, ask)).message, /answered 502: Bad gateway\./);
  });

  it('never shows the key and says how to set one', async () => {
    const { provider } = await connected({ reply: { failure: { status: 401, message: `invalid x-api-key ${key}` } } });
    const error = providerErrorOf(await listenedAsk(provider, ask));
    assert.match(error.message, /invalid x-api-key \[key\]\. .*ANTHROPIC_API_KEY/);
    const missing = providerErrorOf(await listenedAsk(await connectAnthropic({}), ask));
    assert.match(missing.message, /There is no key for Anthropic/);
  });

  it('needs no key on this machine and looks for none elsewhere', async () => {
    process.env.ANTHROPIC_AUTH_TOKEN = 'token-of-another-program';
    try {
      const server = await startAnthropicServer();
      servers.push(server);
      const heard = await listenedAsk(await connectAnthropic({ baseUrl: server.url }), ask);
      assert.equal(heard.answer, 'Hello');
      assert.equal(server.requests[0]!.headers['x-api-key'], undefined);
      assert.equal(server.requests[0]!.headers.authorization, undefined);
    } finally {
      delete process.env.ANTHROPIC_AUTH_TOKEN;
    }
  });

  it('reports an error event in the middle of a stream', async () => {
    const midway = async (status: number) => {
      const { provider } = await connected({
        reply: { text: 'abcdefgh', chunkSize: 1, midStream: { error: { status, message: 'Overloaded' } } },
      });
      return listenedAsk(provider, ask);
    };
    const heard = await midway(529);
    const error = providerErrorOf(heard);
    assert.equal(heard.answer, 'abcd');
    assert.deepEqual([error.status, error.isRetryable, error.kind], [529, true, 'api']);
    assert.match(error.message, /broke off its answer with an error \(529\): Overloaded\./);
    assert.equal(providerErrorOf(await midway(429)).kind, 'rateLimited');
    assert.equal(providerErrorOf(await midway(400)).isRetryable, false);
  });

  it("reports a stream that ends without its last event, a cut connection and a broken chunk as the network's", async () => {
    const behaviors = [
      { finishReason: null, omitsStop: true },
      { cut: 'beforeHeaders' },
      { cut: 'midStream' },
      { midStream: { malformed: '{"type":' } },
    ] as const;
    const said = [
      /cut off: the stream ended without its last event/,
      /was cut off/,
      /was cut off/,
      /a chunk that can't be read/,
    ];
    for (const [position, reply] of behaviors.entries()) {
      const error = providerErrorOf(
        await listenedAsk((await connected({ reply: { text: 'abcdefgh', ...reply } })).provider, ask),
      );
      assert.deepEqual([error.kind, error.isRetryable], ['network', true]);
      assert.match(error.message, said[position]!);
    }
  });

  it('says what to do when nobody listens', async () => {
    const server = await startAnthropicServer();
    await server.close();
    const error = providerErrorOf(await listenedAsk(await connectAnthropic({ apiKey: key, baseUrl: server.url }), ask));
    assert.match(error.message, /^Nothing listens at http:\/\/127\.0\.0\.1:\d+ \(Anthropic\)\./);
  });

  for (const hang of ['beforeHeaders', 'afterHeaders', 'midStream'] as const) {
    it(`closes the socket when aborted, hanging ${hang}`, async () => {
      const { provider, server } = await connected({ reply: { text: 'abcdefgh', hang } });
      const abort = new AbortController();
      const asked = listenedAsk(provider, { ...ask, signal: abort.signal });
      await server.arrived(1);
      abort.abort(new Error('changed my mind'));
      assert.equal(((await asked).error as Error).message, 'changed my mind');
      await server.requests[0]!.closed;
      assert.equal(server.requests[0]!.wasAborted, true);
    });
  }
});
