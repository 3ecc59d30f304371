// What the CLI draws of runs that are there: the list, a run, its tests, one whole test, and how filters are understood.

import assert from 'node:assert/strict';
import stringWidth from 'string-width';
import { runsTable } from '../../../../src/cli/text/runsTable';
import { runLines } from '../../../../src/cli/text/runText';
import { colorsOf } from '../../../../src/cli/terminal/terminal';
import { findTests, testsLines } from '../../../../src/cli/text/testsTable';
import type { RunEvent, TestFinished } from '../../../../src/shared/run/events';
import type { ModelInfo } from '../../../../src/shared/run/model';
import { unrecordedConditions } from '../../../../src/shared/run/runConditions';
import { emptyRunFilter } from '../../../../src/shared/runs/runFilter';
import { summarize, type RunManifest } from '../../../../src/shared/runs/runManifest';
import { foldRun, type RunState } from '../../../../src/shared/run/runState';
import { topModel } from '../../../../src/shared/runs/topModel';
import { aModel, aTimings } from '../../../builders';

const plain = colorsOf({ write: () => true }, {});

const model = (name: string, more: Partial<ModelInfo> = {}): ModelInfo => aModel(`openai~${name}`, more);

const first = model('gpt-4o');

const chinese = model('通义千问-最大版');

const timings: TestFinished['timings'] = aTimings();

function finished(
  of: ModelInfo,
  index: number,
  verdict: TestFinished['verdict'],
  usd: number | null = 0.0021,
): TestFinished {
  return {
    type: 'testFinished',
    t: index * 1000,
    model: of.model,
    index,
    verdict,
    attempts: 1,
    timings,
    tokens: { input: 212, output: 31, reasoning: 8, cached: 100, source: 'usage' },
    cost: { usd, source: usd === null ? 'unknown' : 'prices' },
    ...(verdict === 'error'
      ? { error: { kind: 'rateLimited', message: 'HTTP 429 after 4 attempts', status: 429 } }
      : {}),
  };
}

const events: RunEvent[] = [
  {
    type: 'runStarted',
    t: 0,
    schemaVersion: 1,
    runId: '2026-11-21_17-45-03_sums',
    at: '2026-11-21T17:45:03+01:00',
    benchmarkName: 'Sums',
    purpose: 'Can it add?',
    testType: 'raw_string_evaluator',
    models: [first, chinese],
    prompts: [
      { index: 1, label: 'add 5 and 5' },
      { index: 2, label: 'add 六 and 七, then say it in the words of a very long sentence' },
      { index: 3, label: 'add 1' },
    ],
  },
  finished(first, 1, 'correct'),
  finished(first, 2, 'incorrect', null),
  finished(first, 3, 'error', null),
  finished(chinese, 1, 'correct'),
  {
    type: 'testRescored',
    t: 4000,
    at: '2026-11-22T10:00:00+01:00',
    model: first.model,
    index: 2,
    verdict: 'correct',
    previousVerdict: 'incorrect',
  },
];

function state(): RunState {
  const folded = foldRun(events);
  folded.status = 'interrupted';
  return folded;
}

function manifest(changes: Partial<RunManifest> = {}): RunManifest {
  const run = state();
  return {
    schemaVersion: 1,
    id: run.runId,
    benchmarkName: run.benchmarkName,
    purpose: run.purpose,
    testTypes: [run.testType],
    startedAt: run.at,
    importedAt: null,
    finishedAt: null,
    ...unrecordedConditions,
    ...summarize(run, { [chinese.model]: { digest: 'sha256:0123456789abcdef', quantization: 'Q4_K_M' } }),
    prices: [{ model: first.model, input: 2.5, output: 10, cachedInput: null, source: 'genai-prices 1' }],
    concurrency: { openai: 8 },
    attemptTimeoutMs: 120_000,
    maxAttempts: 4,
    python: null,
    sampling: { [first.model]: { temperature: 0 }, [chinese.model]: { temperature: 0 } },
    startedBy: { from: 'cli', user: 'kim' },
    git: { revision: 'abc1234', isDirty: true },
    sizeBytes: 2_440_000,
    problems: [],
    rescores: [{ at: '2026-11-22T10:00:00+01:00', versions: {}, judged: 3, changed: 1 }],
    machine: { os: 'Linux 6', architecture: 'x64', processor: 'Some CPU', cores: 8, memoryGb: 32 },
    versions: { node: '22.1.0' },
    ...changes,
  };
}

describe('the list of runs', () => {
  const rows = [
    { name: '2026-11-21_17-45-03_sums', run: manifest() },
    {
      name: '2026-11-20_08-00-00_路牌识别-street-signs',
      run: manifest({ status: 'finished', sizeBytes: null, models: [] }),
    },
  ];

  it('has a row per run', () => {
    assert.deepEqual(runsTable(rows, Infinity, plain).split('\n'), [
      'run                                        when              elapsed  accuracy              cost    size  status           top model',
      '─'.repeat(134),
      '2026-11-21_17-45-03_sums                   2026-11-21 17:45   4.00 s      100%  $0.0042 (2 of 4)  2.4 MB  interrupted 4/6  gpt-4o 100%',
      '2026-11-20_08-00-00_路牌识别-street-signs  2026-11-21 17:45   4.00 s      100%  $0.0042 (2 of 4)     n/a  finished 4/6     n/a',
    ]);
  });

  it('takes two lines a run where the terminal is narrow', () => {
    assert.deepEqual(runsTable(rows, 80, plain).split('\n'), [
      'run                         when                      accuracy  status',
      'top model                   elapsed                       cost  size',
      '─'.repeat(79),
      '2026-11-21_17-45-03_sums    2026-11-21 17:45              100%  interrupted 4/6',
      'gpt-4o 100%                 4.00 s            $0.0042 (2 of 4)  2.4 MB',
      '2026-11-20_08-00-00_路牌识  2026-11-21 17:45              100%  finished 4/6',
      '别-street-signs             4.00 s            $0.0042 (2 of 4)  n/a',
      'n/a',
    ]);
    for (const width of [72, 80, 100, 134, 140]) {
      for (const line of runsTable(rows, width, plain).split('\n'))
        assert.ok(stringWidth(line) <= width, `${width}: ${line}`);
    }
  });

  it('finds the top model: accuracy first, then speed; none when nothing was judged', () => {
    const [best, other] = manifest().models;
    assert.equal(
      topModel([
        { ...best!, accuracy: 0.5 },
        { ...other!, accuracy: 0.9 },
      ])?.model,
      chinese.model,
    );
    assert.equal(
      topModel([
        { ...best!, averageTotal: 200 },
        { ...other!, accuracy: 1, averageTotal: 100 },
      ])?.model,
      chinese.model,
    );
    assert.equal(topModel([{ ...best!, accuracy: null }]), null);
  });
});

describe('a run', () => {
  it('is shown with how it was made, its models and its errors', () => {
    const lines = runLines(
      { folder: 'runs/x', state: state(), manifest: manifest(), problems: ['A line was left out.'] },
      Infinity,
      plain,
    );
    const table = lines.findIndex((line) => line === '');
    assert.deepEqual(lines.slice(0, table), [
      'Sums',
      'Can it add?',
      'run           2026-11-21_17-45-03_sums',
      'status        interrupted, 4 of 6 tests have run',
      'started       2026-11-21 17:45 +01:00 from a terminal by kim',
      'elapsed       4.00 s',
      'test type     raw_string_evaluator',
      'mode          throughput: times include what requests cost each other',
      'attempts      at most 4, each up to 2 min 00 s',
      'at once       openai 8',
      'sampling      temperature 0',
      'servers       openai~通义千问-最大版 Q4_K_M sha256:01234',
      'prices        genai-prices 1',
      'judged again  2026-11-22 10:00: 1 of 3 changed',
      'git           abc1234, the benchmark had been changed since',
      'machine       Some CPU, 8 cores, 32 GB, Linux 6 x64',
      'versions      node 22.1.0',
      'size          2.4 MB',
      'folder        runs/x',
    ]);
    assert.match(lines.join('\n'), /1 test ended in error.*\n {2}1 rate limited.*\n.*#3[^]*\nA line was left out\.$/);
  });

  it('says what was charged beside the answers', () => {
    const charged = state();
    charged.models[0]!.otherCost.failedAttempts = { usd: 0.0003, calls: 3 };
    charged.models[1]!.otherCost.warmUps = { usd: 0.0001, calls: 1 };
    const lines = runLines({ folder: 'runs/x', state: charged, manifest: null, problems: [] }, Infinity, plain);
    assert.match(lines.at(-1)!, /; cost \S+.* \+ \$0\.00040 for 3 failed attempts and 1 warm-up call$/);
  });

  it('is shown without a run.json, too', () => {
    const text = runLines({ folder: 'runs/x', state: state(), manifest: null, problems: [] }, 80, plain).join('\n');
    assert.match(text, /status {5,}interrupted/);
    assert.doesNotMatch(text, /machine/);
  });
});

describe('the tests of a run', () => {
  it('are a table per model, with what re-scoring changed', () => {
    const lines = testsLines(findTests(state(), emptyRunFilter, undefined), 80, plain);
    assert.deepEqual(lines, [
      'openai~gpt-4o',
      '#  verdict                    total    TTFT  tok/s     cost  prompt',
      '─'.repeat(80),
      '1  ✓ correct                 620 ms  210 ms   81.4  $0.0021  add 5 and 5',
      '2  ✓ correct, was incorrect  620 ms  210 ms   81.4      n/a  add 六 and 七, the…',
      '3  ! error                   620 ms  210 ms   81.4      n/a  add 1',
      '',
      'openai~通义千问-最大版',
      '#  verdict       total    TTFT  tok/s     cost  prompt',
      '─'.repeat(80),
      '1  ✓ correct    620 ms  210 ms   81.4  $0.0021  add 5 and 5',
      '2  not yet run     n/a     n/a    n/a      n/a  add 六 and 七, then say it in t…',
      '3  not yet run     n/a     n/a    n/a      n/a  add 1',
    ]);
  });

  it('are found by model, index, verdict and text', () => {
    const found = (changes: Partial<typeof emptyRunFilter>, index?: number): string[] =>
      findTests(state(), { ...emptyRunFilter, ...changes }, index).flatMap(({ model: of, tests }) =>
        tests.map(({ test }) => `${of.name} #${test.index}`),
      );
    assert.deepEqual(found({ models: [first.model] }), ['gpt-4o #1', 'gpt-4o #2', 'gpt-4o #3']);
    assert.deepEqual(found({}, 2), ['gpt-4o #2', '通义千问-最大版 #2']);
    assert.deepEqual(found({ verdicts: ['error', 'not_run'] }), [
      'gpt-4o #3',
      '通义千问-最大版 #2',
      '通义千问-最大版 #3',
    ]);
    assert.deepEqual(found({ text: 'long 六', models: [chinese.model] }), ['通义千问-最大版 #2']);
    assert.deepEqual(found({ testTypes: ['point'] }), []);
  });
});
