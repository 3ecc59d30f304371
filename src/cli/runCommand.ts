// `run FILE`: checks everything that can be checked before anything is sent, runs the benchmark, shows what came of it.

import { basename, resolve } from 'node:path';
import { loadBenchmark, type LoadedBenchmark } from '../core/benchmark/loadBenchmark';
import { nearestName } from '../core/benchmark/nearestName';
import { modelApis } from '../core/providers/modelApis';
import type { Environment } from '../core/providers/provider';
import { runBenchmark } from '../core/run/runBenchmark';
import type { RunRequest } from '../core/run/runRequest';
import { parseModel, type ModelId } from '../shared/model';
import { emptyRun } from '../shared/runState';
import { writeOut, type CliContext } from './cliContext';
import type { RunCommand } from './commands';
import { counted } from './counted';
import { exitCodes, type ExitCode } from './exitCode';
import { followRun } from './followRun';
import { problemCount, problemText } from './problemText';
import { prepareRunsDirectory, readEnvironment, readTextFile } from './readInput';
import { refuseMissingKeys, runSettings } from './runSettings';
import { colorsOf } from './terminal';
import { UsageError } from './usageError';

export async function runCommand(command: RunCommand, context: CliContext): Promise<ExitCode> {
  const source = await readTextFile(context.cwd, command.file, 'benchmark file');
  const environment = await readEnvironment(context.environment, context.cwd, command.envFile);
  const apis = modelApis([]);
  const { benchmark, problems } = loadBenchmark(source, { fileName: basename(command.file), knownProviders: apis });
  const colors = colorsOf(context.stderr, context.environment);
  for (const problem of problems) await writeOut(context.stderr, `${problemText(command.file, source, problem, colors)}\n`);
  if (!benchmark) {
    await writeOut(context.stderr, `${command.file}: ${problemCount(problems)}. Nothing was sent to any model.\n`);
    if (command.isJson) await writeOut(context.stdout, `${JSON.stringify({ problems }, null, 2)}\n`);
    return exitCodes.badUsage;
  }
  const models = chosenModels(benchmark, command);
  refuseMissingKeys(models, apis, environment, true);
  const prompts = Math.min(command.limit ?? Infinity, benchmark.prompts.length);
  const size = `${counted(models.length, 'model')} x ${counted(prompts, 'prompt')} = ${counted(models.length * prompts, 'test')}`;
  const request = runRequest(command, context, source, models, environment, await prepareRunsDirectory(context.cwd, command.out, '--out'));
  await writeOut(context.stderr, `${colors.bold(benchmark.benchmark_name)}: ${size}\n`);
  return followRun((listener, signal) => runBenchmark(request, listener, signal), emptyRun(), command, context);
}

/** The benchmark's models, or those of `--models`, in the file's order. */
function chosenModels(benchmark: LoadedBenchmark, command: RunCommand): ModelId[] {
  if (!command.models) return benchmark.modelIds;
  const known = benchmark.modelIds.map((id) => id.model);
  const wanted = new Set<string>();
  for (const text of command.models) {
    const { model } = parseModel(text);
    if (!known.includes(model)) {
      const nearest = nearestName(text, known);
      const question = nearest === undefined ? '' : `Did you mean ${nearest}? `;
      throw new UsageError(`${command.file} has no model ${text}.`, `${question}Its models are ${known.join(', ')}.`);
    }
    wanted.add(model);
  }
  return benchmark.modelIds.filter((id) => wanted.has(id.model));
}

function runRequest(
  command: RunCommand,
  context: CliContext,
  benchmarkText: string,
  models: readonly ModelId[],
  environment: Environment,
  runsDirectory: string,
): RunRequest {
  return {
    ...runSettings(command, context, environment),
    benchmarkPath: resolve(context.cwd, command.file),
    benchmarkText,
    runsDirectory,
    models: models.map((id) => id.model),
    limit: command.limit,
  };
}
