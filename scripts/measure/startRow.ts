// What VS Code loads when it starts, beside an extension that does next to nothing.

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { MeasuredWorkbench } from './measuredWorkbench';
import type { RowResult, SuiteOptions } from './suiteRow';

/** VS Code's own times of an extension, ms. */
interface Activation {
  load: number;
  call: number;
}

export async function startRow({ rounds }: SuiteOptions, folder: string): Promise<RowResult[]> {
  const [ours, probes]: [Activation[], Activation[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const workbench = await MeasuredWorkbench.open(folder);
    try {
      const table = await workbench.ask('activations');
      ours.push(activationIn(table, 'iso-speed-bench.iso-speed-bench'));
      probes.push(activationIn(table, 'iso-speed-bench.probe'));
    } finally {
      await workbench.close();
    }
  }
  const entry = (await stat(join('dist', 'extension.cjs'))).size / 1000;
  const panel = gzipSync(await readFile(join('dist', 'webview', 'panel.js'))).length / 1000;
  const of = (what: string, read: (one: Activation) => number): RowResult['figures'][number] => ({
    what,
    unit: 'ms',
    run: ours.map(read),
    reference: probes.map(read),
  });
  return [
    {
      name: 'start',
      title: 'the extension is activated in a new window of VS Code',
      reference: 'an extension that starts a server and nothing else',
      figures: [
        of('loading its code', ({ load }) => load),
        of('with activate()', ({ load, call }) => load + call),
        { what: 'extension.cjs', unit: 'kB', run: [entry] },
        { what: 'panel.js, gzipped', unit: 'kB', run: [panel] },
      ],
      othersShares: [],
    },
  ];
}

/** The line of an extension: its id, whether it was eager, loading, calling and finishing its activation, ms. */
function activationIn(table: string, id: string): Activation {
  const cells = table
    .split('\n')
    .find((line) => line.split('|')[1]?.trim() === id)
    ?.split('|')
    .map((cell) => cell.trim());
  if (!cells) throw new Error(`VS Code does not tell when it activated ${id}:\n${table}`);
  return { load: Number(cells[3]), call: Number(cells[4]) };
}
