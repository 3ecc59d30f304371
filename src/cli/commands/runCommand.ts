// `run FILE`: checks everything that can be checked before anything is sent, runs the benchmark, shows what came of it.

import { brokenOff, nothingSent } from './brokenOff';
import { withAskWorker } from '../../core/ask/askWorker';
import { modelApis } from '../../core/providers/modelApis';
import { dirname, resolve } from 'node:path';
import { preflight } from '../../core/preflight/preflight';
import { estimateBenchmark } from '../../core/estimate/estimateBenchmark';
import { runBenchmark } from '../../core/run/runBenchmark';
import type { RunControls, RunListener, RunOutcome, RunRequest } from '../../core/run/runRequest';
import { shardText } from '../../shared/run/shard';
import { emptyRun } from '../../shared/run/runState';
import { writeOut, type CliContext } from '../terminal/cliContext';
import type { RunCommand } from '../arguments/runOptions';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { planText } from '../../shared/text/planText';
import { showEstimate } from './showEstimate';
import { exitCodes, type ExitCode } from '../terminal/exitCode';
import { chosenModels, chosenPrompts, estimateRequest, promptsAsked, runRequest, type KnownCommand } from './askedRun';
import { followRun } from './followRun';
import { readBaseline } from './baseline';
import { checkBenchmarkFile } from './checkBenchmarkFile';
import { overridesIn } from './overridesIn';
import { problemCount, problemText } from '../text/problemText';
import { prepareRunsDirectory, refuseRunsDirectory } from './prepareRunsDirectory';
import { readEnvironment } from './readEnvironment';
import { readProject } from './readProject';
import { refuseUnknownApis } from './refuseUnknownApis';
import { refuseJobs } from './refuseJobs';
import { trustedServices } from './trustedServices';
import { pythonSettings } from './runSettings';
import { shardOfMachine } from './shardOfMachine';
import { terminalFront } from './terminalFront';
import { colorsOf } from '../terminal/terminal';

export async function runCommand(given: RunCommand, context: CliContext): Promise<ExitCode> {
  if (given.isDryRun || given.jobs > 1) return checkAndRun(given, context, {});
  return withAskWorker(context.distDirectory, (askWorker) => checkAndRun(given, context, { askWorker }));
}

async function checkAndRun(given: RunCommand, context: CliContext, controls: RunControls): Promise<ExitCode> {
  const shard = given.shard === 'auto' ? shardOfMachine(context.environment) : given.shard;
  const command: KnownCommand = { ...given, shard };
  const project = await readProject(dirname(resolve(context.cwd, command.file)), context);
  refuseUnknownApis(command.rates, project.settings.services);
  const { source, benchmark, problems } = await checkBenchmarkFile(context, {
    ...command,
    // A run itself looks at it with the Python that it runs with.
    looksAtPython: command.isDryRun,
    overrides: overridesIn(command),
    services: project.settings.services,
  });
  const environment = await readEnvironment(context.environment, context.cwd, command.envFile);
  const colors = colorsOf(context.stderr, context.environment);
  for (const warning of project.warnings) await writeOut(context.stderr, `${warning}\n`);
  for (const problem of problems)
    await writeOut(context.stderr, `${problemText(command.file, source, problem, colors)}\n`);
  if (!benchmark) {
    await writeOut(context.stderr, `${command.file}: ${problemCount(problems)}. Nothing was sent to any model.\n`);
    if (command.isJson) await writeOut(context.stdout, `${JSON.stringify({ problems }, null, 2)}\n`);
    return exitCodes.badUsage;
  }
  const models = chosenModels(benchmark, command);
  const places = chosenPrompts(benchmark, command);
  const run = { command, context, source, environment, runs: command.out ?? project.runsFolder };
  await refuseRunsDirectory(context.cwd, run.runs, '--out');
  const heldTo = await readBaseline(
    command,
    {
      benchmarkName: benchmark.benchmark_name,
      models: models.map(({ model }) => model),
      prompts: () => promptsAsked(benchmark, places),
      shard,
    },
    resolve(context.cwd, run.runs),
    context,
  );
  const asked = { ...run, settings: project.settings, models };
  refuseJobs(runRequest(asked, resolve(context.cwd, run.runs)), command.jobs);
  if (command.isDryRun) return showEstimate(await estimateBenchmark(estimateRequest(asked)), command, context);
  await writeOut(
    context.stderr,
    `${colors.bold(oneLine(benchmark.benchmark_name))}: ${planText(models, places.length)}${shard ? `, of which this is ${shardText(shard)}` : ''}${command.jobs > 1 ? `, by ${command.jobs} processes` : ''}\n`,
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
  if (!services) return brokenOff(nothingSent, command, context);
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
  if (!cleared) return brokenOff(nothingSent, command, context);
  const runsDirectory = await prepareRunsDirectory(context.cwd, run.runs, '--out');
  const request = runRequest({ ...run, settings, models: cleared.models }, runsDirectory);
  return followRun(
    (listener, signal) => makeRun(request, command.jobs, benchmark.benchmark_name, listener, signal, controls),
    emptyRun(),
    { ...command, heldTo },
    context,
  );
}

async function makeRun(
  request: RunRequest,
  jobs: number,
  benchmarkName: string,
  listener: RunListener,
  signal: AbortSignal,
  controls: RunControls,
): Promise<RunOutcome> {
  if (jobs === 1) return runBenchmark(request, listener, signal, controls);
  const { runInJobs } = await import('../../core/jobs/runInJobs');
  return runInJobs({ request, jobs, benchmarkName }, listener, signal);
}
