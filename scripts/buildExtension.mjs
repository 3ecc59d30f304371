// How the extension is built: what VS Code loads when it starts is one small file, and what is imported at first use is in pieces beside it.
// The extension host loads CommonJS, which esbuild doesn't split; so esbuild splits ES modules, and each piece is made CommonJS afterwards.

import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const projectFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const dist = path.join(projectFolder, 'dist');
const piecesFolder = 'extension';
const target = 'node20';

/**
 * Models are asked in the engine's worker only. The extension shares the table of model APIs, whose adapters would bring 1.7 MB of SDKs
 * into the extension host. What an adapter imports at first use is left out there; an attempt to use it says so.
 * @type {esbuild.Plugin}
 */
const sdksStayInWorker = {
  name: 'sdks-stay-in-worker',
  setup: (build) => {
    const adapters = path.join(projectFolder, 'src', 'core', 'providers') + path.sep;
    build.onResolve({ filter: /^[^.]/ }, ({ path: name, kind, importer }) => {
      const isSdk = kind === 'dynamic-import' && importer.startsWith(adapters) && !name.startsWith('node:');
      return isSdk ? { path: name, namespace: 'worker-only' } : undefined;
    });
    build.onLoad({ filter: /.*/, namespace: 'worker-only' }, ({ path: name }) => ({
      contents: `throw new Error(${JSON.stringify(`${name} is for the engine's worker, not for the extension host.`)});`,
    }));
  },
};

/** Writes the pieces as CommonJS, and takes away those of earlier builds. @type {esbuild.Plugin} */
const asCommonJs = {
  name: 'as-common-js',
  setup: (build) => {
    build.onEnd(async ({ outputFiles, errors }) => {
      if (errors.length > 0 || outputFiles === undefined) return;
      await mkdir(path.join(dist, piecesFolder), { recursive: true });
      const files = await Promise.all(
        outputFiles.map((file) => commonJsOf(file, build.initialOptions.minify ?? false)),
      );
      for (const { path: name, text } of files.flat()) await writeFile(name, text);
      const written = new Set(files.flat().map(({ path: name }) => name));
      for (const name of await readdir(path.join(dist, piecesFolder))) {
        const file = path.join(dist, piecesFolder, name);
        if (!written.has(file)) await rm(file, { force: true });
      }
    });
  },
};

/** @param {esbuild.OutputFile} file an ES module @param {boolean} minify @returns {Promise<{ path: string, text: string }[]>} the same as CommonJS, and its map */
async function commonJsOf({ path: name, text }, minify) {
  const { code, map } = await esbuild.transform(text, {
    format: 'cjs',
    platform: 'node',
    target,
    minify,
    sourcemap: 'external',
    sourcesContent: false,
    sourcefile: name,
    // So that a piece is loaded by `require`, as everything else is.
    supported: { 'dynamic-import': false },
    logLevel: 'warning',
  });
  return [
    { path: name, text: `${code}//# sourceMappingURL=${path.basename(name)}.map\n` },
    { path: `${name}.map`, text: map },
  ];
}

/** `dist/extension.cjs` and its pieces in `dist/extension/`. @param {boolean} minify @returns {esbuild.BuildOptions} */
export function extensionBuild(minify) {
  return {
    ...extensionModules(minify),
    sourcemap: 'inline',
    sourcesContent: false,
    write: false,
    plugins: [sdksStayInWorker, asCommonJs],
  };
}

/** The same before the pieces are made CommonJS, to look at what is in them. @param {boolean} minify @returns {esbuild.BuildOptions & { metafile: true }} */
export function extensionModules(minify) {
  return {
    absWorkingDir: projectFolder,
    entryPoints: ['src/extension/extension.ts'],
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    chunkNames: `${piecesFolder}/[name]-[hash]`,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target,
    minify,
    metafile: true,
    external: ['vscode'],
    plugins: [sdksStayInWorker],
    logLevel: 'warning',
  };
}
