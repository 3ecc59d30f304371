// `validate FILE...`: every problem of every file, with its place. Sends nothing and writes nothing.

import { dirname, resolve } from 'node:path';
import type { LoadedBenchmark } from '../../core/benchmark/loadBenchmark';
import type { BenchmarkProblem } from '../../shared/run/benchmark';
import { writeOut, type CliContext } from '../terminal/cliContext';
import type { ValidateCommand } from '../arguments/commands';
import { planText } from '../../shared/text/planText';
import { exitCodes, type ExitCode } from '../terminal/exitCode';
import { readProject } from './readProject';
import { checkBenchmarkFile, problemAt } from './checkBenchmarkFile';
import { problemCount, problemText } from '../text/problemText';
import { colorsOf, type Colors } from '../terminal/terminal';
import { UsageError } from '../arguments/usageError';

/** One file of `validate --json`. */
interface ValidatedFile {
  file: string;
  problems: BenchmarkProblem[];
  /** Null when the file has errors. */
  benchmark: { name: string; models: number; prompts: number; tests: number } | null;
}

interface CheckedFile {
  validated: ValidatedFile;
  source: string;
  /** In words; empty where there is no benchmark. */
  size: string;
  /** What is odd about its project file. */
  ofProject: readonly string[];
}

export async function validateCommand(command: ValidateCommand, context: CliContext): Promise<ExitCode> {
  const checked: CheckedFile[] = [];
  for (const file of command.files) checked.push(await checkFile(file, command, context));
  for (const warning of new Set(checked.flatMap(({ ofProject }) => ofProject)))
    await writeOut(context.stderr, `${warning}\n`);
  const files = checked.map((one) => one.validated);
  if (command.isJson) {
    await writeOut(context.stdout, `${JSON.stringify({ files }, null, 2)}\n`);
  } else {
    const colors = colorsOf(context.stdout, context.environment);
    await writeOut(context.stdout, checked.map((one) => fileText(one, colors)).join(''));
  }
  return files.every((file) => file.benchmark !== null) ? exitCodes.done : exitCodes.badUsage;
}

async function checkFile(file: string, command: ValidateCommand, context: CliContext): Promise<CheckedFile> {
  try {
    const { settings, warnings } = await readProject(dirname(resolve(context.cwd, file)), context);
    const { source, benchmark, problems } = await checkBenchmarkFile(context, {
      ...command,
      looksAtPython: true,
      isWritten: false,
      file,
      services: settings.services,
    });
    return {
      source,
      ofProject: warnings,
      size: benchmark ? planText(benchmark.modelIds, benchmark.prompts.length) : '',
      validated: { file, problems, benchmark: benchmark ? sizeOf(benchmark) : null },
    };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    // One unreadable file among many is a problem of that file; the others are still checked.
    return {
      source: '',
      size: '',
      ofProject: [],
      validated: { file, problems: [problemAt(1, 1, error.message)], benchmark: null },
    };
  }
}

function sizeOf(benchmark: LoadedBenchmark): ValidatedFile['benchmark'] {
  const models = benchmark.modelIds.length;
  const prompts = benchmark.prompts.length;
  return { name: benchmark.benchmark_name, models, prompts, tests: models * prompts };
}

function fileText({ validated: { file, problems, benchmark }, source, size }: CheckedFile, colors: Colors): string {
  const lines = problems.map((problem) => problemText(file, source, problem, colors));
  const found = problemCount(problems);
  if (benchmark) {
    lines.push(`${colors.green('ok')} ${file}: ${size}${found === '' ? '' : `, ${found}`}`);
  } else {
    lines.push(`${colors.red('invalid')} ${file}: ${found}`);
  }
  // Problems of one file are set apart from the next file; good files need only a line each.
  return `${lines.join('\n')}\n${problems.length > 0 ? '\n' : ''}`;
}
