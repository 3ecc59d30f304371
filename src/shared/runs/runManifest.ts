// `run.json`: the small file that lists read instead of the events. Written when a run starts and again when it ends.

import type { AnswerLimits } from '../run/answerLimits';
import type { PythonIsolation } from '../run/pythonIsolation';
import { awaitedBatches, countSubmitted, type AwaitedBatches } from '../run/batches';
import { machineText, type Machine } from '../run/machine';
import type { ModelInfo } from '../run/model';
import type { RunMerge } from '../run/parts';
import { modelDetails, type ModelDetails } from '../figures/modelDetails';
import type { RunConditions } from '../run/runConditions';
import { modelStats, type ModelStats } from '../figures/runStats';
import type { RunShard } from '../run/shard';
import type { JudgeState, ModelState, RunState, RunStatus } from '../run/runState';
import { reviewSummary, type ReviewSummary } from '../run/reviews';
import { totalOtherCost, type OtherCost } from '../run/otherCost';
import { trialsPerPrompt } from '../figures/trialStats';

export interface ModelSummary extends ModelInfo, ModelStats {
  /** Tests in batches that are to be collected; `notRun` counts them, too. */
  submitted: number;
  /** What a local server says of the model it served; null when it was not asked or told nothing. */
  server: ModelDescription | null;
  /** Speed mode: the call before the model's first test; null without one. */
  warmUp: ModelState['warmUp'];
  /** Charged beside the answers, and not in `costUsd`. */
  otherCost: OtherCost;
  /** Distributions, interval, trials and counts by kind; null in folders from before there were any, and while a run goes on. */
  details: ModelDetails | null;
}

/** Which weights answered, and how they were loaded, as far as the server tells. */
export interface ModelDescription {
  digest?: string;
  /** `Q4_K_M` */
  quantization?: string;
  /** `8.0B` */
  parameterSize?: string;
  /** Where the server has its answers from, when it only passes requests on: `ollama.com`. */
  remoteHost?: string;
  /** The part of the service that answered, where it is not the one that is asked first: `responses`. */
  endpoint?: string;
  /** The window that the model was loaded with when it had answered its first test, tokens. */
  contextLength?: number;
  /** Other windows that it was loaded with before the run was resumed, tokens, in their order. */
  earlierContextLengths?: number[];
}

/** The unit prices a cost was computed with, USD per million tokens; null where the source has none. Cached input then costs as much as other. */
export interface UnitPrices {
  model: string;
  input: number | null;
  output: number | null;
  cachedInput: number | null;
  /** USD for an hour of the machine that answered, in place of tokens; absent in folders from before there was such a price. */
  perHour?: number | null;
  /** `genai-prices 0.1.8, openai/gpt-4o`: list, version or date, entry. `settings`, `benchmark`: the user's own. */
  source: string;
  /** Where the figures above (of the lowest tier, at the time the run began) are not all: the entry with its tiers, times of day and dates, in the form of genai-prices. */
  listed?: unknown;
}

/** A file that the benchmark names, pictures apart, as the run folder keeps it. */
export interface KeptFile {
  /** As the benchmark has it. */
  path: string;
  /** Where its copy is, `files/cases.csv`, relative to the run folder, with forward slashes. */
  kept: string;
  sha256: string;
  bytes: number;
}

/** What whoever started a run said in place of the benchmark file. */
export interface Overrides {
  /** Further models, as written. */
  models: string[];
  /** Values by their paths: `parameters.temperature`. */
  set: { [path: string]: unknown };
}

export const noOverrides: Overrides = { models: [], set: {} };

/** What began a run or made its folder. */
export const runOrigins = ['vscode', 'cli', 'import'] as const;

type RunOrigin = (typeof runOrigins)[number];

export interface RunManifest extends RunConditions {
  schemaVersion: number;
  /** Which part of a planned run this is; null for a whole run. */
  shard: RunShard | null;
  /** What the run was merged from; null for one that was not. */
  merged: RunMerge | null;
  id: string;
  benchmarkName: string;
  purpose: string;
  /** What whoever started the run wrote of it, one line; empty for nothing. */
  comment: string;
  testTypes: string[];
  /** Those of the prompts, in the order in which they first occur. */
  tags: string[];
  /** A run that died keeps `running` on disk; readers see from its lock that nobody writes it any more, and say `interrupted`. */
  status: RunStatus;
  /** Tests in batches that are to be collected. */
  submitted: number;
  /** What the run waits for; null for nothing, and in folders from before it was told. */
  awaited: AwaitedBatches | null;
  /** ISO 8601 with offset. Of an imported run: the date that the report or the name of its file says, null where neither does. */
  startedAt: string | null;
  finishedAt: string | null;
  /** When the run folder was made of a report; null for a run that was made here. */
  importedAt: string | null;
  /** Run clock of the last event. Of an imported run: the longest row's durations, end to end. */
  elapsedMs: number;
  promptCount: number;
  models: ModelSummary[];
  totals: {
    tests: number;
    correct: number;
    incorrect: number;
    error: number;
    notRun: number;
    inputTokens: number | null;
    outputTokens: number | null;
    counted: number;
    costUsd: number | null;
    priced: number;
    /** Charged beside the answers, and not in `costUsd`. */
    otherCost: OtherCost;
  };
  prices: UnitPrices[];
  /** The judge models by rubric, and how far each agrees with people. */
  judges: JudgeState[];
  /** The data files, schemas and evaluators that the benchmark names. */
  files: KeptFile[];
  overrides: Overrides;
  /** Requests in flight at once, by queue. */
  concurrency: { [queue: string]: number };
  /** Null where it was not recorded. */
  attemptTimeoutMs: number | null;
  maxAttempts: number | null;
  /** How much was taken in of an answer, at the end; null where it was not recorded. */
  answerLimits: AnswerLimits | null;
  python: PythonIsolation | null;
  /** What was sent beside model and messages, by model. A missing model ran with its API's defaults. Null in an imported run, where it was not recorded. */
  sampling: { [model: string]: { [parameter: string]: unknown } } | null;
  /** How the user's models mark their thinking beside the known tags, as the answers were last read; null where it was not recorded. */
  thinkingTags: string[] | null;
  /** `user` is the account's name; null when the system has none to tell. */
  startedBy: { from: RunOrigin; user: string | null };
  /** The commit of the benchmark's repository. Dirty: the text that was run is not the file of that commit. Null outside a repository. */
  git: { revision: string; isDirty: boolean } | null;
  /** All files of the run folder together, this one included; null while the run is running and in folders that never recorded it. */
  sizeBytes: number | null;
  /** What went wrong beside the tests, for people: result images that could not be drawn, a dropped line. */
  problems: string[];
  /** Every re-scoring of the whole run, oldest first: when, by which versions, how many answers, how many new verdicts. */
  rescores: { at: string; versions: { [name: string]: string }; judged: number; changed: number }[];
  /** How far people have looked at the tests, and who signed the run off. */
  review: ReviewSummary;
  /** Null where it was not recorded, and where a merged run was made on several. */
  machine: Machine | null;
  versions: { [name: string]: string };
}

/**
 * The parts of a manifest that follow from the run's state. While a run goes on `hasDetails` may be false: details look at every test of
 * every model again, which takes some 10 ms for 20,000 tests, in the thread that measures.
 */
export function summarize(
  state: RunState,
  servers: { readonly [model: string]: ModelDescription } = {},
  hasDetails = true,
): Pick<
  RunManifest,
  | 'status'
  | 'submitted'
  | 'awaited'
  | 'elapsedMs'
  | 'promptCount'
  | 'shard'
  | 'merged'
  | 'mode'
  | 'trials'
  | 'models'
  | 'totals'
  | 'judges'
  | 'review'
> {
  const models = state.models.map(({ tests, ...info }) => ({
    ...info,
    ...modelStats(tests),
    submitted: countSubmitted(tests),
    server: servers[info.model] ?? null,
    details: hasDetails ? modelDetails(tests, state.prompts) : null,
  }));
  const total = (pick: (model: ModelSummary) => number): number => models.reduce((sum, model) => sum + pick(model), 0);
  const knownTotal = (pick: (model: ModelSummary) => number | null): number | null => {
    const known = models.flatMap((model) => pick(model) ?? []);
    return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0);
  };
  return {
    status: state.status,
    submitted: total((model) => model.submitted),
    awaited: awaitedBatches(state.batches),
    elapsedMs: state.elapsed,
    promptCount: state.prompts.length,
    shard: state.shard,
    merged: state.merged,
    mode: state.mode,
    trials: trialsPerPrompt(state.prompts),
    models,
    judges: state.judges,
    review: reviewSummary(state),
    totals: {
      tests: total((model) => model.total),
      correct: total((model) => model.correct),
      incorrect: total((model) => model.incorrect),
      error: total((model) => model.error),
      notRun: total((model) => model.notRun),
      inputTokens: knownTotal((model) => model.inputTokens),
      outputTokens: knownTotal((model) => model.outputTokens),
      counted: total((model) => model.counted),
      costUsd: knownTotal((model) => model.costUsd),
      priced: total((model) => model.priced),
      otherCost: totalOtherCost(models, state.judges),
    },
  };
}

/** Where a run stands in a list that is sorted by time: when it started, of an imported run without a date when it was imported. */
export function runMoment({ startedAt, importedAt }: Pick<RunManifest, 'startedAt' | 'importedAt'>): string {
  return startedAt ?? importedAt ?? '';
}

/** How long a run took, ms; null for one that was imported from where nobody had taken times. */
export function elapsedOf({ importedAt, elapsedMs }: Pick<RunManifest, 'importedAt' | 'elapsedMs'>): number | null {
  return importedAt !== null && elapsedMs === 0 ? null : elapsedMs;
}

/** When a run was made, in the words of `format`, and that it was imported where it was: `21 Nov 17:45`, `imported`; `imported today 10:12`. */
export function whenParts(
  { startedAt, importedAt }: Pick<RunManifest, 'startedAt' | 'importedAt'>,
  format: (at: string) => string,
): string[] {
  if (startedAt === null) return [importedAt === null ? 'not recorded' : `imported ${format(importedAt)}`];
  return [format(startedAt), ...(importedAt === null ? [] : ['imported'])];
}

/** How many tests a resumed run would ask: those not run but for the ones that can't be asked at all. */
export function missingCount({
  totals,
  models,
}: Pick<RunManifest, 'totals'> & { models: readonly Pick<ModelSummary, 'details'>[] }): number {
  const unaskable = models.reduce(
    (sum, { details }) =>
      sum +
      (details?.notRunKinds.noVision ?? 0) +
      (details?.notRunKinds.unsupported ?? 0) +
      (details?.notRunKinds.skipped ?? 0),
    0,
  );
  return totals.notRun - unaskable;
}

/** What the run was made on, a machine a line; null where nobody recorded it. */
export function machinesText({ machine, merged }: Pick<RunManifest, 'machine' | 'merged'>): string | null {
  const machines = merged ? merged.parts.map((part) => part.machine) : [machine];
  return [...new Set(machines.flatMap((one) => (one ? [machineText(one)] : [])))].join('\n') || null;
}
