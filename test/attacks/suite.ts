// `npm run test:attacks`: tries all that is known to get at what it must not, and prints how much of each kind was tried, held and lost.
// Needs a build, no network and no key. Fails when something was lost.

import { CliFixture } from '../unit/cli/cliFixture';
import { Tally } from '../faults/tally';
import { tryEchoedSecrets } from './tryEchoedSecrets';
import { boundAttacks, folderJobs, linkAttacks, tryFolder, waitAttacks, type FolderAttack } from './folderAttacks';
import { trySandbox } from './trySandbox';

/** A job that takes longer hangs, or walks through what was only claimed, ms. */
const longestMs = 30_000;

async function tryFolders(tally: Tally, attacks: readonly FolderAttack[]): Promise<void> {
  for (const attack of attacks)
    for (const job of folderJobs) {
      const started = performance.now();
      const faults = await tryFolder(attack, job);
      const ms = performance.now() - started;
      tally.count(
        `${job.name}, where ${attack.name}`,
        ms > longestMs ? [...faults, `it took ${Math.round(ms)} ms`] : faults,
      );
    }
  tally.print();
}

await tryFolders(new Tally('links in run folders'), linkAttacks);
if (process.platform !== 'win32') await tryFolders(new Tally('pipes and devices in run folders'), waitAttacks);
await tryFolders(new Tally('claims of run folders'), boundAttacks);

const fixture = await CliFixture.make();
try {
  const secrets = new Tally('secrets in replies');
  const { tried, found } = await tryEchoedSecrets(fixture);
  secrets.countAll(tried, found);
  secrets.print();
} finally {
  await fixture.remove();
}

const sandbox = new Tally('snippets in the sandbox');
await trySandbox((name, faults) => sandbox.count(name, faults));
sandbox.print();
