// What the extension host and the compare page say to each other.
// The host reads runs, compares them and opens things; the page shows, chooses what is compared with what, and asks for answers to read.

import type { ComparedAccuracies, ComparedCheck, ComparedFigures } from '../comparing/compareRuns';
import type { RunMode } from '../run/runMode';
import type { NotRunReason } from '../run/verdict';
import type { PromptPairing } from '../comparing/pairPrompts';
import type { TestDetail } from './runPanelProtocol';
import type { Inequality } from '../comparing/runInequalities';
import type { RunStatus } from '../run/runState';

/** How many runs are compared at once at most: more side by side nobody can read. */
export const mostCompared = 20;

/** A run that takes part, or one model of it. */
export interface ComparedSide {
  /** Names the run in messages, and nothing but a name to the page. */
  run: string;
  /** Only this model (canonical string), held against that of the other sides. */
  model?: string;
}

export interface ShownSide extends ComparedSide {
  folderName: string;
  benchmarkName: string;
  /** ISO 8601 with offset. */
  /** Null in an imported run whose report has no date. */
  startedAt: string | null;
  /** Null for a run that was made here. */
  importedAt: string | null;
  status: RunStatus;
  /** Null in an imported run. */
  mode: RunMode | null;
  promptCount: number;
  /** All of the run, in its order: canonical string and the name for people. */
  models: { model: string; title: string; isSimulated: boolean }[];
  /** What was odd about the folder but did not keep it from being read. */
  problems: string[];
}

/** A prompt of both runs; 1-based indexes of its tests, several where it has trials. */
export interface ShownPrompt {
  label: string;
  /** Of the prompt in the file of each run that has it, from 1. */
  numbers: number[];
  base: number[];
  other: number[];
}

/** Correct and judged trials of a prompt. */
export type TrialCounts = [correct: number, judged: number];

export interface ShownModelDifference {
  /** Canonical strings; the same twice unless models were chosen. */
  base: string;
  other: string;
  /** Prompts that both sides judged, and how they changed. */
  judged: number;
  improved: number;
  worsened: number;
  same: number;
  unjudged: number;
  /** McNemar's exact test, two-sided. */
  pValue: number;
  accuracy: ComparedAccuracies;
  figures: ComparedFigures;
  checks: ComparedCheck[];
  /** A letter per prompt of `ShownDifference.prompts`: `#` correct, `x` incorrect, `!` error, `.` not run. */
  verdicts: { base: string; other: string };
  /** Trial counts by prompt; null in runs without trials. */
  trials: { base: TrialCounts[]; other: TrialCounts[] } | null;
}

/** One side against the base. */
export interface ShownDifference {
  pairedBy: PromptPairing['by'];
  prompts: ShownPrompt[];
  onlyInBase: ShownPrompt[];
  onlyInOther: ShownPrompt[];
  notEqual: Inequality[];
  notIso: string[];
  /** How far the judge models can be trusted that judged both runs; where that differs it is among `notEqual`. */
  judging: string[];
  models: ShownModelDifference[];
  /** Models that only one of the runs has, canonical strings. */
  modelsOnlyInBase: string[];
  modelsOnlyInOther: string[];
}

export interface ShownComparison {
  /** The base first. */
  sides: ShownSide[];
  /** Each side after the base against it, in their order. */
  differences: ShownDifference[];
}

/** A test of one of the sides. */
export interface ComparedTest {
  run: string;
  model: string;
  index: number;
}

/** What is read of a test to see both answers; `result` is null when the test has none. */
export interface ComparedAnswer extends ComparedTest {
  testType: string;
  result: TestDetail['result'] | null;
  notRun: NotRunReason | null;
}

export type CompareHostMessage =
  /** The runs are being read and compared; `step` says how far that is. */
  | { type: 'comparing'; step: string }
  /** `keep` is handed back as the panel's state after a window reload; the page does not look into it. */
  | { type: 'compared'; comparison: ShownComparison; keep: KeptComparison }
  /** They could not be compared: the page has nothing to show but why. */
  | { type: 'notCompared'; message: string }
  /** The reply to the `readAnswers` of the same id. */
  | { type: 'answersRead'; id: number; answers: ComparedAnswer[] }
  | { type: 'answersFailed'; id: number; message: string }
  /** Something asked for here did not work; said on the page. */
  | { type: 'failed'; message: string };

export interface KeptComparison {
  sides: ComparedSide[];
}

export type CompareMessage =
  /** The page has loaded, or has become visible again: send `compared`. */
  | { type: 'ready' }
  /** Compare others of the runs that are known, in another order, or models of them: two sides or more, the base first. */
  | { type: 'changeSides'; sides: ComparedSide[] }
  /** Ask which run is to be compared as well. */
  | { type: 'addRun' }
  | { type: 'openRun'; run: string }
  /** Always answered by `answersRead` or `answersFailed` with the same id. */
  | { type: 'readAnswers'; id: number; tests: ComparedTest[] }
  /** Open the pages of these tests, each in an editor column of its own. */
  | { type: 'openTests'; tests: ComparedTest[] };
