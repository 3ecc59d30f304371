// The models that a server has, for whoever begins a benchmark or looks at the model APIs.

import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { connectionFor } from '../../../../src/core/providers/connections';
import { modelApis } from '../../../../src/core/providers/modelApis';
import { describeOllamaModel, loadedOllamaModels } from '../../../../src/core/providers/ollamaModels';
import type { Environment } from '../../../../src/core/providers/provider';
import { pullOllamaModel } from '../../../../src/core/providers/pullOllamaModel';
import { startAnthropicServer } from '../../../servers/startAnthropicServer';
import { startOllamaServer } from '../../../servers/startOllamaServer';
import { startOpenAiServer } from '../../../servers/startOpenAiServer';
import { startServer, type TestServer } from '../../../servers/testServer';

const apiOf = (id: string) => modelApis().find((one) => one.id === id)!;
const list = (id: string, environment: Environment): Promise<string[]> =>
  apiOf(id).listModels!(connectionFor(apiOf(id), environment), AbortSignal.timeout(10_000));

describe('the models of a server', () => {
  let server: TestServer;

  afterEach(() => server.close());

  it('are those that Ollama lists', async () => {
    server = await startOllamaServer({ models: ['llama3.2:latest', 'qwen3:8b'] });
    const environment = { OLLAMA_HOST: server.url };
    assert.deepEqual(await list('ollama', environment), ['llama3.2:latest', 'qwen3:8b']);
    await server.close();
    // The same words as a run has for it: what is wrong, and what to do.
    const advice = /^Nothing listens at http:\/\/127\.0\.0\.1:\d+ \(Ollama\)\. Start it with `ollama serve`/;
    await assert.rejects(list('ollama', environment), { message: advice });
    const pulled = pullOllamaModel(
      connectionFor(apiOf('ollama'), environment),
      'x',
      () => undefined,
      new AbortController().signal,
    );
    await assert.rejects(pulled, { message: advice });
    await assert.rejects(list('vllm', { VLLM_BASE_URL: server.url }), {
      message: /^Nothing listens at \S+ \(vLLM\)\. Start the server, or check the address\.$/,
    });
  });

  it('are those of OpenAI and of a service that speaks as it does, with its key', async () => {
    server = await startOpenAiServer({ models: ['gpt-b', 'gpt-a'], key: 'sk-right' });
    const OPENAI_BASE_URL = `${server.url}/v1`;
    assert.deepEqual(await list('openai', { OPENAI_BASE_URL, OPENAI_API_KEY: 'sk-right' }), ['gpt-a', 'gpt-b']);
    assert.equal(server.requests[0]!.headers.authorization, 'Bearer sk-right');
    const environment = { GROQ_BASE_URL: `${server.url}/openai/v1?api-version=7`, GROQ_API_KEY: 'sk-right' };
    assert.deepEqual(await list('groq', environment), ['gpt-a', 'gpt-b']);
    assert.equal(server.requests[1]!.path, '/openai/v1/models?api-version=7');
    await assert.rejects(list('openai', { OPENAI_BASE_URL, OPENAI_API_KEY: 'sk-wrong' }), {
      message: 'OpenAI does not take the key (status 401). Set another one.',
    });
  });

  it('are those of Anthropic', async () => {
    server = await startAnthropicServer({ models: ['claude-x'], key: 'sk-ant' });
    const environment = { ANTHROPIC_BASE_URL: server.url, ANTHROPIC_API_KEY: 'sk-ant' };
    assert.deepEqual(await list('anthropic', environment), ['claude-x']);
  });

  it('are none where the server says something else', async () => {
    const answers = ['', 'null', '{}', '<html>', '{"data":{}}', '[1]', '{"data":[{"id":3},null,{"id":"only"}]}'];
    let turn = 0;
    server = await startServer((_, response) => {
      response.end(answers[turn++]);
      return Promise.resolve();
    });
    const environment = { VLLM_BASE_URL: `${server.url}/v1` };
    for (const answer of answers.slice(0, 5))
      await assert.rejects(list('vllm', environment), /vLLM answered with something else/, answer);
    assert.deepEqual(await list('vllm', environment), []);
    assert.deepEqual(await list('vllm', environment), ['only']);
  });

  it('are listed by Ollama although one of them, or a field of one, is odd', async () => {
    const whole = { digest: 'abc', details: { parameter_size: '8B', quantization_level: 'Q4' } };
    const models = [
      { name: 'a', digest: null, details: null },
      null,
      { name: 7 },
      { ...whole, name: 'b', remote_host: 3 },
    ];
    server = await startServer((_, response) => {
      response.end(JSON.stringify({ models }));
      return Promise.resolve();
    });
    assert.deepEqual(await list('ollama', { OLLAMA_HOST: server.url }), ['a', 'b']);
    const described = (name: string): Promise<unknown> =>
      describeOllamaModel({ baseUrl: server.url }, name, AbortSignal.timeout(10_000));
    assert.deepEqual(await described('a'), {});
    assert.deepEqual(await described('b'), { digest: 'abc', quantization: 'Q4', parameterSize: '8B' });
  });

  it('are listed without the key, wherever a server repeats it', async () => {
    server = await startOllamaServer({ models: ['sk-of-mine/llama'] });
    const connection = { baseUrl: server.url, apiKey: 'sk-of-mine' };
    assert.deepEqual(await apiOf('ollama').listModels!(connection, AbortSignal.timeout(10_000)), [
      '[key]/llama:latest',
    ]);
  });

  it('are not asked of another host', async () => {
    server = await startServer((_, response) => {
      response.writeHead(302, { location: 'http://models.example.com/v1/models' });
      response.end();
      return Promise.resolve();
    });
    await assert.rejects(list('vllm', { VLLM_BASE_URL: `${server.url}/v1` }), /redirected to models\.example\.com/);
  });
});

describe('an Ollama server', () => {
  const pull = (url: string, onStep: (step: object) => void, signal = AbortSignal.timeout(10_000)): Promise<void> =>
    pullOllamaModel({ baseUrl: url }, 'qwen3:8b', onStep, signal);

  it('is not listened to any longer once it has said what is wrong', async () => {
    const closed = new EventEmitter();
    const isClosed = once(closed, 'close');
    const server = await startServer((_, response) => {
      response.once('close', () => closed.emit('close'));
      response.write('{"error":"no such model"}\n');
      return Promise.resolve();
    });
    await assert.rejects(
      pull(server.url, () => undefined),
      /no such model/,
    );
    await isClosed;
    await server.close();
  });

  it('says which models are loaded, and with which window', async () => {
    const server = await startOllamaServer({ models: ['a:8b'], loadedWindows: { 'a:8b': 8192 } });
    try {
      assert.deepEqual(await loadedOllamaModels({ baseUrl: server.url }, AbortSignal.timeout(10_000)), []);
      await fetch(`${server.url}/api/chat`, {
        method: 'POST',
        body: JSON.stringify({ model: 'a:8b', messages: [{ role: 'user', content: 'x' }], stream: true }),
      }).then((answer) => answer.text());
      assert.deepEqual(await loadedOllamaModels({ baseUrl: server.url }, AbortSignal.timeout(10_000)), [
        { name: 'a:8b', window: 8192 },
      ]);
    } finally {
      await server.close();
    }
  });

  it('pulls a model and tells how far it is', async () => {
    const steps: object[] = [];
    const pulling = [{ status: 'pulling abc', total: 200, completed: 50 }, { status: 'success' }];
    const server = await startOllamaServer({ pulling });
    await pull(server.url, (step) => steps.push(step));
    await server.close();
    assert.deepEqual(steps, [
      { status: 'pulling manifest', share: null },
      { status: 'pulling abc', share: 0.25 },
      { status: 'success', share: null },
    ]);
  });

  it('says why it did not pull, and lets go when told to', async () => {
    for (const [pulling, message] of [
      [[{ error: 'pull model manifest: file does not exist' }], /file does not exist/],
      [[{ status: 'pulling abc' }], /ended before it had said that it is done/],
      [[], /ended before/],
      [['text', 3, null, { status: 7 }] as unknown as object[], /ended before/],
    ] as const) {
      const server = await startOllamaServer({ pulling: [...pulling] });
      await assert.rejects(
        pull(server.url, () => undefined),
        message,
      );
      await server.close();
    }
    const repeating = await startOllamaServer({
      pulling: [{ status: 'for sk-of-mine' }, { error: 'sk-of-mine is bad' }],
    });
    const steps: object[] = [];
    const repeated = pullOllamaModel(
      { baseUrl: repeating.url, apiKey: 'sk-of-mine' },
      'x',
      (step) => steps.push(step),
      AbortSignal.timeout(10_000),
    );
    await assert.rejects(repeated, { message: 'x was not pulled: [key] is bad' });
    await repeating.close();
    assert.doesNotMatch(JSON.stringify(steps), /sk-of-mine/);
    const hanging = await startOllamaServer({ pulling: 'hangs' });
    const cancel = new AbortController();
    await assert.rejects(
      pull(hanging.url, () => cancel.abort(new Error('enough')), cancel.signal),
      /enough|abort/i,
    );
    await hanging.close();
  });
});
