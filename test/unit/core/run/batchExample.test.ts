import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import { loadBenchmark } from '../../../../src/core/benchmark/loadBenchmark';
import { modelApis } from '../../../../src/core/providers/modelApis';
import { apis, batchApis } from './batchApis';
import { hurriedClock } from './batchFixture';
import { EngineFixture, never, recorder } from './engineFixture';

const path = new URL('../../../../examples/batches/plurals.yaml', import.meta.url);
const benchmarkText = readFileSync(path, 'utf8');

describe('the example of batches', () => {
  it('loads without problems, and its models are those of APIs that take batches', () => {
    const known = modelApis();
    const { benchmark, problems } = loadBenchmark(benchmarkText, { fileName: 'plurals.yaml', knownProviders: known });
    assert.deepEqual(problems, []);
    assert.equal(benchmark!.mode, 'batch');
    const taking = known.filter(({ batches }) => batches).map(({ id }) => id);
    for (const { provider } of benchmark!.modelIds) assert.ok(taking.includes(provider), provider);
  });

  it('is asked in one batch a model, and has accuracy and tokens and no times', async () => {
    const { benchmark } = loadBenchmark(benchmarkText, { fileName: 'plurals.yaml', knownProviders: modelApis() });
    const plurals = new Map(
      benchmark!.prompts.map((one) => [one.dynamic_variables?.['word'], String(one.expectation)]),
    );
    const answer = (prompt: string): string => plurals.get(/"(\w+)"/.exec(prompt)![1]!)!;
    const engine = await EngineFixture.make();
    const servers = await Promise.all(apis.map((api) => batchApis[api].start({ key: 'k-0123456789', answer })));
    try {
      const environments = apis.map((api, position) =>
        batchApis[api].environment(servers[position]!.url, 'k-0123456789'),
      );
      const request = engine.request(
        { models: [], prompts: [] },
        { benchmarkText, mode: null, environment: Object.assign({}, ...environments) as { [name: string]: string } },
      );
      const { state } = await runBenchmark(request, recorder(), never, {
        batchClock: hurriedClock(),
      });
      assert.equal(state.status, 'finished');
      for (const server of servers) assert.equal(server.batches.length, 1);
      for (const { model, tests } of state.models)
        for (const { index, verdict, timings, tokens } of tests) {
          assert.equal(verdict, 'correct', `${model} ${index}`);
          assert.deepEqual([timings!.total, timings!.ttft, tokens!.output], [null, null, 5]);
        }
    } finally {
      await Promise.all(servers.map((server) => server.close()));
      await engine.remove();
    }
  });
});
