import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { importRun } from '../../../../src/core/jobs/importRun';
import { listRuns } from '../../../../src/core/runFolder/listRuns';
import { openRun, readBenchmarkText, readTestDetail } from '../../../../src/core/runFolder/openRun';
import { rescoreRun } from '../../../../src/core/jobs/rescoreRun';
import { resumeRun } from '../../../../src/core/run/resumeRun';
import { distDirectory, EngineFixture, never, recorder } from '../run/engineFixture';

const report = JSON.stringify({
  benchmark_name: 'Old sums',
  purpose: 'To keep.',
  base_prompt: 'Add {{what}}',
  prompt_iterations: [
    { dynamic_variables: { what: '1+1' }, expectation: 2 },
    { dynamic_variables: null, expectation: 3 },
  ],
  models: [
    {
      model: 'llama3:8b',
      results: [
        {
          prompt_response: {
            response: 'two',
            provider: 'ollama',
            total_duration_ms: 120,
            tokens_per_second: 30,
            load_duration_ms: null,
            inputAndOutputCost: null,
            errored: false,
          },
          execution_result: '2',
          expected_result: '2',
          input_prompt: 'Add 1+1',
          correct: true,
          index: 1,
          note: 'kept',
        },
      ],
    },
  ],
});

describe('importing a report', () => {
  let fixture: EngineFixture;
  beforeEach(async () => {
    fixture = await EngineFixture.make();
  });
  afterEach(() => fixture.remove());

  it('makes a run folder in which what the report lacks is not recorded', async () => {
    const runDirectory = await importRun(report, fixture.runsDirectory, distDirectory);
    const [listed] = await listRuns(fixture.runsDirectory);
    assert.ok(listed && 'manifest' in listed);
    const { manifest } = listed;
    assert.deepEqual(
      [manifest.status, manifest.startedBy.from, manifest.machine, manifest.git, manifest.attemptTimeoutMs],
      ['finished', 'import', null, null, null],
    );
    assert.deepEqual(
      [manifest.totals.correct, manifest.totals.notRun, manifest.totals.counted, manifest.totals.costUsd],
      [1, 1, 0, null],
    );
    const { state } = await openRun(runDirectory);
    assert.deepEqual(
      state.models[0]!.tests.map((test) => test.verdict),
      ['correct', 'not_run'],
    );
    const { result, hasTranscript } = await readTestDetail(runDirectory, state.models[0]!.model, 1);
    assert.deepEqual(
      [
        result.prompt,
        result.response,
        result.got,
        result.startedAt,
        result.reasoning,
        result.attempts,
        result.timings!.ttft,
      ],
      ['Add 1+1', 'two', '2', null, null, null, null],
    );
    assert.equal(result.runId, manifest.id);
    assert.ok(hasTranscript);
    assert.equal(await readFile(join(runDirectory, 'report.json'), 'utf8'), report);
    assert.equal((await readBenchmarkText(runDirectory)).basePrompt, 'Add {{what}}');
    const { id } = manifest;
    const test = `${id}/tests/${(await readdir(join(runDirectory, 'tests')))[0]}/0001`;
    assert.deepEqual(await fixture.listing(), [
      ...['events.jsonl', 'index.html', 'report.json', 'run.json'].map((file) => `${id}/${file}`),
      ...['result.json', 'result.png', 'transcript.json', 'transcript.md'].map((file) => `${test}/${file}`),
    ]);
  });

  it('leaves nothing behind for a text that is no report, and says what an imported run can not do', async () => {
    await assert.rejects(importRun('{"a": 1}', fixture.runsDirectory, distDirectory), /not a benchmark report/);
    await assert.rejects(fixture.listing(), /ENOENT/);
    const runDirectory = await importRun(report, fixture.runsDirectory, distDirectory);
    const settings = fixture.request({ models: [], prompts: [] });
    await assert.rejects(
      resumeRun({ ...settings, runDirectory, retryErrors: false }, recorder(), never),
      /imported from a report/,
    );
    await assert.rejects(
      rescoreRun({ ...settings, runDirectory }, () => undefined, never),
      /imported from a report/,
    );
    assert.ok(!(await fixture.listing()).some((name) => name.endsWith('.lock')));
  });
});
