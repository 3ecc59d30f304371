// `npm run test:faults`: what kills, networks, servers and power failures do, each kind with what was tried, held and lost, and the most
// memory that the program took. Needs a build, no network and no key.
// Use: npm run test:faults -- [kills] [power cuts] [of disks as many of each kind]

import { spawnSync } from 'node:child_process';
import { CliFixture } from '../unit/cli/cliFixture';
import { ServedRuns } from '../unit/core/run/servedRuns';
import { memoryFaults, tryMemoryBounds } from './memoryBounds';
import { networkFaults, protocols, tryNetworkFaults } from './networkFaults';
import { tryPowerCut } from './tryPowerCut';
import { Tally } from './tally';

const [kills = '100', cuts = '50', disks = '10'] = process.argv.slice(2);

const killed = spawnSync(process.execPath, ['scripts/faults/killedRuns.mjs', kills], { stdio: 'inherit' });
if (killed.status !== 0) process.exitCode = 1;

const network = new Tally('network faults');
for (const protocol of protocols) {
  const runs = await ServedRuns.make();
  try {
    const names = [...networkFaults.keys()];
    network.countAll(names.length, await tryNetworkFaults(runs, protocol, names));
  } finally {
    await runs.remove();
  }
}
network.print(`; ${networkFaults.size} kinds x ${protocols.length} protocols`);

const bounds = new Tally('answers without bounds');
const peaks: string[] = [];
const fixture = await CliFixture.make();
try {
  for (const protocol of protocols) {
    const { peakMb, faults } = await tryMemoryBounds(fixture, protocol);
    bounds.countAll(memoryFaults.length, faults);
    peaks.push(`${protocol} ${peakMb} MB`);
  }
} finally {
  await fixture.remove();
}
bounds.print(`; at most ${peaks.join(', ')}`);

const power = new Tally('power cuts');
for (let number = 1; number <= Number(cuts); number++) power.count(`cut ${number}`, await tryPowerCut());
power.print();

// A disk of one's own is for root, and its faults are those of Linux.
if (process.getuid?.() === 0 && process.platform === 'linux') {
  const node = [process.execPath, ...process.execArgv, 'test/faults/tryDisks.ts', disks, disks, disks];
  const tried = spawnSync('unshare', ['--mount', '--propagation', 'private', ...node], { stdio: 'inherit' });
  if (tried.status !== 0) process.exitCode = 1;
} else console.log('disks that fail: not tried, for that wants Linux and root');
