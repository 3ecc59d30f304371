// What a run needs from the command line, the project file and the environment, the same for a new run and a resumed one.

import { cachedPriceFile } from '../../core/cost/priceCache';
import { versionWithCommit } from '../../core/files/buildOf';
import type { ProjectSettings } from '../../core/project/projectSettings';
import type { Environment } from '../../core/providers/provider';
import { defaultPythonLimits } from '../../core/python/pythonRunner';
import type { RunSettings } from '../../core/run/runRequest';
import { settingsInForce, type SaidByUser } from '../../core/run/settingsInForce';
import type { PythonSettings } from '../../core/python/pythonSettings';
import type { CliContext } from '../terminal/cliContext';
import type { PythonRunnerName } from '../../shared/run/pythonIsolation';
import type { RunOptions } from '../arguments/runOptions';

/** `project` is what counts of the project file, with the services of it that may be reached. */
export function runSettings(
  options: RunOptions,
  context: CliContext,
  environment: Environment,
  project: ProjectSettings,
): RunSettings {
  const { services, money, ...others } = settingsInForce(project, saidBy(options));
  return {
    ...others,
    access: { environment, services },
    money: { ...money, priceFile: cachedPriceFile(context.platform, context.environment) },
    python: pythonSettings(options.python),
    ...(options.isSubmitOnly ? { isSubmitOnly: true } : {}),
    program: { startedFrom: 'cli', versions: programVersions(context), distDirectory: context.distDirectory },
  };
}

/** What flags say. */
function saidBy(options: RunOptions): SaidByUser {
  const { mode, concurrency, timeoutSeconds, idleTimeoutSeconds, attempts, budgetUsd, coordinates } = options;
  return {
    ...(mode === undefined ? {} : { mode }),
    ...(concurrency === undefined ? {} : { concurrency: { '*': concurrency } }),
    ...(timeoutSeconds === undefined ? {} : { attemptTimeoutMs: timeoutSeconds * 1000 }),
    ...(idleTimeoutSeconds === undefined ? {} : { idleTimeoutMs: idleTimeoutSeconds * 1000 }),
    ...(attempts === undefined ? {} : { maxAttempts: attempts }),
    ...(budgetUsd === undefined ? {} : { budgetUsd }),
    ...(coordinates === undefined ? {} : { coordinates }),
    rateLimits: options.rates,
    answerLimits: options.answerLimits,
    thinkingTags: options.thinkingTags,
    ...(options.hasImages ? {} : { resultImages: false }),
  };
}

export function pythonSettings(runner: PythonRunnerName): PythonSettings {
  return { runner, timeLimitMs: defaultPythonLimits.timeMs, memoryLimitMb: defaultPythonLimits.memoryMb };
}

export function programVersions(context: CliContext): { [name: string]: string } {
  return { 'iso-speed-bench': versionWithCommit(context.version, context.build) };
}
