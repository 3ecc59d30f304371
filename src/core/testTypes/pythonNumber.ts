// What an expected number may be, and what a program that prints one is held against.

import * as z from 'zod';
import type { TestTypeName } from '../../shared/run/benchmark';
import { describeValue } from '../../shared/text/describeValue';
import type { PythonJudgement } from './judgePython';
import type { TextTestType } from './textTestType';
import { areNumbersClose, parsePythonNumber } from '../../shared/text/pythonNumber';

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
