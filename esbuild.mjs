// Builds everything that ships into dist/: the extension, the engine's worker and the terminal program, the run panel, the Python sandbox, the
// OCR engine, the fonts. `--watch` builds again at every change, `--minify` makes the files of a release, `--quiet` prints errors only. No types are checked here.

import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { extensionBuild } from './scripts/buildExtension.mjs';
import { buildFonts } from './scripts/buildFonts.mjs';
import { buildSandbox } from './scripts/buildSandbox.mjs';
import { buildTesseract } from './scripts/buildTesseract.mjs';
import { buildWebview } from './scripts/buildWebview.mjs';

const projectFolder = path.dirname(fileURLToPath(import.meta.url));
const ownDist = path.join(projectFolder, 'dist');

/**
 * @typedef {object} BuildOptions
 * @property {boolean} [minify]
 * @property {string} [dist] where to, `dist/` when absent
 * @property {(text: string) => void} [print] takes the lines about progress; nothing is printed when absent
 */

/** @param {boolean} minify @returns {esbuild.BuildOptions} */
function common(minify) {
  return {
    absWorkingDir: projectFolder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    sourcesContent: false,
    minify,
    metafile: true,
    logLevel: 'warning',
  };
}

/** Chunk names carry a hash, so that the ones of earlier builds would stay for ever. @type {esbuild.Plugin} */
const withoutOldChunks = {
  name: 'without-old-chunks',
  setup: (build) => {
    build.onEnd(async ({ metafile, errors }) => {
      if (errors.length > 0 || metafile === undefined) return;
      const written = new Set(Object.keys(metafile.outputs).map((file) => path.resolve(projectFolder, file)));
      const folder = path.resolve(projectFolder, build.initialOptions.outdir ?? '', 'chunks');
      for (const name of await readdir(folder).catch(() => [])) {
        const file = path.join(folder, name);
        if (!written.has(file)) await rm(file, { force: true });
      }
    });
  },
};

/**
 * The terminal program and the engine's worker share their code, and every SDK is a chunk of its own that is read at first use.
 * @param {string} dist @param {boolean} minify @returns {esbuild.BuildOptions}
 */
function nodeBuild(dist, minify) {
  return {
    ...common(minify),
    entryPoints: {
      cli: 'src/cli/main.ts',
      engine: 'src/core/run/engineWorker.ts',
      engineProcess: 'src/core/run/engineProcess.ts',
      askThread: 'src/core/ask/askThread.ts',
      compareWorker: 'src/core/jobs/compareWorker.ts',
      imageWorker: 'src/core/images/imageWorker.ts',
      resultImageWorker: 'src/core/resultImage/resultImageWorker.ts',
    },
    outdir: path.join(dist, 'node'),
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    splitting: true,
    // Native: found in the node_modules that the program or the extension is installed with.
    external: ['@napi-rs/canvas'],
    plugins: [withoutOldChunks],
    // CommonJS packages inside an ES module need a `require` for Node's own modules. One made by `createRequire` would be made anew by each of a hundred chunks.
    banner: {
      js: 'const require = (name) => { const found = process.getBuiltinModule(name); if (!found) throw new Error("This Node.js has no " + name + "."); return found; };',
    },
  };
}

/** Builds only what runs in Node: the terminal program needs no more. @param {BuildOptions} [options] */
export async function buildNode({ minify = false, dist = ownDist } = {}) {
  await Promise.all([
    esbuild.build(nodeBuild(dist, minify)),
    buildFonts(path.join(dist, 'fonts')),
    buildTesseract(path.join(dist, 'tesseract')),
  ]);
}

/** Builds everything. Throws when something doesn't build; esbuild has then printed where. @param {BuildOptions} [options] */
export async function buildAll({ minify = false, dist = ownDist, print = () => undefined } = {}) {
  const started = performance.now();
  await Promise.all([
    esbuild.build(extensionBuild(dist, minify)),
    buildNode({ minify, dist }),
    buildWebview(path.join(dist, 'webview'), { minify }),
    buildSandbox(path.join(dist, 'sandbox')),
  ]);
  for (const line of await sizeTable(dist)) print(line);
  print(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** What ships, in kB without source maps. @param {string} dist */
async function sizeTable(dist) {
  /** @type {Map<string, {files: number, bytes: number}>} */
  const groups = new Map();
  for (const name of (await readdir(dist, { recursive: true })).sort()) {
    const file = path.join(dist, name);
    const found = await stat(file);
    if (!found.isFile() || name.endsWith('.map') || name.startsWith('webview-dev')) continue;
    const parts = name.split(path.sep);
    const group =
      parts.length === 1 || (parts[0] === 'node' && parts.length === 2)
        ? parts.join('/')
        : `${parts.slice(0, parts[0] === 'node' ? 2 : 1).join('/')}/`;
    const sum = groups.get(group) ?? { files: 0, bytes: 0 };
    groups.set(group, { files: sum.files + 1, bytes: sum.bytes + found.size });
  }
  return [...groups].map(
    ([group, { files, bytes }]) =>
      `  dist/${group.padEnd(24)} ${(bytes / 1024).toFixed(0).padStart(7)} kB  ${files} file${files === 1 ? '' : 's'}`,
  );
}

/** Builds, then builds the changed part again until stopped. `.vscode/tasks.json` looks for its two lines. */
async function watchAll() {
  const say = (/** @type {string} */ text) => console.log(`[watch] ${text}`);
  let underWay = 1;
  const begin = () => {
    if (underWay === 0) say('build started');
    underWay += 1;
  };
  const end = () => {
    underWay -= 1;
    if (underWay === 0) say('build finished');
  };
  /** @type {esbuild.Plugin} */
  const announce = {
    name: 'announce',
    setup: (build) => {
      build.onStart(begin);
      build.onEnd(end);
    },
  };
  say('build started');
  await Promise.all([
    buildWebview(path.join(ownDist, 'webview'), { minify: false, watch: true }),
    buildSandbox(path.join(ownDist, 'sandbox')),
    buildFonts(path.join(ownDist, 'fonts')),
    buildTesseract(path.join(ownDist, 'tesseract')),
  ]);
  for (const options of [extensionBuild(ownDist, false), nodeBuild(ownDist, false)]) {
    const context = await esbuild.context({ ...options, plugins: [...(options.plugins ?? []), announce] });
    await context.rebuild().catch(() => undefined);
    await context.watch();
  }
  end();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const flags = process.argv.slice(2);
  try {
    if (flags.includes('--watch')) await watchAll();
    else
      await buildAll({
        minify: flags.includes('--minify'),
        print: flags.includes('--quiet') ? undefined : console.log,
      });
  } catch (error) {
    // esbuild prints its own errors; anything else is said here.
    if (!(error instanceof Error && 'errors' in error)) console.error(error);
    process.exitCode = 1;
  }
}
