// From words to exit code: parses, dispatches, and turns every failure into one clear message.

import { assertNever } from '../shared/text/assertNever';
import { annotateCommand } from './annotateCommand';
import { writeOut, type CliContext } from './cliContext';
import { calibrateCommand } from './calibrateCommand';
import type { Command } from './commands';
import { compareCommand } from './compareCommand';
import { exitCodes, type ExitCode } from './exitCode';
import { printable } from './fitText';
import { helpText } from './helpText';
import { importCommand } from './importCommand';
import { listCommand } from './listCommand';
import { openCommand } from './openCommand';
import { parseArguments } from './parseArguments';
import { pricesCommand } from './pricesCommand';
import { rescoreCommand } from './rescoreCommand';
import { resumeCommand } from './resumeCommand';
import { runCommand } from './runCommand';
import { showCommand } from './showCommand';
import { trendCommand } from './trendCommand';
import { colorsOf } from './terminal';
import { UsageError } from './usageError';
import { validateCommand } from './validateCommand';

/** Runs the program with the words after its name. Never throws: a failure is shown and becomes an exit code. */
export async function runCli(words: readonly string[], context: CliContext): Promise<ExitCode> {
  try {
    return await dispatch(parseArguments(words), context);
  } catch (error) {
    await showFailure(error, words, context);
    return exitCodes.badUsage;
  }
}

async function dispatch(command: Command, context: CliContext): Promise<ExitCode> {
  switch (command.kind) {
    case 'run':
      return runCommand(command, context);
    case 'validate':
      return validateCommand(command, context);
    case 'list':
      return listCommand(command, context);
    case 'show':
      return showCommand(command, context);
    case 'resume':
      return resumeCommand(command, context);
    case 'rescore':
      return rescoreCommand(command, context);
    case 'annotate':
      return annotateCommand(command, context);
    case 'import':
      return importCommand(command, context);
    case 'open':
      return openCommand(command, context);
    case 'compare':
      return compareCommand(command, context);
    case 'trend':
      return trendCommand(command, context);
    case 'calibrate':
      return calibrateCommand(command, context);
    case 'prices':
      return pricesCommand(command, context);
    case 'help':
      await writeOut(context.stdout, `${helpText(command.topic)}\n`);
      return exitCodes.done;
    case 'version':
      await writeOut(context.stdout, `${context.version}\n`);
      return exitCodes.done;
    default:
      return assertNever(command);
  }
}

async function showFailure(error: unknown, words: readonly string[], context: CliContext): Promise<void> {
  await writeOut(context.stderr, `${failureText(error, context)}\n`);
  // With --json stdout is one object whatever happens, so that a reader need not guess.
  if (!words.includes('--json')) return;
  const hint = error instanceof UsageError ? error.hint : undefined;
  await writeOut(context.stdout, `${JSON.stringify({ error: { message: messageOf(error), ...(hint === undefined ? {} : { hint }) } }, null, 2)}\n`);
}

/** A failure for people; the stack only with ISO_SPEED_BENCH_DEBUG=1, because it tells a user nothing. */
export function failureText(error: unknown, context: Pick<CliContext, 'stderr' | 'environment'>): string {
  const colors = colorsOf(context.stderr, context.environment);
  // A message may name what a run folder of somebody else is called.
  const lines = [`${colors.red('error')}: ${printable(messageOf(error))}`];
  if (error instanceof UsageError && error.hint !== undefined) lines.push(printable(error.hint));
  if (context.environment['ISO_SPEED_BENCH_DEBUG'] === '1' && error instanceof Error) lines.push(error.stack ?? '');
  return lines.join('\n');
}

function messageOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : String(error);
}
