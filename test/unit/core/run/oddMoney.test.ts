// Money in runs whose servers count oddly: what is unknown is never $0, and what was charged elsewhere counts.

import assert from 'node:assert/strict';
import { startProxyServer } from '../../../servers/proxyServer';
import { echo, words } from './engineFixture';
import { ServedRuns } from './servedRuns';

describe('odd counts and costs in a run', () => {
  let served: ServedRuns;
  beforeEach(async () => {
    served = await ServedRuns.make();
  });
  afterEach(() => served.remove());

  it('has no tokens, no rate and no cost where a service counts 0 beside an answer', async () => {
    const zeros = { input: 0, output: 0 };
    await served.openAi({ reply: ({ prompt }) => ({ text: echo(prompt), usage: zeros }) });
    await served.anthropic({ reply: ({ prompt }) => ({ text: echo(prompt), usage: zeros }) });
    await served.ollama({ reply: ({ prompt }) => ({ text: echo(prompt), usage: zeros }) });
    const models = ['openai~gpt-4.1', 'anthropic~claude-sonnet-4-0', 'ollama~m'];
    const run = await served.run({ models, prompts: words('a') });
    for (const model of models) {
      const { tokens, timings, verdict } = run.test(model);
      assert.deepEqual([verdict, tokens!.input, tokens!.output], ['correct', null, null], model);
      assert.deepEqual([timings!.endToEndTokensPerSecond, timings!.decodeTokensPerSecond], [null, null], model);
    }
    assert.deepEqual(run.test('openai~gpt-4.1').cost, { usd: null, source: 'unknown' });
    assert.deepEqual(run.test('anthropic~claude-sonnet-4-0').cost, { usd: null, source: 'unknown' });
    const { totals } = await run.manifest();
    assert.deepEqual([totals.counted, totals.priced], [0, 1]);
  });

  it("counts what a key of one's own is charged, also in the budget", async () => {
    const prompts = words('a', 'b', 'c', 'd');
    const usage = { input: 10, output: 2 };
    await served.openAi(
      { reply: ({ prompt }) => ({ text: echo(prompt), usage, cost: 0, ownKeyCost: 0.0123 }) },
      'OPENROUTER',
    );
    const run = await served.run(
      { models: ['openrouter~byok/model'], prompts },
      {
        budgetUsd: 0.03,
        concurrency: { openrouter: 1 },
        environment: { ...served.request({ models: [], prompts }).access.environment, OPENROUTER_API_KEY: 'k' },
      },
    );
    assert.deepEqual(run.test('openrouter~byok/model').cost, { usd: 0.0123, source: 'api' });
    assert.deepEqual(
      prompts.map((_, at) => run.test('openrouter~byok/model', at + 1).notRun?.kind),
      [undefined, undefined, 'budget', 'budget'],
    );
  });

  it('takes a model that a local server passes on for what it is', async () => {
    await served.ollama({
      reply: ({ prompt, model }) => ({
        text: echo(prompt),
        ...(model === 'own' ? {} : { remoteHost: 'https://ollama.com:443' }),
      }),
    });
    const run = await served.run({ models: ['own', 'copied', 'big:cloud'], prompts: words('a') });
    assert.deepEqual(run.test('ollama~own').cost, { usd: 0, source: 'local' });
    for (const model of ['ollama~copied', 'ollama~big:cloud'])
      assert.deepEqual(run.test(model).cost, { usd: null, source: 'unknown' }, model);
    const { models, concurrency, iso } = await run.manifest();
    assert.deepEqual(
      models.map(({ isLocal, server }) => [isLocal, server?.remoteHost]),
      [
        [true, undefined],
        [true, 'ollama.com'],
        [false, 'ollama.com'],
      ],
    );
    assert.equal(Object.keys(concurrency).length, 2);
    assert.ok('ollama.com:443' in concurrency);
    assert.equal(iso!.holds, false);
    assert.match(
      iso!.reasons.join('\n'),
      /where the server had the answers from was the server itself for ollama~own and ollama\.com for ollama~copied, ollama~big:cloud/,
    );
  });

  it("shows Ollama's key to its server", async () => {
    const server = await served.ollama({ reply: { text: 'a' } });
    const environment = {
      ...served.request({ models: [], prompts: [] }).access.environment,
      OLLAMA_API_KEY: 'ollama-key-1',
    };
    await served.run({ models: ['m'], prompts: words('a') }, { environment });
    assert.ok(server.requests.length >= 2);
    for (const { headers, path } of server.requests) assert.equal(headers.authorization, 'Bearer ollama-key-1', path);
  });
});

describe('where requests of a run go', () => {
  let served: ServedRuns;
  beforeEach(async () => {
    served = await ServedRuns.make();
  });
  afterEach(() => served.remove());

  it('is through the proxy of the house', async () => {
    const server = await served.openAi({ answer: echo });
    const proxy = await startProxyServer({ 'model.test': new URL(server.url).port }, 'me:pr0xy-pass');
    try {
      const environment = {
        OPENAI_API_KEY: 'k',
        OPENAI_BASE_URL: 'http://model.test/v1',
        HTTP_PROXY: proxy.url.replace('//', '//me:pr0xy-pass@'),
      };
      const run = await served.run({ models: ['openai~m'], prompts: words('a') }, { environment });
      assert.equal(run.test('openai~m').verdict, 'correct');
      assert.ok(proxy.asked.length > 0);
      assert.doesNotMatch(await served.fixture.everything(), /pr0xy-pass/);
      const wrong = { ...environment, HTTP_PROXY: 'socks5://me:pr0xy-pass@127.0.0.1:1' };
      await assert.rejects(
        served.run({ models: ['openai~m'], prompts: words('a') }, { environment: wrong }),
        /^BadAddress: HTTP_PROXY: expected the address of an HTTP proxy, http:\/\/host:port \(in VS Code, the setting http\.proxy\)\. Nothing was sent to any model\.$/,
      );
    } finally {
      await proxy.close();
    }
  });

  it('is to no other host, and that is said once', async () => {
    const server = await served.scripted((_, response) => {
      response.writeHead(307, { location: 'http://elsewhere.example/v1/chat/completions' }).end();
      return Promise.resolve();
    });
    const run = await served.run({ models: ['openai~m'], prompts: words('a') });
    const { error } = run.test('openai~m');
    assert.deepEqual([error!.kind, (await run.attempts('openai~m')).length], ['network', 1]);
    assert.match(
      error!.message,
      /sends requests on to another host, which was not followed: redirected to elsewhere\.example\./,
    );
    assert.equal(server.requests.length, 1);
  });
});
