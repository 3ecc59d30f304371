// Looks into a package that was made.

import { stat } from 'node:fs/promises';
import { filesInTarball, filesInZip } from './packedFiles.mjs';
import { canvasOf } from './targets.mjs';
import { unlikeRelease } from './unlikeRelease.mjs';

/** Bytes. Nearly half of a VSIX is the native canvas, a quarter the Python of the sandbox. */
const mostOfVsix = 35e6;
const mostOfNpm = 20e6;

/** @param {string} vsix @param {string} target @returns {Promise<string[]>} sentences; none when all is well */
export async function problemsOfVsix(vsix, target) {
  const files = await filesInZip(vsix, 'extension/');
  const more = ['readme.md', 'LICENSE.txt', 'dist/extension.cjs', 'media/icon.png', 'examples/first-run.yaml'];
  return unlikeRelease(files, await sizeOf(vsix), { most: mostOfVsix, more, native: canvasOf[target] });
}

/** @param {string} tarball @returns {Promise<string[]>} sentences; none when all is well */
export async function problemsOfNpm(tarball) {
  const files = await filesInTarball(tarball, 'package/');
  return unlikeRelease(files, await sizeOf(tarball), { most: mostOfNpm, more: ['README.md', 'LICENSE'] });
}

/** @param {string} file */
const sizeOf = async (file) => (await stat(file)).size;
