// Numbers as Python's `float()` reads them, when two of them count as the same, and what a program that prints one is held against.

import * as z from 'zod';
import type { TestTypeName } from '../../shared/run/benchmark';
import { describeValue } from '../../shared/text/describeValue';
import type { PythonJudgement } from './judgePython';
import type { TextTestType } from './textTestType';

interface PythonNumber {
  value: number;
  /** The digits, without leading zeros, of one written as a whole number: exact however long it is. */
  whole?: string;
}

const floatPattern = /^[+-]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+(?:_\d+)*)?$/;
const wholePattern = /^([+-]?)0*(\d+)$/;
const infinityPattern = /^([+-]?)inf(?:inity)?$/i;

/** Undefined when the text, trimmed, is not one number: `15`, `15.0`, `-1e3`, `1_000`, `inf` and `nan` are. */
export function parsePythonNumber(text: string): PythonNumber | undefined {
  const trimmed = text.trim();
  if (floatPattern.test(trimmed)) {
    const digits = trimmed.replaceAll('_', '');
    const whole = wholePattern.exec(digits);
    if (!whole) return { value: Number(digits) };
    const sign = whole[1] === '-' && whole[2] !== '0' ? '-' : '';
    return { value: Number(digits), whole: sign + whole[2]! };
  }
  const infinity = infinityPattern.exec(trimmed);
  if (infinity) return { value: infinity[1] === '-' ? -Infinity : Infinity };
  return /^[+-]?nan$/i.test(trimmed) ? { value: NaN } : undefined;
}

const tolerance = 1e-6;

/** Less than 1e-6 apart, absolutely, or the same; `nan` equals nothing. */
export function areNumbersClose(a: PythonNumber, b: PythonNumber): boolean {
  if (areNumbersEqual(a, b)) return true;
  // Two different whole numbers are never that close, though beyond 2^53 their floats may be.
  const areWhole = a.whole !== undefined && b.whole !== undefined;
  return !areWhole && Math.abs(a.value - b.value) < tolerance;
}

/** The same number, however written: `3` and `3.0`, `1e3` and `1000`. Whole numbers are compared digit by digit. */
export function areNumbersEqual(a: PythonNumber, b: PythonNumber): boolean {
  if (a.whole !== undefined && b.whole !== undefined) return a.whole === b.whole;
  return a.value === b.value;
}

/** A number, or text that is one. */
export function numberForm(testType: TestTypeName): TextTestType['form'] {
  const words = `a number for ${testType}, such as 15 or "15.0"`;
  const isNumber = (value: string | number): boolean =>
    typeof value === 'number' || parsePythonNumber(value) !== undefined;
  const schema = z.union([z.number(), z.string()], { error: words }).refine(isNumber, {
    error: ({ input }) => `must be ${words}, but it is ${describeValue(input)}`,
  });
  return { schema, example: '15', hint: '', keepsWriting: 'pythonNumber' };
}

/** The output as a whole must be one number, less than 1e-6 from the expected one. */
export function judgeNumber(printed: string, expected: string): PythonJudgement {
  const truth = parsePythonNumber(expected);
  const got = parsePythonNumber(printed);
  // Loading refuses an expectation that is no number; a caller that brings one all the same gets the text compared.
  if (!truth) return { isCorrect: printed === expected };
  if (got) return { isCorrect: areNumbersClose(truth, got) };
  const lines = printed.split('\n').length;
  return {
    isCorrect: false,
    reason:
      lines > 1
        ? `The program printed ${lines} lines where one number was expected.`
        : 'What the program printed is not a number.',
  };
}
