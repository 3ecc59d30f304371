// What a run is asked to do and what comes of it: the contract between the engine and whoever starts it.
// A request is plain JSON, and in VS Code a message port, so that it can cross to a worker thread as it is.

import type { MessagePort } from 'node:worker_threads';
import type { AnswerLimits } from '../../shared/run/answerLimits';
import type { RunEvent } from '../../shared/run/events';
import type { RunMode } from '../../shared/run/runMode';
import type { ShardChoice } from '../../shared/run/shard';
import type { RunState } from '../../shared/run/runState';
import type { PriceOverride } from '../cost/priceOverride';
import type { PromptSelection } from '../benchmark/selectPrompts';
import type { Overrides } from '../../shared/runs/runManifest';
import type { Environment } from '../providers/provider';
import type { ServiceRow } from '../providers/services';
import type { BatchClock } from './batchClock';
import type { PythonSettings } from '../python/pythonSettings';
import type { AskWorker } from '../ask/askWorker';

/** How models are reached. */
interface ModelAccess {
  /** Keys, base URLs and hosts by variable name. Never written anywhere. */
  environment: Environment;
  /** OpenAI-compatible services that the user added. */
  services: ServiceRow[];
  /** The line to the extension host, for the language models of VS Code; absent outside of it. */
  editor?: MessagePort;
}

/** How many requests go out, and when. */
interface RunPace {
  /** `speed`: one request at a time a host, after a warm-up call a model. `throughput`: as many at once as help. Null: as the benchmark says, else throughput. */
  mode: RunMode | null;
  /** What holds where the benchmark says nothing; absent for throughput. */
  usualMode?: RunMode;
  /** Requests in flight at once by model API id, `*` for every API that is not local; where none is set it adapts. */
  concurrency: { [api: string]: number };
  /** What an API allows a minute, by its id. */
  rateLimits: { [api: string]: { requestsPerMinute?: number; tokensPerMinute?: number } };
}

/** How long and how often a model is asked. */
interface RunPatience {
  /** Time-out of one attempt, ms; 0 for none. */
  attemptTimeoutMs: number;
  /** How long a server may be silent, ms; 0 for ever; absent for the default. */
  idleTimeoutMs?: number;
  /** Tries per test, the first included. */
  maxAttempts: number;
  /** How much of an answer is taken in, where the user said so; a resumed run has its own for the others, else the usual holds. */
  answerLimits: Partial<AnswerLimits>;
}

/** What a run costs and may cost. */
interface RunMoney {
  /** The run stops asking when its known costs come to this, USD; null: as the benchmark says; `none`: no limit, whatever it says. */
  budgetUsd: number | 'none' | null;
  /** What holds where the benchmark says nothing, USD; absent for no limit. */
  usualBudgetUsd?: number;
  /** The user's own prices by model string, before those of the price list; the benchmark's own win. */
  prices: { [model: string]: PriceOverride };
  /** Those of the project file, after the user's own; like the benchmark's they spare no question. */
  projectPrices?: { [model: string]: PriceOverride };
  /** Absolute path of what *Update prices* fetched, whether or not it is there; null for the prices that come with the program. */
  priceFile: string | null;
}

/** How answers are read, as the user knows it of the models. */
interface AnswerReading {
  /** Coordinate profile ids by canonical model string, as the user set them; the benchmark's own win. */
  coordinates: { [model: string]: string };
  /** How models mark their thinking beside the known tags: names, or pairs with `...` between. */
  thinkingTags: string[];
}

/** The program that makes the run. */
interface RunningProgram {
  startedFrom: 'vscode' | 'cli';
  /** Versions of the program and, in VS Code, the editor. */
  versions: { [name: string]: string };
  /** The folder of what was built: sandbox/, node/, webview/ and fonts/. */
  distDirectory: string;
}

/** What a run needs beside what is run. */
export interface RunSettings {
  access: ModelAccess;
  pace: RunPace;
  patience: RunPatience;
  money: RunMoney;
  reading: AnswerReading;
  python: PythonSettings;
  program: RunningProgram;
  /** In batch mode: submit what is to be submitted, take what is there, and leave the rest for a resumption. Absent for waiting. */
  isSubmitOnly?: boolean;
  /** Whether a result image is drawn for every test. */
  resultImages: boolean;
}

export interface RunRequest extends RunSettings, PromptSelection {
  /** Absolute path; only its file name is kept in the run. */
  benchmarkPath: string;
  /** The text to run, which in an editor may be newer than the file. */
  benchmarkText: string;
  /** The folder that run folders are made in; created when missing. */
  runsDirectory: string;
  /** A subset of the benchmark's models, as canonical strings; absent for all. */
  models?: string[];
  /** What is said in place of the file; absent for nothing. */
  overrides?: Overrides;
  /** Only a part of what is planned; absent for all. */
  shard?: ShardChoice;
  /** What the run is kept with for people, one line; absent for nothing. */
  comment?: string;
  /** Absolute path of the folder that the benchmark's pictures must be in, symbolic links followed; null when they may be anywhere. */
  filesRoot: string | null;
}

/** Goes on with a run that did not come to its end, with the benchmark and the models as its folder has them. */
export interface ResumeRequest extends RunSettings {
  /** The run folder, written in place. */
  runDirectory: string;
  /** Tests that ended in error are asked again, too. */
  retryErrors: boolean;
}

/** Judges the stored answers of a run again; no model is asked. */
export interface RescoreRequest extends Pick<RunSettings, 'python' | 'resultImages'> {
  /** The run folder, written in place. */
  runDirectory: string;
  /** No tags: those of the run. */
  reading: Pick<AnswerReading, 'thinkingTags'>;
  program: Omit<RunningProgram, 'startedFrom'>;
}

/** None: an answer that still arrives is not cut off. */
export const defaultAttemptTimeoutMs = 0;
export const defaultMaxAttempts = 4;

/** What whoever starts a run has for it, and may do to it while it goes on, beside cancelling it. */
export interface RunControls {
  /** A thread for asking that was started ahead of the run. Whoever started it ends it, too: a run that can't begin does not take it. */
  askWorker?: AskWorker;
  /** Leaves out the result images that are drawn after the last answer. */
  skipImages?: AbortSignal;
  /** Cancels the batches of the run at their model APIs; what they had answered is collected. */
  cancelBatches?: AbortSignal;
  /** How time passes between two looks at a batch; absent for the machine's clock. */
  batchClock?: BatchClock;
}

export interface RunListener {
  /** The pictures of the benchmark are put into the run folder, which may take minutes. */
  onPreparing?(pictures: number): void;
  /** The run folder exists and the run has begun. */
  onStarted(runDirectory: string): void;
  /** The thread that asks has been started: from here on the starter may give way to it. */
  onAsking?(): void;
  /** Events already written, in order, in batches. */
  onEvents(events: RunEvent[]): void;
  /** A result image was drawn or has failed: `done` of those asked for. They may take far longer than the run itself. */
  onDrawn?(done: number, asked: number): void;
  /** What several processes made is merged: tests that are in the one run folder, or `what` else is counted. */
  onMerging?(done: number, total: number, what?: string): void;
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
