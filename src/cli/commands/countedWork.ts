// Work on the tests of a run that counts as it goes and can be interrupted: what was done until then is kept, and it is said.

import { errorJson } from '../terminal/errorJson';
import { writeOut, type CliContext } from '../terminal/cliContext';
import { CountProgress } from '../progress/countProgress';
import { redrawing } from '../progress/redrawing';

export interface WorkWords {
  /** What is counted: `answers judged again`. */
  counted: string;
  /** Said at Ctrl+C, before the work has stopped. */
  stopping: string;
  /** Said when the work has stopped. */
  interrupted: string;
}

type Work<T> = (onProgress: (done: number, total: number, what?: string) => void, signal: AbortSignal) => Promise<T>;

/** What the work gives; null when it was interrupted, which has been said then, with `isJson` also as an object on stdout. */
export async function countedWork<T>(
  words: WorkWords,
  work: Work<T>,
  isJson: boolean,
  context: CliContext,
): Promise<T | null> {
  const redraw = await redrawing(context.stderr, context.environment);
  const progress = new CountProgress(context.stderr, words.counted, redraw?.() ?? null);
  const cancel = new AbortController();
  const stopListening = context.onInterrupt(() => {
    progress.note(`${words.stopping} Ctrl+C again stops at once.`);
    cancel.abort(new Error(words.interrupted));
  });
  try {
    return await work((...counts) => progress.show(...counts), cancel.signal);
  } catch (error) {
    if (!cancel.signal.aborted) throw error;
    await writeOut(context.stderr, `${words.interrupted}\n`);
    if (isJson) await writeOut(context.stdout, errorJson(words.interrupted));
    return null;
  } finally {
    progress.finish();
    stopListening();
  }
}
