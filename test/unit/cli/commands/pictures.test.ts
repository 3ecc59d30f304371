// What the CLI draws: the live view, the plain lines, the table and the summary, from states made of events.

import assert from 'node:assert/strict';
import stringWidth from 'string-width';
import { liveLines } from '../../../../src/cli/progress/liveLines';
import { PlainProgress } from '../../../../src/cli/progress/plainProgress';
import { resultTable } from '../../../../src/cli/text/resultTable';
import { summaryLines } from '../../../../src/cli/text/summaryLines';
import { colorsOf } from '../../../../src/cli/terminal/terminal';
import type { RunEvent, TestFinished } from '../../../../src/shared/run/events';
import type { ModelInfo } from '../../../../src/shared/run/model';
import { emptyRun, type RunState } from '../../../../src/shared/run/runState';
import { applyEvent, foldRun } from '../../../../src/shared/run/foldRun';
import { aModel, aTimings } from '../../../builders';

const plain = colorsOf({ write: () => true }, {});

const model = (name: string, more: Partial<ModelInfo> = {}): ModelInfo => aModel(`openai~${name}`, more);

function started(models: ModelInfo[], prompts: number): RunEvent {
  return {
    type: 'runStarted',
    t: 0,
    schemaVersion: 1,
    runId: 'r',
    at: '2026-01-02T03:04:05+00:00',
    benchmarkName: 'b',
    purpose: 'p',
    testType: 'raw_string_evaluator',
    models,
    prompts: Array.from({ length: prompts }, (_, at) => ({ index: at + 1, label: 'x' })),
  };
}

function finished(
  of: ModelInfo,
  index: number,
  verdict: TestFinished['verdict'],
  more: Partial<TestFinished> = {},
): TestFinished {
  return {
    type: 'testFinished',
    t: index * 1000,
    model: of.model,
    index,
    verdict,
    attempts: 1,
    timings: aTimings({ endedAt: 0, queue: 0, tpot: 12 }),
    tokens: { input: 212, output: 31, reasoning: null, cached: null, source: 'usage' },
    cost: { usd: 0.0021, source: 'prices' },
    ...(verdict === 'error'
      ? { error: { kind: 'rateLimited', message: 'HTTP 429 after 4 attempts', status: 429 } }
      : {}),
    ...more,
  };
}

const first = model('gpt-4o');
const chinese = model('通义千问-最大版');
const noCost = { cost: { usd: null, source: 'unknown' as const } };

function sample(): RunState {
  return foldRun([
    started([first, chinese], 3),
    finished(first, 1, 'correct'),
    finished(first, 2, 'incorrect'),
    finished(first, 3, 'correct'),
    finished(chinese, 1, 'correct', noCost),
    { type: 'testStarted', t: 3100, model: chinese.model, index: 2 },
    {
      type: 'attemptFailed',
      t: 3200,
      model: chinese.model,
      index: 2,
      attempt: 1,
      error: { kind: 'api', message: 'x' },
      retryInMs: 500,
    },
  ]);
}

describe('the live view', () => {
  const view = (columns: number, rows = 24): string[] =>
    liveLines(sample(), { columns, rows, elapsed: 12_340, colors: plain });

  it('has a bar and a line per model', () => {
    assert.deepEqual(view(100), [
      '██████████████████████████░░░░░░░░░░░░░░  00:12.3  4/6 tests, 1 running, 1 of them retrying',
      'model                   done  correct  incorrect  error  accuracy  tok/s  avg total',
      'openai~gpt-4o            3/3        2          1      0     66.7%   81.4     620 ms',
      'openai~通义千问-最大版   1/3        1          0      0      100%   81.4     620 ms',
    ]);
  });

  it('gives up figures and then names when it gets narrow, but never a line too wide', () => {
    for (const columns of [20, 21, 30, 40, 60, 79, 80, 81, 120]) {
      for (const line of view(columns)) assert.ok(stringWidth(line) < Math.max(21, columns), `${columns}: ${line}`);
    }
    assert.match(view(80)[1]!, /avg total/);
    assert.doesNotMatch(view(60)[1]!, /tok/);
    assert.match(view(60)[3]!, /openai~通义.*… /);
  });

  it('shows the models under way when not all fit', () => {
    const many = Array.from({ length: 10 }, (_, at) => model(`m${at}`));
    const state = foldRun([started(many, 1), ...many.slice(0, 8).map((one) => finished(one, 1, 'correct'))]);
    const lines = liveLines(state, { columns: 80, rows: 7, elapsed: 0, colors: plain });
    assert.ok(lines.length < 7);
    assert.match(lines.join('\n'), /m8[^]*m9[^]*and 7 more models/);
  });
});

describe('the live view of an API that asks for patience', () => {
  it('has a line that says so and for how long, and one model less where lines are few', () => {
    const many = Array.from({ length: 6 }, (_, at) => model(`m${at}`));
    const state = foldRun([
      started(many, 1),
      { type: 'testStarted', t: 900, model: many[0]!.model, index: 1 },
      {
        type: 'attemptFailed',
        t: 1_000,
        model: many[0]!.model,
        index: 1,
        attempt: 1,
        error: { kind: 'rateLimited', message: 'Wait.', status: 429 },
        retryInMs: 12_000,
      },
    ]);
    const lines = liveLines(state, { columns: 80, rows: 7, elapsed: 1_500, colors: plain });
    assert.equal(lines[1], 'OpenAI asks for patience (429 x 1, 12 s)');
    assert.ok(lines.length < 7);
    for (const columns of [20, 21, 30])
      for (const line of liveLines(state, { columns, rows: 24, elapsed: 1_500, colors: plain }))
        assert.ok(stringWidth(line) < Math.max(21, columns), line);
  });
});

describe('plain progress', () => {
  function linesOf(events: RunEvent[]): string[] {
    const lines: string[] = [];
    const state = emptyRun();
    const progress = new PlainProgress(state, { write: (text) => lines.push(text) }, plain, () => 0);
    for (const event of events) {
      applyEvent(state, event);
      progress.onEvents([event]);
    }
    progress.finish();
    return lines;
  }

  it('writes a line per model and tenth', () => {
    const events = [
      started([first], 200),
      ...Array.from({ length: 200 }, (_, at) => finished(first, at + 1, 'correct')),
    ];
    const lines = linesOf(events);
    assert.equal(lines.length, 10);
    assert.equal(
      lines[0],
      '00:20.0  openai~gpt-4o  20/200  20 correct, 0 incorrect, 0 error, accuracy 100%, 81.4 tok/s, avg total 620 ms\n',
    );
  });

  it('says each error, but not thousands', () => {
    const lines = linesOf([
      started([first], 50),
      ...Array.from({ length: 50 }, (_, at) => finished(first, at + 1, 'error')),
    ]);
    const errors = lines.filter((line) => line.includes('429'));
    assert.equal(errors.length, 10);
    assert.equal(errors[0], '00:01.0  error  openai~gpt-4o #1: HTTP 429 after 4 attempts\n');
    assert.equal(lines.filter((line) => line.startsWith('Further errors')).length, 1);
  });
});

describe('the table at the end', () => {
  it('has every figure with its unit', () => {
    assert.deepEqual(resultTable(sample().models, Infinity, plain).split('\n'), [
      'model                   correct  incorrect  error  not run       accuracy        tok/s  TTFT p50  avg total  avg load  tokens in / out     cost',
      '─'.repeat(143),
      'openai~gpt-4o                 2          1      0        0  66.7% (21-94)  81.4 decode    210 ms     620 ms       n/a         636 / 93  $0.0063',
      'openai~通义千问-最大版        1          0      0        2  100% (21-100)  81.4 decode    210 ms     620 ms       n/a         212 / 31      n/a',
    ]);
  });

  it('fits the terminal, as two tables and with broken names where it must', () => {
    const long = model('a-very-long-name/通义千问-最大版-in-many-words:with-a-tag-2026-11-21');
    const state = foldRun([started([first, long], 1), finished(first, 1, 'correct'), finished(long, 1, 'incorrect')]);
    for (const columns of [80, 100, 140, 200]) {
      // Lines of words below the table wrap where the terminal wraps them.
      const lines = resultTable(state.models, columns, plain).split('\nawards\n')[0]!.split('\n');
      for (const line of lines) assert.ok(stringWidth(line) <= columns, `${columns}: ${line}`);
    }
    const narrow = resultTable(state.models, 80, plain);
    assert.equal(narrow.split('\n').filter((line) => line.startsWith('─')).length, 2);
    assert.match(narrow, /awards\nopenai~gpt-4o: perfect, most accurate\nopenai~a-very-long/);
  });

  it('says why a cost is nothing, how many are priced, and which rate and counts it has', () => {
    const local = model('llama', { model: 'ollama~llama', isLocal: true });
    const simulated = model('sharp', { model: 'simulated~sharp', isSimulated: true });
    const state = foldRun([
      started([first, local, simulated], 2),
      finished(first, 1, 'correct'),
      finished(first, 2, 'correct', noCost),
      finished(local, 1, 'correct', {
        cost: { usd: 0, source: 'local' },
        tokens: { input: null, output: 31, reasoning: null, cached: null, source: 'estimated' },
      }),
      finished(simulated, 1, 'correct', { cost: { usd: 0, source: 'simulated' } }),
    ]);
    for (const test of state.models[1]!.tests) if (test.timings) test.timings.decodeTokensPerSecond = null;
    const text = resultTable(state.models, Infinity, plain);
    assert.match(text, /\$0\.0021 \(1 of 2\)/);
    assert.match(text, /ollama~llama .*50\.0 e2e.*n\/a \/ 31 est\..*\$0 local/);
    assert.match(text, /simulated~sharp .*\$0 simulated/);
  });

  it('names the awards', () => {
    const other = model('other');
    const slow = finished(other, 1, 'incorrect');
    const state = foldRun([
      started([first, other], 1),
      finished(first, 1, 'correct'),
      { ...slow, timings: { ...slow.timings, total: 900 } },
    ]);
    const text = resultTable(state.models, Infinity, plain);
    assert.match(text, /perfect, fastest, most accurate/);
    assert.match(text, /slowest, least accurate/);
  });
});

describe('the summary', () => {
  it('groups errors by kind, most first', () => {
    const state = foldRun([
      started([first], 4),
      finished(first, 1, 'error', { error: { kind: 'timeout', message: 'No end after 120 s.\nTry again.' } }),
      finished(first, 2, 'error'),
      finished(first, 3, 'error'),
      finished(first, 4, 'correct'),
    ]);
    assert.deepEqual(summaryLines(state, plain), [
      '3 tests ended in error, which counts as neither correct nor incorrect:',
      '  2 rate limited: The model API went on refusing for too many requests. Fewer at once, or a limit of requests a minute, may help.',
      '    first: openai~gpt-4o #2: HTTP 429 after 4 attempts',
      '  1 time-out: The answer did not end in time. A higher time limit helps a slow model; a server that is silent needs a look.',
      '    openai~gpt-4o #1: No end after 120 s. Try again.',
      '',
      '4 tests in 4.00 s: 1 correct, 0 incorrect, 3 error; accuracy 100%; cost $0.0084',
    ]);
  });

  it('tells every reason for which tests of a model were not run, most frequent first', () => {
    const skipped = (index: number, message: string): RunEvent => ({
      type: 'testSkipped',
      t: 0,
      model: first.model,
      index,
      reason: { kind: 'unsupported', message },
    });
    const told = (messages: readonly string[]): string[] =>
      summaryLines(
        foldRun([
          started([first], messages.length),
          ...messages.map((message, position) => skipped(position + 1, message)),
        ]),
        plain,
      ).slice(0, -1);
    assert.deepEqual(told(['It can not count.']), [
      '1 test of openai~gpt-4o was not run (test type not supported): It can not count.',
    ]);
    assert.deepEqual(told(['It can not count.', 'It can not choose.', 'It can not choose.']), [
      '3 tests of openai~gpt-4o were not run (test type not supported):',
      '  2 It can not choose.',
      '  1 It can not count.',
    ]);
    const many = told(Array.from({ length: 9 }, (_, number) => `Reason ${number}.`));
    assert.deepEqual(many.slice(-2), ['  1 Reason 5.', '  3 for other reasons']);
  });

  it('labels what is simulated and what ran outside the sandbox', () => {
    const simulated = model('sharp', { isSimulated: true });
    const state = foldRun([started([simulated], 1), finished(simulated, 1, 'correct')]);
    state.python = { runner: 'python3', isFull: false };
    const text = summaryLines(state, plain).join('\n');
    assert.match(text, /All models here are simulated/);
    assert.match(text, /on this computer with python3, without a sandbox/);
  });
});
