// Everything that can go wrong before the first request, found before the first request: the file, the models, the keys.

import type { BenchmarkProblem } from '../../shared/run/benchmark';
import type { RunMode } from '../../shared/run/runMode';
import { parseModel, rowsMeant, type ModelId } from '../../shared/run/model';
import { loadBenchmark, type ImageReference, type LoadedBenchmark } from '../benchmark/loadBenchmark';
import type { LoadedPrompt } from '../benchmark/loadedPrompt';
import { picturesShown } from '../benchmark/picturesShown';
import type { BenchmarkFiles, NamedFile } from '../benchmark/benchmarkFiles';
import { needsOf } from '../testTypes/findTestType';
import { findModelApi, modelApis } from '../providers/modelApis';
import {
  connectionFor,
  hostOf,
  isLocalModel,
  machineOf,
  missingKeys,
  refuseBadAddresses,
  type MissingKey,
} from '../providers/connections';
import { refuseModelsOfVsCode } from '../providers/refuseModelsOfVsCode';
import type { Environment } from '../providers/provider';
import type { ModelApi } from '../providers/modelApi';
import { secretsOf } from '../providers/secretsOf';
import { selectPrompts, type PromptSelection } from '../benchmark/selectPrompts';
import type { Rubric } from '../checks/rubricKey';
import { rubricsOf } from './rubricsOf';
import { shardOfTest } from '../../shared/run/shard';
import { budgetOfShard, limitsOfShard } from './limitsOfShard';
import { noOverrides, type Overrides } from '../../shared/runs/runManifest';
import type { RunRequest } from './runRequest';
import { planQueues, type QueuePlacement, type ScheduledTest, type TestQueue } from './schedule';

/** What of a request decides on a plan. */
export type PlanRequest = Pick<
  RunRequest,
  'benchmarkText' | 'models' | 'overrides' | 'shard' | keyof PromptSelection | 'access' | 'pace' | 'money'
>;

/** Where the benchmark of a plan comes from, beside its text. */
interface PlanSource {
  /** What messages call the benchmark. */
  fileName: string;
  files: BenchmarkFiles;
  /** It is that of a run that was made. */
  isRecorded?: boolean;
  /** That run was begun before there were parameters. */
  isBeforeParameters?: boolean;
}

export interface RunPlan {
  benchmark: LoadedBenchmark;
  /** The mode of the request, else of the benchmark, else throughput. */
  mode: RunMode;
  /** USD; of the request, else of the benchmark; null for no limit. Of a job its part. */
  budgetUsd: number | null;
  models: ModelId[];
  apis: ModelApi[];
  /** Where they are reached, and with what. */
  environment: Environment;
  /** What must not be written anywhere: keys and passwords. */
  secrets: string[];
  /** Those that this run asks, in order: the test with index 1 is the first. */
  prompts: LoadedPrompt[];
  /** Where they are among those of the benchmark, from 1. */
  places: number[];
  /** The pictures that these prompts show, where the file names them. */
  images: ImageReference[];
  /** The judge models that answers are shown to. */
  judges: ModelId[];
  /** The other files that the benchmark names. */
  files: NamedFile[];
  /** What was said in place of the benchmark's text. */
  overrides: Overrides;
  /** Only what is asked. */
  queues: TestQueue[];
  /** The queues of the whole run, asked or not: which models share a host, and how many requests it gets at once. */
  wholeQueues: TestQueue[];
  /** Whether any test that is asked executes model-written Python. */
  runsPython: boolean;
}

/** The benchmark file has errors; nothing was sent. `message` lists them all with their lines. */
export class InvalidBenchmark extends Error {
  override name = 'InvalidBenchmark';
  constructor(
    fileName: string,
    readonly problems: BenchmarkProblem[],
  ) {
    const errors = problems.filter((problem) => problem.severity === 'error');
    const lines = errors.map((problem) => `${fileName}:${problem.line}:${problem.column}: ${problem.message}`);
    super(`${fileName} can't be run, nothing was sent to any model.\n${lines.join('\n')}`);
  }
}

/**
 * `isWanted` leaves tests out of the queues: those a resumed run has already.
 * Throws `InvalidBenchmark`, or an error that says which model, address or key is the matter.
 */
export function planRun(
  request: PlanRequest,
  source: PlanSource,
  isWanted: (test: ScheduledTest) => boolean = () => true,
): RunPlan {
  const { plan, missing } = draftRun(request, source, isWanted);
  if (request.access.editor === undefined) refuseModelsOfVsCode([...plan.models, ...plan.judges]);
  if (missing.length > 0) {
    const names = missing.map(({ keyVariable, models: needing }) => `${keyVariable} (for ${needing.join(', ')})`);
    throw new Error(`No API key is set: ${names.join('; ')}. Nothing was sent to any model.`);
  }
  return plan;
}

/** Plans as `planRun` does, also when some keys are missing yet. */
export function draftRun(
  request: PlanRequest,
  source: PlanSource,
  isWanted: (test: ScheduledTest) => boolean = () => true,
): { plan: RunPlan; missing: MissingKey[] } {
  const { environment, services } = request.access;
  const apis = modelApis(services);
  const { benchmark, problems, images, files } = loadBenchmark(request.benchmarkText, {
    ...source,
    knownProviders: apis,
    overrides: request.overrides ?? noOverrides,
  });
  if (!benchmark) throw new InvalidBenchmark(source.fileName, problems);
  const models = chooseModels(benchmark.modelIds, request.models);
  refuseBadAddresses(models, apis, environment);
  const mode = request.pace.mode ?? benchmark.mode ?? request.pace.usualMode ?? 'throughput';
  if (mode === 'batch') refuseWithoutBatches(models, apis);
  const places = selectPrompts(benchmark.prompts, request);
  const prompts = places.map((place) => benchmark.prompts[place - 1]!);
  const wholeQueues = planQueues(models, prompts.length, (model) => placement(model, apis, mode, request));
  const isOwn = shardTest(request, mode, models);
  const queues = wholeQueues
    .map((queue) => ({
      ...queue,
      limits: limitsOfShard(queue, request.shard),
      tests: queue.tests.filter((test) => isOwn(test) && isWanted(test)),
    }))
    .filter((queue) => queue.tests.length > 0);
  const asked = new Set(queues.flatMap((queue) => queue.tests.map((test) => test.model)));
  const { budgetUsd, usualBudgetUsd = null } = request.money;
  const shown = new Set(prompts.flatMap((prompt) => (prompt.skip === undefined ? picturesShown(prompt) : [])));
  const plan: RunPlan = {
    benchmark,
    mode,
    budgetUsd: budgetOfShard(
      budgetUsd === 'none' ? null : (budgetUsd ?? benchmark.budgetUsd ?? usualBudgetUsd),
      request.shard,
    ),
    models,
    apis,
    environment,
    secrets: secretsOf(apis, environment, JSON.stringify([benchmark.base_prompt, prompts])),
    prompts,
    places,
    images: images.filter(({ source }) => shown.has(source)),
    files: files.named,
    judges: judgesOf(rubricsOf({ prompts, queues })),
    overrides: request.overrides ?? noOverrides,
    queues,
    wholeQueues,
    runsPython: queues.some((queue) => queue.tests.some(({ index }) => needsOf(prompts[index - 1]!).runsPython)),
  };
  return { plan, missing: missingKeys([...asked, ...plan.judges], apis, environment) };
}

/** Whether a test is the shard's, where the request is for one. */
function shardTest(
  { shard }: PlanRequest,
  mode: RunMode,
  models: readonly ModelId[],
): (test: ScheduledTest) => boolean {
  if (!shard) return () => true;
  const plan = { mode, models: models.map(({ model }) => model) };
  return ({ model: { model }, index }) => shardOfTest({ model, index }, plan, shard.of) === shard.index;
}

function judgesOf(rubrics: ReadonlyMap<string, Rubric>): ModelId[] {
  const all = [...rubrics.values()].map(({ judge }) => parseModel(judge));
  return [...new Map(all.map((judge) => [judge.model, judge])).values()];
}

/** Throws when an API that takes no batches is among those of the models. */
function refuseWithoutBatches(models: readonly ModelId[], apis: readonly ModelApi[]): void {
  const without = models.filter(({ provider }) => !findModelApi(apis, provider).batches);
  if (without.length === 0) return;
  const known = apis.filter(({ batches }) => batches).map(({ id }) => id);
  const reasons = new Set(without.flatMap(({ provider }) => findModelApi(apis, provider).whyNoBatches ?? []));
  throw new Error(
    [
      `${without.map(({ model }) => model).join(', ')} can't be asked in batches: of the model APIs, ${known.join(', ')} take batches.`,
      ...reasons,
      `Leave ${without.length === 1 ? 'it' : 'them'} out, or run in another mode. Nothing was sent to any model.`,
    ].join(' '),
  );
}

/** The models of the benchmark, or those asked for. Throws when one asked for is not in the benchmark. */
function chooseModels(all: readonly ModelId[], wanted: readonly string[] | undefined): ModelId[] {
  if (!wanted) return [...all];
  const unknown = wanted.filter((text) => rowsMeant(all, text).length === 0);
  if (unknown.length > 0) {
    const names = unknown.map((text) => parseModel(text).model);
    throw new Error(
      `The benchmark has no model ${names.join(', ')}. It has: ${all.map((one) => one.model).join(', ')}.`,
    );
  }
  const chosen = new Set(wanted.flatMap((text) => rowsMeant(all, text)));
  return all.filter((one) => chosen.has(one));
}

/** A cloud API whose concurrency the user left open may get this many requests at once, when that brings more answers a second. */
const mostAtOnce = 16;

function placement(model: ModelId, apis: ModelApi[], mode: RunMode, request: PlanRequest): QueuePlacement {
  const api = findModelApi(apis, model.provider);
  const connection = connectionFor(api, request.access.environment);
  const { concurrency, rateLimits } = request.pace;
  const perMinute = rateLimits[api.id] ?? {};
  const isLocal = isLocalModel(api, connection, model);
  const hasLimitsPerModel = !isLocal && api.hasLimitsPerModel === true;
  const isEmbedded = connection.baseUrl === undefined;
  if (mode === 'speed')
    return {
      key: machineOf(api, connection, model),
      limits: { start: 1, most: 1, ...perMinute },
      isModelByModel: true,
      isEmbedded,
      hasLimitsPerModel,
    };
  const fixed = concurrency[api.id] ?? (isLocal ? undefined : concurrency['*']);
  const start = fixed ?? api.defaultConcurrency;
  const most = fixed ?? (isLocal || api.isNeverWidened ? start : Math.max(start, mostAtOnce));
  return {
    key: hostOf(api, connection, model),
    limits: { start, most, ...perMinute },
    isModelByModel: isLocal,
    isEmbedded,
    hasLimitsPerModel,
  };
}
