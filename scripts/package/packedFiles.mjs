// What is in a package that was made, as its paths.

import { readFile } from 'node:fs/promises';
import JSZip from 'jszip';
import { runQuietly } from '../processes.mjs';

/** @param {string} file @param {string} folder the paths below it, without it @returns {Promise<string[]>} */
export async function filesInZip(file, folder) {
  const { files } = await JSZip.loadAsync(await readFile(file));
  return below(
    Object.values(files).flatMap(({ name, dir }) => (dir ? [] : [name])),
    folder,
  );
}

/** @param {string} file @param {string} folder the paths below it, without it @returns {Promise<string[]>} */
export async function filesInTarball(file, folder) {
  const names = await runQuietly('tar', ['-tzf', file]);
  return below(
    names.split(/\r?\n/).filter((name) => name !== '' && !name.endsWith('/')),
    folder,
  );
}

/** @param {string[]} names @param {string} folder */
const below = (names, folder) =>
  names.flatMap((name) => (name.startsWith(folder) ? [name.slice(folder.length)] : [])).sort();
