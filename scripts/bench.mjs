// `npm run bench -- ...`: the terminal program from the sources, built first when something changed. Without arguments it runs the
// first-run example. Prints nothing to stdout itself: with `--json` that belongs to the result.

import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectFolder } from './toolCache.mjs';

const program = path.join(projectFolder, 'dist', 'node', 'cli.mjs');

/** The time of the newest file below these, ms since 1970. @param {string[]} places */
async function newest(places) {
  let time = 0;
  for (const place of places) {
    const root = path.join(projectFolder, place);
    const files = (await stat(root)).isDirectory()
      ? (await readdir(root, { recursive: true })).map((name) => path.join(root, name))
      : [root];
    for (const file of files) time = Math.max(time, (await stat(file)).mtimeMs);
  }
  return time;
}

/** Whether dist/ lacks something or is older than what it is made from. */
async function isOutOfDate() {
  const built = await stat(program).then(
    (found) => found.mtimeMs,
    () => 0,
  );
  const has = (/** @type {string} */ part) =>
    stat(path.join(projectFolder, 'dist', part)).then(
      () => true,
      () => false,
    );
  const parts = await Promise.all(['sandbox', 'fonts', 'tesseract', 'webview/review.js'].map(has));
  const sources = [
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
  return parts.includes(false) || built < (await newest(sources));
}

if (await isOutOfDate()) {
  process.stderr.write('building ...\n');
  const { buildNode } = await import('../esbuild.mjs');
  const { buildSandbox } = await import('./buildSandbox.mjs');
  const { buildWebview } = await import('./buildWebview.mjs');
  // A run folder has a page for reviewers, whose script is one of the webview's.
  await Promise.all([
    buildNode(),
    buildSandbox(path.join(projectFolder, 'dist', 'sandbox')),
    buildWebview(path.join(projectFolder, 'dist', 'webview')),
  ]);
}
// npm moves to the package; the files named are meant from where the person is.
if (process.env.INIT_CWD && process.cwd() === projectFolder) process.chdir(process.env.INIT_CWD);
const given = process.argv.slice(2);
// One model of the first-run example is there to show errors, which would make npm report a failure.
const args =
  given.length === 0 ? ['run', path.join(projectFolder, 'examples', 'first-run.yaml'), '--allow-errors'] : given;
process.argv = [process.execPath, program, ...args];
await import(pathToFileURL(program).href);
