// What a whole run costs beside its bare requests: instant answers, so that nothing but the client is measured.

import { interleaved } from './interleaved';
import type { Measured } from './measuredChild';
import { measuredBareLoop, measuredRun, writeBenchmark } from './measuredRun';
import { withServer } from './runningServer';
import { figureOf, type RowResult, type SuiteOptions } from './suiteRow';

export async function askingRow({ tests, atOnce, rounds }: SuiteOptions, folder: string): Promise<RowResult[]> {
  const file = await writeBenchmark(folder, tests);
  const both = await withServer('instant', (server) =>
    interleaved(rounds, {
      run: () => measuredRun(file, atOnce, server),
      reference: () => measuredBareLoop(file, tests, atOnce, server),
    }),
  );
  return [
    {
      name: 'asking',
      title: `${tests} tests, instant answers, ${atOnce} at once, pictures off, complete run folder`,
      reference: 'a bare undici loop that asks the same, streamed, and checks',
      figures: [
        ...figureOf('wall', 'ms', both, (one: Measured) => one.wallMs),
        ...figureOf('CPU', 'ms', both, (one: Measured) => one.cpuMs),
        ...figureOf('peak memory', 'MiB', both, (one: Measured) => one.peakMib),
        ...figureOf('folder', 'MiB', { run: both.run }, (one) => one.folderBytes / 2 ** 20),
        ...figureOf('files', 'files', { run: both.run }, (one) => one.files),
      ],
      othersShares: [...both.run, ...both.reference].flatMap(({ othersShare }) => othersShare ?? []),
    },
  ];
}
