// How far a live run is, in numbers and in words.

import assert from 'node:assert/strict';
import { applyEvent, foldRun } from '../../../../src/shared/run/foldRun';
import type { RunState } from '../../../../src/shared/run/runState';
import { recordedRun } from '../../../../webview-ui/dev/recordedRun';
import {
  liveProgress,
  patienceTexts,
  progressText,
  shortProgressText,
} from '../../../../src/shared/words/liveProgress';

const { events } = recordedRun({ models: 6, prompts: 30, slowness: 1, isPythonOpen: false });

/** The run when so many of its events have happened. */
function upTo(count: number): RunState {
  return foldRun(events.slice(0, count));
}

describe('the progress of a live run', () => {
  it('counts what has finished and what runs, and what is left by how fast it was', () => {
    const state = upTo(120);
    const tests = state.models.flatMap((model) => model.tests);
    const { finished, total, running, left, costUsd } = liveProgress(state, 10_000);
    assert.equal(finished, tests.filter(({ phase }) => phase === 'finished').length);
    assert.equal(running, tests.filter(({ phase }) => phase === 'running').length);
    assert.equal(total, 180);
    assert.equal(
      costUsd,
      tests.reduce((sum, { cost }) => sum + (cost?.usd ?? 0), 0),
    );
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
      retryInMs: 12_000,
    });
    const progress = liveProgress(state, 10);
    assert.equal(progress.left, null);
    assert.equal(progress.retrying, 1);
    assert.match(
      progressText(progress),
      /^0 of 180, \d+ running \(1 of them asked again\), Anthropic asks for patience \(429 x 1, 12 s\)/,
    );
    const later = [5_006, 12_004, 12_005, 60_000].map((elapsed) =>
      patienceTexts(liveProgress(state, elapsed).patience),
    );
    assert.deepEqual(later.flat(), [
      'Anthropic asks for patience (429 x 1, 7 s)',
      'Anthropic asks for patience (429 x 1, 1 s)',
      'Anthropic asks for patience (429 x 1)',
      'Anthropic asks for patience (429 x 1)',
    ]);
  });

  it('is one line of words', () => {
    const progress = {
      finished: 388,
      total: 480,
      running: 4,
      retrying: 0,
      patience: new Map(),
      batches: null,
      left: 40_300,
      costUsd: 0.012,
    };
    assert.equal(progressText(progress), '388 of 480, 4 running, about 40 s left, $0.012 so far');
    assert.equal(shortProgressText(progress), '388/480, about 40 s left');
    assert.equal(shortProgressText({ ...progress, finished: 2_100, total: 20_000, left: null }), '2,100/20,000');
    assert.equal(progressText(liveProgress({ models: [], batches: [] }, 0)), 'starting');
    const waiting = {
      ...progress,
      finished: 0,
      left: null,
      costUsd: null,
      batches: 'waiting for 2 batches, 480 tests',
    };
    assert.equal(progressText(waiting), '0 of 480, waiting for 2 batches, 480 tests');
    assert.equal(shortProgressText(waiting), '0/480, waiting for 2 batches, 480 tests');
    assert.match(progressText({ ...progress, left: 9_000_000 }), /about 2\.5 h left/);
    assert.match(progressText({ ...progress, left: 193_000 }), /about 3 min left/);
    assert.equal(
      progressText({ ...progress, finished: 480, running: 0, left: 0, costUsd: 0 }),
      '480 of 480, 0 running',
    );
  });
});
