// Money in a whole run, against a server that counts tokens: whose price counts, the budget, and that no run fetches prices.

import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import { resumeRun } from '../../../../src/core/run/resumeRun';
import type { RunManifest } from '../../../../src/shared/runs/runManifest';
import type { RunState } from '../../../../src/shared/run/runState';
import { startOpenAiServer } from '../../../servers/startOpenAiServer';
import type { TestServer } from '../../../servers/testServer';
import { benchmarkYaml, EngineFixture, never, recorder } from './engineFixture';

const prompts = Array.from({ length: 10 }, (_, position) => ({
  word: `w${position + 1}`,
  expectation: `w${position + 1}`,
}));
const model = 'openai~m';

describe('money in a run', () => {
  let fixture: EngineFixture;
  let server: TestServer;
  before(async () => {
    server = await startOpenAiServer({
      reply: ({ prompt }) => ({ text: prompt.replace('Say ', ''), usage: { input: 100, output: 10 } }),
    });
  });
  after(() => server.close());
  beforeEach(async () => {
    fixture = await EngineFixture.make();
  });
  afterEach(() => fixture.remove());

  /** A test costs $0.10: 100 input tokens at $900 and 10 output tokens at $1000 a million. */
  const tenCents = { [model]: { inputPerMillion: 900, outputPerMillion: 1000 } };
  const request = (changes = {}) =>
    fixture.request(
      { models: [model], prompts },
      {
        environment: { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: `${server.url}/v1` },
        concurrency: { openai: 1 },
        prices: tenCents,
        ...changes,
      },
    );
  /** The same benchmark with more keys. */
  const fileWith = (keys: object): string =>
    JSON.stringify({ ...(JSON.parse(benchmarkYaml({ models: [model], prompts })) as object), ...keys });
  const manifestOf = async (runDirectory: string): Promise<RunManifest> =>
    JSON.parse(await readFile(join(runDirectory, 'run.json'), 'utf8')) as RunManifest;
  const asked = (from: number): string[] =>
    server.requests
      .slice(from)
      .map((one) => (one.body['messages'] as { content: string }[])[0]!.content.replace('Say ', ''));
  const finished = (state: RunState): number =>
    state.models[0]!.tests.filter((test) => test.phase === 'finished').length;

  it('stops asking at the budget, and goes on with exactly the rest when there is more', async () => {
    let from = server.requests.length;
    // Four tests fit: a fifth would make it $0.50.
    const first = await runBenchmark(request({ budgetUsd: 0.45 }), recorder(), never);
    assert.deepEqual(asked(from), ['w1', 'w2', 'w3', 'w4']);
    assert.equal(first.state.status, 'finished');
    const rest = first.state.models[0]!.tests.slice(4);
    assert.deepEqual([...new Set(rest.map((test) => test.notRun?.kind))], ['budget']);
    assert.match(rest[0]!.notRun!.message, /budget of \$0\.45 is used up: \$0\.40 spent/);
    const manifest = await manifestOf(first.runDirectory);
    assert.deepEqual([manifest.budgetUsd, manifest.totals.notRun, manifest.totals.priced], [0.45, 6, 4]);
    assert.ok(Math.abs(manifest.totals.costUsd! - 0.4) < 1e-9);

    from = server.requests.length;
    const same = await resumeRun(
      { ...request(), runDirectory: first.runDirectory, retryErrors: false },
      recorder(),
      never,
    );
    assert.deepEqual(
      [asked(from), finished(same.state)],
      [[], 4],
      'the budget it began with holds unless another is given',
    );

    const more = await resumeRun(
      { ...request({ budgetUsd: 0.75 }), runDirectory: first.runDirectory, retryErrors: false },
      recorder(),
      never,
    );
    assert.deepEqual(asked(from), ['w5', 'w6', 'w7']);
    assert.equal(finished(more.state), 7);
    assert.equal((await manifestOf(first.runDirectory)).budgetUsd, 0.75);

    from = server.requests.length;
    const all = await resumeRun(
      { ...request({ budgetUsd: 'none' }), runDirectory: first.runDirectory, retryErrors: false },
      recorder(),
      never,
    );
    assert.deepEqual(asked(from), ['w8', 'w9', 'w10']);
    assert.equal(finished(all.state), 10);
    const ended = await manifestOf(first.runDirectory);
    assert.deepEqual([ended.budgetUsd, ended.totals.notRun], [null, 0]);
    assert.ok(Math.abs(ended.totals.costUsd! - 1) < 1e-9);
  });

  it('has budget, mode and prices of the benchmark file, which win over the settings or not', async () => {
    const from = server.requests.length;
    const prices = { [model]: { input_per_million: 0, output_per_million: 50_000 } };
    const text = fileWith({ budget_usd: 1.7, mode: 'speed', prices });
    const { runDirectory, state } = await runBenchmark(
      request({ benchmarkText: text, mode: null, budgetUsd: null }),
      recorder(),
      never,
    );
    // $0.50 a call: the warm-up call of speed mode and two tests fit.
    assert.deepEqual(asked(from).slice(1), ['w1', 'w2']);
    assert.deepEqual([state.mode, state.models[0]!.tests[0]!.cost], ['speed', { usd: 0.5, source: 'override' }]);
    const manifest = await manifestOf(runDirectory);
    assert.deepEqual(manifest.prices, [
      { model, input: 0, output: 50_000, cachedInput: null, perHour: null, source: 'benchmark' },
    ]);
    assert.deepEqual([manifest.mode, manifest.budgetUsd], ['speed', 1.7]);
    const given = await runBenchmark(
      request({ benchmarkText: text, mode: 'throughput', budgetUsd: 0.7 }),
      recorder(),
      never,
    );
    assert.deepEqual([given.state.mode, finished(given.state)], ['throughput', 1]);
  });

  it('goes on with the prices it began with', async () => {
    const first = await runBenchmark(request({ budgetUsd: 0.15 }), recorder(), never);
    assert.equal(finished(first.state), 1);
    const { state } = await resumeRun(
      {
        ...request({ budgetUsd: 'none', prices: { [model]: { inputPerMillion: 1, outputPerMillion: 1 } } }),
        runDirectory: first.runDirectory,
        retryErrors: false,
      },
      recorder(),
      never,
    );
    assert.ok(state.models[0]!.tests.every((test) => Math.abs(test.cost!.usd! - 0.1) < 1e-9));
  });

  it("charges hardware of one's own by the time of each test", async () => {
    const { state } = await runBenchmark(request({ prices: { [model]: { perHour: 3600 } } }), recorder(), never);
    for (const { cost, timings } of state.models[0]!.tests) {
      assert.equal(cost!.source, 'override');
      // $1 a second.
      assert.ok(Math.abs(cost!.usd! - timings!.total! / 1000) < 1e-9);
    }
  });

  it('never fetches prices: not when there is no list, nor when the one there is damaged', async () => {
    const fetched: string[] = [];
    const real = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      fetched.push(input instanceof Request ? input.url : String(input));
      return real(input, init);
    };
    const priceFile = join(fixture.folder, 'prices.json');
    try {
      const without = await runBenchmark(request({ prices: {}, priceFile }), recorder(), never);
      assert.deepEqual((await manifestOf(without.runDirectory)).problems, []);
      assert.deepEqual(await readdir(fixture.folder), ['runs']);
      await writeFile(priceFile, '{');
      const damaged = await runBenchmark(request({ prices: {}, priceFile }), recorder(), never);
      assert.match(
        damaged.problems.join(),
        /prices\.json is damaged\. The prices that come with this program .* were used/,
      );
      assert.equal(await readFile(priceFile, 'utf8'), '{');
    } finally {
      globalThis.fetch = real;
    }
    assert.deepEqual(
      fetched.filter((url) => !url.startsWith(server.url)),
      [],
    );
  });

  it('can fetch them from nowhere but the two commands', async () => {
    const src = new URL('../../../../src/', import.meta.url);
    const files = (await readdir(src, { recursive: true })).filter((name) => name.endsWith('.ts'));
    const importing: string[] = [];
    for (const name of files) {
      const text = await readFile(new URL(name, src), 'utf8');
      if (/(from|import\()\s*'[^']*\/updatePrices'/.test(text.replace(/^import type .*$/gm, '')))
        importing.push(name.replaceAll('\\', '/'));
    }
    assert.deepEqual(importing.sort(), ['cli/commands/pricesCommand.ts', 'extension/commands/updatePricesCommand.ts']);
  });
});
