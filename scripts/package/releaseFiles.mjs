// What a release has beside what is built: what its manifest points to, and the manifest. A release is what is named by its packages and
// nothing else, so that a new folder of the project ships only when somebody says so.

import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../toolCache.mjs';
import { nativePackage } from './targets.mjs';

/** Copies files and folders of the project as they are. @param {string} folder @param {string[]} names */
export async function copyFromProject(folder, names) {
  for (const name of names) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await cp(path.join(projectFolder, name), path.join(folder, name), { recursive: true, filter: isKept });
  }
}

/** Runs of somebody who tried the examples are not examples. @param {string} file */
const isKept = (file) => !path.relative(projectFolder, file).startsWith(path.join('examples', 'runs'));

/** The project's package.json. @returns {Promise<{[field: string]: unknown} & {version: string, dependencies: {[name: string]: string}, devDependencies: {[name: string]: string}}>} */
export async function readManifest() {
  return JSON.parse(await readFile(path.join(projectFolder, 'package.json'), 'utf8'));
}

/**
 * Writes the manifest of a release: ours without what only the project needs.
 * @param {string} folder @param {{[field: string]: unknown}} changes a field that is undefined goes
 */
export async function writeManifest(folder, changes) {
  const { scripts: _scripts, devDependencies: _tools, dependencies, ...manifest } = await readManifest();
  const own = { ...manifest, dependencies: { [nativePackage]: dependencies[nativePackage] }, ...changes };
  await writeFile(path.join(folder, 'package.json'), `${JSON.stringify(own, null, 2)}\n`);
}
