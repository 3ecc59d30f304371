import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { decodeText, EncodingError, readUtf8File } from '../../core/files/textFile';
import { codeOf } from '../../shared/text/codeOf';
import { messageOf } from '../../shared/text/messageOf';
import { UsageError } from '../arguments/usageError';
import type { CliContext } from '../terminal/cliContext';

/** The text of a file given on the command line. `what` names it in messages: `benchmark file`. Throws an `EncodingError` when it is not UTF-8. */
export async function readTextFile(cwd: string, file: string, what: string): Promise<string> {
  const path = resolve(cwd, file);
  try {
    if ((await stat(path)).isDirectory())
      throw new UsageError(`The ${what} ${file} is a directory.`, 'Name a file in it.');
    return await readUtf8File(path, file);
  } catch (error) {
    if (error instanceof UsageError || error instanceof EncodingError) throw error;
    switch (codeOf(error)) {
      case 'ENOENT':
      case 'ENOTDIR':
        if (file === '-')
          throw new UsageError(
            `No ${what} is read from the standard input here.`,
            'Write it to a file and name that: `validate` and `import` alone take `-`.',
          );
        throw new UsageError(`There is no ${what} ${file}.`, `Looked for it from ${cwd}`);
      case 'EACCES':
      case 'EPERM':
        throw new UsageError(`The ${what} ${file} may not be read.`, 'Check its permissions.');
      default:
        throw new UsageError(`The ${what} ${file} could not be read: ${messageOf(error)}`);
    }
  }
}

/** The same for a command that takes `-` for its standard input, which is looked at for `-` alone: looking at it opens it, and a shell may be reading it. */
export async function readTextInput(
  context: Pick<CliContext, 'cwd' | 'stdin'>,
  file: string,
  what: string,
): Promise<string> {
  const stdin = file === '-' ? context.stdin : undefined;
  if (!stdin) return readTextFile(context.cwd, file, what);
  return decodeText(await buffer(stdin), 'The standard input');
}
