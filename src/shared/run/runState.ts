// The state of a run: a fold of its events. The same fold serves the live grid, replay, reopening and the CLI.
// The state is plain JSON, so that it can be sent to a webview as it is.

import { assertNever } from '../text/assertNever';
import type {
  EvidencePlace,
  JudgeCalibrated,
  ModelWarmedUp,
  PythonIsolation,
  PromptInfo,
  RunEvent,
  RubricVerdict,
  RunMode,
  TestClasses,
  TestCost,
  TestFinished,
  TestMeasures,
  TestRescored,
  TestTimings,
  TokenUsage,
} from './events';
import type { ModelInfo } from './model';
import { openBatches, takeBatchEvent, type BatchEvent, type BatchState } from './batches';
import { addCharged, chargedCalls, noOtherCost, type OtherCost } from './otherCost';
import { machineText, unknownMachine, type Machine } from './machine';
import { onRunClock, shiftOf, takesTime, type FoldClock, type PartStarted, type RunMerge } from './parts';
import { keepReview, keepSignOff, outdateSignOffs, type RunSignOff, type TestReview } from './reviews';
import { shardOfTest, shardText, type RunShard } from './shard';
import type { NotRunReason, TestError, Verdict } from './verdict';

/** `waiting`: nobody works on it, and model APIs have batches of it that are to be collected. */
export const runStatuses = ['running', 'finished', 'cancelled', 'interrupted', 'waiting'] as const;

export type RunStatus = (typeof runStatuses)[number];

export interface TestState {
  /** 1-based index of the prompt. */
  index: number;
  /** `submitted`: in a batch that its model API has. */
  phase: 'waiting' | 'submitted' | 'running' | 'finished';
  /** `not_run` until the test has finished. */
  verdict: Verdict;
  /** The verdict the test finished with, when re-scoring has changed it since; absent otherwise. */
  originalVerdict?: Verdict;
  /** What people say of the test, one a reviewer, the latest last; absent where nobody says anything. */
  reviews?: TestReview[];
  /** Run clock, ms: when the first attempt was dispatched; null before that. */
  startedAt: number | null;
  /** Failed attempts so far that will be or were tried again. */
  failedAttempts: number;
  timings: TestTimings | null;
  tokens: TokenUsage | null;
  cost: TestCost | null;
  error: TestError | null;
  /** 0-1 where the test type knows degrees, else null. */
  score: number | null;
  measures: TestMeasures | null;
  classes: TestClasses | null;
  /** What judge models said of the answer; null where none did, and where it was not recorded. */
  rubrics: RubricVerdict[] | null;
  /** Why the test is not run at all; null for one that was or still will be. */
  notRun: NotRunReason | null;
  /** Where the words are that the test last ended with; null before that, and in runs of format 1. */
  evidence: EvidencePlace | null;
  /** Where it was measured, by its position in `machines` of the run; absent for the first one. */
  machine?: number;
}

export interface ModelState extends ModelInfo {
  /** One per prompt, in prompt order. */
  tests: TestState[];
  /** The call before the first test; null without one. */
  warmUp: Pick<ModelWarmedUp, 'total' | 'load' | 'error'> | null;
  /** What was charged beside the answers. */
  otherCost: OtherCost;
  /** How often the API has refused a request for now (429), and until when on the run clock, ms, it is left alone at most; absent for never. */
  askedToWait?: { times: number; until: number };
}

export type JudgeState = Pick<JudgeCalibrated, 'judge' | 'key' | 'rubric' | 'labels' | 'agreed' | 'kappa' | 'cost'>;

export interface RunState {
  runId: string;
  /** ISO 8601 with offset; null in an imported run whose report has no date. */
  at: string | null;
  benchmarkName: string;
  purpose: string;
  /** What whoever started the run wrote of it, one line; empty for nothing. */
  comment: string;
  testType: string;
  status: RunStatus;
  /** Run clock of the last event, ms. */
  elapsed: number;
  prompts: PromptInfo[];
  models: ModelState[];
  python: PythonIsolation | null;
  /** The judge models by rubric, in the order of their calibration. */
  judges: JudgeState[];
  /** Null in an imported run, where it was not recorded. */
  mode: RunMode | null;
  /** Who signed the run off, one a reviewer, the latest last. */
  signOffs: RunSignOff[];
  /** Which part of a planned run this is; null for a whole run. */
  shard: RunShard | null;
  /** In the order of their numbers; empty in a run without. */
  batches: BatchState[];
  /** What the run was merged from; null for one that was not. */
  merged: RunMerge | null;
  /** What times were taken on, as text, in the order in which they come. */
  machines: string[];
  clock: FoldClock;
}

/** The state before the first event. */
export function emptyRun(): RunState {
  return {
    runId: '',
    at: '',
    benchmarkName: '',
    purpose: '',
    comment: '',
    testType: '',
    status: 'running',
    elapsed: 0,
    prompts: [],
    models: [],
    python: null,
    judges: [],
    mode: 'throughput',
    signOffs: [],
    shard: null,
    batches: [],
    merged: null,
    machines: [],
    clock: { shift: 0, machine: 0, isOfPart: false },
  };
}

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

/** A resumed run may ask again what had ended in error: nothing of that counts any more, but what it cost. */
function beginTest(
  state: RunState,
  model: string,
  index: number,
  phase: 'running' | 'submitted',
  startedAt: number,
): TestState | undefined {
  const test = findTest(state, model, index);
  if (!test) return undefined;
  keepCost(state, model, test);
  delete test.originalVerdict;
  delete test.reviews;
  return Object.assign(test, waitingTest(test.index, test.evidence), { phase, startedAt });
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

/** Whether a test is one of this run: not so where another shard asks it. */
export function isOfRun({ notRun }: Pick<TestState, 'notRun'>): boolean {
  return notRun?.kind !== 'otherShard';
}

/** The test of a model (its canonical string) and a 1-based prompt index. */
export function findTest(state: RunState, model: string, index: number): TestState | undefined {
  return findModel(state, model)?.tests[index - 1];
}

function findModel(state: RunState, model: string): ModelState | undefined {
  return state.models.find((candidate) => candidate.model === model);
}

/** The test is about to be forgotten: what it has cost so far becomes that of a failed attempt. */
function keepCost(state: RunState, model: string, { cost }: TestState): void {
  const other = findModel(state, model)?.otherCost;
  if (other) addCharged(other.failedAttempts, chargedCalls([cost]));
}

/** True for a test that a resumed run would ask: not finished, and not one that can't be asked at all. A budget may be another one. */
export function isMissing({ phase, notRun }: Pick<TestState, 'phase' | 'notRun'>): boolean {
  return phase !== 'finished' && (notRun === null || notRun.kind === 'budget');
}

/** A test that nothing has happened to yet. `evidence`: of an earlier end, which a repetition tells of. */
export function waitingTest(index: number, evidence: EvidencePlace | null = null): TestState {
  return {
    index,
    phase: 'waiting',
    verdict: 'not_run',
    startedAt: null,
    failedAttempts: 0,
    timings: null,
    tokens: null,
    cost: null,
    error: null,
    score: null,
    measures: null,
    classes: null,
    rubrics: null,
    notRun: null,
    evidence,
  };
}

function finishTest(test: TestState | undefined, event: TestFinished, machine: number): TestState | undefined {
  if (!test) return undefined;
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
function rescoreTest(test: TestState | undefined, event: TestRescored): TestState | undefined {
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

/** How a run stands that nobody works on any more, although its events tell of no end. */
export function abandonedStatus({ batches }: Pick<RunState, 'batches'>): 'waiting' | 'interrupted' {
  return openBatches(batches).length > 0 ? 'waiting' : 'interrupted';
}

/** Tests under way when their run ended were never judged. Those in a batch still can be. */
export function abandonTests(state: RunState): void {
  for (const model of state.models)
    for (const test of model.tests) if (test.phase === 'running') test.phase = 'waiting';
}
