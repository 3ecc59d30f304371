// What a run costs in shards: each of four beside the run that is made at once, for every shard plans the whole run; and merging the four.

import { cp, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { measuredChild, type Measured } from './measuredChild';
import { measuredRun, writeBenchmark, type MeasuredRun } from './measuredRun';
import { withServer } from './runningServer';
import { figureOf, type Figure, type RowResult, type SuiteOptions } from './suiteRow';

const numbers = [1, 2, 3, 4];

export async function shardsRow({ atOnce, rounds, largest }: SuiteOptions, folder: string): Promise<RowResult[]> {
  const file = await writeBenchmark(folder, largest);
  const whole: MeasuredRun[] = [];
  const shards: MeasuredRun[] = [];
  const merges: Measured[] = [];
  await withServer('instant', async (server) => {
    for (let round = 0; round < rounds; round++) {
      const kept = await mkdtemp(`${file}-shards-`);
      const runs = numbers.map((number) => join(kept, String(number)));
      whole.push(await measuredRun(file, atOnce, server));
      for (const [at, run] of runs.entries()) {
        const flags = ['--no-images', '--shard', `${numbers[at]}/${numbers.length}`];
        const look = (made: string): Promise<void> => cp(made, run, { recursive: true });
        shards.push(await measuredRun(file, atOnce, server, { flags, look }));
      }
      merges.push(
        await measuredChild(['dist/node/cli.mjs', 'merge', ...runs, '--out', join(kept, 'merged')], {}, [
          server.process,
        ]),
      );
      await rm(kept, { recursive: true });
    }
  });
  // The first shard stands for all: they have about as many tests.
  const both = { run: shards.filter((_, place) => place % numbers.length === 0), reference: whole };
  return [
    {
      name: 'shards',
      title: `one shard of ${numbers.length} of ${largest} tests, instant answers, ${atOnce} at once, pictures off`,
      reference: 'the whole run',
      figures: [...measuresOf(both), ...figureOf('folder', 'MiB', both, (one) => one.folderBytes / 2 ** 20)],
      othersShares: [...shards, ...whole].flatMap(({ othersShare }) => othersShare ?? []),
    },
    {
      name: 'merge',
      title: `merging the ${numbers.length} shards`,
      reference: 'the whole run',
      figures: measuresOf({ run: merges, reference: whole }),
      othersShares: merges.flatMap(({ othersShare }) => othersShare ?? []),
    },
  ];
}

function measuresOf(both: { run: Measured[]; reference: Measured[] }): Figure[] {
  return [
    ...figureOf('wall', 'ms', both, (one) => one.wallMs),
    ...figureOf('CPU', 'ms', both, (one) => one.cpuMs),
    ...figureOf('peak memory', 'MiB', both, (one) => one.peakMib),
  ];
}
