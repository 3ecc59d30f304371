import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  decodeText,
  EncodingError,
  isFolder,
  mostTextBytes,
  readUtf8File,
  TextTooLarge,
} from '../../core/files/textFile';
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
    if (error instanceof TextTooLarge) throw new UsageError(messageOf(error));
    switch (codeOf(error)) {
      case 'ENOENT':
      case 'ENOTDIR':
        if (file === '-')
          throw new UsageError(
            `No ${what} is read from the standard input here.`,
            'Write it to a file and name that: `-` is taken as the FILE of `validate` and `import` alone.',
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
  // Node makes an empty input of a folder.
  if (stdin.fd !== undefined && isFolder(stdin.fd))
    throw new UsageError('The standard input is a directory.', `Send the ${what} itself: ... - < FILE`);
  return decodeText(await bytesOf(stdin), inputName);
}

const inputName = 'The standard input';

/** No more of them than can be a text: an input may have no end. */
async function bytesOf(stdin: NodeJS.ReadStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > mostTextBytes) throw new UsageError(new TextTooLarge(inputName).message);
  }
  return Buffer.concat(chunks);
}
