// What a run needs from the command line and the environment, the same for a new run, a resumed one and a re-scored one.

import { cachedPriceFile } from '../../core/cost/priceCache';
import { missingKeys } from '../../core/providers/connections';
import type { Environment, ModelApi } from '../../core/providers/provider';
import { defaultPythonLimits } from '../../core/python/pythonRunner';
import { defaultAttemptTimeoutMs, defaultMaxAttempts, type RunSettings } from '../../core/run/runRequest';
import type { PythonSettings } from '../../core/python/pythonSettings';
import type { ModelId } from '../../shared/run/model';
import type { CliContext } from '../terminal/cliContext';
import type { RunOptions } from '../arguments/commands';
import { UsageError } from '../arguments/usageError';
import type { PythonRunnerName } from '../../shared/run/events';

export function runSettings(options: RunOptions, context: CliContext, environment: Environment): RunSettings {
  return {
    environment,
    services: [],
    mode: options.mode ?? null,
    rateLimits: {},
    budgetUsd: options.budgetUsd ?? null,
    prices: {},
    priceFile: cachedPriceFile(context.platform, context.environment),
    concurrency: options.concurrency === undefined ? {} : { '*': options.concurrency },
    attemptTimeoutMs: defaultAttemptTimeoutMs,
    maxAttempts: defaultMaxAttempts,
    python: pythonSettings(options.python),
    startedFrom: 'cli',
    versions: programVersions(context),
    distDirectory: context.distDirectory,
    resultImages: options.hasImages,
    coordinates: options.coordinates ?? {},
    thinkingTags: options.thinkingTags,
  };
}

export function pythonSettings(runner: PythonRunnerName): PythonSettings {
  return { runner, timeLimitMs: defaultPythonLimits.timeMs, memoryLimitMb: defaultPythonLimits.memoryMb };
}

export function programVersions(context: CliContext): { [name: string]: string } {
  return { 'iso-speed-bench': context.version };
}

/** Throws when a key of these models is not set, naming every one and the models that need it. `canChooseModels`: there is --models. */
export function refuseMissingKeys(
  models: readonly ModelId[],
  apis: readonly ModelApi[],
  environment: Environment,
  canChooseModels: boolean,
): void {
  const missing = missingKeys([...models], [...apis], environment);
  if (missing.length === 0) return;
  const lines = missing.map(({ keyVariable, models: needing }) => `  ${keyVariable} for ${needing.join(', ')}`);
  throw new UsageError(
    `No API key is set, so nothing was sent to any model. Missing:\n${lines.join('\n')}`,
    canChooseModels
      ? 'Set it in the environment, write it to a file and name that with --env-file, or choose other models with --models.'
      : 'Set it in the environment, or write it to a file and name that with --env-file.',
  );
}
