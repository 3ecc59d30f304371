// `number`: the answer's number, taken from whatever words are around it, is the expected one.

import * as z from 'zod';
import { JsonNumber } from '../answerText/jsonNumber';
import { pick } from '../../shared/statistics/seededRandom';
import { defineCheck } from './check';
import { numberOfAnswer } from './numberOfAnswer';
import { saidOf, type Seen } from './seen';
import { numbersIn, readingsOf } from './numbersIn';
import { faultAt } from './yamlParts';

const words = { error: 'a number, such as 42 or "1234.5"' };
const tolerance = { error: 'a number from 0' };

export const number = defineCheck({
  word: 'number',
  judges: 'The number in the answer is the expected one, whatever words are around it.',
  shape: {
    number: z
      .union([z.number(), z.string()], words)
      .transform((value) => String(value))
      .describe('The right number.'),
    abs: z.number(tolerance).min(0, tolerance).optional().describe('How far off still counts.'),
    rel: z
      .number(tolerance)
      .min(0, tolerance)
      .optional()
      .describe('How far off still counts, as a share of the right number: 0.01 is 1%.'),
    unit: z
      .string({ error: 'text, such as `km`' })
      .min(1, { error: 'text, such as `km`' })
      .optional()
      .describe('Where the answer has numbers with this unit, only they count.'),
    decimal: z
      .enum(['point', 'comma'], { error: '`point` or `comma`' })
      .optional()
      .describe(
        'How `1,234` and `1.234` are read: `point` (when missing) as 1234 and 1.234, `comma` the other way round.',
      ),
  },
  finish: ({ number: wanted }) =>
    expectedNumber(wanted) === undefined
      ? faultAt(['number'], `must be ${words.error}, but it is ${JSON.stringify(wanted)}`)
      : { value: {} },
  example: 'number: 42',
  keepsWriting: 'text',
  looksAtText: true,
  expectedText: ({ number: wanted, abs, rel, unit }) =>
    `is the number ${wanted}${unit === undefined ? '' : ` ${unit}`}${abs === undefined ? '' : ` ±${abs}`}${rel === undefined ? '' : ` ±${Number((rel * 100).toPrecision(10))}%`}`,
  judge({ number: wanted, abs = 0, rel, unit, decimal = 'point' }, seen) {
    const truth = expectedNumber(wanted);
    if (!truth) throw new Error(`${wanted} is no number`);
    const found = numberSeen(seen, unit, decimal);
    if (!found) {
      const which = unit === undefined ? '' : ` that has the unit ${unit}, or no unit`;
      return { verdict: 'incorrect', got: saidOf(seen), reason: `There is no number in it${which}.` };
    }
    const isRight = found.readings.some((one) => isNear(truth, one, abs, rel));
    return {
      verdict: isRight ? 'correct' : 'incorrect',
      got: found.written,
      reason: `The number in it is ${found.written}.`,
    };
  },
  *simulatedAnswers({ number: wanted, abs = 0, rel = 0, unit }, { isCorrect, random }) {
    const value = expectedNumber(wanted)?.value ?? 0;
    const off = (abs + rel * Math.abs(value)) * 2 + 1;
    const said = isCorrect ? wanted : String(value + pick(random, [off, -off]));
    const text = unit === undefined ? said : `${said} ${unit}`;
    yield pick(random, [text, `The answer is ${text}.`, `**${text}**`]);
    yield text;
  },
});

/** Exact however it is written: `1,234.5` and `1/3` too. */
function expectedNumber(written: string): JsonNumber | undefined {
  const [found, ...others] = numbersIn(written.trim());
  return found && others.length === 0 && found.written === written.trim()
    ? readingsOf(found, 'point').at(-1)
    : undefined;
}

interface SeenNumber {
  written: string;
  readings: JsonNumber[];
}

function numberSeen(seen: Seen, unit: string | undefined, decimal: 'point' | 'comma'): SeenNumber | undefined {
  const { value } = seen;
  if (value instanceof JsonNumber) return { written: value.written, readings: [value] };
  if (value !== undefined && typeof value !== 'string') return undefined;
  return numberOfAnswer(saidOf(seen), unit, decimal);
}

/** Numbers that doubles can't tell apart, when nothing else was said: what dividing costs in digits. */
const rounding = 1e-9;

function isNear(truth: JsonNumber, found: JsonNumber, abs: number, rel: number | undefined): boolean {
  if (truth.equals(found)) return true;
  const areWhole = [truth, found].every(({ written }) => /^-?\d+$/.test(written));
  const least = areWhole || rel !== undefined || abs > 0 ? 0 : rounding;
  const room = Math.max(abs, (rel ?? least) * Math.abs(truth.value));
  // Sums such as 0.1 + 0.2 are a little beyond what was written.
  return Math.abs(truth.value - found.value) <= room * (1 + rounding) && room > 0;
}
