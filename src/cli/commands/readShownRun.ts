// Reads what `show` and `import` say of a run: its events, its run.json, and what is odd about either.

import { readListedRun } from '../../core/runFolder/listRuns';
import { openRun } from '../../core/runFolder/openRun';
import { shownPath } from '../terminal/cliContext';
import type { ShownRun } from '../text/runLines';

/** Throws when the folder is no run. `cwd` is where the shown path counts from. */
export async function readShownRun(runDirectory: string, cwd: string): Promise<ShownRun> {
  const { state, problem } = await openRun(runDirectory);
  const listed = await readListedRun(runDirectory);
  const manifest = listed && 'manifest' in listed ? listed.manifest : null;
  const problems = [
    ...(problem === undefined ? [] : [problem]),
    ...(listed && 'problem' in listed ? [listed.problem] : []),
    ...(manifest?.problems ?? []),
  ];
  return { folder: shownPath(cwd, runDirectory), state, manifest, problems };
}
