// How a run grows with its tests: time, memory and folder ten times as many at each step, and the exponents between the steps. 1 is in proportion.

import { measuredRun, writeBenchmark, type MeasuredRun } from './measuredRun';
import { withServer } from './runningServer';
import { figureOf, type RowResult, type SuiteOptions } from './suiteRow';

const smallest = 1000;

export async function growthRow({ atOnce, largest, rounds }: SuiteOptions, folder: string): Promise<RowResult[]> {
  const counts = [smallest];
  while (counts.at(-1)! * 10 <= largest) counts.push(counts.at(-1)! * 10);
  const steps = new Map<number, MeasuredRun[]>(counts.map((count) => [count, []]));
  await withServer('instant', async (server) => {
    for (let round = 0; round < rounds; round++)
      for (const [count, runs] of steps) {
        const file = await writeBenchmark(folder, count);
        runs.push(await measuredRun(file, atOnce, server));
      }
  });
  return counts.map((count, step) => rowOf(count, atOnce, steps.get(count)!, steps.get(counts[step - 1] ?? 0)));
}

/** `before` are the runs with a tenth of the tests; undefined for the smallest. */
function rowOf(count: number, atOnce: number, run: MeasuredRun[], before: MeasuredRun[] | undefined): RowResult {
  const measures = [
    { what: 'wall', unit: 'ms', read: (one: MeasuredRun) => one.wallMs },
    { what: 'CPU', unit: 'ms', read: (one: MeasuredRun) => one.cpuMs },
    { what: 'peak memory', unit: 'MiB', read: (one: MeasuredRun) => one.peakMib },
    { what: 'folder', unit: 'MiB', read: (one: MeasuredRun) => one.folderBytes / 2 ** 20 },
    { what: 'files', unit: 'files', read: (one: MeasuredRun) => one.files },
  ] as const;
  return {
    name: `growth-${count}`,
    title: `${count} tests, instant answers, ${atOnce} at once, pictures off, complete run folder`,
    figures: measures.flatMap(({ what, unit, read }) => [
      ...figureOf(what, unit, { run }, read),
      ...(before
        ? figureOf(
            `exponent of ${what}`,
            '',
            { run: run.map((one, round) => [one, before[round]!]) },
            ([larger, smaller]) => exponent(read(larger!), read(smaller!)),
          )
        : []),
    ]),
    othersShares: run.flatMap(({ othersShare }) => othersShare ?? []),
  };
}

/** The power of the number of tests, ten times as many, that a figure grew with. */
function exponent(larger: number | null, smaller: number | null): number | null {
  return larger === null || smaller === null ? null : Math.log10(larger / smaller);
}
