// Draws the result images of a run again, from what its folder holds: after a change of how they look, or for a run that was made without.
// No model is asked and no answer judged; of everything else only the page and the folder's size are brought up to date.

import { shellWord } from '../../shared/text/shellWord';
import { basename } from 'node:path';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { createResultImages, type DrawnImages } from '../resultImage/resultImages';
import { closeRunFolder } from '../run/closeRunFolder';
import { workingOnRun } from '../run/runStopped';
import { openRun } from '../runFolder/openRun';
import { drawnTests } from '../runFolder/readTest';
import { readManifest } from '../runFolder/readManifest';
import { withRunLock } from '../runFolder/runLock';

export interface AnnotateRequest {
  /** The run folder, written in place. */
  runDirectory: string;
  /** The folder of what was built: node/, fonts/ and webview/. */
  distDirectory: string;
}

export interface AnnotateOutcome extends DrawnImages {
  /** Tests of the run that have a picture: as many pictures were to be drawn. */
  total: number;
}

/**
 * Draws the picture of every test that has one. `onProgress` counts those drawn or failed. When `signal` aborts, what was drawn until then is kept
 * and the signal's reason is thrown. Throws before anything is written when the folder is no run or another process writes it.
 */
export async function annotateRun(
  { runDirectory, distDirectory }: AnnotateRequest,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<AnnotateOutcome> {
  // Says for people when this is no run folder.
  await openRun(runDirectory);
  const name = oneLine(basename(runDirectory));
  const words = {
    what: `Drawing the result images of ${name}`,
    rest: 'What was drawn by then is kept.',
    again: `draw them again: \`iso-speed-bench annotate ${shellWord(name)}\``,
  };
  return workingOnRun(words, () =>
    withRunLock(runDirectory, async () => {
      // Read again under the lock: the run may have gone on since it was looked at.
      const { state } = await openRun(runDirectory);
      const manifest = await readManifest(runDirectory);
      const tests = drawnTests(state.models);
      const total = tests.length;
      const images = createResultImages(distDirectory, (done) => onProgress(done, total));
      const stop = (): void => void images.dispose();
      signal.addEventListener('abort', stop, { once: true });
      try {
        if (!signal.aborted) for (const test of tests) images.draw(runDirectory, test);
        const counts = await images.drained();
        // A report that was imported stays as it came, and of a run nothing in it has changed.
        await closeRunFolder({ runDirectory, distDirectory, state, manifest, report: null, images });
        signal.throwIfAborted();
        return { ...counts, total };
      } finally {
        signal.removeEventListener('abort', stop);
        await images.dispose();
      }
    }),
  );
}
