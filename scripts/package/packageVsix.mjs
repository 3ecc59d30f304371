// One VSIX a platform: the release, and the native canvas of that platform alone.

import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { runQuietly } from '../processes.mjs';
import { ensureVsce, projectFolder, unpackPackage } from '../toolCache.mjs';
import { copyFromProject, readManifest, writeManifest } from './releaseFiles.mjs';
import { canvasOf, nativePackage, ownTarget } from './targets.mjs';

/** What a VSIX has beside `dist/`. */
const ownFiles = ['README.md', 'CHANGELOG.md', 'LICENSE', 'SECURITY.md', 'media', 'examples'];

/**
 * @param {string} release as buildRelease makes it @param {string} target @param {string} outDirectory
 * @returns {Promise<string>} the path of the VSIX
 */
export async function packageVsix(release, target, outDirectory) {
  const { version } = await readManifest();
  const vsix = path.join(outDirectory, `iso-speed-bench-${target}-${version}.vsix`);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'iso-speed-bench-vsix-'));
  try {
    await cp(release, folder, { recursive: true });
    await copyFromProject(folder, ownFiles);
    // The first is for the terminal, the second for npm.
    await writeManifest(folder, { bin: undefined, files: undefined });
    await addCanvas(folder, target);
    await mkdir(outDirectory, { recursive: true });
    const vsce = await ensureVsce();
    await runQuietly(
      process.execPath,
      [vsce, 'package', '--target', target, '--out', vsix, '--allow-missing-repository', '--no-rewrite-relative-links'],
      { cwd: folder },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return vsix;
}

/** Puts the canvas and the native part of a platform into `node_modules`. @param {string} folder @param {string} target */
async function addCanvas(folder, target) {
  const modules = path.join(folder, 'node_modules');
  const own = path.join(projectFolder, 'node_modules', nativePackage);
  await cp(own, path.join(modules, nativePackage), { recursive: true });
  const native = `${nativePackage}-${canvasOf[target]}`;
  const place = path.join(modules, native);
  if (target === ownTarget()) {
    await cp(path.join(projectFolder, 'node_modules', native), place, { recursive: true });
    return;
  }
  const { version } = createRequire(import.meta.url)(`${nativePackage}/package.json`);
  await mkdir(place, { recursive: true });
  await unpackPackage(native, version, place);
}
