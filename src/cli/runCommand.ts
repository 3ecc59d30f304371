// `run FILE`: checks everything that can be checked before anything is sent, runs the benchmark, shows what came of it.

import { createReadStream } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { loadBenchmark, type LoadedBenchmark } from '../core/benchmark/loadBenchmark';
import { nearestName } from '../core/benchmark/nearestName';
import { missingKeys, modelApis } from '../core/providers/modelApis';
import type { Environment, ModelApi } from '../core/providers/provider';
import { defaultPythonLimits } from '../core/python/pythonRunner';
import { runBenchmark } from '../core/run/runBenchmark';
import { runFiles } from '../core/run/runFolder';
import { defaultAttemptTimeoutMs, defaultMaxAttempts, type RunOutcome, type RunRequest } from '../core/run/runRequest';
import type { RunEvent } from '../shared/events';
import { parseModel, type ModelId } from '../shared/model';
import { applyEvent, emptyRun } from '../shared/runState';
import { modelStats } from '../shared/runStats';
import { shownPath, writeOut, type CliContext } from './cliContext';
import { counted } from './counted';
import { exitCodeOf, exitCodes, type ExitCode } from './exitCode';
import { LiveProgress } from './liveProgress';
import type { RunCommand } from './parseArguments';
import { PlainProgress } from './plainProgress';
import { problemCount, problemText } from './problemText';
import type { Progress } from './progress';
import { prepareRunsDirectory, readEnvironment, readTextFile } from './readInput';
import { resultTable } from './resultTable';
import { summaryLines } from './summaryText';
import { canRedraw, colorsOf, widthOf } from './terminal';
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
  refuseMissingKeys(models, apis, environment);
  const prompts = Math.min(command.limit ?? Infinity, benchmark.prompts.length);
  const size = `${counted(models.length, 'model')} x ${counted(prompts, 'prompt')} = ${counted(models.length * prompts, 'test')}`;
  const request = runRequest(command, context, source, models, environment, await prepareRunsDirectory(context.cwd, command.out));
  await writeOut(context.stderr, `${colors.bold(benchmark.benchmark_name)}: ${size}\n`);
  return runAndShow(request, command, context);
}

async function runAndShow(request: RunRequest, command: RunCommand, context: CliContext): Promise<ExitCode> {
  const { stdout, stderr } = context;
  const colors = colorsOf(stderr, context.environment);
  const state = emptyRun();
  let startedAt = performance.now();
  const now = (): number => performance.now() - startedAt;
  const tableFollows = stdout.isTTY && !command.isJson;
  const progress: Progress = canRedraw(stderr, context.environment)
    ? new LiveProgress(state, stderr, colors, now, !tableFollows)
    : new PlainProgress(state, stderr, colors, now);
  const cancel = new AbortController();
  const stopListening = context.onInterrupt(() => {
    progress.note('Stopping: tests under way are given up and the run folder is finished. Ctrl+C again stops at once.');
    cancel.abort(new Error('The run was interrupted.'));
  });
  let outcome: RunOutcome;
  try {
    const listener = {
      onStarted: (runDirectory: string): void => {
        startedAt = performance.now();
        progress.onStarted(runDirectory);
      },
      onEvents: (events: RunEvent[]): void => {
        for (const event of events) applyEvent(state, event);
        progress.onEvents(events);
      },
    };
    outcome = await runBenchmark(request, listener, cancel.signal);
  } catch (error) {
    if (cancel.signal.aborted) return exitCodes.interrupted;
    throw error;
  } finally {
    progress.finish();
    stopListening();
  }
  await (command.isJson ? writeJson(outcome, stdout) : writeText(outcome, context));
  const stats = modelStats(outcome.state.models.flatMap((model) => model.tests));
  return exitCodeOf({ ...stats, wasInterrupted: cancel.signal.aborted, failUnder: command.failUnder, allowsErrors: command.allowsErrors });
}

async function writeText({ runDirectory, state }: RunOutcome, context: CliContext): Promise<void> {
  const colors = colorsOf(context.stdout, context.environment);
  const lines = [
    resultTable(state.models, widthOf(context.stdout), colors),
    '',
    ...summaryLines(state, colors),
    `Run folder: ${shownPath(context.cwd, runDirectory)}`,
  ];
  await writeOut(context.stdout, `${lines.join('\n')}\n`);
}

/** The report is copied as it is on disk, piece by piece, because a long run's can be too long for one string. */
async function writeJson({ runDirectory }: RunOutcome, stdout: NodeJS.WriteStream): Promise<void> {
  await writeOut(stdout, `{"runDirectory": ${JSON.stringify(runDirectory)}, "report": `);
  for await (const piece of createReadStream(join(runDirectory, runFiles.report), 'utf8')) await writeOut(stdout, String(piece));
  await writeOut(stdout, '}\n');
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

function refuseMissingKeys(models: readonly ModelId[], apis: readonly ModelApi[], environment: Environment): void {
  const missing = missingKeys([...models], [...apis], environment);
  if (missing.length === 0) return;
  const lines = missing.map(({ keyVariable, models: needing }) => `  ${keyVariable} for ${needing.join(', ')}`);
  throw new UsageError(
    `No API key is set, so nothing was sent to any model. Missing:\n${lines.join('\n')}`,
    'Set it in the environment, write it to a file and name that with --env-file, or choose other models with --models.',
  );
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
    benchmarkPath: resolve(context.cwd, command.file),
    benchmarkText,
    runsDirectory,
    models: models.map((id) => id.model),
    limit: command.limit,
    environment,
    services: [],
    concurrency: command.concurrency === undefined ? {} : { '*': command.concurrency },
    attemptTimeoutMs: defaultAttemptTimeoutMs,
    maxAttempts: defaultMaxAttempts,
    python: { runner: command.python, timeLimitMs: defaultPythonLimits.timeMs, memoryLimitMb: defaultPythonLimits.memoryMb },
    startedFrom: 'cli',
    versions: { 'iso-speed-bench': context.version },
    sandboxDirectory: context.sandboxDirectory,
  };
}
