// What a run needs from the command line and the environment, the same for a new run, a resumed one and a re-scored one.

import { cachedPriceFile } from '../../core/cost/priceCache';
import { versionWithCommit } from '../../core/files/buildOf';
import type { Environment } from '../../core/providers/provider';
import { defaultPythonLimits } from '../../core/python/pythonRunner';
import { defaultAttemptTimeoutMs, defaultMaxAttempts, type RunSettings } from '../../core/run/runRequest';
import type { PythonSettings } from '../../core/python/pythonSettings';
import type { CliContext } from '../terminal/cliContext';
import type { PythonRunnerName } from '../../shared/run/events';
import type { RunOptions } from '../arguments/commands';

export function runSettings(options: RunOptions, context: CliContext, environment: Environment): RunSettings {
  return {
    access: { environment, services: [] },
    pace: {
      mode: options.mode ?? null,
      concurrency: options.concurrency === undefined ? {} : { '*': options.concurrency },
      rateLimits: {},
    },
    patience: {
      attemptTimeoutMs: options.timeoutSeconds === undefined ? defaultAttemptTimeoutMs : options.timeoutSeconds * 1000,
      maxAttempts: defaultMaxAttempts,
      answerLimits: options.answerLimits,
    },
    money: {
      budgetUsd: options.budgetUsd ?? null,
      prices: {},
      priceFile: cachedPriceFile(context.platform, context.environment),
    },
    reading: { coordinates: options.coordinates ?? {}, thinkingTags: options.thinkingTags },
    python: pythonSettings(options.python),
    program: { startedFrom: 'cli', versions: programVersions(context), distDirectory: context.distDirectory },
    resultImages: options.hasImages,
  };
}

export function pythonSettings(runner: PythonRunnerName): PythonSettings {
  return { runner, timeLimitMs: defaultPythonLimits.timeMs, memoryLimitMb: defaultPythonLimits.memoryMb };
}

export function programVersions(context: CliContext): { [name: string]: string } {
  return { 'iso-speed-bench': versionWithCommit(context.version, context.build) };
}
