// Everything the extension host and the run panel say to each other. One switch a side, ending in `assertNever`.
// The host owns the data: `ready` -> `runSnapshot` -> numbered `runEvents`; a gap makes the panel ask for a new snapshot.

import type { BenchmarkPrompt, PromptValue } from '../run/benchmark';
import type { RunEvent } from '../run/events';
import type { RunConditions } from '../run/runConditions';
import type { ShortAnswer } from '../results/shortAnswer';
import type { StartList } from './startList';
import type { DrawingImages } from '../run/drawingImages';
import type { TestResult } from '../results/testResult';
import type { ViewSettings } from '../run/viewSettings';

/** What the modal shows. A report brings less than a run folder: what it lacks is null and shown as *not recorded*. */
export interface TestDetail {
  model: string;
  index: number;
  result: Partial<TestResult> & Pick<TestResult, 'verdict' | 'prompt' | 'response' | 'expected' | 'got'>;
  /** What went into the placeholders of the base prompt; empty where there are none, or where that is not known. */
  values: PromptValue[];
  /** True when a transcript exists to be opened. */
  hasTranscript: boolean;
}

export interface BenchmarkText {
  basePrompt: string;
  prompts: BenchmarkPrompt[];
}

export type HostMessage =
  /** The panel has no run: show the drop zone. */
  | { type: 'noRun'; settings: ViewSettings }
  /** What there is to begin with, while the panel has no run. */
  | { type: 'startListed'; list: StartList }
  /**
   * The whole state. `next` is the number of the first event that is not in it. `conditions` are null while the run goes on, and for what
   * has no `run.json`.
   */
  | {
      type: 'runSnapshot';
      /**
       * As `bytesOfRun` makes it. Bytes go to the page as they are; of a message's own values each process on the way would make text and values
       * again.
       */
      run: ArrayBuffer;
      next: number;
      canCancel: boolean;
      settings: ViewSettings;
      source: RunSource;
      conditions: RunConditions | null;
    }
  /** The run in the panel is over, and its `run.json` says under which conditions it was made. */
  | { type: 'conditionsKnown'; conditions: RunConditions }
  /** The tests of the run in the panel have ended, and its result images are drawn; null when that is over. */
  | { type: 'imagesDrawn'; images: DrawingImages | null }
  /** Events `first`, `first + 1`, ... of the run in the panel. */
  | { type: 'runEvents'; first: number; events: RunEvent[] }
  | { type: 'settingsChanged'; settings: ViewSettings }
  /** The run could not go on or the file could not be opened; said in the panel, where the user looks. */
  | { type: 'failed'; message: string }
  | { type: 'reply'; id: number; result: ReplyResult };

/** Where the run in the panel comes from. */
export type RunSource = 'live' | 'runFolder' | 'report' | 'sample';

/** What can be done with a run that is over; each is the command of that name. */
export const runActionNames = [
  'runAgain',
  'retryErrors',
  'compareWithPrevious',
  'openReviewPage',
  'copyAsMarkdown',
] as const;

export type RunActionName = (typeof runActionNames)[number];

export type PanelRequest =
  | { type: 'testDetail'; model: string; index: number }
  /** At most `mostShortAnswers`. The reply leaves out tests that have no result or whose words can't be read. */
  | { type: 'shortAnswers'; tests: { model: string; index: number }[] }
  | { type: 'benchmarkText' };

export type ReplyResult =
  | { ok: true; type: 'testDetail'; detail: TestDetail }
  | { ok: true; type: 'shortAnswers'; answers: ShortAnswer[] }
  | { ok: true; type: 'benchmarkText'; text: BenchmarkText }
  | { ok: false; message: string };

export type PanelMessage =
  /** The panel has loaded, or has become visible again after a gap. */
  | { type: 'ready' }
  | { type: 'needSnapshot' }
  /** Always answered by a `reply` with the same id. */
  | { type: 'request'; id: number; request: PanelRequest }
  | { type: 'cancelRun' }
  /** Ends a run without the result images that are still to be drawn. */
  | { type: 'skipImages' }
  /** *New Bench*: back to the drop zone. */
  | { type: 'newBench' }
  /** Back to the run that was shown before *New Bench*. */
  | { type: 'backToRun' }
  | { type: 'newBenchmark' }
  /** Of a benchmark of the start list. */
  | { type: 'runBenchmark'; uri: string }
  | { type: 'openBenchmark'; uri: string }
  /** Of a run of the start list. */
  | { type: 'openRun'; runDirectory: string }
  | { type: 'chooseFile' }
  | { type: 'useSampleData' }
  /** A file dropped on the panel: a benchmark YAML to run or a report JSON to replay. */
  | { type: 'fileDropped'; name: string; text: string }
  | { type: 'changeSettings'; settings: ViewSettings }
  | { type: 'openTranscript'; model: string; index: number }
  | { type: 'openResult'; model: string; index: number }
  | { type: 'openTestPage'; model: string; index: number }
  /** Run what is missing of the interrupted or cancelled run in the panel. */
  | { type: 'resumeRun' }
  | { type: 'revealRun' }
  | { type: 'runAction'; action: RunActionName }
  | { type: 'copyText'; text: string };
