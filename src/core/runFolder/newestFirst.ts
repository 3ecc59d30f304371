// The order that runs are listed in.

import { runMoment } from '../../shared/runs/runManifest';
import type { ListedRun } from './listedRun';

/** Newest first, runs of the same moment by their folders' names backwards, runs that can't be read last. */
export function newestFirst(runs: readonly ListedRun[]): ListedRun[] {
  return runs
    .map((run) => ({ run, time: startTime(run) }))
    .sort((a, b) => b.time - a.time || compareNames(b.run, a.run))
    .map(({ run }) => run);
}

function startTime(run: ListedRun): number {
  return 'manifest' in run ? Date.parse(runMoment(run.manifest)) || 0 : -1;
}

function compareNames(a: ListedRun, b: ListedRun): number {
  return a.runDirectory < b.runDirectory ? -1 : a.runDirectory > b.runDirectory ? 1 : 0;
}
