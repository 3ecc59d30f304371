// Slurm, as Debian and its kin pack it, in `.vscode-test/`: downloaded by apt-get, unpacked by dpkg. Nothing of the system changes, not even
// apt's lists, which are fetched into a folder of our own.

import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { findOnPath, runQuietly } from './processes.mjs';
import { ensureInstalled } from './toolCache.mjs';

const packages = ['slurmctld', 'slurmd', 'slurm-client', 'slurm-wlm-basic-plugins'];

/** Daemon and tools that check who somebody is: the cluster of the tests asks nobody. */
const unneeded = ['munge'];

/** @returns {string | undefined} why there can be no Slurm on this machine, for people */
export function whyNoSlurm() {
  if (process.platform !== 'linux') return `Slurm's packages are for Linux, and this is ${process.platform}.`;
  const lacking = ['apt-get', 'dpkg'].filter((name) => findOnPath([name]) === undefined);
  return lacking.length === 0
    ? undefined
    : `Slurm comes from Debian's packages, and this machine has no ${lacking[0]}.`;
}

/**
 * @typedef {object} Slurm
 * @property {string} bin the folder of `sbatch` and the other commands
 * @property {string} plugins
 * @property {string} libraries what the commands and daemons want in LD_LIBRARY_PATH
 * @property {(name: 'slurmctld' | 'slurmd' | 'slurmstepd') => string} daemon the path of one
 */

/** @returns {Promise<Slurm>} */
export async function ensureSlurm() {
  const { ID = 'linux', VERSION_ID = '' } = await systemRelease();
  const folder = await ensureInstalled(
    `slurm-${ID}${VERSION_ID}-${process.arch}`,
    'Slurm',
    unpackSlurm,
    'that `apt-get update` and `apt-get download slurmctld` work on this machine',
  );
  const libraries = path.join(folder, 'usr', 'lib');
  const [plugins] = (await readdir(libraries, { recursive: true })).filter((name) => /(^|\/)slurm(-wlm)?$/.test(name));
  if (plugins === undefined) throw new Error(`Slurm's packages hold no plugins: ${libraries} has no slurm-wlm.`);
  return {
    bin: path.join(folder, 'usr', 'bin'),
    plugins: path.join(libraries, plugins),
    libraries: [path.dirname(plugins), plugins].map((name) => path.join(libraries, name)).join(path.delimiter),
    daemon: (name) => {
      // Debian has room for other programs of the same name.
      const files = [`${name}-wlm`, name].map((file) => path.join(folder, 'usr', 'sbin', file));
      const file = files.find((one) => existsSync(one));
      if (file === undefined)
        throw new Error(`Slurm's packages hold no ${name}: there is none of ${files.join(', ')}.`);
      return file;
    },
  };
}

/** @param {string} folder */
async function unpackSlurm(folder) {
  const apt = path.join(folder, 'apt');
  const archives = path.join(folder, 'archives');
  for (const made of [path.join(apt, 'lists', 'partial'), path.join(apt, 'archives', 'partial'), archives])
    await mkdir(made, { recursive: true });
  // Lists and locks of our own want no root, and as root no other user, who could not write here.
  const options = [`Dir::State::lists=${apt}/lists`, `Dir::Cache=${apt}`, 'APT::Sandbox::User=root'];
  const aptGet = (/** @type {string[]} */ args) =>
    runQuietly('apt-get', [...options.flatMap((option) => ['-o', option]), '-qq', ...args], { cwd: archives });
  await aptGet(['update']);
  await aptGet(['download', ...packages, ...(await missingLibraries(aptGet))]);
  for (const archive of await readdir(archives)) await runQuietly('dpkg', ['-x', path.join(archives, archive), folder]);
  for (const done of [apt, archives]) await rm(done, { recursive: true });
}

/** What the machine would have to install beside the packages themselves. @param {(args: string[]) => Promise<string>} aptGet */
async function missingLibraries(aptGet) {
  const said = await aptGet(['install', '--simulate', '--no-install-recommends', ...packages]);
  return Array.from(said.matchAll(/^Inst (\S+)/gm), ([, name = '']) => name).filter(
    (name) => !packages.includes(name) && !unneeded.includes(name),
  );
}

/** @returns {Promise<{[name: string]: string | undefined}>} what the system says of itself */
async function systemRelease() {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return Object.fromEntries(Array.from(text.matchAll(/^(\w+)="?([^"\n]*)"?$/gm), ([, name, value]) => [name, value]));
}
