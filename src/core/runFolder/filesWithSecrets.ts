// Looks for secrets in all that a run folder holds: the last net, which tells of what came in by another way than from a server, such as a
// key that stands in the benchmark itself.

import { filesBelow } from '../files/filesBelow';
import { openPlainFile } from '../files/plainFile';
import { counted } from '../../shared/text/counted';
import { isDistinct } from '../providers/scrubber';

/** Read at once. */
const blockBytes = 1024 * 1024;

const isPicture = /\.(?:png|jpe?g|webp|gif|avif)$/i;

/**
 * The files that have one of these secrets in them, as it stands or as JSON writes it; names relative to the folder, with slashes. Pictures are not
 * looked into, links not followed. A secret that may be a word is not looked for: it would be found in any text.
 */
export async function filesWithSecrets(runDirectory: string, secrets: readonly string[]): Promise<string[]> {
  const needles = secrets.filter(isDistinct).flatMap((secret) => {
    const forms = new Set([secret, JSON.stringify(secret).slice(1, -1)]);
    return [...forms].map((form) => Buffer.from(form));
  });
  if (needles.length === 0) return [];
  const found: string[] = [];
  for await (const name of filesBelow(runDirectory))
    if (!isPicture.test(name) && (await has(runDirectory, name, needles))) found.push(name);
  return found;
}

/** `a`, `a and b`, `a, b and 3 more files`. */
export function fileList(files: readonly string[]): string {
  const [first, second, ...rest] = files;
  if (second === undefined) return first ?? '';
  return rest.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${counted(rest.length, 'more file')}`;
}

async function has(runDirectory: string, name: string, needles: readonly Buffer[]): Promise<boolean> {
  const file = await openPlainFile(runDirectory, name);
  try {
    // What one block ends with may be completed by the next.
    const overlap = Math.max(...needles.map(({ length }) => length)) - 1;
    const block = Buffer.alloc(overlap + blockBytes);
    let kept = 0;
    for (;;) {
      const { bytesRead } = await file.read(block, kept, blockBytes, null);
      if (bytesRead === 0) return false;
      const filled = block.subarray(0, kept + bytesRead);
      if (needles.some((needle) => filled.includes(needle))) return true;
      kept = Math.min(overlap, filled.length);
      filled.copy(block, 0, filled.length - kept);
    }
  } finally {
    await file.close();
  }
}
