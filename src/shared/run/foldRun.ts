// Makes the state of a run from its events. The same fold serves the live grid, replay, reopening and the CLI.

import { assertNever } from '../text/assertNever';
import { type BatchEvent, takeBatchEvent, openBatches } from './batches';
import type {
  AttemptFailed,
  JudgeCalibrated,
  ModelWarmedUp,
  RunEvent,
  RunFinished,
  RunResumed,
  RunStarted,
} from './events';
import { beginTest, finishTest, rescoreTest, skipTest } from './foldTest';
import { type Machine, machineText, unknownMachine } from './machine';
import { noOtherCost, addCharged, chargedCalls } from './otherCost';
import type { DoubleDropped, PartStarted } from './parts';
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
      return startRun(state, event);
    case 'testStarted':
      return beginTest(state, event.model, event.index, 'running', event.t);
    case 'batchPlanned':
    case 'batchSent':
    case 'batchSubmitted':
    case 'batchProgress':
    case 'batchCollected':
      return applyBatchEvent(state, event);
    case 'attemptFailed':
      return keepFailedAttempt(state, event);
    case 'modelWarmedUp':
      return keepWarmUp(state, event);
    case 'judgeCalibrated':
      return keepCalibration(state, event);
    case 'testSkipped':
      return skipTest(state, event);
    case 'testFinished':
      return finishTest(state, event);
    case 'testRescored':
      outdateSignOffs(state.signOffs);
      return rescoreTest(findTest(state, event.model, event.index), event);
    case 'testReviewed':
      return keepReview(findTest(state, event.model, event.index), event);
    case 'runSignedOff':
      keepSignOff(state, event);
      return undefined;
    case 'runFinished':
      return finishRun(state, event);
    case 'runResumed':
      return resumeRun(state, event, given.t);
    case 'partStarted':
      return startPart(state, event, given.t);
    case 'partsEnded':
      return endParts(state);
    case 'doubleDropped':
      return keepDroppedDouble(state, event);
    default:
      return assertNever(event);
  }
}

function startRun(state: RunState, event: RunStarted): undefined {
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
}

/** Also for how long a server asked to wait, which is said of the whole row. */
function keepFailedAttempt(state: RunState, event: AttemptFailed): TestState | undefined {
  const model = findModel(state, event.model);
  if (model && event.error.kind === 'rateLimited') {
    const { times, until } = model.askedToWait ?? { times: 0, until: 0 };
    model.askedToWait = { times: times + 1, until: Math.max(until, event.t + event.retryInMs) };
  }
  const test = model?.tests[event.index - 1];
  if (test) test.failedAttempts = event.attempt;
  return test;
}

function keepWarmUp(state: RunState, { model: name, total, load, cost, error }: ModelWarmedUp): undefined {
  const model = findModel(state, name);
  if (!model) return;
  model.warmUp = { total, load, ...(error ? { error } : {}) };
  addCharged(model.otherCost.warmUps, chargedCalls([cost]));
}

/** Each part of a merged run has asked: one of them is told of, and all are paid for. */
function keepCalibration(state: RunState, event: JudgeCalibrated): undefined {
  const { judge, key, rubric, labels, agreed, kappa, cost } = event;
  const known = state.judges.find((one) => one.key === key);
  if (known) addCharged(known.cost, cost);
  else state.judges.push({ judge, key, rubric, labels, agreed, kappa, cost: { ...cost } });
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

function finishRun(state: RunState, { status }: RunFinished): undefined {
  if (!state.clock.isOfPart) state.status = status;
  abandonTests(state);
}

/** `t` is the event's own, on the clock of its part. */
function resumeRun(state: RunState, { at, python, machine }: RunResumed, t: number): undefined {
  outdateSignOffs(state.signOffs);
  state.status = 'running';
  state.python = python ?? state.python;
  if (state.clock.isOfPart) state.clock.shift = shiftOf(at, t, state.at);
  if (machine) state.clock.machine = machineOf(state, textOf(machine));
  // What was under way when the run was killed has no end among the events.
  abandonTests(state);
}

/** `t` is the event's own, on the clock of its part. */
function startPart(state: RunState, event: PartStarted, t: number): undefined {
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

function endParts(state: RunState): undefined {
  state.clock = { shift: 0, machine: state.clock.machine, isOfPart: false };
  // Each part was signed, and not the whole.
  outdateSignOffs(state.signOffs);
  abandonTests(state);
}

function keepDroppedDouble(state: RunState, { model: name, cost }: DoubleDropped): undefined {
  const model = findModel(state, name);
  if (model) addCharged(model.otherCost.failedAttempts, cost);
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
