import assert from 'node:assert/strict';
import { historyOf } from '../../../../src/core/estimate/runHistory';
import type { RunManifest } from '../../../../src/shared/runs/runManifest';

describe('the history of a benchmark', () => {
  const run = (changes: object, model: object): RunManifest =>
    ({
      benchmarkName: 'B',
      promptCount: 10,
      status: 'finished',
      startedBy: { from: 'cli', user: null },
      ...changes,
      models: [
        {
          model: 'openai~m',
          finished: 10,
          counted: 10,
          correct: 8,
          incorrect: 2,
          inputTokens: 1000,
          outputTokens: 200,
          averageTotal: 500,
          ...model,
        },
      ],
    }) as unknown as RunManifest;

  it('weighs runs by their tests, and takes input only of as many prompts', () => {
    const runs = [
      run({}, {}),
      run(
        { promptCount: 5 },
        { finished: 5, counted: 5, correct: 5, incorrect: 0, inputTokens: 9999, outputTokens: 250, averageTotal: 1100 },
      ),
    ];
    assert.deepEqual(historyOf(runs, 'B', 10).get('openai~m'), {
      runs: 2,
      input: 100,
      output: 30,
      totalMs: (500 * 10 + 1100 * 5) / 15,
    });
  });

  it('leaves out other benchmarks, imports, runs under way and models that answered nothing', () => {
    const others = [
      run({ benchmarkName: 'C' }, {}),
      run({ startedBy: { from: 'import' } }, {}),
      run({ status: 'running' }, {}),
    ];
    assert.equal(historyOf(others, 'B', 10).size, 0);
    assert.deepEqual(historyOf([run({}, { finished: 0 })], 'B', 10).get('openai~m'), {
      runs: 0,
      input: null,
      output: null,
      totalMs: null,
    });
    assert.equal(historyOf([run({}, { counted: 0, averageTotal: null })], 'B', 10).get('openai~m')!.output, null);
  });
});
