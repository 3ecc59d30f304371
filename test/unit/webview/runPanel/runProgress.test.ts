// How far a live run is, in numbers and in words, and what went wrong in one that is over.

import assert from 'node:assert/strict';
import { applyEvent, foldRun } from '../../../../src/shared/run/runState';
import type { RunState } from '../../../../src/shared/run/runState';
import { modelStats } from '../../../../src/shared/figures/runStats';
import { recordedRun } from '../../../../webview-ui/dev/recordedRun';
import { errorGroups, liveProgress, progressText } from '../../../../webview-ui/src/runPanel/runProgress';

const { events } = recordedRun({ models: 6, prompts: 30, slowness: 1, isPythonOpen: false });

/** The run when so many of its events have happened. */
function upTo(count: number): RunState {
  return foldRun(events.slice(0, count));
}

describe('the progress of a live run', () => {
  it('counts what has finished and what runs, and what is left by how fast it was', () => {
    const state = upTo(120);
    const stats = state.models.map(({ tests }) => modelStats(tests));
    const tests = state.models.flatMap((model) => model.tests);
    const { finished, total, running, left } = liveProgress(state, stats, 10_000);
    assert.equal(finished, tests.filter(({ phase }) => phase === 'finished').length);
    assert.equal(running, tests.filter(({ phase }) => phase === 'running').length);
    assert.equal(total, 180);
    assert.equal(left, (10_000 / finished) * (180 - finished));
  });

  it('says nothing of the time that is left before a few have finished, and counts what is asked again', () => {
    const state = upTo(3);
    const model = state.models.find(({ tests }) => tests.some(({ phase }) => phase === 'running'))!;
    const test = model.tests.find(({ phase }) => phase === 'running')!;
    applyEvent(state, {
      type: 'attemptFailed',
      t: 5,
      model: model.model,
      index: test.index,
      attempt: 1,
      error: { kind: 'rateLimited', message: 'Wait.' },
      retryInMs: 100,
    });
    const progress = liveProgress(state, [], 10);
    assert.equal(progress.left, null);
    assert.equal(progress.retrying, 1);
    assert.match(progressText(progress), /^0 of 180, \d+ running \(1 of them asked again, as the API failed/);
  });

  it('is one line of words', () => {
    const progress = { finished: 388, total: 480, running: 4, retrying: 0, left: 40_300, costUsd: 0.012 };
    assert.equal(progressText(progress), '388 of 480, 4 running, about 40 s left, $0.012 so far');
    assert.match(progressText({ ...progress, left: 9_000_000 }), /about 2\.5 h left/);
    assert.match(progressText({ ...progress, left: 193_000 }), /about 3 min left/);
    assert.equal(
      progressText({ ...progress, finished: 480, running: 0, left: 0, costUsd: 0 }),
      '480 of 480, 0 running',
    );
  });
});

describe('the errors of a run', () => {
  it('are one group a kind, most first, with the message that most have and every test', () => {
    const state = upTo(events.length);
    const [first, second] = state.models;
    const fail = (
      model: (typeof state.models)[number],
      index: number,
      kind: 'api' | 'timeout',
      message: string,
    ): void => {
      Object.assign(model.tests[index - 1]!, { verdict: 'error', error: { kind, message } });
    };
    for (const { tests } of state.models)
      for (const test of tests) Object.assign(test, { verdict: 'correct', error: null });
    fail(first!, 3, 'timeout', 'It took longer than 60 s.');
    fail(first!, 6, 'api', 'internal error');
    fail(second!, 7, 'api', 'internal error');
    fail(second!, 9, 'api', 'overloaded');
    assert.deepEqual(errorGroups(state), [
      {
        kind: 'api',
        message: 'internal error',
        isSame: false,
        tests: [
          { model: first!.model, index: 6 },
          { model: second!.model, index: 7 },
          { model: second!.model, index: 9 },
        ],
      },
      {
        kind: 'timeout',
        message: 'It took longer than 60 s.',
        isSame: true,
        tests: [{ model: first!.model, index: 3 }],
      },
    ]);
    assert.deepEqual(errorGroups({ models: [] }), []);
  });
});
