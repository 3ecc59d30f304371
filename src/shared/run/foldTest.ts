// What events do to one test of a run, in place. `foldRun.ts` says which event does what.

import type { TestFinished, TestRescored, TestSkipped } from './events';
import { addCharged, chargedCalls } from './otherCost';
import { findModel, findTest, waitingTest, type RunState, type TestState } from './runState';

/** A resumed run may ask again what had ended in error: nothing of that counts any more, but what it cost. */
export function beginTest(
  state: RunState,
  model: string,
  index: number,
  phase: 'running' | 'submitted',
  startedAt: number,
): TestState | undefined {
  const test = findTest(state, model, index);
  if (!test) return undefined;
  if (isUntouched(test)) {
    // So are most, and a large run is read in a moment: there is nothing to be forgotten.
    test.phase = phase;
    test.startedAt = startedAt;
    return test;
  }
  keepCost(state, model, test);
  delete test.originalVerdict;
  delete test.reviews;
  return Object.assign(test, waitingTest(test.index, test.evidence), { phase, startedAt });
}

/** Nothing has been said of the test yet. */
function isUntouched({ phase, startedAt, notRun, evidence, reviews, failedAttempts }: TestState): boolean {
  return (
    phase === 'waiting' &&
    startedAt === null &&
    notRun === null &&
    evidence === null &&
    reviews === undefined &&
    failedAttempts === 0
  );
}

export function skipTest(state: RunState, { model, index, reason }: TestSkipped): TestState | undefined {
  const test = findTest(state, model, index);
  if (!test) return undefined;
  keepCost(state, model, test);
  return Object.assign(test, waitingTest(test.index, test.evidence), { notRun: reason });
}

/** What was charged beside the answer counts even where there is no such test. */
export function finishTest(state: RunState, event: TestFinished): TestState | undefined {
  const model = findModel(state, event.model);
  if (model && event.failedAttemptsCost) addCharged(model.otherCost.failedAttempts, event.failedAttemptsCost);
  if (model && event.judgingCost) addCharged(model.otherCost.judging, event.judgingCost);
  const test = model?.tests[event.index - 1];
  if (!test) return undefined;
  const { machine } = state.clock;
  if (machine > 0) test.machine = machine;
  else delete test.machine;
  test.phase = 'finished';
  test.verdict = event.verdict;
  test.timings = event.timings;
  test.tokens = event.tokens;
  test.cost = event.cost;
  return takeJudgement(test, event);
}

/** Only the judgement is new: answer, timings and cost are those of the one time the model was asked. */
export function rescoreTest(test: TestState | undefined, event: TestRescored): TestState | undefined {
  if (!test || test.phase !== 'finished') return undefined;
  const original = test.originalVerdict ?? test.verdict;
  if (original === event.verdict) delete test.originalVerdict;
  else test.originalVerdict = original;
  test.verdict = event.verdict;
  return takeJudgement(test, event);
}

function takeJudgement(
  test: TestState,
  { error, score, measures, classes, rubrics, evidence }: TestFinished | TestRescored,
): TestState {
  return Object.assign(test, {
    evidence: evidence ?? test.evidence,
    error: error ?? null,
    score: score ?? null,
    measures: measures ?? null,
    classes: classes ?? null,
    rubrics: rubrics ?? null,
  });
}

/** The test is about to be forgotten: what it has cost so far becomes that of a failed attempt. */
function keepCost(state: RunState, model: string, { cost }: TestState): void {
  const other = findModel(state, model)?.otherCost;
  if (other) addCharged(other.failedAttempts, chargedCalls([cost]));
}
