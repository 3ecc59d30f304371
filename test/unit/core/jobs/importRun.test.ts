import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importRun, type ImportRequest } from '../../../../src/core/jobs/importRun';
import { compareRunFolders } from '../../../../src/core/jobs/compareRunFolders';
import { listRuns } from '../../../../src/core/runFolder/listRuns';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { readBenchmarkText } from '../../../../src/core/runFolder/readBenchmarkText';
import { readStoredTest } from '../../../storedTests';
import { modelFolderName } from '../../../../src/core/runFolder/runFolderPaths';
import { testDocument } from '../../../../src/shared/words/testDocument';
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

/** The benchmarks here name no files. */
const nowhere = { benchmarkFolder: null, filesRoot: null };

const request = (reportText: string, runsDirectory: string, changes: Partial<ImportRequest> = {}): ImportRequest => ({
  reportText,
  reportName: 'old-sums.json',
  runsDirectory,
  distDirectory,
  ...changes,
});

describe('importing a report', () => {
  let fixture: EngineFixture;
  beforeEach(async () => {
    fixture = await EngineFixture.make();
  });
  afterEach(() => fixture.remove());

  it('makes a run folder in which what the report lacks is not recorded', async () => {
    const runDirectory = await importRun(request(report, fixture.runsDirectory));
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
    const { result, transcript } = await readStoredTest(runDirectory, state.models[0]!.model, 1);
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
    assert.deepEqual(transcript?.attempts, []);
    assert.equal(await readFile(join(runDirectory, 'report.json'), 'utf8'), report);
    assert.equal((await readBenchmarkText(runDirectory)).basePrompt, 'Add {{what}}');
    const { id } = manifest;
    const model = modelFolderName(state.models[0]!.model);
    assert.deepEqual(
      await fixture.listing(),
      [
        'events.jsonl',
        'index.html',
        'report.json',
        `result-images/${model}/${model}-0001.png`,
        'run.json',
        `tests/${model}.jsonl`,
      ].map((file) => `${id}/${file}`),
    );
  });

  it('says in a sentence where no folder can be made', async () => {
    const file = join(fixture.folder, 'file');
    await writeFile(file, '');
    for (const runs of [file, join(file, 'runs'), ...(process.platform === 'linux' ? ['/proc/runs'] : [])])
      await assert.rejects(
        importRun(request(report, runs)),
        (error: Error) =>
          error.message.startsWith(`The import into ${runs} stopped: `) &&
          /Nothing of it is kept\. .*, then import the report again\.$/.test(error.message),
      );
  });

  it('leaves nothing behind for a text that is no report, and says what an imported run can not do', async () => {
    await assert.rejects(importRun(request('{"a": 1}', fixture.runsDirectory)), /not a benchmark report/);
    await assert.rejects(fixture.listing(), /ENOENT/);
    const runDirectory = await importRun(request(report, fixture.runsDirectory));
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

  const benchmarkOf = (...prompts: string[]): string =>
    [
      'benchmark_name: Old sums',
      'base_prompt: Add {{what}}',
      'test_type: raw_string_evaluator',
      'models: [llama3:8b]',
      'prompts:',
      ...prompts,
      '',
    ].join('\n');
  const prompt = (what: string, expectation: string): string =>
    `  - { dynamic_variables: { what: ${what} }, expectation: ${expectation} }`;

  it('with its benchmark makes a run that can be filtered, compared by prompt and judged again', async () => {
    const benchmark = {
      text: benchmarkOf(prompt('2+2', '4'), prompt('1+1', '2')),
      fileName: 'sums.yaml',
      place: nowhere,
    };
    const runDirectory = await importRun(request(report, fixture.runsDirectory, { benchmark }));
    const { state } = await openRun(runDirectory);
    assert.equal(state.testType, 'raw_string_evaluator');
    // The report's first prompt is the benchmark's second.
    assert.deepEqual(
      state.models[0]!.tests.map((test) => test.verdict),
      ['not_run', 'correct'],
    );
    const [listed] = await listRuns(fixture.runsDirectory);
    assert.ok(listed && 'manifest' in listed);
    assert.deepEqual([listed.manifest.testTypes, listed.manifest.problems], [['raw_string_evaluator'], []]);
    assert.equal(await readFile(join(runDirectory, 'benchmark.yaml'), 'utf8'), benchmark.text);
    const settings = fixture.request({ models: [], prompts: [] });
    const outcome = await rescoreRun({ ...settings, runDirectory }, () => undefined, never);
    // Its answer is `two`, which is not what this benchmark takes for right.
    assert.deepEqual([outcome.judged, outcome.changed, outcome.skipped], [1, 1, 0]);
    assert.equal(await readFile(join(runDirectory, 'imported-report.json'), 'utf8'), report);
    const again = JSON.parse(await readFile(join(runDirectory, 'report.json'), 'utf8')) as {
      overall_incorrect_count: number;
    };
    assert.equal(again.overall_incorrect_count, 1);
    await assert.rejects(
      resumeRun({ ...settings, runDirectory, retryErrors: false }, recorder(), never),
      /imported from a report; it can't be resumed/,
    );
    // Another import of the same is compared prompt by prompt, by what was asked.
    const other = await importRun(request(report, fixture.runsDirectory, { benchmark }));
    const { differences } = await compareRunFolders(
      [runDirectory, other].map((folder) => ({ run: folder, runDirectory: folder })),
      () => undefined,
    );
    assert.equal(differences[0]!.pairedBy, 'hash');
  });

  it('keeps what the benchmark does not have, and says what did not match', async () => {
    const benchmark = {
      text: benchmarkOf(prompt('1+1', '3'), prompt('9+9', '18')),
      fileName: 'sums.yaml',
      place: nowhere,
    };
    const runDirectory = await importRun(request(report, fixture.runsDirectory, { benchmark }));
    const { state } = await openRun(runDirectory);
    assert.deepEqual(
      state.models[0]!.tests.map((test) => test.verdict),
      ['not_run', 'not_run', 'correct'],
    );
    const [listed] = await listRuns(fixture.runsDirectory);
    assert.ok(listed && 'manifest' in listed);
    assert.deepEqual(listed.manifest.problems, [
      'Prompt 1 of the report is kept as #3, and can\'t be judged again: sums.yaml expects "3" of its text, the report "2".',
    ]);
    const settings = fixture.request({ models: [], prompts: [] });
    const outcome = await rescoreRun({ ...settings, runDirectory }, () => undefined, never);
    assert.deepEqual([outcome.judged, outcome.skipped], [0, 1]);
    const broken = { text: 'benchmark_name: [', fileName: 'sums.yaml', place: nowhere };
    await assert.rejects(
      importRun(request(report, fixture.runsDirectory, { benchmark: broken })),
      /^Error: sums\.yaml:1:\d+: /,
    );
  });

  it('claims nothing that the report does not say', async () => {
    const runDirectory = await importRun(request(report, fixture.runsDirectory));
    const [listed] = await listRuns(fixture.runsDirectory);
    assert.ok(listed && 'manifest' in listed);
    const { startedAt, finishedAt, importedAt, mode, sampling, python, git, totals, iso, noise } = listed.manifest;
    assert.deepEqual(
      [startedAt, finishedAt, mode, sampling, python, git, totals.inputTokens, totals.outputTokens, iso, noise],
      Array.from({ length: 10 }, () => null),
    );
    assert.ok(Date.parse(importedAt!) > 0);
    const events = (await readFile(join(runDirectory, 'events.jsonl'), 'utf8')).split('\n');
    assert.match(events[0]!, /"at":null.*"mode":null/);
    assert.match(events[1]!, /"attempts":null/);
    const { state } = await openRun(runDirectory);
    const transcript = testDocument(
      state,
      await readStoredTest(runDirectory, state.models[0]!.model, 1),
      'transcriptText',
    )!;
    assert.doesNotMatch(transcript, /nothing to judge/);
    assert.match(transcript, /How it was judged is not recorded/);
    assert.match(transcript, /\| Test type \| not recorded \|/);
  });

  it('reads a folder of the first imports, which claimed more', async () => {
    const runDirectory = await importRun(request(report, fixture.runsDirectory));
    const path = join(runDirectory, 'run.json');
    const { importedAt, ...manifest } = JSON.parse(await readFile(path, 'utf8')) as { [field: string]: unknown };
    await writeFile(
      path,
      JSON.stringify({ ...manifest, startedAt: importedAt, finishedAt: importedAt, mode: 'throughput', sampling: {} }),
    );
    const [listed] = await listRuns(fixture.runsDirectory);
    assert.ok(listed && 'manifest' in listed);
    const { startedAt, mode, sampling, importedAt: at } = listed.manifest;
    assert.deepEqual([startedAt, mode, sampling, at], [null, null, null, importedAt]);
  });
});
