// What can be done with a run where it is shown.

import type { RunSource } from '../../../src/shared/protocols/runPanelProtocol';
import type { RunPlayer } from './runPlayer';

/** Whether it has a folder that can be shown and written into. */
export function hasRunFolder(source: RunSource): boolean {
  return source === 'live' || source === 'runFolder';
}

/** Whether a run with a folder that stopped before its end can go on where it was. */
export function canResume({ state: run, facts }: Pick<RunPlayer, 'state' | 'facts'>): boolean {
  // Nobody knows what a run without a test type was asked with: it was imported.
  if (run.status === 'running' || run.testType === '') return false;
  // With more of a budget there is something to ask again.
  return run.status !== 'finished' || facts.wasBudgetSpent;
}
