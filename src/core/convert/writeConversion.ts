// Writes a benchmark that came from elsewhere, with what goes beside it. What is there is only replaced when that was asked for.

import { constants } from 'node:fs';
import { rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { codeOf } from '../../shared/text/codeOf';
import { replaceFile } from '../files/replaceFile';
import type { Conversion } from './convertFile';

/** Files that are there and would be replaced, by their paths. */
export class FilesAreThere extends Error {
  override name = 'FilesAreThere';

  constructor(readonly paths: readonly string[]) {
    super(`${paths.join(' and ')} ${paths.length === 1 ? 'is' : 'are'} there already, and nothing was written.`);
  }
}

/** Resolves with the paths that were written, the benchmark first. Throws `FilesAreThere`, and what the file system says; then none of them is there. */
export async function writeConversion(
  path: string,
  { yaml, files }: Pick<Conversion, 'yaml' | 'files'>,
  replaces: boolean,
): Promise<string[]> {
  const folder = dirname(path);
  const all = [
    { path, bytes: Buffer.from(yaml) },
    ...files.map(({ name, bytes }) => ({ path: join(folder, name), bytes: Buffer.from(bytes) })),
  ];
  if (replaces) {
    for (const one of all) await replaceFile(folder, basename(one.path), (file) => file.writeFile(one.bytes));
    return all.map((one) => one.path);
  }
  const there: string[] = [];
  for (const one of all) if (await isThere(one.path)) there.push(one.path);
  if (there.length > 0) throw new FilesAreThere(there);
  const written: string[] = [];
  try {
    for (const one of all) {
      await writeFile(one.path, one.bytes, { flag: constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL });
      written.push(one.path);
    }
    return written;
  } catch (error) {
    for (const one of written) await rm(one, { force: true });
    // Somebody was faster.
    throw codeOf(error) === 'EEXIST' ? new FilesAreThere([all[written.length]!.path]) : error;
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
