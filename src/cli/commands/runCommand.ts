// `run FILE`: checks everything that can be checked before anything is sent, runs the benchmark, shows what came of it.

import { modelApis } from '../../core/providers/modelApis';
import { dirname, resolve } from 'node:path';
import type { LoadedBenchmark } from '../../core/benchmark/loadBenchmark';
import { selectPrompts, type PromptSelection } from '../../core/benchmark/selectPrompts';
import { messageOf } from '../../shared/text/messageOf';
import { nearestName } from '../../shared/text/nearestName';
import { preflight } from '../../core/preflight/preflight';
import type { Environment } from '../../core/providers/provider';
import { estimateBenchmark, type EstimateRequest } from '../../core/estimate/estimateBenchmark';
import { runBenchmark } from '../../core/run/runBenchmark';
import type { RunRequest } from '../../core/run/runRequest';
import { variantsOf } from '../../shared/run/basePrompt';
import { rowsMeant, type ModelId } from '../../shared/run/model';
import { shardText, type ShardChoice } from '../../shared/run/shard';
import { emptyRun } from '../../shared/run/runState';
import { writeOut, type CliContext } from '../terminal/cliContext';
import type { RunCommand } from '../arguments/commands';
import { planText } from '../../shared/text/planText';
import { showEstimate } from './showEstimate';
import { exitCodes, type ExitCode } from '../terminal/exitCode';
import { followRun } from './followRun';
import { checkBenchmarkFile } from './checkBenchmarkFile';
import { benchmarkPlaceOf } from './benchmarkPlaceOf';
import { overridesIn } from './overridesIn';
import { problemCount, problemText } from '../text/problemText';
import { prepareRunsDirectory } from './prepareRunsDirectory';
import { readEnvironment } from './readEnvironment';
import type { ProjectSettings } from '../../core/project/projectSettings';
import { readProject } from './readProject';
import { trustedServices } from './trustedServices';
import { pythonSettings, runSettings } from './runSettings';
import { shardOfMachine } from './shardOfMachine';
import { terminalFront } from './terminalFront';
import { colorsOf } from '../terminal/terminal';
import { UsageError } from '../arguments/usageError';

/** A run with its part of the plan known. */
type KnownCommand = RunCommand & { shard: ShardChoice | undefined };

export async function runCommand(given: RunCommand, context: CliContext): Promise<ExitCode> {
  const shard = given.shard === 'auto' ? shardOfMachine(context.environment) : given.shard;
  const command: KnownCommand = { ...given, shard };
  const project = await readProject(dirname(resolve(context.cwd, command.file)), context);
  const { source, benchmark, problems } = await checkBenchmarkFile(context.cwd, {
    ...command,
    overrides: overridesIn(command),
    services: project.settings.services,
  });
  const environment = await readEnvironment(context.environment, context.cwd, command.envFile);
  const colors = colorsOf(context.stderr, context.environment);
  for (const problem of problems)
    await writeOut(context.stderr, `${problemText(command.file, source, problem, colors)}\n`);
  if (!benchmark) {
    await writeOut(context.stderr, `${command.file}: ${problemCount(problems)}. Nothing was sent to any model.\n`);
    if (command.isJson) await writeOut(context.stdout, `${JSON.stringify({ problems }, null, 2)}\n`);
    return exitCodes.badUsage;
  }
  const models = chosenModels(benchmark, command);
  const prompts = chosenPrompts(benchmark, command);
  const run = { command, context, source, environment, runs: command.out ?? project.runsFolder };
  if (command.isDryRun)
    return showEstimate(
      await estimateBenchmark(estimateRequest({ ...run, settings: project.settings, models })),
      command,
      context,
    );
  await writeOut(
    context.stderr,
    `${colors.bold(benchmark.benchmark_name)}: ${planText(models, prompts)}${shard ? `, of which this is ${shardText(shard)}` : ''}\n`,
  );
  const services = await trustedServices(
    {
      services: project.settings.services,
      file: project.file,
      texts: [source, ...models.map(({ model }) => model), ...command.set],
      environment,
      isTrusted: command.trustsProject,
    },
    context,
  );
  if (!services) return exitCodes.interrupted;
  const settings = { ...project.settings, services };
  const cleared = await preflight(
    {
      benchmark,
      models,
      apis: modelApis(services),
      python: pythonSettings(command.python),
      // Whoever writes --python python3 stands for what the models will write.
      isTrusted: true,
      confirmAboveUsd: command.isConfirmed ? Infinity : command.confirmAboveUsd,
      estimate: (ready) => estimateBenchmark(estimateRequest({ ...run, settings, models: ready.models })),
    },
    terminalFront(environment, context),
  );
  if (!cleared) return exitCodes.interrupted;
  const runsDirectory = await prepareRunsDirectory(context.cwd, run.runs, '--out');
  const request = runRequest({ ...run, settings, models: cleared.models }, runsDirectory);
  return followRun((listener, signal) => runBenchmark(request, listener, signal), emptyRun(), command, context);
}

/** The benchmark's rows, or those of `--models`, `--model` and `--variant`, in the file's order. */
function chosenModels(benchmark: LoadedBenchmark, command: RunCommand): ModelId[] {
  const isWanted = variantTest(benchmark, command);
  const named = [...command.models, ...command.addedModels];
  if (named.length === 0) return benchmark.modelIds.filter(isWanted);
  const known = benchmark.modelIds.map((id) => id.model);
  const wanted = new Set<ModelId>();
  for (const text of named) {
    const rows = rowsMeant(benchmark.modelIds, text);
    if (rows.length === 0) {
      const nearest = nearestName(text, known);
      const question = nearest === undefined ? '' : `Did you mean ${nearest}? `;
      throw new UsageError(
        `${command.file} has no model ${text}.`,
        `${question}Its models are ${known.join(', ')}. --model NAME asks one that the file does not list.`,
      );
    }
    for (const row of rows) wanted.add(row);
  }
  const rows = benchmark.modelIds.filter((id) => wanted.has(id) && isWanted(id));
  if (rows.length > 0) return rows;
  throw new UsageError(
    `${command.file} has no row for ${named.join(', ')} with the variant ${command.variants.join(', ')}.`,
    `Its models are ${known.join(', ')}.`,
  );
}

/** Whether a row has one of the variants of `--variant`. */
function variantTest({ base_prompt }: LoadedBenchmark, { variants, file }: RunCommand): (row: ModelId) => boolean {
  const known = variantsOf(base_prompt);
  const unknown = variants.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const hint =
      known.length === 0 ? 'Its base_prompt is one text for all models.' : `Its variants are ${known.join(', ')}.`;
    throw new UsageError(`${file} has no variant ${unknown} of base_prompt.`, hint);
  }
  return ({ variant = '' }) => variants.length === 0 || variants.includes(variant);
}

function selectionIn({ tags, prompts, limit }: RunCommand): PromptSelection {
  return { tags, ...(prompts === undefined ? {} : { prompts }), ...(limit === undefined ? {} : { limit }) };
}

/** How many prompts are asked. */
function chosenPrompts({ prompts }: LoadedBenchmark, command: RunCommand): number {
  try {
    return selectPrompts(prompts, selectionIn(command)).length;
  } catch (error) {
    throw new UsageError(
      `${command.file}: ${messageOf(error)}`,
      'See --tags and --prompts in `iso-speed-bench help run`.',
    );
  }
}

/** A run as it was asked for, and what holds of it beside. */
interface AskedRun {
  command: KnownCommand;
  context: CliContext;
  /** The text of the benchmark. */
  source: string;
  models: readonly ModelId[];
  environment: Environment;
  /** Of the project file. */
  settings: ProjectSettings;
  /** The folder of runs, as people write it. */
  runs: string;
}

function estimateRequest(run: AskedRun): EstimateRequest {
  const { command, context, runs } = run;
  const place = benchmarkPlaceOf(context.cwd, command.file, command.allowsOutsideImages);
  return { ...runRequest(run, resolve(context.cwd, runs)), place };
}

function runRequest(
  { command, context, source, models, environment, settings }: AskedRun,
  runsDirectory: string,
): RunRequest {
  return {
    ...runSettings(command, context, environment, settings),
    benchmarkPath: resolve(context.cwd, command.file),
    benchmarkText: source,
    runsDirectory,
    models: models.map((id) => id.model),
    overrides: overridesIn(command),
    ...(command.shard === undefined ? {} : { shard: command.shard }),
    ...(command.comment === undefined ? {} : { comment: command.comment }),
    ...selectionIn(command),
    filesRoot: benchmarkPlaceOf(context.cwd, command.file, command.allowsOutsideImages).filesRoot,
  };
}
