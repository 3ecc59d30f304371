// What is said in place of a benchmark's file when a run is started: kept in run.json, and in force when the run goes on.

import assert from 'node:assert/strict';
import { overridesIn } from '../../../../src/cli/commands/overridesIn';
import { loadBenchmark } from '../../../../src/core/benchmark/loadBenchmark';
import { withOverrides } from '../../../../src/core/benchmark/withOverrides';
import { rescoreRun } from '../../../../src/core/jobs/rescoreRun';
import { resumeRun } from '../../../../src/core/run/resumeRun';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import { readManifest } from '../../../../src/core/runFolder/readManifest';
import { overridesText } from '../../../../src/shared/runs/overridesText';
import { benchmarkYaml, EngineFixture, never, recorder, rescoreRequest, runSettings } from './engineFixture';

const parts = { models: ['simulated~swift'], prompts: [{ word: 'one', expectation: 'one' }] };

describe('what is said in place of a benchmark file', () => {
  it('adds models and sets single values, and leaves the rest', () => {
    const file = { models: ['a', 'ollama~b'], parameters: { seed: 7 }, repeat: 1 };
    assert.deepEqual(
      withOverrides(file, { models: ['b', 'c', 'c'], set: { 'parameters.temperature': 0, repeat: 3 } }),
      {
        models: ['a', 'ollama~b', 'c'],
        parameters: { seed: 7, temperature: 0 },
        repeat: 3,
      },
    );
    assert.deepEqual(file, { models: ['a', 'ollama~b'], parameters: { seed: 7 }, repeat: 1 });
  });

  it('is read from the command line, with slips for errors', () => {
    const read = (...set: string[]): unknown => overridesIn({ addedModels: [], set }).set;
    assert.deepEqual(read('parameters.temperature=0', 'mode = speed', 'base_prompt=a=b', 'budget_usd="1"'), {
      'parameters.temperature': 0,
      mode: 'speed',
      base_prompt: 'a=b',
      budget_usd: '1',
    });
    assert.throws(() => read('parametrs.temperature=0'), /there is no parametrs to set/);
    assert.throws(() => read('temperature'), /sets nothing/);
    assert.deepEqual(read('parameters.stop=[a, b]'), { 'parameters.stop': ['a', 'b'] });
    assert.throws(() => read('parameters.stop=[{a: 1}]'), /takes one value, or a list of such/);
    assert.throws(
      () => read('parameters.seed=9007199254740993'),
      /--set parameters\.seed: 9007199254740993 has more digits than a number can hold/,
    );
    assert.throws(() => read('parameters.seed=1', 'parameters.seed=2'), /parameters\.seed is there twice/);
    assert.throws(() => read('parameters..seed=1'), /a part of the path is empty/);
    assert.throws(() => read('prompts=[]'), /prompts can't be set/);
    assert.throws(() => read('prompts.0.expectation=2'), /prompts can't be set/);
    for (const odd of ['__proto__.x=1', 'constructor.prototype.x=1', 'toString=1'])
      assert.throws(() => read(odd), /there is no \w+ to set in a benchmark/);
    assert.throws(() => read('models=x'), /models can't be set/);
    assert.throws(() => read('parameters={a: 1}'), /takes one value/);
  });

  it('is checked as if it stood in the file, and never mistaken for the file alone', () => {
    const text = benchmarkYaml(parts);
    const load = (set: { [path: string]: unknown }): string[] =>
      loadBenchmark(text, { knownProviders: [], overrides: { models: [], set } }).problems.map(
        ({ message }) => message,
      );
    assert.match(load({ 'parameters.temprature': 0 }).join('\n'), /did you mean `temperature`/);
    assert.match(load({ repeat: 'often' }).join('\n'), /repeat must be a whole number/);
    assert.deepEqual(load({}), []);
    assert.equal(
      loadBenchmark(text, { knownProviders: [], overrides: { models: ['x'], set: {} } }).benchmark?.models.length,
      2,
    );
  });

  it('is in run.json, and in force when the run is judged again and resumed', async () => {
    const fixture = await EngineFixture.make();
    try {
      const overrides = { models: ['simulated~hasty'], set: { repeat: 2 } };
      const request = { ...fixture.request(parts), models: ['simulated~hasty'], overrides };
      const { runDirectory, state } = await runBenchmark(request, recorder(), never);
      assert.deepEqual([state.models.map(({ model }) => model), state.prompts.length], [['simulated~hasty'], 2]);
      const manifest = await readManifest(runDirectory);
      assert.deepEqual(manifest.overrides, overrides);
      assert.equal(overridesText(manifest.overrides), 'repeat=2, also model simulated~hasty');
      const again = await rescoreRun(rescoreRequest(runDirectory), () => undefined, never);
      assert.deepEqual([again.judged, again.changed], [2, 0]);
      const resumed = await resumeRun({ runDirectory, retryErrors: true, ...runSettings({}) }, recorder(), never);
      assert.equal(resumed.state.prompts.length, 2);
    } finally {
      await fixture.remove();
    }
  });
});
