// How much of an answer is taken in. Generous: no honest answer comes near; a server that never ends must not fill the memory.

/** What a server may send for one request. */
export interface AnswerLimits {
  /** Bytes of the body, unpacked, signs of life included. */
  bodyBytes: number;
  /** Characters of one line, and of a body that is no stream. */
  lineCharacters: number;
  /** Characters of answer and reasoning together. */
  answerCharacters: number;
  /** Bytes of the body of an error; what is beyond them is not read. */
  errorBytes: number;
  /** Bytes that have come and are not yet read before the server is made to wait. */
  waitingBytes: number;
}

const mebibyte = 1024 * 1024;

export const answerLimits: AnswerLimits = {
  bodyBytes: 256 * mebibyte,
  lineCharacters: 16 * mebibyte,
  answerCharacters: 8 * mebibyte,
  errorBytes: mebibyte / 4,
  waitingBytes: mebibyte,
};

/** More came than is taken in. `limit` says how much that is, `16 MiB in one line`. */
export class LimitExceeded extends Error {
  constructor(
    readonly limit: string,
    options?: ErrorOptions,
  ) {
    super(`more than ${limit}`, options);
    this.name = 'LimitExceeded';
  }
}

/** `16 MiB`, `300 bytes`. */
export function amount(count: number, unit: 'bytes' | 'characters'): string {
  const [short, name] = unit === 'bytes' ? ['MiB', 'bytes'] : ['million characters', 'characters'];
  return count < mebibyte ? `${count} ${name}` : `${Math.round(count / mebibyte)} ${short}`;
}
