// Why tests of a run were not run.

import type { RunState } from '../../../src/shared/run/runState';
import { countNotRun, notRunText } from '../../../src/shared/words/notRun';

/** `no vision 4`: of one model, or of all; empty where all were run. */
export function notRunReasons({ models }: RunState, model?: string): string {
  const rows = models.filter((one) => model === undefined || one.model === model);
  return notRunText(countNotRun(rows.flatMap(({ tests }) => tests)));
}
