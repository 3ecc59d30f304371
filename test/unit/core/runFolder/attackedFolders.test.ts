// Run folders whose links lead out of them, and whose pipes and devices would keep a program waiting. `npm run test:attacks` tries all with all.

import assert from 'node:assert/strict';
import {
  boundAttacks,
  folderJobs,
  linkAttacks,
  tryFolder,
  waitAttacks,
  type FolderAttack,
} from '../../../attacks/folderAttacks';

/** Every attack and every job at least once. */
async function tryInTurn(attacks: readonly FolderAttack[]): Promise<void> {
  for (const [position, attack] of attacks.entries())
    assert.deepEqual(await tryFolder(attack, folderJobs[position % folderJobs.length]!), []);
}

describe('a run folder with links and pipes of a stranger', () => {
  it('has nothing written or shown of what is outside', () => tryInTurn(linkAttacks));

  it('takes neither all memory nor all of the stack', async () => {
    for (const attack of boundAttacks)
      for (const job of folderJobs.filter(({ name }) => /list|read all|export|write the page|unpack/.test(name)))
        assert.deepEqual(await tryFolder(attack, job), []);
  });

  if (process.platform !== 'win32') it('keeps nobody waiting', () => tryInTurn(waitAttacks));
});
