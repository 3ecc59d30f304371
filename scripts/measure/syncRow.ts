// What it costs that a run has the disk keep what it writes: the same run with its syncs, and with syncs that do nothing.

import { interleaved } from './interleaved';
import type { Measured } from './measuredChild';
import { measuredRun, writeBenchmark } from './measuredRun';
import { withServer } from './runningServer';
import { figureOf, type RowResult, type SuiteOptions } from './suiteRow';

export async function syncRow({ tests, atOnce, rounds }: SuiteOptions, folder: string): Promise<RowResult[]> {
  const file = await writeBenchmark(folder, tests);
  const both = await withServer('instant', (server) =>
    interleaved(rounds, {
      run: () => measuredRun(file, atOnce, server),
      reference: () =>
        measuredRun(file, atOnce, server, { nodeFlags: ['--import', './scripts/measure/withoutSyncs.mjs'] }),
    }),
  );
  return [
    {
      name: 'syncs',
      title: `${tests} tests, instant answers, ${atOnce} at once, pictures off, complete run folder in ${folder}`,
      reference: 'the same, with syncs that do nothing',
      figures: [
        ...figureOf('wall', 'ms', both, (one: Measured) => one.wallMs),
        ...figureOf('CPU', 'ms', both, (one: Measured) => one.cpuMs),
      ],
      othersShares: [...both.run, ...both.reference].flatMap(({ othersShare }) => othersShare ?? []),
    },
  ];
}
