// One release for all files of the suite, made when first asked for, removed after the last test.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RootHookObject } from 'mocha';
import { runQuietly } from '../../scripts/processes.mjs';

let made: Promise<string> | undefined;

async function make(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'isb-packages-'));
  // In a process of its own, with which the compiler's ends.
  await runQuietly(process.execPath, ['scripts/package/prepack.mjs', join(folder, 'release')]);
  return folder;
}

/** A folder for packages, with the release that they are made of in `release/`. */
export function packagesFolder(): Promise<string> {
  return (made ??= make());
}

export const mochaHooks: RootHookObject = {
  async afterAll() {
    if (made) await rm(await made, { recursive: true, force: true });
  },
};
