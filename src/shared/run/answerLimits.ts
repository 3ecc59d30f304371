// How much of an answer is taken in: what the user may set, within which bounds, and what holds otherwise. Generous: no honest answer comes near;
// a server that never ends must not fill the memory.

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

export type AnswerLimitName = keyof AnswerLimits;

/** Both ends are good values. */
interface LimitRange {
  usual: number;
  least: number;
  most: number;
}

const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;

/**
 * The most is what memory allows: a line and an answer are held whole, copied and written as JSON, where a character may take six. The least
 * body is twice the longest error, so that an error is read to its own limit.
 */
export const answerLimitRanges: { readonly [name in AnswerLimitName]: LimitRange } = {
  bodyBytes: { usual: 256 * mebibyte, least: mebibyte, most: 4096 * mebibyte },
  lineCharacters: { usual: 16 * mebibyte, least: 1000, most: 64 * mebibyte },
  answerCharacters: { usual: 8 * mebibyte, least: 1000, most: 32 * mebibyte },
  errorBytes: { usual: 256 * kibibyte, least: 1000, most: 512 * kibibyte },
  waitingBytes: { usual: mebibyte, least: 64 * kibibyte, most: 64 * mebibyte },
};

export const answerLimitNames = Object.keys(answerLimitRanges) as readonly AnswerLimitName[];

/** What holds where the user has said nothing. */
export const usualAnswerLimits: AnswerLimits = {
  bodyBytes: answerLimitRanges.bodyBytes.usual,
  lineCharacters: answerLimitRanges.lineCharacters.usual,
  answerCharacters: answerLimitRanges.answerCharacters.usual,
  errorBytes: answerLimitRanges.errorBytes.usual,
  waitingBytes: answerLimitRanges.waitingBytes.usual,
};

/** `bytes` or `characters`. */
export function unitOf(name: AnswerLimitName): 'bytes' | 'characters' {
  return name.endsWith('Bytes') ? 'bytes' : 'characters';
}

/** The limits that somebody has written by name, of which any may be missing. Throws a sentence about the first that is none or has no good value. */
export function checkedAnswerLimits(
  written: readonly (readonly [name: string, value: unknown])[],
): Partial<AnswerLimits> {
  const limits: Partial<AnswerLimits> = {};
  for (const [word, value] of written) {
    const name = answerLimitNames.find((one) => one === word);
    if (name === undefined)
      throw new Error(`"${word}" is not a limit of answers. The limits are ${answerLimitNames.join(', ')}.`);
    if (!isWithin(name, value)) throw new Error(rangeText(name, value));
    limits[name] = value;
  }
  return limits;
}

function isWithin(name: AnswerLimitName, value: unknown): value is number {
  const { least, most } = answerLimitRanges[name];
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

function rangeText(name: AnswerLimitName, value: unknown): string {
  const { least, most } = answerLimitRanges[name];
  const shown = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return `${name} must be a whole number of ${unitOf(name)} from ${least} to ${most}, not ${shown}.`;
}
