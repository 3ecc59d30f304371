// Everything that can go wrong before the first request, found before the first request: the file, the models, the keys.

import type { BenchmarkProblem } from '../../shared/benchmark';
import { parseModel, type ModelId } from '../../shared/model';
import { loadBenchmark, type LoadedBenchmark } from '../benchmark/loadBenchmark';
import { findEvaluator } from '../evaluators/findEvaluator';
import type { Evaluator } from '../evaluators/evaluator';
import { connectionFor, findModelApi, hostOf, missingKeys, modelApis } from '../providers/modelApis';
import type { ModelApi } from '../providers/provider';
import type { RunRequest } from './runRequest';
import { planQueues, type QueuePlacement, type ScheduledTest, type TestQueue } from './schedule';

/** What of a request decides on a plan. */
export type PlanRequest = Pick<RunRequest, 'benchmarkText' | 'models' | 'limit' | 'services' | 'environment' | 'concurrency'>;

export interface RunPlan {
  benchmark: LoadedBenchmark;
  models: ModelId[];
  apis: ModelApi[];
  evaluator: Evaluator;
  promptCount: number;
  queues: TestQueue[];
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
 * Throws `InvalidBenchmark`, or an error that says which model or key is the matter.
 */
export function planRun(request: PlanRequest, fileName: string, isWanted: (test: ScheduledTest) => boolean = () => true): RunPlan {
  const apis = modelApis(request.services);
  const { benchmark, problems } = loadBenchmark(request.benchmarkText, { fileName, knownProviders: apis });
  if (!benchmark) throw new InvalidBenchmark(fileName, problems);
  const models = chooseModels(benchmark.modelIds, request.models);
  const promptCount = Math.min(request.limit ?? Infinity, benchmark.prompts.length);
  const queues = planQueues(models, promptCount, (model) => placement(model, apis, request))
    .map((queue) => ({ ...queue, tests: queue.tests.filter(isWanted) }))
    .filter((queue) => queue.tests.length > 0);
  const asked = new Set(queues.flatMap((queue) => queue.tests.map((test) => test.model)));
  const missing = missingKeys([...asked], apis, request.environment);
  if (missing.length > 0) {
    const names = missing.map(({ keyVariable, models: needing }) => `${keyVariable} (for ${needing.join(', ')})`);
    throw new Error(`No API key is set: ${names.join('; ')}. Nothing was sent to any model.`);
  }
  return {
    benchmark,
    models,
    apis,
    evaluator: findEvaluator(benchmark.evaluator),
    promptCount,
    queues,
  };
}

/** The models of the benchmark, or those asked for. Throws when one asked for is not in the benchmark. */
function chooseModels(all: readonly ModelId[], wanted: readonly string[] | undefined): ModelId[] {
  if (!wanted) return [...all];
  const canonical = wanted.map((text) => parseModel(text).model);
  const unknown = canonical.filter((model) => !all.some((one) => one.model === model));
  if (unknown.length > 0) {
    throw new Error(`The benchmark has no model ${unknown.join(', ')}. It has: ${all.map((one) => one.model).join(', ')}.`);
  }
  return all.filter((one) => canonical.includes(one.model));
}

function placement(model: ModelId, apis: ModelApi[], request: PlanRequest): QueuePlacement {
  const api = findModelApi(apis, model.provider);
  const forAll = api.isLocal ? undefined : request.concurrency['*'];
  return {
    key: hostOf(api, connectionFor(api, request.environment), model),
    limit: request.concurrency[api.id] ?? forAll ?? api.defaultConcurrency,
    isModelByModel: api.isLocal,
  };
}
