// What the words of the command line say of how a run is made. Types only.

import type { RegressionRule } from '../../shared/comparing/regressions';
import type { AnswerLimits } from '../../shared/run/answerLimits';
import type { PythonRunnerName } from '../../shared/run/pythonIsolation';
import type { RunMode } from '../../shared/run/runMode';
import type { ShardChoice } from '../../shared/run/shard';
import type { RunSettings } from '../../core/run/runRequest';
import type { ReportFile } from './reportFiles';

/** How a run is made, the same for a new one and one that goes on. */
export interface RunOptions {
  /** Requests in flight at once for model APIs that are not local; absent for their defaults. */
  concurrency: number | undefined;
  /** Time limit of an attempt, s, 0 for none; absent for what the run had, or what the project file says. */
  timeoutSeconds: number | undefined;
  /** How long a server may be silent, s, 0 for ever; absent for what the project file says, else the usual. */
  idleTimeoutSeconds: number | undefined;
  /** Tries per test; absent as for the time limit. */
  attempts: number | undefined;
  /** What APIs allow a minute, by their ids. */
  rates: RunSettings['pace']['rateLimits'];
  /** What is written of the run when it has ended. */
  reports: Required<ReportFile>[];
  /** Whether the services of the project file may be reached unasked. */
  trustsProject: boolean;
  /** How much of an answer is taken in, where it was said; else what the run had, or the usual. */
  answerLimits: Partial<AnswerLimits>;
  /** Absent for what the benchmark says, else throughput. */
  mode: RunMode | undefined;
  /** In batch mode: nothing is waited for. */
  isSubmitOnly: boolean;
  /** USD; absent for what the benchmark says; `none` for no limit, whatever it says. */
  budgetUsd: number | 'none' | undefined;
  /** Coordinate profile ids by canonical model string. */
  coordinates: { [model: string]: string } | undefined;
  envFile: string | undefined;
  isJson: boolean;
  /** The accuracy below which the run counts as failed, 0-100; absent for none. */
  failUnder: number | undefined;
  allowsErrors: boolean;
  /** The run that it is held against, as written; absent for none. */
  baseline: string | undefined;
  /** What makes the exit code that of a regression; absent when nothing does. */
  failOn: RegressionRule | undefined;
  /** Whether result images are drawn. */
  hasImages: boolean;
  /** What executes model-written Python; never taken from a run folder, which may come from somebody else. */
  python: PythonRunnerName;
  /** The user's own thinking tags, beside those that are known. */
  thinkingTags: string[];
}

export interface RunCommand extends RunOptions {
  kind: 'run';
  file: string;
  /** As written after `--models`, not checked against the file yet; empty for all. */
  models: string[];
  /** Models that need not be in the file, as written after `--model`. */
  addedModels: string[];
  /** Variants of the base prompt, as written after `--variant`; empty for all. */
  variants: string[];
  /** `PATH=VALUE` as written. */
  set: string[];
  /** What the run is kept with for people; absent for nothing. */
  comment: string | undefined;
  /** Tags of prompts; with a `-` before it, one that must not be there. */
  tags: string[];
  /** Numbers of prompts as written, `3,7-9`. */
  prompts: string | undefined;
  limit: number | undefined;
  /** Only this part of the planned run; `auto` for what the environment says; absent for all. */
  shard: ShardChoice | 'auto' | undefined;
  /** How many processes make the run. */
  jobs: number;
  /** Absent for what the project file says. */
  out: string | undefined;
  /** Whether the benchmark's pictures may lie outside of the current folder. */
  allowsOutsideImages: boolean;
  /** Warnings about the file are errors. */
  isStrict: boolean;
  /** Only the estimate is shown; nothing is sent. */
  isDryRun: boolean;
  /** Nothing is asked before the run begins. */
  isConfirmed: boolean;
  /** USD: a run likely to cost more is asked about first. */
  confirmAboveUsd: number;
}
