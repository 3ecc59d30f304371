import assert from 'node:assert/strict';
import { emptyRunFilter, matchesTest } from '../../../../src/shared/runs/runFilter';
import {
  isNotRunCause,
  isTestKind,
  kindHelp,
  kindOfTest,
  kindWord,
  testKinds,
} from '../../../../src/shared/words/testKinds';
import { notRunWords } from '../../../../src/shared/words/notRun';
import type { RunState } from '../../../../src/shared/run/runState';
import { foldRun } from '../../../../src/shared/run/foldRun';
import type { RunEvent } from '../../../../src/shared/run/events';
import type { ErrorKind, NotRunCause } from '../../../../src/shared/run/verdict';
import { errorName, summaryLines } from '../../../../src/cli/text/summaryLines';
import { aModel, noTimings } from '../../../builders';

const model = aModel('openai~m');
const unmeasured = noTimings({ endedAt: 1, queue: 0, retry: 0, total: 1 });
const colors = new Proxy({}, { get: () => (text: string) => text }) as Parameters<typeof summaryLines>[1];

/** Two errors, one test left out, two that nobody came to. */
function endedAs(status: 'finished' | 'cancelled'): RunState {
  const failed = (index: number, error?: { kind: ErrorKind; message: string }): RunEvent => ({
    type: 'testFinished',
    t: 1,
    model: model.model,
    index,
    verdict: 'error',
    attempts: 1,
    timings: unmeasured,
    tokens: { input: null, output: null, reasoning: null, cached: null, source: 'usage' },
    cost: { usd: null, source: 'unknown' },
    ...(error ? { error } : {}),
  });
  return foldRun([
    {
      type: 'runStarted',
      t: 0,
      schemaVersion: 1,
      runId: 'r',
      at: '2026-11-21T17:45:03+01:00',
      benchmarkName: 'b',
      purpose: '',
      testType: 'point',
      models: [model],
      prompts: [1, 2, 3, 4, 5].map((index) => ({ index, label: String(index) })),
    },
    failed(1, { kind: 'rateLimited', message: 'Slow down' }),
    failed(2),
    {
      type: 'testSkipped',
      t: 1,
      model: model.model,
      index: 3,
      reason: { kind: 'noVision', message: 'm takes no pictures.' },
    },
    { type: 'testStarted', t: 1, model: model.model, index: 4 },
    { type: 'runFinished', t: 2, status },
  ]);
}

describe('the kinds of tests without a verdict', () => {
  it('have a name, a sentence that helps and words in the terminal, each its own', () => {
    assert.equal(testKinds.length, 23);
    assert.equal(new Set(testKinds.map(kindWord)).size, testKinds.length);
    assert.equal(new Set(Object.values(kindHelp)).size, testKinds.length);
    for (const kind of testKinds) {
      assert.match(kindHelp[kind], /^[A-Z].+\.$/, kind);
      const name = isNotRunCause(kind) ? notRunWords[kind satisfies NotRunCause] : errorName(kind as ErrorKind);
      assert.ok(name.length > 2, kind);
    }
    assert.ok(isTestKind('timeout') && !isTestKind('toString') && !isTestKind('Time-out'));
  });

  it('are what events said, and *cancelled* for what a cancelled run did not come to', () => {
    const kinds = (state: RunState): (string | null)[] => state.models[0]!.tests.map((test) => kindOfTest(test, state));
    assert.deepEqual(kinds(endedAs('cancelled')), ['rateLimited', 'unknown', 'noVision', 'cancelled', 'cancelled']);
    assert.deepEqual(kinds(endedAs('finished')), ['rateLimited', 'unknown', 'noVision', null, null]);
  });

  it('can be filtered by', () => {
    const state = endedAs('cancelled');
    const found = (...kinds: typeof testKinds): number[] =>
      state.models[0]!.tests.filter((test) =>
        matchesTest({ ...emptyRunFilter, kinds }, model, 'point', {
          standing: test.verdict,
          kind: kindOfTest(test, state),
          label: '',
        }),
      ).map((test) => test.index);
    assert.deepEqual(found('rateLimited'), [1]);
    assert.deepEqual(found('cancelled', 'noVision'), [3, 4, 5]);
    assert.deepEqual(found('timeout'), []);
    assert.deepEqual(found(), [1, 2, 3, 4, 5]);
  });

  it('are counted in the summary of a run, each with its sentence', () => {
    const text = summaryLines(endedAs('cancelled'), colors).join('\n');
    for (const line of [
      `1 rate limited: ${kindHelp.rateLimited}`,
      `1 unknown: ${kindHelp.unknown}`,
      '1 test of openai~m was not run (no vision)',
      `2 tests were not run (run cancelled): ${kindHelp.cancelled}`,
    ]) {
      assert.ok(text.includes(line), `${line} is not in\n${text}`);
    }
  });
});
