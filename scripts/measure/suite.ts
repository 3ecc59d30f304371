// The benchmark suite: rows of figures of the built program, each beside its reference where it has one, measured by turns and several times.
// Prints them and writes them as JSON. What each row is: docs/performance.md.
// Use: npm run bench:suite -- [ROW ...] [--tests 5000] [--at-once 50] [--rounds 3] [--largest 10000] [--json FILE]

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { askingRow } from './askingRow';
import { growthRow } from './growthRow';
import { jobsRow } from './jobsRow';
import { liveRow } from './liveRow';
import { pageRow } from './pageRow';
import { panelRow } from './panelRow';
import { printRow } from './printRow';
import { shardsRow } from './shardsRow';
import { startRow } from './startRow';
import { syncRow } from './syncRow';
import { textRow } from './textRow';
import type { RowResult, SuiteRow } from './suiteRow';
import { busyRow, timingRow } from './timingRow';

const rows: { readonly [name: string]: SuiteRow } = {
  asking: askingRow,
  syncs: syncRow,
  timing: timingRow,
  busy: busyRow,
  growth: growthRow,
  shards: shardsRow,
  jobs: jobsRow,
  start: startRow,
  page: pageRow,
  text: textRow,
  panel: panelRow,
  live: liveRow,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tests: { type: 'string', default: '5000' },
    'at-once': { type: 'string', default: '50' },
    rounds: { type: 'string', default: '3' },
    largest: { type: 'string', default: '10000' },
    json: { type: 'string', default: join('dist', 'bench-suite.json') },
  },
});
const unknown = positionals.find((name) => !(name in rows));
if (unknown !== undefined)
  throw new Error(`There is no row "${unknown}". The rows are ${Object.keys(rows).join(', ')}.`);

const machine = {
  cores: cpus().length,
  model: cpus()[0]?.model ?? '',
  platform: process.platform,
  node: process.version,
};
const results: RowResult[] = [];
for (const name of positionals.length === 0 ? Object.keys(rows) : positionals) {
  const folder = await mkdtemp(join(tmpdir(), 'isb-suite-'));
  try {
    const measured = await rows[name]!(
      {
        tests: Number(values.tests),
        atOnce: Number(values['at-once']),
        rounds: Number(values.rounds),
        largest: Number(values.largest),
      },
      folder,
    );
    measured.forEach(printRow);
    results.push(...measured);
  } finally {
    await rm(folder, { recursive: true });
  }
}
await writeFile(values.json, `${JSON.stringify({ at: new Date().toISOString(), machine, rows: results }, null, 2)}\n`);
console.log(`written to ${values.json}`);
