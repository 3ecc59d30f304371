// One test as the runner gets it, and what all tests of a run share.

import type { RunEvent } from '../../shared/run/events';
import type { ModelInfo } from '../../shared/run/model';
import type { TestError } from '../../shared/run/verdict';
import type { RunClock } from '../ask/runClock';
import type { AskThreadClient } from '../ask/askThreadClient';
import type { LoadedPrompt } from '../benchmark/loadBenchmark';
import type { RunImages } from '../images/runImages';
import type { PriceBook } from '../cost/priceBook';
import type { ModelApi } from '../providers/provider';
import type { TestAt } from '../runFolder/readTest';
import type { EvidenceEvent } from '../runFolder/runLog';
import type { NamedRun } from '../../shared/results/packedTest';
import type { CheckFiles } from '../checks/check';
import type { Interpreters } from '../javascript/withInterpreters';
import type { AskingNotes } from './askingNotes';
import type { RunJudges } from './runJudges';
import type { RunSettings } from './runRequest';
import type { Question } from './testPlan';

export interface TestToRun extends Question {
  model: ModelInfo;
  api: ModelApi;
  prompt: LoadedPrompt;
  /** 1-based. */
  index: number;
  /** Tokens that the server is asked to make room for; undefined where it isn't. */
  window: number | undefined;
  /** Run clock, ms. */
  queuedAt: number;
  /** The model's last test failed for want of a connection: one attempt is enough to see whether that has changed. */
  isUnreachable: boolean;
  /** The test as it ended in error before, when it is asked again: what was said then stays in its transcript. Else null. */
  previous: TestAt | null;
  /** An attempt failed and will be repeated after that many ms. */
  onRetry(error: TestError, retryInMs: number): void;
}

/** What a run works with, from before its first test to after its last. */
export interface RunTools {
  images: RunImages;
  interpreters: Interpreters;
  /** The files that the benchmark names, as the run keeps them. */
  files: CheckFiles;
  prices: PriceBook;
  clock: RunClock;
}

/** Where a test's evidence goes, and what it says of its run. */
interface RunPlace {
  runId: string;
  benchmarkName: string;
  runDirectory: string;
  /** As the events say so far. */
  run: NamedRun;
}

/** Who is told of what happens. */
export interface RunReporter {
  /** Writes an event, then tells it. */
  record(event: RunEvent): void;
  /** Writes a line of evidence, then the event that tells of it, then tells it. */
  recordWith(line: string, event: EvidenceEvent): void;
  /** Resolves when all of it is on the disk and told. */
  written(): Promise<void>;
}

/** Who asks one request at a time. */
export type Asker = Pick<AskThreadClient, 'ask' | 'end'>;

/** What all tests of a run share. */
export interface RunContext {
  place: RunPlace;
  tools: RunTools;
  reporter: RunReporter;
  notes: AskingNotes;
  asker: Asker;
  judges: RunJudges;
  settings: Pick<RunSettings, 'patience' | 'reading'>;
}
