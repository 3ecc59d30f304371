// The page of a run folder, to be opened.

import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../../shared/text/messageOf';
import { isFileInside } from '../files/insideFolder';
import { isOwnReviewPage } from './isOwnReviewPage';
import { runFiles } from './runFolderPaths';
import { withRunLock } from './runLock';
import { writeReviewPage } from './writeReviewPage';

interface ReviewPageFound {
  /** Absolute. */
  path: string;
  /** What may be wrong with it, a sentence; null for a page of the run as it is, written by this program. */
  problem: string | null;
}

/**
 * The page's path. A run that was killed has no page yet, or one of before it was resumed; one that was copied by halves lacks what is beside it; and
 * another program, or another version of this one, may have written it: then it is made of what the folder holds. Throws when there is none
 * and none can be made.
 */
export async function ensureReviewPage(runDirectory: string, distDirectory: string): Promise<ReviewPageFound> {
  const path = join(runDirectory, runFiles.reviewPage);
  const madeAt = timeOf(runDirectory, runFiles.reviewPage);
  const changedAt = timeOf(runDirectory, runFiles.events);
  const isOwn = await isOwnReviewPage(runDirectory, distDirectory);
  if (isOwn && madeAt !== null && (changedAt === null || changedAt <= madeAt)) return { path, problem: null };
  try {
    await withRunLock(runDirectory, () => writeReviewPage(runDirectory, distDirectory));
    return { path, problem: null };
  } catch (error) {
    const why = messageOf(error);
    if (madeAt === null) throw new Error(`This run has no ${runFiles.reviewPage} yet, and none could be made: ${why}`);
    const what = isOwn
      ? 'The page may be older than the run'
      : 'This version of the program has not written the page of this run: it may lack words, and show and do what its author wants';
    return { path, problem: `${what}; it could not be made anew: ${why}` };
  }
}

/** When a file was last written, ms; null when it is not there, or is a link to another. */
function timeOf(runDirectory: string, name: string): number | null {
  return isFileInside(runDirectory, name) ? lstatSync(join(runDirectory, name)).mtimeMs : null;
}
