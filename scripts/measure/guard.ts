// Guards the price of asking on every machine: a short `asking` row, by CPU time beside its reference, which other programs hardly change. The
// limit is wide: it is passed by what goes wrong, not by what is a little slower.
// Use: npx tsx scripts/measure/guard.ts

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askingRow } from './askingRow';
import { printRow } from './printRow';
import { ratioOf } from './suiteRow';

/** So many times the CPU time of the bare loop, for a run this short. */
const mostTimes = 8;

const folder = await mkdtemp(join(tmpdir(), 'isb-guard-'));
try {
  const rows = await askingRow({ tests: 1000, atOnce: 50, rounds: 1, largest: 0 }, folder);
  rows.forEach(printRow);
  const cpu = rows.flatMap(({ figures }) => figures).find(({ what }) => what === 'CPU');
  const ratio = cpu && ratioOf(cpu);
  // Only Linux tells the CPU time of a tree of processes.
  if (ratio && ratio.median > mostTimes) {
    console.error(
      `Asking takes ${ratio.median.toFixed(1)} x the CPU time of a bare loop; more than ${mostTimes} x is refused.`,
    );
    process.exitCode = 1;
  }
} finally {
  await rm(folder, { recursive: true });
}
