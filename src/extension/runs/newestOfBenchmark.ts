// The newest run of a benchmark, or the newest test of some of its prompts: from this window, an earlier one or a terminal, for all are run folders.

import type { RunState } from '../../shared/run/runState';
import type { TestRuns } from './testRuns';

interface BenchmarkPart {
  benchmarkName: string;
  /** Absent for any. */
  model?: string;
  /** Places among the benchmark's prompts, from 1, the last included; absent for the run as a whole. */
  places?: { from: number; to: number };
}

interface NewestPlace {
  runDirectory: string;
  /** Null where no prompts were named. */
  test: { model: string; index: number } | null;
}

/** Runs of some tests only that are looked into for one of them. */
const mostRuns = 20;

/** Undefined where there is none. Throws when a run can't be opened. */
export async function newestOfBenchmark(
  testRuns: Pick<TestRuns, 'list' | 'load'>,
  { benchmarkName, model, places }: BenchmarkPart,
): Promise<NewestPlace | undefined> {
  const runs = [...(await testRuns.list()).values()].filter(
    (run) =>
      'manifest' in run &&
      run.manifest.benchmarkName === benchmarkName &&
      (model === undefined || run.manifest.models.some((one) => one.model === model)),
  );
  const [newest] = runs;
  if (!newest || !places) return newest && { runDirectory: newest.runDirectory, test: null };
  for (const { runDirectory } of runs.slice(0, mostRuns)) {
    const test = finishedTest(await testRuns.load(runDirectory), model, places);
    if (test) return { runDirectory, test };
  }
  return undefined;
}

function finishedTest(
  { models, prompts }: RunState,
  model: string | undefined,
  { from, to }: { from: number; to: number },
): NewestPlace['test'] | undefined {
  for (const one of models) {
    if (model !== undefined && one.model !== model) continue;
    const test = one.tests.find(({ index, phase }) => {
      const place = prompts[index - 1]?.place ?? index;
      return phase === 'finished' && place >= from && place <= to;
    });
    if (test) return { model: one.model, index: test.index };
  }
  return undefined;
}
