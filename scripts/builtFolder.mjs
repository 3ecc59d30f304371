// A folder of dist/ that is slow to build and depends on little: built beside its place and moved there whole, so that nobody ever starts
// from half of it, and not at all while its stamp says that nothing has changed.

import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * @param {string} outDirectory
 * @param {string} stamp what the result depends on, as one text; equal text means nothing to do
 * @param {(workDirectory: string) => Promise<void>} fill writes all files but the stamp
 * @returns {Promise<boolean>} false when it was up to date
 */
export async function buildFolder(outDirectory, stamp, fill) {
  if (await isUpToDate(outDirectory, stamp)) return false;
  const workDirectory = `${outDirectory}.${process.pid}.tmp`;
  await mkdir(workDirectory, { recursive: true });
  await fill(workDirectory);
  await writeFile(join(workDirectory, 'stamp.txt'), stamp);
  await rm(outDirectory, { recursive: true, force: true });
  try {
    await rename(workDirectory, outDirectory);
  } catch (error) {
    await rm(workDirectory, { recursive: true, force: true });
    // Somebody else has built the same in the meantime.
    if (!(await isUpToDate(outDirectory, stamp))) throw error;
  }
  return true;
}

async function isUpToDate(outDirectory, stamp) {
  try {
    return (await readFile(join(outDirectory, 'stamp.txt'), 'utf8')) === stamp;
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}
