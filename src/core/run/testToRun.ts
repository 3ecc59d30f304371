// One test as the runner gets it, and what all tests of a run share.

import type { RunEvent } from '../../shared/run/events';
import type { ModelInfo } from '../../shared/run/model';
import type { TestError } from '../../shared/run/verdict';
import type { LoadedPrompt } from '../benchmark/loadedPrompt';
import type { ModelApi } from '../providers/modelApi';
import type { TestAt } from '../runFolder/readTest';
import type { EvidenceEvent } from '../runFolder/runLog';
import type { NamedRun } from '../../shared/results/packedTest';
import type { AskingNotes } from './askingNotes';
import type { RunJudges } from './runJudges';
import type { RunSettings } from './runRequest';
import type { Question } from './testPlan';
import type { RunTools, Asker } from './runTools';

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
