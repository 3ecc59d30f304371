import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importReport } from '../../../../src/core/runFolder/importReport';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import { foldRun } from '../../../../src/shared/run/runState';
import { modelStats } from '../../../../src/shared/figures/runStats';
import { EngineFixture, never, recorder } from '../run/engineFixture';

const result = (index: number, changes: object = {}, correct = true) => ({
  prompt_response: {
    response: '5 + 5',
    tokens_per_second: 80,
    provider: 'ollama',
    total_duration_ms: 500,
    load_duration_ms: 20,
    inputAndOutputCost: 0,
    errored: false,
    ...changes,
  },
  execution_result: '10',
  expected_result: '10',
  input_prompt: 'add 5 and 5',
  model: 'llama3.2',
  correct,
  index,
});
const report = (...results: object[]): string =>
  JSON.stringify({
    benchmark_name: 'Simple math',
    purpose: 'p',
    base_prompt: '{{x}}',
    prompt_iterations: [{ dynamic_variables: { x: 'add 5 and 5' }, expectation: '10' }],
    models: [{ model: 'llama3.2', results }],
  });

describe('a report', () => {
  it('replays: each row end to end', () => {
    const { events, details, benchmarkText } = importReport(
      report(result(2, { total_duration_ms: 300 }, false), result(1)),
    );
    const state = foldRun(events);
    assert.equal(state.status, 'finished');
    assert.deepEqual(
      state.models.map((model) => model.model),
      ['ollama~llama3.2'],
    );
    assert.deepEqual(
      state.models[0]!.tests.map((test) => [test.verdict, test.timings?.dispatchedAt, test.timings?.endedAt]),
      [
        ['correct', 0, 500],
        ['incorrect', 500, 800],
      ],
    );
    assert.equal(details('ollama~llama3.2', 1)?.result.prompt, 'add 5 and 5');
    assert.equal(details('ollama~llama3.2', 3), undefined);
    assert.equal(benchmarkText.basePrompt, '{{x}}');
  });

  it('leaves unrecorded what it does not say, and takes 0 for not measured where nothing takes 0', () => {
    const { events, details } = importReport(
      report(result(1, { tokens_per_second: 0, total_duration_ms: 0, inputAndOutputCost: null })),
    );
    const stats = modelStats(foldRun(events).models[0]!.tests);
    assert.deepEqual(
      [stats.tokensPerSecond, stats.averageTotal, stats.costUsd, stats.medianTtft],
      [null, null, null, null],
    );
    assert.equal(details('ollama~llama3.2', 1)?.hasTranscript, false);
  });

  it('keeps errors apart from wrong answers', () => {
    const state = foldRun(importReport(report(result(1, { errored: true, error_message: 'HTTP 500' }, false))).events);
    assert.deepEqual(
      [state.models[0]!.tests[0]!.verdict, state.models[0]!.tests[0]!.error?.message],
      ['error', 'HTTP 500'],
    );
  });

  it('is refused with a reason when it is none', () => {
    assert.throws(() => importReport('benchmark_name: x'), /This file is not JSON/);
    assert.throws(
      () => importReport('{"benchmark_name":"x","models":[{"model":"m","results":[{"index":0}]}]}'),
      /not a benchmark report.*models\.0\.results\.0/s,
    );
    assert.throws(() => importReport('[]'), /not a benchmark report/);
  });

  it('of a run of ours gives back that run: verdicts, averages, prompts', async () => {
    const fixture = await EngineFixture.make();
    try {
      const prompts = ['a', 'b', 'c'].map((word) => ({ word, expectation: word }));
      const { state, runDirectory } = await runBenchmark(
        fixture.request({ models: ['simulated~hasty'], prompts }),
        recorder(),
        never,
      );
      const back = foldRun(importReport(await readFile(join(runDirectory, 'report.json'), 'utf8')).events);
      const [ours, theirs] = [modelStats(state.models[0]!.tests), modelStats(back.models[0]!.tests)];
      // A report does not say what decides on a prompt's worth.
      assert.deepEqual(
        back.prompts,
        state.prompts.map(({ hash: _hash, ...prompt }) => prompt),
      );
      assert.equal(back.models[0]!.isSimulated, true);
      for (const figure of [
        'correct',
        'incorrect',
        'error',
        'accuracy',
        'tokensPerSecond',
        'averageTotal',
        'averageLoad',
      ] as const)
        assert.deepEqual(theirs[figure], ours[figure], figure);
    } finally {
      await fixture.remove();
    }
  });
});
