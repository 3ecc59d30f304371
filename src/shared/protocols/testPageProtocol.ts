// What the extension host (or the review page's embedded data) and the test page say to each other.
// The page asks with `ready` or `showTest`; the host answers with `testShown` or `failed`, and sends `testShown` again when the test changes.

import type { ModelInfo } from '../run/model';
import type { Overlay } from '../results/picture';
import type { TestDetail } from './runPanelProtocol';
import type { PromptValue } from '../run/benchmark';
import type { TestReview } from '../run/testReview';
import type { RunStatus } from '../run/runState';
import type { TestTranscript } from '../results/testResult';
import type { NotRunReason, Verdict } from '../run/verdict';

/** One test of the run. `model` is the canonical string, `index` counts from 1. */
export interface TestReference {
  model: string;
  index: number;
}

/** The same prompt as another model (or the shown one) answered it. */
export interface SameTest {
  model: ModelInfo;
  verdict: Verdict;
  /** ms; null is not measured. */
  total: number | null;
  /** USD; null is unknown. */
  costUsd: number | null;
  /** Null where the test has no result. */
  response: string | null;
  got: string | null;
  /** Why it is an error or incorrect or was not run, where that is known. */
  reason: string | null;
  /** What it found on the picture; null where there are no places, or none that could be read. */
  overlay: Overlay | null;
}

export interface ShownTest {
  run: { runId: string; benchmarkName: string; status: RunStatus };
  model: ModelInfo;
  index: number;
  /** `#20`, `#20 trial 2/3` */
  name: string;
  /** The test's own, where the run has several. */
  testType: string;
  /** The distinguishing part of the prompt, one line. */
  label: string;
  /** `row 7 of cases.csv`; null for a prompt that stands in the benchmark itself. */
  row: string | null;
  /** Where it was measured; null where one machine made the run. */
  machine: string | null;
  /** Why the test was not run; null for one that was or still will be. */
  notRun: NotRunReason | null;
  /** Null when the test has no result (not run yet). What an imported run lacks is absent and shown as *not recorded*. */
  detail: TestDetail['result'] | null;
  /** What went into the placeholders of the base prompt; empty where there are none, or where that is not known. */
  values: PromptValue[];
  /** Null when the test has none. */
  transcript: TestTranscript | null;
  /** Where the page may load the pictures from; null where there is none. One that can't be loaded is shown as not there. */
  imageUrls: { resultImage: string | null; original: string | null };
  /** The model's tests before and after, or those of the list that is gone through; null at the ends. */
  neighbors: { previous: TestReference | null; next: TestReference | null };
  /** Where the test is in the list that is gone through, from 1; absent where that is the model's tests. */
  inList?: { at: number; of: number };
  /** What people say of the test. */
  reviews: TestReview[];
  /** The name that a review from this page is kept under; null where none can be made. */
  reviewer: string | null;
  /** Every model of the run in its order, the shown one among them. */
  sameTest: SameTest[];
}

export type TestPageHostMessage =
  /** The test to show. `keep` is handed back as the panel's state after a window reload; the page does not look into it. */
  | { type: 'testShown'; test: ShownTest; keep: { [name: string]: string | number } }
  /** The test could not be read, or something it links to could not be opened; said on the page. */
  | { type: 'failed'; message: string };

/**
 * What can be opened of the shown test. `transcript` is the JSON, `transcriptText` the document for people,
 * `file` shows the file that keeps the test in the Explorer.
 */
export const testParts = ['resultImage', 'original', 'transcript', 'transcriptText', 'result', 'file'] as const;

export type TestPart = (typeof testParts)[number];

/** `mark`: reviewed, and the verdict is right. `disagree` and `comment` ask for words first. */
export const reviewActs = ['mark', 'disagree', 'comment'] as const;

export type ReviewAct = (typeof reviewActs)[number];

export type TestPageMessage =
  /** The page has loaded, or has become visible again: send `testShown`. */
  | { type: 'ready' }
  /** Show another test in this page. */
  | ({ type: 'showTest' } & TestReference)
  | ({ type: 'open'; what: TestPart } & TestReference)
  /** Say what the user thinks of the shown test. */
  | ({ type: 'review'; act: ReviewAct } & TestReference)
  /** Open the run's panel. */
  | { type: 'openRun' }
  | { type: 'copyText'; text: string };
