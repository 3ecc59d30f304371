// What a person may write of a run when it is started: a line that lists have room for.

import { formatCount } from '../text/format';

/** Characters. */
export const longestComment = 200;

/** What is wrong with a comment, for people; null for nothing. */
export function commentProblem(comment: string): string | null {
  if (/[\n\r\u0085\u2028\u2029]/.test(comment)) return 'A comment is one line.';
  const { length } = [...comment];
  return length > longestComment
    ? `A comment has at most ${formatCount(longestComment)} characters, and this has ${formatCount(length)}.`
    : null;
}
