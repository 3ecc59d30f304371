// The one event list of a run. `events.jsonl` is these, one JSON object a line, in order.
// Events say what happened and when; the words exchanged are in the file of the test's model, on the disk before the event.
// All `t` are milliseconds on a monotonic clock since the run started; `runStarted.at` anchors them to the calendar.

import type { BatchEvent } from './batches';
import type { JudgeAgreement } from './judgeAgreement';
import type { Machine } from './machine';
import type { ModelInfo } from './model';
import type { DoubleDropped, PartsEnded, PartStarted, SharedPlan } from './parts';
import type { SignOff, TestReview } from './testReview';
import type { RunShard } from './shard';
import type { NotRunReason, TestError, Verdict } from './verdict';
import type { RunMode } from './runMode';
import type { TestCost, TestTimings, TokenUsage, ChargedCalls, TestMeasures, TestClasses } from './testMeasurement';
import type { PythonIsolation } from './pythonIsolation';

/** The version of `events.jsonl`, `run.json` and the files of `tests/`. */
export const runSchemaVersion = 2;

/** Where a line of `tests/<model>.jsonl` is, in bytes; the line end is not counted. */
export interface EvidencePlace {
  offset: number;
  length: number;
}

/** Where a prompt comes from that is a row of a data file. */
export interface PromptRow {
  /** As the benchmark names it. */
  file: string;
  /** What people call it, from 1. */
  number: number;
}

/** One prompt of the benchmark, as far as lists and grids need it. */
export interface PromptInfo {
  /** 1-based. */
  index: number;
  /** The part that tells this prompt from the others, one line, at most 80 characters. */
  label: string;
  /** Where it is among the prompts of the benchmark, from 1; absent where that is its index. */
  place?: number;
  /** The row of a data file that it is; absent for one that stands in the benchmark, and in older runs. */
  row?: PromptRow;
  /** What kind of prompt the benchmark says it is; absent for one without tags. */
  tags?: string[];
  /** The prompt's test type where prompts of one run differ; absent where all have the run's. */
  testType?: string;
  /** Present when one prompt of the file became several tests: which of them this is. */
  variant?: PromptVariant;
  /** A hash of all that decides what a right answer is: test type, text, pictures, expectation; 16 hexadecimal digits. Runs that share it asked the same. */
  hash?: string;
}

/** `rotation`: the options of a choice in another order (circular check). `trial`: the same prompt again. */
export const variantKinds = ['rotation', 'trial'] as const;

type VariantKind = (typeof variantKinds)[number];

/** One of the tests that one prompt of the file became. Tests with the same `prompt` follow one another. */
export interface PromptVariant {
  /** 1-based position in the file's `prompts`. */
  prompt: number;
  kind: VariantKind;
  /** 1-based, of `of`. */
  number: number;
  of: number;
}

export interface RunStarted {
  type: 'runStarted';
  t: number;
  schemaVersion: number;
  /** The run folder's name. */
  runId: string;
  /** ISO 8601 with the zone's offset; null in an imported run whose report has no date. */
  at: string | null;
  benchmarkName: string;
  purpose: string;
  /** What whoever started the run wrote of it, one line; absent for nothing. */
  comment?: string;
  testType: string;
  models: ModelInfo[];
  prompts: PromptInfo[];
  /** Absent when no test of the run executes Python. */
  python?: PythonIsolation;
  /** Absent in runs from before there were modes, which were made as `throughput`; null in an imported run, where nobody knows. */
  mode?: RunMode | null;
  /** Which part of the planned run this one asks; absent where it asks all. */
  shard?: RunShard;
  /** The plan of the shards that this run was merged from, whose events follow; absent in every other run. */
  merged?: SharedPlan;
  /** What the times are taken on; absent in older runs. */
  machine?: Machine;
}

/** The call that a model got before its first test in speed mode: no test, in no figure but its own. */
export interface ModelWarmedUp {
  type: 'modelWarmedUp';
  t: number;
  model: string;
  /** ms from dispatch to the end; null when it failed. */
  total: number | null;
  /** Model load as the server reports it, ms: the cold start. */
  load: number | null;
  /** By the same prices as a test's; absent in older runs. */
  cost?: TestCost;
  error?: TestError;
  /** Where what was said is; absent in runs of format 1. */
  evidence?: EvidencePlace;
}

/** What `testType` of a run is when its prompts differ; each prompt then has its own. */
export const mixedTestTypes = 'mixed';

interface TestStarted {
  type: 'testStarted';
  t: number;
  model: string;
  index: number;
}

/** An attempt that is not the test's last word: it will be tried again after `retryInMs`. */
export interface AttemptFailed {
  type: 'attemptFailed';
  t: number;
  model: string;
  index: number;
  /** 1-based. */
  attempt: number;
  error: TestError;
  retryInMs: number;
}

export interface TestFinished {
  type: 'testFinished';
  t: number;
  model: string;
  index: number;
  verdict: Exclude<Verdict, 'not_run'>;
  /** Attempts made, 1 when the first succeeded; null in an imported run, whose report does not say. */
  attempts: number | null;
  timings: TestTimings;
  tokens: TokenUsage;
  /** Of the last attempt, which is the answer or the failure that the test ends with. */
  cost: TestCost;
  /** Of the attempts before the last one; absent where none is known to have been charged. */
  failedAttemptsCost?: ChargedCalls;
  /** Of the judge models that were asked of the answer; absent where none was charged. It is no cost of the test. */
  judgingCost?: ChargedCalls;
  error?: TestError;
  /** 0-1, where the test type knows degrees. */
  score?: number;
  measures?: TestMeasures;
  classes?: TestClasses;
  /** What judge models said of the answer; absent where none gave a verdict, and in older runs. */
  rubrics?: RubricVerdict[];
  /** Where the words of the test are; absent in runs of format 1, where a test has a folder of its own. */
  evidence?: EvidencePlace;
}

/** What a judge model said of an answer by one rubric. */
export interface RubricVerdict {
  /** That of the rubric in `judgeCalibrated`. */
  key: string;
  /** Of the check: turned round where it stands under `not`. */
  verdict: 'correct' | 'incorrect';
  /** The other checks leave the verdict of the test to it: the test is correct if this one holds, and incorrect if it does not. */
  decides: boolean;
}

/** The test was not asked and will not be in this run: no verdict, and the reason why. */
export interface TestSkipped {
  type: 'testSkipped';
  t: number;
  model: string;
  index: number;
  reason: NotRunReason;
}

/** How a run ends that comes to its end. `waiting`: for now; its batches go on at their model APIs, and are collected when it is resumed. */
export const runEnds = ['finished', 'cancelled', 'waiting'] as const;

export type RunEnd = (typeof runEnds)[number];

export interface RunFinished {
  type: 'runFinished';
  t: number;
  status: RunEnd;
}

/** A run that had been interrupted or cancelled goes on; its clock continues where the last event left it. */
export interface RunResumed {
  type: 'runResumed';
  /** The format of this event and of those after it, which may be newer than that of the run's start; absent in older runs. */
  schemaVersion?: number;
  /** Run clock: the time between the end and the resumption is not in it. */
  t: number;
  /** ISO 8601 with offset: what `t` is on the calendar, from here on. */
  at: string;
  /** How Python is run from here on; absent when no test of the run executes any. */
  python?: PythonIsolation;
  /** What times are taken on from here on; absent in older runs. */
  machine?: Machine;
}

/** The stored answer was judged again, with another verdict than before. */
export interface TestRescored {
  type: 'testRescored';
  /** As in RunResumed. */
  schemaVersion?: number;
  t: number;
  /** ISO 8601 with offset. */
  at: string;
  model: string;
  index: number;
  verdict: Exclude<Verdict, 'not_run'>;
  previousVerdict: Exclude<Verdict, 'not_run'>;
  /** Present exactly when the new verdict is `error`. */
  error?: TestError;
  score?: number;
  measures?: TestMeasures;
  classes?: TestClasses;
  /** As in TestFinished. */
  rubrics?: RubricVerdict[];
  /** Where the words of the test are from now on; absent where only the events had to be brought up to date, and in runs of format 1. */
  evidence?: EvidencePlace;
}

/** Somebody looked at the test: all that this reviewer says of it from now on. The verdict that the program gave stays as it is. */
export interface TestReviewed extends TestReview {
  type: 'testReviewed';
  /** As in RunResumed. */
  schemaVersion?: number;
  t: number;
  model: string;
  index: number;
}

/** Somebody takes responsibility for the run as it is now. */
export interface RunSignedOff extends SignOff {
  type: 'runSignedOff';
  /** As in RunResumed. */
  schemaVersion?: number;
  t: number;
}

/** Before the first test a judge model was asked of answers that people have labelled, or there are none of its rubric. */
export interface JudgeCalibrated extends JudgeAgreement {
  type: 'judgeCalibrated';
  t: number;
  /** Canonical string of the judge. */
  judge: string;
  /** Tells the rubric with its labels from any other. */
  key: string;
  /** The rubric in its own words. */
  rubric: string;
  /** What the judge said of each labelled answer: null where it gave no verdict. */
  answers: { label: boolean; verdict: boolean | null; reason: string }[];
  cost: ChargedCalls;
}

export type RunEvent =
  | BatchEvent
  | DoubleDropped
  | PartsEnded
  | PartStarted
  | JudgeCalibrated
  | RunStarted
  | TestStarted
  | AttemptFailed
  | TestFinished
  | TestSkipped
  | ModelWarmedUp
  | RunFinished
  | RunResumed
  | RunSignedOff
  | TestRescored
  | TestReviewed;
