// How the column of the right answers of a table of multiple choice is to be read: once for all of its rows, because `1` alone may be a
// number from 0, a number from 1 or an option.

/** The letters of options, in order. */
export const optionLetters = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

export interface AnswerReading {
  /** What the cells are, completing `It is read as`. */
  words: string;
  isNumber?: true;
  /** The position of the option that a cell names; undefined for none. */
  positionOf(written: string, options: readonly string[]): number | undefined;
}

interface AnswerRow {
  /** The cell, without spaces around. */
  written: string;
  options: readonly string[];
}

const among = (position: number, { length }: readonly string[]): number | undefined =>
  position >= 0 && position < length ? position : undefined;

const numberFrom =
  (first: number): AnswerReading['positionOf'] =>
  (written, options) =>
    /^\d$/.test(written) ? among(Number(written) - first, options) : undefined;

/** As data sets of Hugging Face have it. */
export const fromZero: AnswerReading = { words: 'a number from 0', isNumber: true, positionOf: numberFrom(0) };

/** The likelier first. */
const readings: readonly AnswerReading[] = [
  {
    words: 'a letter',
    positionOf: (written, options) => among(optionLetters.indexOf(written.toUpperCase()), options),
  },
  fromZero,
  { words: 'a number from 1', isNumber: true, positionOf: numberFrom(1) },
  { words: 'the option itself', positionOf: (written, options) => among(options.indexOf(written), options) },
];

/** The reading that the most rows have, the likelier one of equals. */
export function answerReading(rows: readonly AnswerRow[]): AnswerReading {
  const count = ({ positionOf }: AnswerReading): number =>
    rows.filter(({ written, options }) => positionOf(written, options) !== undefined).length;
  const most = Math.max(...readings.map(count));
  return readings.find((reading) => count(reading) === most) ?? fromZero;
}

/** How else a cell may be meant: as another option. Numbers from 0 and from 1 are told apart by the whole column, not by a cell. */
export function otherReading({ written, options }: AnswerRow, reading: AnswerReading): AnswerReading | undefined {
  const own = reading.positionOf(written, options);
  return readings.find((one) => {
    const other = one.positionOf(written, options);
    return other !== undefined && other !== own && !(one.isNumber && reading.isNumber);
  });
}
