// Reads a file of lines from its beginning to its end, a block of lines at a time.

import { openPlainFile } from './plainFile';

const blockBytes = 1024 * 1024;
/** Far longer than any event, also than the first one of a run with a hundred thousand prompts. */
const mostBytes = 64 * 1024 * 1024;

const lineEnd = 0x0a;

/**
 * The lines, without their ends; what comes after the last end is one of them unless it is empty. `folder` and `name` as for `openPlainFile`; `where`
 * names the folder for people. Throws as that, and where a line is longer than any that a run writes: then nothing of it is held.
 */
export async function* linesOf(folder: string, name: string, where: string): AsyncGenerator<string[]> {
  const file = await openPlainFile(folder, name);
  try {
    const block = Buffer.allocUnsafe(blockBytes);
    let [open, openBytes]: [Buffer[], number] = [[], 0];
    for (;;) {
      const { bytesRead } = await file.read(block, 0, blockBytes, null);
      if (bytesRead === 0) break;
      const end = block.subarray(0, bytesRead).lastIndexOf(lineEnd);
      const rest = Buffer.from(block.subarray(end + 1, bytesRead));
      if (end >= 0) {
        const text = Buffer.concat([...open, block.subarray(0, end + 1)]).toString('utf8');
        yield text.split(/\r?\n/).slice(0, -1);
        [open, openBytes] = [[], 0];
      }
      open.push(rest);
      openBytes += rest.length;
      if (openBytes > mostBytes) throw new Error(tooLong(name, where));
    }
    if (openBytes > 0) yield [Buffer.concat(open).toString('utf8')];
  } finally {
    await file.close();
  }
}

function tooLong(name: string, where: string): string {
  return `${name} of ${where} has a line of more than ${Math.round(mostBytes / 1e6)} MB, which no run writes.`;
}
