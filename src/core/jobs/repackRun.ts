// What packing and unpacking a run folder have in common: who may do it, how far it is, what is said when a disk refuses, and the closing.

import { basename } from 'node:path';
import type { RunState } from '../../shared/run/runState';
import { cutHalfLineOf } from '../files/cutHalfLine';
import { closeRunFolder } from '../run/closeRunFolder';
import { workingOnRun } from '../run/runStopped';
import { openRun } from '../runFolder/openRun';
import { readManifest } from '../runFolder/readManifest';
import { endedTests, type TestAt } from '../runFolder/readTest';
import { runFiles } from '../runFolder/runFolderPaths';
import { withRunLock } from '../runFolder/runLock';

export interface RepackRequest {
  /** The run folder, written in place. */
  runDirectory: string;
  /** The folder of what was built: the page is made anew. */
  distDirectory: string;
}

export interface RepackOutcome {
  /** Tests whose files were changed; 0 where the folder was as it was asked to be. */
  tests: number;
  sizeBytes: number | null;
}

interface Repacking {
  command: 'pack' | 'unpack';
  /** Of `run.json` from then on. */
  schemaVersion: number;
  /** True for a test that is not yet as it is to be. */
  isToChange(test: TestAt): boolean;
  /** Changes the files of the tests, then the events. `onTest` is called after each and throws when the work is to stop. */
  change(runDirectory: string, state: RunState, tests: readonly TestAt[], onTest: () => void): Promise<void>;
}

/**
 * `onProgress` counts tests. When `signal` aborts, its reason is thrown, and the run is as it was. Throws likewise when the folder is no run, another
 * process writes it, or a test can't be read.
 */
export async function repackRun(
  { runDirectory, distDirectory }: RepackRequest,
  { command, schemaVersion, isToChange, change }: Repacking,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<RepackOutcome> {
  // Says for people when this is no run folder.
  await openRun(runDirectory);
  const name = basename(runDirectory);
  const words = {
    what: `${command === 'pack' ? 'Packing' : 'Unpacking'} ${name}`,
    rest: 'Nothing of the run is lost.',
    again: `${command} it again: \`iso-speed-bench ${command} ${name}\``,
  };
  return workingOnRun(words, () =>
    withRunLock(runDirectory, async () => {
      await cutHalfLineOf(runDirectory, runFiles.events);
      const { state } = await openRun(runDirectory);
      const tests = endedTests(state.models).filter(isToChange);
      let done = 0;
      await change(runDirectory, state, tests, () => {
        onProgress(++done, tests.length);
        signal.throwIfAborted();
      });
      const { sizeBytes } = await closeRunFolder({
        runDirectory,
        distDirectory,
        state: (await openRun(runDirectory)).state,
        manifest: { ...(await readManifest(runDirectory)), schemaVersion },
        report: null,
        images: null,
      });
      return { tests: tests.length, sizeBytes };
    }),
  );
}
