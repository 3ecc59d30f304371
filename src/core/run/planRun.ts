// Everything that can go wrong before the first request, found before the first request: the file, the models, the keys.

import type { BenchmarkProblem } from '../../shared/benchmark';
import { parseModel, type ModelId } from '../../shared/model';
import { loadBenchmark, type LoadedBenchmark } from '../benchmark/loadBenchmark';
import { findEvaluator } from '../evaluators/findEvaluator';
import type { Evaluator } from '../evaluators/evaluator';
import { connectionFor, findModelApi, hostOf, missingKeys, modelApis } from '../providers/modelApis';
import type { ModelApi } from '../providers/provider';
import type { RunRequest } from './runRequest';
import { planQueues, type QueuePlacement, type TestQueue } from './schedule';

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

/** Throws `InvalidBenchmark`, or an error that says which model or key is the matter. */
export function planRun(request: RunRequest, fileName: string): RunPlan {
  const apis = modelApis(request.services);
  const { benchmark, problems } = loadBenchmark(request.benchmarkText, { fileName, knownProviders: apis });
  if (!benchmark) throw new InvalidBenchmark(fileName, problems);
  const models = chooseModels(benchmark.modelIds, request.models);
  const missing = missingKeys(models, apis, request.environment);
  if (missing.length > 0) {
    const names = missing.map(({ keyVariable, models: needing }) => `${keyVariable} (for ${needing.join(', ')})`);
    throw new Error(`No API key is set: ${names.join('; ')}. Nothing was sent to any model.`);
  }
  const promptCount = Math.min(request.limit ?? Infinity, benchmark.prompts.length);
  return {
    benchmark,
    models,
    apis,
    evaluator: findEvaluator(benchmark.evaluator),
    promptCount,
    queues: planQueues(models, promptCount, (model) => placement(model, apis, request)),
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

function placement(model: ModelId, apis: ModelApi[], request: RunRequest): QueuePlacement {
  const api = findModelApi(apis, model.provider);
  const forAll = api.isLocal ? undefined : request.concurrency['*'];
  return {
    key: hostOf(api, connectionFor(api, request.environment), model),
    limit: request.concurrency[api.id] ?? forAll ?? api.defaultConcurrency,
    isModelByModel: api.isLocal,
  };
}
