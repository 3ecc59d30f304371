import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { resumeRun } from '../../../../src/core/run/resumeRun';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import type { RunRequest } from '../../../../src/core/run/runRequest';
import { modelStats } from '../../../../src/shared/figures/runStats';
import type { RunManifest } from '../../../../src/shared/runs/runManifest';
import { planParts } from '../../../../src/shared/run/shard';
import type { RunState } from '../../../../src/shared/run/runState';
import { EngineFixture, never, recorder, runSettings, type BenchmarkParts } from './engineFixture';

const parts: BenchmarkParts = {
  models: ['simulated~swift', 'simulated~steady', 'simulated~hasty'],
  prompts: Array.from({ length: 4 }, (_, at) => ({ word: `w${at}`, expectation: `w${at}` })),
};

function finished({ models: rows }: RunState): string[] {
  return rows.flatMap(({ model, tests }) =>
    tests.filter(({ phase }) => phase === 'finished').map(({ index }) => `${model}#${index}`),
  );
}

describe('one shard of a run', () => {
  let fixture: EngineFixture;
  beforeEach(async () => {
    fixture = await EngineFixture.make();
  });
  afterEach(() => fixture.remove());

  const run = async (
    index: number,
    of: number,
    changes: Partial<RunRequest> = {},
    what: BenchmarkParts = parts,
  ): Promise<{ runDirectory: string; state: RunState; manifest: RunManifest }> => {
    const request = { ...fixture.request(what), shard: { index, of }, ...changes };
    const { runDirectory } = await runBenchmark(request, recorder(), never);
    const { state } = await openRun(runDirectory);
    const manifest = JSON.parse(await readFile(join(runDirectory, 'run.json'), 'utf8')) as RunManifest;
    return { runDirectory, state, manifest };
  };

  it('asks its own tests and counts no other', async () => {
    const runs = await Promise.all([1, 2, 3].map((index) => run(index, 3)));
    const asked = runs.flatMap(({ state }) => finished(state));
    assert.equal(asked.length, 12);
    assert.equal(new Set(asked).size, 12);
    for (const [at, { state, manifest }] of runs.entries()) {
      assert.equal(state.shard?.index, at + 1);
      assert.equal(state.status, 'finished');
      assert.equal(manifest.shard?.planHash, runs[0]!.manifest.shard!.planHash);
      assert.equal(manifest.totals.tests, finished(state).length);
      assert.equal(manifest.totals.notRun, 0);
      assert.deepEqual(
        state.models.map(({ tests }) => modelStats(tests).total),
        manifest.models.map(({ total }) => total),
      );
    }
  });

  it('takes whole models in speed mode', async () => {
    const settings = runSettings({ mode: 'speed' });
    const { state } = await run(2, 3, { pace: settings.pace });
    assert.deepEqual([...new Set(finished(state).map((test) => test.split('#')[0]))], ['simulated~steady']);
  });

  it('is a valid folder without any test', async () => {
    const settings = runSettings({ mode: 'speed' });
    const { state, manifest } = await run(4, 4, { pace: settings.pace });
    assert.deepEqual(finished(state), []);
    assert.equal(manifest.status, 'finished');
    assert.equal(manifest.totals.tests, 0);
  });

  it('keeps to its tests when it is resumed', async () => {
    const stop = new AbortController();
    const request = { ...fixture.request(parts), shard: { index: 1, of: 2 } };
    const listener = recorder((event) => {
      if (event.type === 'testFinished') stop.abort();
    });
    const { runDirectory, state: cut } = await runBenchmark(request, listener, stop.signal);
    const resumed = await resumeRun({ ...runSettings({}), runDirectory, retryErrors: true }, recorder(), never);
    const whole = await run(1, 2);
    assert.ok(finished(cut).length < finished(whole.state).length);
    assert.deepEqual(finished(resumed.state), finished(whole.state));
  });

  it('says by its plan what is different', async () => {
    const { plan, planHash } = (await run(1, 2)).manifest.shard!;
    const differing = async (changes: Partial<RunRequest>, what: BenchmarkParts = parts): Promise<string[]> => {
      const other = (await run(1, 2, changes, what)).manifest.shard!;
      assert.equal(
        other.planHash === planHash,
        planParts.every((part) => other.plan[part] === plan[part]),
      );
      return planParts.filter((part) => other.plan[part] !== plan[part]);
    };
    assert.deepEqual(await differing({}), []);
    assert.deepEqual(await differing({ models: ['simulated~swift'] }), ['models']);
    assert.deepEqual(await differing({ limit: 3 }), ['prompts']);
    assert.deepEqual(await differing({ pace: runSettings({ mode: 'speed' }).pace }), ['mode']);
    assert.deepEqual(await differing({ overrides: { models: [], set: { 'parameters.temperature': 0.5 } } }), [
      'benchmark',
      'models',
    ]);
    assert.deepEqual(await differing({}, { ...parts, basePrompt: 'Please say {{word}}' }), ['benchmark', 'prompts']);
    assert.deepEqual(await differing({}, { ...parts, more: { repeat: 2 } }), ['benchmark', 'prompts']);
  });
});
