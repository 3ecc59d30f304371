// Builds dist/tesseract: the OCR engine that `tesseract~eng` runs, its WebAssembly cores and its English data. It needs no other file and no network.
// The core is one with both recognizers: tesseract.js asks for no other in Node.

import { createHash } from 'node:crypto';
import { copyFile, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { buildFolder } from './builtFolder.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const sources = join(root, 'src', 'core', 'tesseract');
const { resolve: find } = createRequire(import.meta.url);

/** WebAssembly has had the vectors that it wants since Node 16, on every processor that VS Code runs on; the cores without and with more are no other in what they read. */
const core = 'tesseract-core-simd';

/** What the result depends on, as one text; equal text means nothing to do. */
async function fingerprint() {
  const hash = createHash('sha256').update(await readFile(fileURLToPath(import.meta.url)));
  for (const name of ['tesseract.js', 'tesseract.js-core', '@tesseract.js-data/eng'])
    hash.update(await readFile(find(`${name}/package.json`)));
  for (const name of (await readdir(sources)).sort()) hash.update(name).update(await readFile(join(sources, name)));
  return hash.digest('hex');
}

/**
 * The core lies beside the script and is CommonJS, whatever the folder above says of itself.
 * @type {import('esbuild').Plugin}
 */
const coresBeside = {
  name: 'cores-beside',
  setup: (bundle) => {
    bundle.onResolve({ filter: /^tesseract\.js-core\// }, () => ({ path: `./${core}.cjs`, external: true }));
  },
};

/**
 * tesseract.js carries a client for Node without one of its own. Here nothing is ever fetched.
 * @type {import('esbuild').Plugin}
 */
const withoutNetwork = {
  name: 'without-network',
  setup: (bundle) => {
    bundle.onResolve({ filter: /^node-fetch$/ }, ({ path }) => ({ path, namespace: 'without-network' }));
    bundle.onLoad({ filter: /.*/, namespace: 'without-network' }, () => ({
      contents: "module.exports = () => Promise.reject(new Error('The OCR engine fetches nothing.'));",
    }));
  },
};

/** The licenses of the packages that a bundle is made of, by name. @param {import('esbuild').Metafile[]} metafiles */
async function licensesOf(metafiles) {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const names = new Set(inputs.flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []));
  const texts = [];
  for (const name of [...names, 'tesseract.js-core', '@tesseract.js-data/eng'].sort()) {
    const folder = join(root, 'node_modules', name);
    const { version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
    const text = file === undefined ? '' : `\n${(await readFile(join(folder, file), 'utf8')).trim()}\n`;
    texts.push(`${name} ${version} (${license})\n${text}`);
  }
  return texts.join(`\n${'='.repeat(100)}\n\n`);
}

const notice = `The files in this folder contain Tesseract OCR (Apache License 2.0, https://github.com/tesseract-ocr/tesseract), compiled to WebAssembly with
Leptonica (BSD 2-clause, http://www.leptonica.org) and the image libraries it needs, and the English data of tessdata_best (Apache License 2.0).
The text of the Apache License 2.0, which holds for all that is said to be under it here, stands under tesseract.js-core.

${'='.repeat(100)}

`;

/**
 * Writes the engine's files into `outDirectory` (absolute). Does nothing when they are there and made of the same sources.
 * Returns true when it built.
 */
export async function buildTesseract(outDirectory) {
  const stamp = await fingerprint();
  return buildFolder(outDirectory, stamp, async (workDirectory) => {
    const script = (entry, outfile) =>
      build({
        absWorkingDir: root,
        entryPoints: [entry],
        outfile: join(workDirectory, outfile),
        bundle: true,
        platform: 'node',
        format: 'cjs',
        target: 'node20',
        external: ['@napi-rs/canvas'],
        plugins: [coresBeside, withoutNetwork],
        metafile: true,
        legalComments: 'inline',
        logLevel: 'error',
      });
    const bundles = await Promise.all([
      script(join(sources, 'tesseractWorker.ts'), 'worker.cjs'),
      script(
        join(dirname(find('tesseract.js/package.json')), 'src', 'worker-script', 'node', 'index.js'),
        'reader.cjs',
      ),
    ]);
    const coreFolder = dirname(find('tesseract.js-core/package.json'));
    await copyFile(join(coreFolder, `${core}.js`), join(workDirectory, `${core}.cjs`));
    await copyFile(join(coreFolder, `${core}.wasm`), join(workDirectory, `${core}.wasm`));
    // The smaller data with whole numbers: the larger file also serves the old recognizer, which is not used.
    const dataFolder = dirname(find('@tesseract.js-data/eng/package.json'));
    await copyFile(join(dataFolder, '4.0.0_best_int', 'eng.traineddata.gz'), join(workDirectory, 'eng.traineddata.gz'));
    await writeFile(
      join(workDirectory, 'LICENSES.txt'),
      notice + (await licensesOf(bundles.map((bundle) => bundle.metafile))),
    );
  });
}

async function main() {
  const outDirectory = join(root, 'dist', 'tesseract');
  const isBuilt = await buildTesseract(outDirectory);
  let bytes = 0;
  for (const name of await readdir(outDirectory)) bytes += (await stat(join(outDirectory, name))).size;
  console.log(`dist/tesseract ${isBuilt ? 'built' : 'is up to date'}: ${(bytes / 1e6).toFixed(1)} MB`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
