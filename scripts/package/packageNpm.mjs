// The program for the terminal as an npm package: what `npm pack` makes of a clean clone, made beside the project's own build.

import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { npmCommand, runQuietly } from '../processes.mjs';
import { copyFromProject, writeManifest } from './releaseFiles.mjs';

/** @param {string} release as buildRelease makes it @param {string} outDirectory @returns {Promise<string>} the path of the tarball */
export async function packageNpm(release, outDirectory) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'iso-speed-bench-npm-'));
  try {
    await cp(release, folder, { recursive: true });
    // Which of these go into it is said by `files` of package.json.
    await copyFromProject(folder, ['README.md', 'CHANGELOG.md', 'LICENSE', 'SECURITY.md', 'examples']);
    await writeManifest(folder, { contributes: undefined, activationEvents: undefined, capabilities: undefined });
    await mkdir(outDirectory, { recursive: true });
    const npm = npmCommand();
    const flags = ['--json', '--ignore-scripts', '--pack-destination', outDirectory];
    const listed = await runQuietly(npm.command, [...npm.args, 'pack', ...flags], { cwd: folder });
    // npm 11 answers with a list, later ones with a map by name.
    const [packed] = Object.values(JSON.parse(listed));
    return path.join(outDirectory, packed.filename);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
