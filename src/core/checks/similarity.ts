// `similarity`: how like a text the answer is, by edits or by the words they share in order.

import * as z from 'zod';
import { editDistance, toCodePoints } from '../scores/editDistance';
import { normalizeText } from '../scores/normalizeText';
import { rougeL } from '../scores/rougeL';
import { defineCheck } from './check';
import { readingsOf } from './seen';
import { caseNote, ignoreCase, quoted, someText } from './textParts';

const shareWords = { error: 'a number from 0 to 1' };
const defaults = { metric: 'edit' as const, threshold: 0.75 };

export const similarity = defineCheck({
  word: 'similarity',
  judges: 'The answer is like the text. The score says how like, from 0 to 1.',
  shape: {
    similarity: someText.describe('The text that the answer should be like.'),
    metric: z
      .enum(['edit', 'rouge_l'], { error: '`edit` or `rouge_l`' })
      .optional()
      .describe(
        '`edit` (when missing): 1 - edit distance / length of the longer text. `rouge_l`: words shared in order.',
      ),
    threshold: z
      .number(shareWords)
      .min(0, shareWords)
      .max(1, shareWords)
      .optional()
      .describe('The likeness from which it holds; 0.75 when missing.'),
    ignore_case: ignoreCase,
  },
  example: 'similarity: The cat sat on the mat.',
  keepsWriting: 'text',
  looksAtText: true,
  expectedText: ({ similarity: text, metric = defaults.metric, threshold = defaults.threshold, ignore_case }) =>
    `is like ${quoted(text)}${caseNote(ignore_case)}: ${names[metric]} at least ${threshold}`,
  judge({ similarity: text, metric = defaults.metric, threshold = defaults.threshold, ignore_case }, seen) {
    const form = (one: string): string => normalizeText(one, ignore_case ? ['space', 'case'] : ['space']);
    const measure = metric === 'edit' ? likeness : rougeL;
    // Of the ways to read an answer the one counts that fits best.
    const [got, score] = readingsOf(seen)
      .filter((reading) => reading !== '')
      .map((reading) => [reading, measure(form(text), form(reading))] as const)
      .reduce((best, one) => (one[1] > best[1] ? one : best), ['', 0] as const);
    const reason = `${names[metric]} is ${score.toFixed(3)}, where at least ${threshold} is needed.`;
    return { verdict: score >= threshold ? 'correct' : 'incorrect', score, got, reason };
  },
  *simulatedAnswers({ similarity: text }, { isCorrect }) {
    if (isCorrect) yield text;
    else yield* ['0', 'I do not know.', '#'.repeat(20 * text.length)];
  },
});

const names = { edit: 'edit similarity', rouge_l: 'ROUGE-L' } as const;

/** 1 - edits / length of the longer text, in code points; 1 for two empty texts. Divided once, so that 2 of 10 is 0.2 and not a little less. */
function likeness(truth: string, found: string): number {
  const [a, b] = [toCodePoints(truth), toCodePoints(found)];
  const longer = Math.max(a.length, b.length);
  return longer === 0 ? 1 : (longer - editDistance(a, b)) / longer;
}
