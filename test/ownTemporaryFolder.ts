// Each file of unit tests has a temporary folder of its own and takes away what it puts there: tests that lean on what others left, or on what
// other programs keep in the machine's folder, pass and fail by chance. Mocha loads this before the tests; a file that runs in a process of its
// own is asked by itself.

import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RootHookObject } from 'mocha';

/** Linux and macOS look at the first, Windows at the others; the processes that a test starts have them too. */
const variables = ['TMPDIR', 'TEMP', 'TMP'];

/** What tsx, which some of those processes are started with, has compiled: shared with them, or each would compile the sources anew. */
const isCache = (name: string): boolean => name.startsWith('tsx-');

async function shareCache(from: string, to: string): Promise<void> {
  for (const name of (await readdir(from)).filter(isCache)) await symlink(join(from, name), join(to, name), 'junction');
}

let folder = '';
let before: [name: string, value: string | undefined][] = [];

export const mochaHooks: RootHookObject = {
  async beforeAll() {
    const machineFolder = tmpdir();
    folder = await mkdtemp(join(machineFolder, 'isb-unit-'));
    await shareCache(machineFolder, folder);
    before = variables.map((name) => [name, process.env[name]]);
    for (const name of variables) process.env[name] = folder;
  },
  async afterAll() {
    for (const [name, value] of before)
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    const left = (await readdir(folder)).filter((name) => !isCache(name));
    await rm(folder, { recursive: true });
    assert.deepEqual(left, [], 'the tests are done, but these are still in the folder for temporary files');
  },
};
