// Which commit a release is built from.

import { realpath } from 'node:fs/promises';
import { runQuietly } from '../processes.mjs';
import { projectFolder } from '../toolCache.mjs';

/** @returns {Promise<{commit: string, committedAt: string, isChanged: boolean} | undefined>} nothing where the sources came without their history */
export async function ownBuild() {
  const top = await git('rev-parse', '--show-toplevel');
  // Sources that were unpacked inside of another project have its history, not theirs.
  if (top === undefined || (await realpath(top)) !== (await realpath(projectFolder))) return undefined;
  const [head, changes] = await Promise.all([git('log', '-1', '--format=%H %cI'), git('status', '--porcelain')]);
  const [commit, committedAt] = head?.split(' ') ?? [];
  if (commit === undefined || committedAt === undefined) return undefined;
  return { commit, committedAt, isChanged: changes !== '' };
}

/** @param {string[]} args @returns {Promise<string | undefined>} nothing where git fails or is not there */
async function git(...args) {
  const said = await runQuietly('git', args, { cwd: projectFolder }).catch(() => undefined);
  return said?.trim();
}
