// `regex`: whether a pattern is found in what was said.

import * as z from 'zod';
import { messageOf } from '../../shared/text/messageOf';
import { defineCheck } from './check';
import { saidOf } from './seen';
import { simulatedMatch } from './simulatedMatch';
import { someText } from './textParts';
import { faultAt } from './yamlParts';

const flagWords = { error: 'some of the letters i, m, s, u, v, such as `i`' };

/** A pattern that takes too long on an answer is ended where all checks are, in `judgeCheck`. */
export const regex = defineCheck({
  word: 'regex',
  judges: 'The regular expression is found somewhere in what was said.',
  shape: {
    regex: someText.describe('A regular expression of JavaScript. `^` and `$` are the ends of what was said.'),
    flags: z
      .string(flagWords)
      .regex(/^(?!.*(.).*\1)(?!.*u.*v|.*v.*u)[imsuv]*$/, flagWords)
      .optional()
      .describe('`i`: in any case of letters. `m`: `^` and `$` are the ends of lines. `s`: `.` is line ends, too.'),
  },
  finish(wanted) {
    const read = patternOf(wanted);
    if (read instanceof RegExp) return { value: {} };
    const inline = /^\(\?([ims]+)\)/.exec(wanted.regex);
    const hint = inline ? `; write \`flags: ${inline[1]}\` in place of \`${inline[0]}\`` : '';
    return faultAt(['regex'], `is not a regular expression: ${read.fault}${hint}`);
  },
  example: 'regex: "^[A-Z]"',
  keepsWriting: 'text',
  looksAtText: true,
  expectedText: ({ regex: source, flags = '' }) => `matches /${source}/${flags}`,
  judge(wanted, seen) {
    const pattern = patternOf(wanted);
    if (!(pattern instanceof RegExp)) throw new Error(pattern.fault);
    const said = saidOf(seen);
    const isFound = pattern.test(said);
    return { verdict: isFound ? 'correct' : 'incorrect', got: said, reason: 'The pattern is not found.' };
  },
  *simulatedAnswers({ regex: source }, { isCorrect, random }) {
    if (isCorrect) yield simulatedMatch(source, random);
    yield 'I do not know.';
    yield '0';
    yield '-';
  },
});

/** By code points where it is valid so, which makes `.` one character and `\p{L}` a letter; else as JavaScript reads it without. */
function patternOf({
  regex: source,
  flags = '',
}: {
  regex: string;
  flags?: string | undefined;
}): RegExp | { fault: string } {
  const more = /[uv]/.test(flags) ? [flags] : [`${flags}u`, flags];
  let fault = '';
  for (const one of more)
    try {
      return new RegExp(source, one);
    } catch (error) {
      fault = messageOf(error)
        .replace(/^Invalid regular expression: /, '')
        .replace(/^.*\/[imsuv]*: /s, '');
    }
  return { fault };
}
