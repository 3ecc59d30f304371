// Reads the state of a run from the events of its folder. Writes nothing, also not to put it right.

import { basename } from 'node:path';
import { abandonedStatus, emptyRun, type RunState } from '../../shared/run/runState';
import { abandonTests, applyEvent } from '../../shared/run/foldRun';
import { readEvents } from './readEvents';
import { runFiles } from './runFolderPaths';
import { isRunLockedElsewhere } from './runLock';
import { isInside } from '../files/insideFolder';

export interface OpenedRun {
  state: RunState;
  /** Another process writes the run at the moment: the state is that of now, its status `running`. */
  isBeingWritten: boolean;
  /** What was odd about the folder but did not keep it from opening. */
  problem?: string;
  /** The state as `bytesOfRun` makes it, where that has been done. */
  packed?: ArrayBuffer;
}

/** Opens a run folder. Throws an error that names the folder and what is missing or unreadable in it. */
export async function openRun(runDirectory: string): Promise<OpenedRun> {
  const name = basename(runDirectory);
  if (!isInside(runDirectory, runFiles.events))
    throw new Error(`${name} is not a run folder: it has no ${runFiles.events}.`);
  // Before the events: a run that ends while they are read has its end among them.
  const isBeingWritten = await isRunLockedElsewhere(runDirectory);
  const state = emptyRun();
  const badLines = await readEvents(runDirectory, name, (event) => applyEvent(state, event));
  if (state.runId === '') throw new Error(`${name} holds no run: ${runFiles.events} has no runStarted event.`);
  if (state.status === 'running' && !isBeingWritten) {
    // The process that wrote the run is gone: what was under way never ended.
    state.status = abandonedStatus(state);
    abandonTests(state);
  }
  if (isBeingWritten)
    return {
      state,
      isBeingWritten,
      ...(state.status === 'running' ? { problem: `${name} is still being written; this is how far it is now.` } : {}),
    };
  if (badLines === 0) return { state, isBeingWritten };
  return {
    state,
    isBeingWritten,
    problem: `${badLines} unreadable line${badLines === 1 ? '' : 's'} of ${runFiles.events} left out: the run was stopped while it was writing.`,
  };
}
