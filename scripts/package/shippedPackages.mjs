// What of others a release has in it: the packages that the maps of its bundles name, and those that are copied whole.

import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import JSZip from 'jszip';
import { projectFolder } from '../toolCache.mjs';
import { readManifest } from './releaseFiles.mjs';
import { nativePackage } from './targets.mjs';

/**
 * @typedef {object} ShippedPackage
 * @property {'npm' | 'pypi'} registry
 * @property {string} name
 * @property {string} version
 * @property {string} license as the package says it, mostly an SPDX expression
 */

/** Copied or built without maps, as `scripts/buildSandbox.mjs` does it. */
const ofSandbox = ['pyodide', 'quickjs-emscripten-core', '@jitl/quickjs-wasmfile-release-sync'];

/** @param {string} dist a build with its maps @returns {Promise<ShippedPackage[]>} by name, each once */
export async function shippedPackages(dist) {
  const { devDependencies } = await readManifest();
  const fonts = Object.keys(devDependencies).filter((name) => name.startsWith('@fontsource/'));
  const engine = await namesIn(path.join(dist, 'tesseract', 'LICENSES.txt'));
  const copied = [...fonts, ...ofSandbox, ...engine].map((name) => path.join('node_modules', name));
  const folders = new Set([...(await bundledPackages(dist)), ...copied]);
  return [...(await Promise.all([...folders].sort().map(ofNpm))), ...(await wheels())];
}

/**
 * The npm packages whose files went into a bundle, and the native one.
 * @param {string} dist @returns {Promise<string[]>} their folders below the project: a package can have another version of one in its own
 */
export async function bundledPackages(dist) {
  const folders = new Set([path.join('node_modules', nativePackage)]);
  const maps = (await readdir(dist, { recursive: true })).filter((name) => name.endsWith('.map'));
  for (const file of maps) {
    const { sources } = JSON.parse(await readFile(path.join(dist, file), 'utf8'));
    for (const source of sources) {
      const folder = /node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+(?=\/)/.exec(source)?.[0];
      if (folder !== undefined) folders.add(path.normalize(folder));
    }
  }
  return [...folders].sort();
}

/** The packages that a file of licenses has as titles: `name version (license)`. @param {string} file */
async function namesIn(file) {
  const text = await readFile(file, 'utf8');
  return [...text.matchAll(/^(\S+) \d\S* \([^)]+\)$/gm)].map(([, name = '']) => name);
}

/** @param {string} folder below the project @returns {Promise<ShippedPackage>} */
async function ofNpm(folder) {
  const { name, version, license } = JSON.parse(
    await readFile(path.join(projectFolder, folder, 'package.json'), 'utf8'),
  );
  return { registry: 'npm', name, version, license };
}

/** The packages of Python that the sandbox can import: https://packaging.python.org/en/latest/specifications/core-metadata/ */
async function wheels() {
  const folder = path.join(projectFolder, 'vendor');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.whl')).sort();
  return Promise.all(files.map((file) => ofWheel(path.join(folder, file))));
}

/** @param {string} file @returns {Promise<ShippedPackage>} */
async function ofWheel(file) {
  const { files } = await JSZip.loadAsync(await readFile(file));
  const metadata = Object.values(files).find(({ name }) => name.endsWith('.dist-info/METADATA'));
  const text = (await metadata?.async('string')) ?? '';
  const field = (/** @type {string} */ key) => new RegExp(`^${key}: (.+)$`, 'm').exec(text)?.[1]?.trim();
  const license = field('License-Expression') ?? field('License') ?? 'unknown';
  return { registry: 'pypi', name: field('Name') ?? path.basename(file), version: field('Version') ?? '', license };
}
