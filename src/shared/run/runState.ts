// The state of a run, which `foldRun` makes from its events. It is plain JSON, so that it can be sent to a webview as it is.

import type { EvidencePlace, JudgeCalibrated, ModelWarmedUp, PromptInfo, RubricVerdict } from './events';
import type { PythonIsolation } from './pythonIsolation';
import type { TestClasses, TestCost, TestMeasures, TestTimings, TokenUsage } from './testMeasurement';
import type { RunMode } from './runMode';
import type { ModelInfo } from './model';
import { openBatches, type BatchState } from './batches';
import type { OtherCost } from './otherCost';
import type { RunMerge } from './parts';
import type { FoldClock } from './foldClock';
import type { RunSignOff, TestReview } from './testReview';
import type { RunShard } from './shard';
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

/** Whether a test is one of this run: not so where another shard asks it. */
export function isOfRun({ notRun }: Pick<TestState, 'notRun'>): boolean {
  return notRun?.kind !== 'otherShard';
}

/** True for a test that a resumed run would ask: not finished, and not one that can't be asked at all. A budget may be another one. */
export function isMissing({ phase, notRun }: Pick<TestState, 'phase' | 'notRun'>): boolean {
  return phase !== 'finished' && (notRun === null || notRun.kind === 'budget');
}

/** How a run stands that nobody works on any more, although its events tell of no end. */
export function abandonedStatus({ batches }: Pick<RunState, 'batches'>): 'waiting' | 'interrupted' {
  return openBatches(batches).length > 0 ? 'waiting' : 'interrupted';
}

/** The test of a model (its canonical string) and a 1-based prompt index. */
export function findTest(state: RunState, model: string, index: number): TestState | undefined {
  return findModel(state, model)?.tests[index - 1];
}

/** Asked for every event: to compare the names of twenty models takes longer than all else that an event does. */
export function findModel({ models }: RunState, model: string): ModelState | undefined {
  let byName = modelsByName.get(models);
  if (!byName) modelsByName.set(models, (byName = new Map(models.toReversed().map((one) => [one.model, one]))));
  return byName.get(model);
}

/** A run that starts makes its list of models anew. */
const modelsByName = new WeakMap<readonly ModelState[], ReadonlyMap<string, ModelState>>();

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
