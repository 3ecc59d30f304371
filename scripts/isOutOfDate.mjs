// Whether dist/ has to be built again before something is started from it.

import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from './toolCache.mjs';

/** Folders of dist/ that a build leaves alone while what they are made of is the same. */
const lastingFolders = ['sandbox', 'fonts', 'tesseract'];
/** What everything in dist/ may depend on. */
const commonSources = [
  'src/shared',
  'src/core',
  'src/cli',
  'webview-ui/src',
  'scripts/buildSandbox.mjs',
  'scripts/buildFonts.mjs',
  'scripts/buildTesseract.mjs',
  'scripts/buildWebview.mjs',
  'esbuild.mjs',
  'package-lock.json',
];

/** The times of the files below these, ms since 1970. @param {string[]} places @returns {Promise<number[]>} */
async function timesOf(places) {
  const files = await Promise.all(
    places.map(async (place) => {
      const root = path.join(projectFolder, place);
      if (!(await stat(root)).isDirectory()) return [root];
      return (await readdir(root, { recursive: true })).map((name) => path.join(root, name));
    }),
  );
  return Promise.all(files.flat().map(async (file) => (await stat(file)).mtimeMs));
}

/**
 * Whether dist/ lacks something or is older than what it is made from.
 * @param {string[]} built files of dist/ that every build writes @param {string[]} [moreSources] files and folders of the project
 */
export async function isOutOfDate(built, moreSources = []) {
  const times = (/** @type {string[]} */ names) => timesOf(names.map((name) => path.join('dist', name)));
  try {
    await times(lastingFolders);
    return Math.min(...(await times(built))) < Math.max(...(await timesOf([...commonSources, ...moreSources])));
  } catch {
    // Something is not there: the build makes it, or says what is wrong.
    return true;
  }
}
