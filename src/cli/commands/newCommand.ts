// `new FILE`: a first benchmark with comments, to be changed. Writes over nothing and sends nothing.

import { shellWord } from '../../shared/text/shellWord';
import { basename, dirname, relative, resolve } from 'node:path';
import { columnsIn } from '../../core/writing/columnsIn';
import { starterFiles, starterModel, type StarterKind } from '../../core/writing/starterFiles';
import { writeStarter } from '../../core/writing/writeStarter';
import { messageOf } from '../../shared/text/messageOf';
import type { NewCommand } from '../arguments/commands';
import { UsageError } from '../arguments/usageError';
import { writeOut, type CliContext } from '../terminal/cliContext';
import { exitCodes, type ExitCode } from '../terminal/exitCode';

export async function newCommand(command: NewCommand, context: CliContext): Promise<ExitCode> {
  const path = resolve(context.cwd, /\.ya?ml$/i.test(command.file) ? command.file : `${command.file}.yaml`);
  const folder = dirname(path);
  const [benchmark, ...others] = starterFiles({
    kind: kindOf(command),
    name: basename(path).replace(/\.ya?ml$/i, ''),
    model: command.model ?? starterModel,
    ...(command.data === undefined ? {} : { data: dataOf(command.data, folder, context.cwd) }),
  });
  const files = [{ ...benchmark!, name: basename(path) }, ...others];
  await writeStarter(folder, files).catch((error: unknown) => {
    throw new UsageError(messageOf(error));
  });
  const written = files.map(({ name }) => relative(context.cwd, resolve(folder, name)));
  await writeOut(context.stdout, `${written.join('\n')}\n`);
  await writeOut(context.stderr, `Run it with: iso-speed-bench run ${shellWord(written[0]!)}\n`);
  return exitCodes.done;
}

function kindOf({ starterKind: kind, data }: NewCommand): StarterKind {
  if (data === undefined) return kind ?? 'text';
  if (kind !== undefined && kind !== 'data')
    throw new UsageError(`--data is for --kind data, not for --kind ${kind}.`, 'Leave one of them out.');
  return 'data';
}

/** The data file as a benchmark in `folder` names it, and its columns. */
function dataOf(written: string, folder: string, cwd: string): { file: string; columns: readonly string[] } {
  const file = relative(folder, resolve(cwd, written)).replaceAll('\\', '/');
  const columns = columnsIn(file, { benchmarkFolder: folder, filesRoot: null });
  if (columns.length === 0)
    throw new UsageError(
      `${written} is no data file with columns.`,
      'Name a CSV, TSV, JSONL, JSON or YAML file that has rows.',
    );
  return { file, columns };
}
