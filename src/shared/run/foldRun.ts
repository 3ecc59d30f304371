// Makes the state of a run from its events. The same fold serves the live grid, replay, reopening and the CLI.

import { assertNever } from '../text/assertNever';
import { type BatchEvent, takeBatchEvent, openBatches } from './batches';
import type { RunEvent } from './events';
import { beginTest, finishTest, keepCost, rescoreTest } from './foldTest';
import { type Machine, machineText, unknownMachine } from './machine';
import { noOtherCost, addCharged, chargedCalls } from './otherCost';
import type { PartStarted } from './parts';
import { onRunClock, takesTime, shiftOf } from './foldClock';
import { outdateSignOffs, keepReview, keepSignOff } from './reviews';
import { type RunState, emptyRun, type TestState, waitingTest, findModel, findTest } from './runState';
import { type RunShard, shardOfTest, shardText } from './shard';

/** Folds a whole event list. A list without `runFinished` gives status `running`; only the reader knows if it was interrupted. */
export function foldRun(events: Iterable<RunEvent>): RunState {
  const state = emptyRun();
  for (const event of events) applyEvent(state, event);
  return state;
}

/**
 * Applies one event to a state that the caller owns, in place (copying 100,000 tests an event would not scale).
 * Returns the test that changed, if one did, so that a view can redraw only that.
 */
export function applyEvent(state: RunState, given: RunEvent): TestState | undefined {
  const event = onRunClock(given, state.clock);
  if (!state.clock.isOfPart || takesTime(event)) state.elapsed = Math.max(state.elapsed, event.t);
  switch (event.type) {
    case 'runStarted':
      state.runId = event.runId;
      state.at = event.at;
      state.benchmarkName = event.benchmarkName;
      state.purpose = event.purpose;
      state.comment = event.comment ?? '';
      state.testType = event.testType;
      state.prompts = event.prompts;
      state.python = event.python ?? null;
      state.models = event.models.map((model) => ({
        ...model,
        tests: event.prompts.map((prompt) => waitingTest(prompt.index)),
        warmUp: null,
        otherCost: noOtherCost(),
      }));
      state.mode = event.mode === undefined ? 'throughput' : event.mode;
      state.shard = event.shard ?? null;
      state.merged = event.merged ? { ...event.merged, parts: [] } : null;
      state.machines = event.merged ? [] : [textOf(event.machine)];
      state.clock = emptyRun().clock;
      if (event.shard) leaveToOthers(state, event.shard);
      return undefined;
    case 'testStarted':
      return beginTest(state, event.model, event.index, 'running', event.t);
    case 'batchPlanned':
    case 'batchSent':
    case 'batchSubmitted':
    case 'batchProgress':
    case 'batchCollected':
      return applyBatchEvent(state, event);
    case 'attemptFailed': {
      const model = findModel(state, event.model);
      if (model && event.error.kind === 'rateLimited') {
        const { times, until } = model.askedToWait ?? { times: 0, until: 0 };
        model.askedToWait = { times: times + 1, until: Math.max(until, event.t + event.retryInMs) };
      }
      const test = model?.tests[event.index - 1];
      if (test) test.failedAttempts = event.attempt;
      return test;
    }
    case 'modelWarmedUp': {
      const model = findModel(state, event.model);
      const { total, load, cost, error } = event;
      if (!model) return undefined;
      model.warmUp = { total, load, ...(error ? { error } : {}) };
      addCharged(model.otherCost.warmUps, chargedCalls([cost]));
      return undefined;
    }
    case 'judgeCalibrated': {
      const { judge, key, rubric, labels, agreed, kappa, cost } = event;
      // Each part of a merged run has asked: one of them is told of, and all are paid for.
      const known = state.judges.find((one) => one.key === key);
      if (known) addCharged(known.cost, cost);
      else state.judges.push({ judge, key, rubric, labels, agreed, kappa, cost: { ...cost } });
      return undefined;
    }
    case 'testSkipped': {
      const test = findTest(state, event.model, event.index);
      if (!test) return undefined;
      keepCost(state, event.model, test);
      return Object.assign(test, waitingTest(test.index, test.evidence), { notRun: event.reason });
    }
    case 'testFinished': {
      const model = findModel(state, event.model);
      if (model && event.failedAttemptsCost) addCharged(model.otherCost.failedAttempts, event.failedAttemptsCost);
      if (model && event.judgingCost) addCharged(model.otherCost.judging, event.judgingCost);
      return finishTest(model?.tests[event.index - 1], event, state.clock.machine);
    }
    case 'testRescored':
      outdateSignOffs(state.signOffs);
      return rescoreTest(findTest(state, event.model, event.index), event);
    case 'runFinished':
      if (!state.clock.isOfPart) state.status = event.status;
      abandonTests(state);
      return undefined;
    case 'testReviewed':
      return keepReview(findTest(state, event.model, event.index), event);
    case 'runSignedOff':
      keepSignOff(state, event);
      return undefined;
    case 'runResumed':
      outdateSignOffs(state.signOffs);
      state.status = 'running';
      state.python = event.python ?? state.python;
      if (state.clock.isOfPart) state.clock.shift = shiftOf(event.at, given.t, state.at);
      if (event.machine) state.clock.machine = machineOf(state, textOf(event.machine));
      // What was under way when the run was killed has no end among the events.
      abandonTests(state);
      return undefined;
    case 'partStarted':
      startPart(state, event, given.t);
      return undefined;
    case 'partsEnded':
      state.clock = { shift: 0, machine: state.clock.machine, isOfPart: false };
      // Each part was signed, and not the whole.
      outdateSignOffs(state.signOffs);
      abandonTests(state);
      return undefined;
    case 'doubleDropped': {
      const model = findModel(state, event.model);
      if (model) addCharged(model.otherCost.failedAttempts, event.cost);
      return undefined;
    }
    default:
      return assertNever(event);
  }
}

/** Many tests change at once, so none of them is returned. */
function applyBatchEvent(state: RunState, event: BatchEvent): undefined {
  const batch = takeBatchEvent(state.batches, event);
  if (!batch) return;
  if (event.type === 'batchSubmitted')
    for (const index of batch.tests) beginTest(state, batch.model, index, 'submitted', event.t);
  if (event.type !== 'batchCollected') return;
  const elsewhere = new Set(
    openBatches(state.batches).flatMap(({ model, tests }) => (model === batch.model ? tests : [])),
  );
  for (const index of batch.tests) {
    const test = findTest(state, batch.model, index);
    if (test?.phase === 'submitted' && !elsewhere.has(index)) test.phase = 'waiting';
  }
}

function startPart(state: RunState, event: PartStarted, t: number): void {
  const { type: _type, t: _t, python, ...part } = event;
  state.merged?.parts.push(part);
  state.clock = {
    shift: shiftOf(part.at, t, state.at),
    machine: machineOf(state, textOf(part.machine)),
    isOfPart: true,
  };
  // The weakest isolation is what the run as a whole had.
  if (python && state.python?.isFull !== false) state.python = python;
  abandonTests(state);
}

/** The position of a machine, which is added where it is new. */
function machineOf(state: RunState, text: string): number {
  const known = state.machines.indexOf(text);
  return known >= 0 ? known : state.machines.push(text) - 1;
}

function textOf(machine: Machine | null | undefined): string {
  return machine ? machineText(machine) : unknownMachine;
}

/** The tests that are not this shard's are no tests of this run. */
function leaveToOthers(state: RunState, { index: own, of, isJob }: RunShard): void {
  const plan = { mode: state.mode, models: state.models.map(({ model }) => model) };
  for (const { model, tests } of state.models) {
    for (const test of tests) {
      const index = shardOfTest({ model, index: test.index }, plan, of);
      if (index !== own)
        test.notRun = {
          kind: 'otherShard',
          message: `It is asked by ${shardText({ index, of, ...(isJob ? { isJob } : {}) })}, in a run of its own.`,
        };
    }
  }
}

/** Tests under way when their run ended were never judged. Those in a batch still can be. */
export function abandonTests(state: RunState): void {
  for (const model of state.models)
    for (const test of model.tests) if (test.phase === 'running') test.phase = 'waiting';
}
