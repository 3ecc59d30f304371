// How the extension is built: what VS Code loads when it starts is one small file, and what is imported at first use is in pieces beside it.
// The extension host loads CommonJS, which esbuild doesn't split; so esbuild splits ES modules, and they are made CommonJS afterwards. What is needed
// at the start becomes one file again, for reading thirty takes longer than reading one; in the place of such a piece is a line that says where it is.

import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const projectFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const entryPoint = 'src/extension/extension.ts';
const piecesFolder = 'extension';
const target = 'node20';

/**
 * Models are asked in the engine's worker only. The extension shares the table of model APIs, whose adapters would bring 1.7 MB of SDKs
 * into the extension host. What an adapter imports at first use is left out there; an attempt to use it says so. `undici` stays: price lists and lists of
 * models are asked for here.
 * @type {esbuild.Plugin}
 */
const sdksStayInWorker = {
  name: 'sdks-stay-in-worker',
  setup: (build) => {
    const adapters = path.join(projectFolder, 'src', 'core', 'providers') + path.sep;
    build.onResolve({ filter: /^[^.]/ }, ({ path: name, kind, importer }) => {
      const isSdk = kind === 'dynamic-import' && importer.startsWith(adapters) && !/^node:|^undici(?:\/|$)/.test(name);
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
    build.onEnd(async ({ outputFiles, metafile, errors }) => {
      if (errors.length > 0 || outputFiles === undefined || metafile === undefined) return;
      const { minify = false, outdir = 'dist' } = build.initialOptions;
      const dist = path.resolve(projectFolder, outdir);
      const modules = new Map(outputFiles.map(({ path: name, text }) => [name, withoutCopies(text)]));
      const atStart = loadedWith(metafile).map((name) => path.join(projectFolder, name));
      const later = [...modules.keys()].filter((name) => !atStart.includes(name));
      const files = [
        ...(await oneFile(modules, atStart, minify)),
        ...atStart.slice(1).map((name) => ({ path: name, text: standIn(name) })),
        ...(await Promise.all(later.map((name) => commonJsOf(name, modules.get(name) ?? '', minify)))).flat(),
      ];
      await mkdir(path.join(dist, piecesFolder), { recursive: true });
      for (const { path: name, text } of files) await writeFile(name, text);
      const written = new Set(files.map(({ path: name }) => name));
      for (const name of await readdir(path.join(dist, piecesFolder))) {
        const file = path.join(dist, piecesFolder, name);
        if (!written.has(file)) await rm(file, { force: true });
      }
    });
  },
};

/**
 * What is loaded with the entry, or with another module that is imported at first use: that and what it imports at once, by way of others too; not what it
 * imports at first use itself.
 * @param {esbuild.Metafile} metafile @param {string} [module] @returns {string[]} paths as in the metafile, that of the module first
 */
export function loadedWith({ outputs }, module = entryPoint) {
  /** @type {Set<string>} */
  const loaded = new Set();
  const load = (/** @type {string} */ file) => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const { path: name, kind, external } of outputs[file]?.imports ?? [])
      if (kind === 'import-statement' && !external) load(name);
  };
  load(Object.keys(outputs).find((name) => outputs[name]?.entryPoint === module) ?? '');
  return [...loaded];
}

/**
 * For `import * as vscode` esbuild copies all names of VS Code's API into an object of its own, in each of our files anew: that took half of the time
 * in which the extension is loaded. The API is an object already. Nothing moves, for maps of the source know places.
 * @param {string} text an ES module
 */
function withoutCopies(text) {
  return text.replace(/(?<=^|[;}])import ?\* ?as ([\w$]+) from ?"vscode"/gm, (found, name) =>
    `var ${name}=require("vscode")`.padEnd(found.length),
  );
}

/**
 * Our files ask for the same few modules, the entry a hundred times, and VS Code looks at each of these calls itself, which takes longer than Node does:
 * so each is asked for once.
 */
const requireOnce = 'require = ((load, kept = {}) => (name) => (kept[name] ??= load(name)))(require);';

/** What a piece is that the entry has in it. @param {string} name */
function standIn(name) {
  return `module.exports = require("../extension.cjs").pieces[${JSON.stringify(path.basename(name))}];\n`;
}

/**
 * The entry with the pieces that it needs at once in it; others find them in its `pieces`.
 * @param {Map<string, string>} modules ES modules by path @param {string[]} atStart the entry first @param {boolean} minify
 * @returns {Promise<{ path: string, text: string }[]>}
 */
async function oneFile(modules, atStart, minify) {
  const [entry = '', ...pieces] = atStart;
  const dist = path.dirname(entry);
  /** @type {esbuild.Plugin} */
  const inMemory = {
    name: 'in-memory',
    setup: (build) => {
      build.onResolve({ filter: /^\./ }, ({ path: name, kind, resolveDir }) => {
        const file = path.resolve(resolveDir, name);
        return kind === 'dynamic-import'
          ? { path: `./${path.relative(dist, file).replaceAll(path.sep, '/')}`, external: true }
          : { path: file, namespace: 'module' };
      });
      build.onLoad({ filter: /.*/, namespace: 'module' }, ({ path: file }) => ({
        contents: modules.get(file),
        resolveDir: path.dirname(file),
        loader: 'js',
      }));
    },
  };
  const imports = pieces.map(
    (file, place) => `import * as piece${place} from "./${piecesFolder}/${path.basename(file)}";`,
  );
  const table = pieces.map((file, place) => `${JSON.stringify(path.basename(file))}: piece${place}`);
  const { outputFiles } = await esbuild.build({
    stdin: {
      contents: `export * from "./${path.basename(entry)}";\n${imports.join('\n')}\nexport const pieces = { ${table.join(', ')} };`,
      resolveDir: dist,
    },
    ...commonJs(minify),
    banner: { js: requireOnce },
    outfile: entry,
    bundle: true,
    external: ['vscode'],
    plugins: [inMemory],
    sourcemap: 'linked',
    write: false,
  });
  return outputFiles;
}

/** @param {string} name @param {string} text an ES module @param {boolean} minify @returns {Promise<{ path: string, text: string }[]>} the same as CommonJS, and its map */
async function commonJsOf(name, text, minify) {
  const { code, map } = await esbuild.transform(text, { ...commonJs(minify), sourcemap: 'external', sourcefile: name });
  return [
    { path: name, text: `${code}//# sourceMappingURL=${path.basename(name)}.map\n` },
    { path: `${name}.map`, text: map },
  ];
}

/** @param {boolean} minify @returns {esbuild.CommonOptions} */
function commonJs(minify) {
  return {
    format: 'cjs',
    platform: 'node',
    target,
    minify,
    sourcesContent: false,
    // So that a piece is loaded by `require`, as everything else is.
    supported: { 'dynamic-import': false },
    logLevel: 'warning',
  };
}

/** `extension.cjs` and its pieces in `extension/`. @param {string} dist @param {boolean} minify @returns {esbuild.BuildOptions} */
export function extensionBuild(dist, minify) {
  return {
    ...extensionModules(dist, minify),
    sourcemap: 'inline',
    sourcesContent: false,
    write: false,
    plugins: [sdksStayInWorker, asCommonJs],
  };
}

/**
 * The same before the pieces are made CommonJS, to look at what is in them.
 * @param {string} dist @param {boolean} minify @returns {esbuild.BuildOptions & { metafile: true }}
 */
export function extensionModules(dist, minify) {
  return {
    absWorkingDir: projectFolder,
    entryPoints: [entryPoint],
    outdir: dist,
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
