// The Ollama adapter, through the real SDK, against a server that speaks the protocol over a real socket.

import assert from 'node:assert/strict';
import { connectOllama } from '../../../../src/core/providers/connectOllama';
import type { Provider } from '../../../../src/core/providers/provider';
import { listenedAsk, providerErrorOf } from '../../../servers/listenedAsk';
import { startOllamaServer } from '../../../servers/startOllamaServer';
import type { OllamaServerOptions } from '../../../servers/startOllamaServer';
import type { TestServer } from '../../../servers/testServer';

describe('ollama adapter', () => {
  const servers: TestServer[] = [];
  const said: unknown[] = [];
  const { log, warn, error: complain } = console;

  async function connected(options: OllamaServerOptions = {}): Promise<{ provider: Provider; server: TestServer }> {
    const server = await startOllamaServer(options);
    servers.push(server);
    return { server, provider: await connectOllama({ baseUrl: server.url }) };
  }

  beforeEach(() => {
    said.length = 0;
    console.log = console.warn = console.error = (...words: unknown[]) => said.push(words);
  });

  before(async () => {
    await connectOllama({});
  });

  afterEach(async () => {
    Object.assign(console, { log, warn, error: complain });
    await Promise.all(servers.splice(0).map((server) => server.close()));
    assert.deepEqual(said, [], 'the SDK must write nothing to the console');
  });

  it('streams an answer and says what it sent, in order', async () => {
    const { provider, server } = await connected({ answer: (prompt) => `You said: ${prompt}` });
    const heard = await listenedAsk(provider, {
      model: 'llama3.2:1b',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Grüße, 世界 🌍' },
      ],
    });
    assert.equal(heard.error, undefined);
    assert.equal(heard.answer, 'You said: Grüße, 世界 🌍');
    assert.equal(heard.order, 'sent headers chunk answer');
    assert.deepEqual(heard.sent, [{ url: `${server.url}/api/chat`, parameters: { stream: true, keep_alive: '10m' } }]);
    assert.deepEqual(server.requests[0]!.body, {
      model: 'llama3.2:1b',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Grüße, 世界 🌍' },
      ],
      stream: true,
      keep_alive: '10m',
    });
    assert.equal(heard.headers!['content-type'], 'application/x-ndjson');
    assert.equal(heard.headers!['set-cookie'], undefined);
    await server.requests[0]!.closed;
    assert.equal(server.requests[0]!.wasAborted, false);
  });

  it("turns the server's nanoseconds into ms and reads its counts", async () => {
    const { provider } = await connected({
      reply: {
        usage: { input: 26, output: 290 },
        times: { total: 4883.583458, load: 1334.875, promptEvaluation: 342.546, evaluation: 3146.5 },
      },
    });
    const { reply } = await listenedAsk(provider, { model: 'llama3.2' });
    assert.deepEqual(reply, {
      finishReason: 'stop',
      stoppedBy: 'none',
      tokens: { input: 26, output: 290, reasoning: null, cached: null, source: 'usage' },
      serverTimings: { total: 4883.583458, load: 1334.875, promptEvaluation: 342.546, evaluation: 3146.5 },
      id: null,
      model: 'llama3.2',
      reportedCostUsd: null,
    });
  });

  it('gives null counts when the server gives none', async () => {
    const { provider } = await connected({ reply: { usage: null } });
    assert.deepEqual((await listenedAsk(provider)).reply!.tokens, {
      input: null,
      output: null,
      reasoning: null,
      cached: null,
      source: 'usage',
    });
  });

  it('tells thinking from the answer', async () => {
    const { provider } = await connected({ reply: { reasoning: 'Let me think.', text: '42' } });
    const heard = await listenedAsk(provider);
    assert.deepEqual([heard.reasoning, heard.answer], ['Let me think.', '42']);
    assert.equal(heard.order, 'sent headers chunk reasoning answer');
  });

  it('tells an answer that was cut at the limit', async () => {
    const { provider } = await connected({ reply: { finishReason: 'length' } });
    assert.equal((await listenedAsk(provider)).reply!.stoppedBy, 'length');
  });

  it('uses connections again', async () => {
    const { provider, server } = await connected();
    const ports = new Set<number>();
    for (let call = 0; call < 6; call++) await listenedAsk(provider);
    for (const request of server.requests) ports.add(request.clientPort);
    // Node's fetch may open a second one while the first is still being tidied up.
    assert.ok(ports.size <= 2, `${ports.size} connections for 6 calls`);
  });

  it('says how to pull a model that is missing', async () => {
    const { provider } = await connected({ models: ['llama3.2'] });
    const error = providerErrorOf(await listenedAsk(provider, { model: 'ollama~qwen3:4b' }));
    assert.deepEqual([error.status, error.isRetryable, error.kind], [404, false, 'api']);
    assert.match(
      error.message,
      /^Ollama \(127\.0\.0\.1:\d+\) answered 404: model 'qwen3:4b' not found\. Pull the model with `ollama pull qwen3:4b`\.$/,
    );
  });

  it('says how to start a server that is not there', async () => {
    const server = await startOllamaServer();
    await server.close();
    const error = providerErrorOf(await listenedAsk(await connectOllama({ baseUrl: server.url })));
    assert.deepEqual([error.kind, error.isRetryable], ['network', true]);
    assert.match(
      error.message,
      /^Nothing listens at http:\/\/127\.0\.0\.1:\d+ \(Ollama\)\. Start it with `ollama serve`, or set OLLAMA_HOST to where it runs\.$/,
    );
  });

  const retried: [number, boolean, string][] = [
    [400, false, 'api'],
    [401, false, 'authentication'],
    [429, true, 'rateLimited'],
    [500, true, 'api'],
    [502, true, 'api'],
  ];
  for (const [status, isRetryable, kind] of retried) {
    it(`reports ${status} once, ${isRetryable ? 'to be retried' : 'not to be retried'}`, async () => {
      const { provider, server } = await connected({
        reply: { failure: { status, message: 'went wrong', headers: { 'retry-after': '2' } } },
      });
      const error = providerErrorOf(await listenedAsk(provider));
      assert.deepEqual(
        [error.status, error.isRetryable, error.kind, error.retryAfterMs],
        [status, isRetryable, kind, isRetryable ? 2000 : undefined],
      );
      assert.match(error.message, new RegExp(`answered ${status}: went wrong\\.`));
      assert.equal(server.requests.length, 1);
    });
  }

  it('reads an error page that is not JSON', async () => {
    const { provider } = await connected({
      reply: {
        failure: { status: 404, message: '', rawBody: '404 page not found', headers: { 'content-type': 'text/plain' } },
      },
    });
    assert.match(providerErrorOf(await listenedAsk(provider)).message, /answered 404: 404 page not found\./);
  });

  it('reports an error in the middle of a stream, after the words before it', async () => {
    const { provider } = await connected({
      reply: {
        text: 'abcdefgh',
        chunkSize: 1,
        midStream: { error: { status: 500, message: 'an error was encountered while running the model' } },
      },
    });
    const heard = await listenedAsk(provider);
    const error = providerErrorOf(heard);
    assert.equal(heard.answer, 'abcd');
    assert.deepEqual([error.kind, error.isRetryable, error.status], ['api', true, undefined]);
    assert.match(
      error.message,
      /broke off its answer with an error: an error was encountered while running the model\./,
    );
  });

  it('reports a line that is not JSON instead of losing words', async () => {
    const { provider } = await connected({
      reply: { text: 'abcdefgh', chunkSize: 1, midStream: { malformed: '{"message": {"content' } },
    });
    const heard = await listenedAsk(provider);
    assert.equal(heard.answer, 'abcd');
    assert.match(providerErrorOf(heard).message, /sent a chunk that can't be read/);
  });

  it('reports a stream that ends without its last line, and a cut connection', async () => {
    const behaviors = [{ finishReason: null }, { cut: 'beforeHeaders' }, { cut: 'midStream' }] as const;
    for (const reply of behaviors) {
      const error = providerErrorOf(
        await listenedAsk((await connected({ reply: { text: 'abcdefgh', ...reply } })).provider),
      );
      assert.deepEqual([error.kind, error.isRetryable], ['network', true]);
      assert.match(error.message, /was cut off/);
    }
  });

  for (const hang of ['beforeHeaders', 'afterHeaders', 'midStream'] as const) {
    it(`closes the socket when aborted, hanging ${hang}`, async () => {
      const { provider, server } = await connected({ reply: { text: 'abcdefgh', hang } });
      const abort = new AbortController();
      const asked = listenedAsk(provider, { signal: abort.signal });
      await server.arrived(1);
      abort.abort(new Error('changed my mind'));
      assert.equal(((await asked).error as Error).message, 'changed my mind');
      await server.requests[0]!.closed;
      assert.equal(server.requests[0]!.wasAborted, true);
    });
  }
});
