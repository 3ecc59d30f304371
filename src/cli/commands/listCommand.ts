// `list`: the runs of a runs folder, newest first. Reads each run's run.json and nothing else.

import { formatCount } from '../../shared/text/format';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { basename, resolve } from 'node:path';
import type { ListedRun } from '../../core/runFolder/listedRun';
import { writeRunsPage } from '../../core/runFolder/writeRunsPage';
import { describeFilter, filterChoices, matchesRun, type RunFilter } from '../../shared/runs/runFilter';
import type { RunManifest } from '../../shared/runs/runManifest';
import { shownPath, writeOut, type CliContext } from '../terminal/cliContext';
import type { ListCommand } from '../arguments/commands';
import { counted } from '../../shared/text/counted';
import { exitCodes, type ExitCode } from '../terminal/exitCode';
import { printable } from '../text/fitText';
import { resolveFilter, unknownText } from './resolveFilter';
import { otherCostNote, runsTable } from '../text/runsTable';
import { colorsOf, widthOf } from '../terminal/terminal';
import { runsFolderOf } from './readProject';
import { runsIn } from './runsIn';
import { UsageError } from '../arguments/usageError';
import { fileFailure } from '../../core/files/fileFailure';
import { messageOf } from '../../shared/text/messageOf';

type ReadableRun = Extract<ListedRun, { manifest: RunManifest }>;

export async function listCommand(command: ListCommand, context: CliContext): Promise<ExitCode> {
  const runs = await runsFolderOf(command.runs, context);
  const runsDirectory = resolve(context.cwd, runs);
  const listed = await runsIn(runs, context.cwd);
  const readable = listed.filter((one): one is ReadableRun => 'manifest' in one);
  const { filter, unknown } = resolveFilter(command.filter, filterChoices(readable.map((one) => one.manifest)));
  const shown = listed.filter((one) => !('manifest' in one) || matchesRun(filter, one.manifest));
  // A folder that is not there stays so.
  const page = command.isHtml && listed.length > 0 ? await runsPage(runsDirectory, context) : null;
  if (command.isJson) {
    if (page !== null) await writeOut(context.stderr, `${page}\n`);
    await writeOut(context.stdout, `${JSON.stringify({ runsDirectory, runs: shown }, null, 2)}\n`);
    return exitCodes.done;
  }
  if (readable.length > 0) for (const value of unknown) await writeOut(context.stderr, `${unknownText(value)}\n`);
  const lines = listLines({ shown, readable: readable.length, filter, runsDirectory }, context);
  if (page !== null) lines.push(`Page of all runs: ${page}`);
  await writeOut(context.stdout, `${lines.join('\n')}\n`);
  return exitCodes.done;
}

/** The path of the page, written anew. */
function runsPage(runsDirectory: string, context: CliContext): Promise<string> {
  return writeRunsPage(runsDirectory, context.distDirectory).catch((error: unknown) => {
    const failure = fileFailure(error);
    const why = failure ? `${failure.what}. ${failure.remedy}.` : messageOf(error);
    throw new UsageError(`The page of the runs could not be written into ${runsDirectory}: ${why}`);
  });
}

interface FoundRuns {
  shown: readonly ListedRun[];
  /** How many runs could be read, also those that the filter leaves out. */
  readable: number;
  filter: RunFilter;
  runsDirectory: string;
}

function listLines({ shown, readable, filter, runsDirectory }: FoundRuns, context: CliContext): string[] {
  const colors = colorsOf(context.stdout, context.environment);
  const place = shownPath(context.cwd, runsDirectory);
  const runs = shown.flatMap((one) =>
    'manifest' in one ? [{ name: basename(one.runDirectory), run: one.manifest }] : [],
  );
  const unreadable = shown.flatMap((one) => ('problem' in one ? [one] : []));
  const lines: string[] = [];
  if (runs.length > 0) {
    const share = runs.length < readable ? ` of ${counted(readable, 'run')} (${describeFilter(filter)})` : '';
    const note = otherCostNote(runs.map(({ run }) => run));
    lines.push(
      runsTable(runs, widthOf(context.stdout), colors),
      '',
      ...(note === null ? [] : [note]),
      `${share === '' ? counted(runs.length, 'run') : `${formatCount(runs.length)}${share}`} in ${place}`,
    );
  } else if (readable > 0) {
    const has = describeFilter(filter);
    lines.push(
      readable === 1
        ? `The only run in ${place} does not have ${has}.`
        : `None of the ${counted(readable, 'run')} in ${place} has ${has}.`,
    );
  } else {
    const elsewhere = 'Runs elsewhere: --runs DIR.';
    lines.push(`No runs in ${runsDirectory}`, `Make one with: iso-speed-bench run FILE. ${elsewhere}`);
  }
  for (const { runDirectory, problem } of unreadable) {
    lines.push(colors.yellow(`Can't be read: ${oneLine(basename(runDirectory))}: ${printable(problem)}`));
  }
  return lines;
}
