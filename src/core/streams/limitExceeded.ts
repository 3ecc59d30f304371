// What is thrown when more of an answer came than is taken in.

import { unitOf, type AnswerLimitName } from '../../shared/run/answerLimits';

/** More came than is taken in. */
export class LimitExceeded extends Error {
  /** How much that is: `16 million characters in one line`. */
  readonly what: string;

  /** `most` is the value of the limit; `place` is what it is of, `in one line`, and absent where it is of all that came. */
  constructor(
    readonly limit: AnswerLimitName,
    readonly most: number,
    place?: string,
  ) {
    const what = [amount(most, unitOf(limit)), ...(place === undefined ? [] : [place])].join(' ');
    super(`more than ${what}`);
    this.name = 'LimitExceeded';
    this.what = what;
  }
}

const mebibyte = 1024 * 1024;

/** `16 MiB`, `300 bytes`. */
function amount(count: number, unit: 'bytes' | 'characters'): string {
  if (count < mebibyte) return `${count} ${unit}`;
  return `${Math.round(count / mebibyte)} ${unit === 'bytes' ? 'MiB' : 'million characters'}`;
}
