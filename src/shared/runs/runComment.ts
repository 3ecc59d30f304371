// What a person may write of a run when it is started: a line that lists have room for.

import { lineProblem } from '../text/lineProblem';

/** Characters. */
export const longestComment = 200;

/** What is wrong with a comment, for people; null for nothing. */
export function commentProblem(comment: string): string | null {
  return lineProblem(comment, 'comment', longestComment);
}
