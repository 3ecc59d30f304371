// From words to exit code: parses, dispatches, and turns every failure into one clear message.

import { errorJson } from './terminal/errorJson';
import { assertNever } from '../shared/text/assertNever';
import { writeOut, type CliContext } from './terminal/cliContext';
import type { Command } from './arguments/commands';
import { fileFailure } from '../core/files/fileFailure';
import { exitCodes, type ExitCode } from './terminal/exitCode';
import { printable } from './text/fitText';
import { helpText } from './text/helpText';
import { parseArguments } from './arguments/parseArguments';
import { colorsOf } from './terminal/terminal';

/** Runs the program with the words after its name. Never throws: a failure is shown and becomes an exit code. */
export async function runCli(words: readonly string[], context: CliContext): Promise<ExitCode> {
  try {
    return await dispatch(parseArguments(words), context);
  } catch (error) {
    await showFailure(error, words, context);
    return exitCodes.badUsage;
  }
}

/** Each command is loaded when it is called for: none waits for the code of the others. */
async function dispatch(command: Command, context: CliContext): Promise<ExitCode> {
  switch (command.kind) {
    case 'new':
      return (await import('./commands/newCommand')).newCommand(command, context);
    case 'run':
      return (await import('./commands/runCommand')).runCommand(command, context);
    case 'validate':
      return (await import('./commands/validateCommand')).validateCommand(command, context);
    case 'list':
      return (await import('./commands/listCommand')).listCommand(command, context);
    case 'show':
      return (await import('./commands/showCommand')).showCommand(command, context);
    case 'resume':
      return (await import('./commands/resumeCommand')).resumeCommand(command, context);
    case 'rescore':
      return (await import('./commands/rescoreCommand')).rescoreCommand(command, context);
    case 'annotate':
      return (await import('./commands/annotateCommand')).annotateCommand(command, context);
    case 'review':
      return (await import('./commands/reviewCommand')).reviewCommand(command, context);
    case 'pack':
    case 'unpack':
      return (await import('./commands/repackCommand')).repackCommand(command, context);
    case 'convert':
      return (await import('./commands/convertCommand')).convertCommand(command, context);
    case 'import':
      return (await import('./commands/importCommand')).importCommand(command, context);
    case 'export':
      return (await import('./commands/exportCommand')).exportCommand(command, context);
    case 'open':
      return (await import('./commands/openCommand')).openCommand(command, context);
    case 'merge':
      return (await import('./commands/mergeCommand')).mergeCommand(command, context);
    case 'compare':
      return (await import('./commands/compareCommand')).compareCommand(command, context);
    case 'trend':
      return (await import('./commands/trendCommand')).trendCommand(command, context);
    case 'calibrate':
      return (await import('./commands/calibrateCommand')).calibrateCommand(command, context);
    case 'prices':
      return (await import('./commands/pricesCommand')).pricesCommand(command, context);
    case 'mcp':
      return (await import('./agents/mcpCommand')).mcpCommand(command, context);
    case 'help':
      await writeOut(context.stdout, `${helpText(command.topic)}\n`);
      return exitCodes.done;
    case 'version':
      await writeOut(context.stdout, `${versionText(context)}\n`);
      return exitCodes.done;
    default:
      return assertNever(command);
  }
}

/** `0.1.0 (commit 9372083 of 2026-11-28)`. */
function versionText({ version, build }: CliContext): string {
  if (!build) return `${version} (a working copy)`;
  const { commit, committedAt, isChanged } = build;
  return `${version} (commit ${commit.slice(0, 7)} of ${committedAt.slice(0, 10)}${isChanged ? ', changed since' : ''})`;
}

async function showFailure(error: unknown, words: readonly string[], context: CliContext): Promise<void> {
  await writeOut(context.stderr, `${failureText(error, context)}\n`);
  // With --json stdout is one object whatever happens, so that a reader need not guess.
  if (!words.includes('--json')) return;
  await writeOut(context.stdout, errorJson(messageOf(error), hintOf(error)));
}

/** A failure for people; the stack only with ISO_SPEED_BENCH_DEBUG=1, because it tells a user nothing. */
export function failureText(error: unknown, context: Pick<CliContext, 'stderr' | 'environment'>): string {
  const colors = colorsOf(context.stderr, context.environment);
  // A message may name what a run folder of somebody else is called.
  const lines = [`${colors.red('error')}: ${printable(messageOf(error))}`];
  const hint = hintOf(error);
  if (hint !== undefined) lines.push(printable(hint));
  if (context.environment['ISO_SPEED_BENCH_DEBUG'] === '1' && error instanceof Error) lines.push(error.stack ?? '');
  return lines.join('\n');
}

/** Told by what it has: a command that is loaded later may bring a class of its own. */
function hintOf(error: unknown): string | undefined {
  return error instanceof Error && 'hint' in error && typeof error.hint === 'string' ? error.hint : undefined;
}

function messageOf(error: unknown): string {
  const failure = isTooManyFiles(error) ? fileFailure(error) : undefined;
  if (failure) return `${failure.what.charAt(0).toUpperCase()}${failure.what.slice(1)}. ${failure.remedy}.`;
  return error instanceof Error && error.message !== '' ? error.message : String(error);
}

/** A part of this program can't be loaded then. */
function isTooManyFiles(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EMFILE' || error.code === 'ENFILE');
}
