// `json`: the answer is JSON, or has a value, that equals the expected one.

import { describeJsonError } from '../answerText/describeJsonError';
import { jsonDifference } from '../answerText/jsonDifference';
import { formatJson, jsonValueOf, parseJson } from '../answerText/jsonText';
import type { JsonValue } from '../answerText/jsonValues';
import { defineCheck } from './check';
import { jsonOf, saidOf } from './seen';
import { faultAt } from './yamlParts';
import * as z from 'zod';
import { cutText } from '../../shared/text/cutText';

export const json = defineCheck({
  word: 'json',
  judges: 'The answer is JSON that equals the value.',
  shape: {
    json: z
      .unknown()
      .refine((value) => value !== undefined, { error: 'a map, a list, another value, or JSON text' })
      .describe('The value: a map, a list, a number, `true`, `null`, or JSON as text.'),
  },
  finish({ json: wanted }) {
    const fault = typeof wanted === 'string' ? describeJsonError(wanted) : undefined;
    return fault === undefined
      ? { value: {} }
      : faultAt(['json'], `must be a value or JSON text, but it is text that isn't JSON: ${fault}`);
  },
  example: 'json: { name: Ada, born: 1815 }',
  keepsWriting: 'json',
  looksAtText: true,
  expectedText: ({ json: wanted }) => `is the JSON ${oneLine(valueOf(wanted))}`,
  judge({ json: wanted }, seen) {
    const read = jsonOf(seen);
    if ('fault' in read)
      return { verdict: 'incorrect', got: saidOf(seen), reason: `The answer is not JSON: ${read.fault}.` };
    const difference = jsonDifference(valueOf(wanted), read.value);
    return {
      verdict: difference === undefined ? 'correct' : 'incorrect',
      got: formatJson(read.value, saidOf(seen)),
      ...(difference === undefined ? {} : { reason: `${difference}.` }),
    };
  },
  *simulatedAnswers({ json: wanted }, { isCorrect, random }) {
    const right = formatJson(valueOf(wanted));
    if (isCorrect) yield random() < 0.5 && !right.includes('```') ? `\`\`\`json\n${right}\n\`\`\`` : right;
    yield isCorrect ? right : '{"unknown": true}';
    if (!isCorrect) yield '[]';
  },
});

function valueOf(wanted: unknown): JsonValue {
  return typeof wanted === 'string' ? parseJson(wanted) : jsonValueOf(wanted);
}

function oneLine(value: JsonValue): string {
  return cutText(formatJson(value).replace(/\n\s*/g, ' '), 200);
}
