// What a run is asked to do and what comes of it: the contract between the engine and whoever starts it.
// A request is plain JSON, so that it can cross to a worker thread as it is.

import type { RunEvent } from '../../shared/events';
import type { RunState } from '../../shared/runState';
import type { Environment } from '../providers/provider';
import type { ServiceRow } from '../providers/services';

export interface PythonSettings {
  /** The host runners are never chosen unless the user set them. */
  runner: 'sandbox' | 'python3' | 'uv';
  timeLimitMs: number;
  memoryLimitMb: number;
}

/** What a run needs beside what is run. */
export interface RunSettings {
  /** Keys, base URLs and hosts by variable name. Never written anywhere. */
  environment: Environment;
  /** OpenAI-compatible services that the user added. */
  services: ServiceRow[];
  /** Requests in flight at once by model API id; `*` for every API that is not local. */
  concurrency: { [api: string]: number };
  /** Time-out of one attempt, ms. */
  attemptTimeoutMs: number;
  /** Tries per test, the first included. */
  maxAttempts: number;
  python: PythonSettings;
  startedFrom: 'vscode' | 'cli';
  /** Versions of the program and, in VS Code, the editor. */
  versions: { [name: string]: string };
  /** The folder of what was built: sandbox/, node/, webview/ and fonts/. */
  distDirectory: string;
  /** Whether a result image is drawn for every test. */
  resultImages: boolean;
}

export interface RunRequest extends RunSettings {
  /** Absolute path; only its file name is kept in the run. */
  benchmarkPath: string;
  /** The text to run, which in an editor may be newer than the file. */
  benchmarkText: string;
  /** The folder that run folders are made in; created when missing. */
  runsDirectory: string;
  /** A subset of the benchmark's models, as canonical strings; absent for all. */
  models?: string[];
  /** Only the first so many prompts. */
  limit?: number;
}

/** Goes on with a run that did not come to its end, with the benchmark and the models as its folder has them. */
export interface ResumeRequest extends RunSettings {
  /** The run folder, written in place. */
  runDirectory: string;
  /** Tests that ended in error are asked again, too. */
  retryErrors: boolean;
}

/** Judges the stored answers of a run again; no model is asked. */
export interface RescoreRequest {
  /** The run folder, written in place. */
  runDirectory: string;
  python: PythonSettings;
  versions: { [name: string]: string };
  distDirectory: string;
  resultImages: boolean;
}

export const defaultAttemptTimeoutMs = 120_000;
export const defaultMaxAttempts = 4;

export interface RunListener {
  /** The run folder exists and the run has begun. */
  onStarted(runDirectory: string): void;
  /** Events already on disk, in order, in batches. */
  onEvents(events: RunEvent[]): void;
}

export interface RunOutcome {
  runDirectory: string;
  state: RunState;
  /** What went wrong beside the tests, for people; also in `run.json`. */
  problems: string[];
}

export interface RescoreOutcome extends RunOutcome {
  /** How many answers were judged again. */
  judged: number;
  /** How many of them have another verdict than before. */
  changed: number;
  /** Finished tests without an answer to judge (errors of the model API, refused and cut answers). */
  skipped: number;
}
