// One test as the runner gets it, and what all tests of a run share.

import type { RunEvent } from '../../shared/run/events';
import type { ModelInfo } from '../../shared/run/model';
import type { TestError } from '../../shared/run/verdict';
import type { RunClock } from '../ask/runClock';
import type { AskThreadClient } from '../ask/askThreadClient';
import type { LoadedPrompt } from '../benchmark/loadBenchmark';
import type { PictureContext } from '../coordinates/pictureContext';
import type { RunImages } from '../images/runImages';
import type { PriceBook } from '../cost/priceBook';
import type { ModelApi } from '../providers/provider';
import type { TestFolders } from '../runFolder/testFolders';
import type { PythonRunner } from '../python/pythonRunner';

export interface TestToRun {
  model: ModelInfo;
  api: ModelApi;
  prompt: LoadedPrompt;
  /** 1-based. */
  index: number;
  /** The whole text sent. */
  promptText: string;
  /** The first picture of the prompt; null without one. */
  picture: PictureContext | null;
  /** Run clock, ms. */
  queuedAt: number;
  /** The model's last test failed for want of a connection: one attempt is enough to see whether that has changed. */
  isUnreachable: boolean;
  /** The test has ended in error before and is asked again: what was said then stays in its transcript. */
  isRepeated: boolean;
  /** An attempt failed and will be repeated after that many ms. */
  onRetry(error: TestError, retryInMs: number): void;
}

/** What all tests of a run share. */
export interface RunContext {
  runId: string;
  runDirectory: string;
  folders: TestFolders;
  benchmarkName: string;
  images: RunImages;
  python: PythonRunner | null;
  /** The user's own, beside those that are known. */
  thinkingTags: readonly string[];
  clock: RunClock;
  prices: PriceBook;
  asker: AskThreadClient;
  maxAttempts: number;
  /** Writes an event, then tells it. */
  record(event: RunEvent): void;
  /** What was sent to a model beside its name and the messages, and the names of what its API refused. */
  noteParameters(model: string, parameters: { [name: string]: unknown }, refused: readonly string[]): void;
  /** A model's server had an answer from elsewhere. */
  noteRemoteHost(model: string, host: string): void;
  /** Has the result image of a test folder drawn, some time before the run folder is closed. */
  drawImage(directory: string): void;
}
