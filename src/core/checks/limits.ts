// `limits`: what an answer may take and cost. What was not measured is an error of the check: it is never taken for held.

import * as z from 'zod';
import { isAtMost } from '../../shared/statistics/isAtMost';
import { formatCost, formatCount, formatDuration } from '../../shared/text/format';
import { defineCheck, type TestFacts } from './check';
import { map } from './yamlParts';

const above = { error: 'a number above 0' };
const most = z.number(above).positive(above).optional();

interface Limit {
  name: 'total_ms' | 'ttft_ms' | 'cost_usd' | 'output_tokens';
  /** `total`, `cost`. */
  what: string;
  measured(facts: TestFacts): number | null;
  format(value: number): string;
}

const all: readonly Limit[] = [
  { name: 'total_ms', what: 'total', measured: ({ timings }) => timings.total, format: formatDuration },
  { name: 'ttft_ms', what: 'TTFT', measured: ({ timings }) => timings.ttft, format: formatDuration },
  { name: 'cost_usd', what: 'cost', measured: ({ cost }) => cost.usd, format: formatCost },
  { name: 'output_tokens', what: 'output tokens', measured: ({ tokens }) => tokens.output, format: formatCount },
];

export const limits = defineCheck({
  word: 'limits',
  judges: 'Time, cost and length of the answer are within limits.',
  shape: {
    limits: map('a map with `total_ms`, `ttft_ms`, `cost_usd` or `output_tokens`', {
      total_ms: most.describe('The most milliseconds from the request to the end of the answer.'),
      ttft_ms: most.describe('The most milliseconds from the request to the first token.'),
      cost_usd: most.describe('The most that the answer may cost, US dollars.'),
      output_tokens: most.describe('The most tokens of answer and reasoning.'),
    })
      .refine((one) => Object.values(one).some((limit) => limit !== undefined), {
        error: 'must have one of `total_ms`, `ttft_ms`, `cost_usd` and `output_tokens`',
      })
      .describe('The most that an answer may take.'),
  },
  example: 'limits: { total_ms: 5000 }',
  keepsWriting: 'nothing',
  looksAtText: false,
  expectedText: ({ limits: wanted }) =>
    all
      .flatMap(({ name, what, format }) =>
        wanted[name] === undefined ? [] : `${what} at most ${format(wanted[name])}`,
      )
      .join(', '),
  judge({ limits: wanted }, _seen, { facts }) {
    const held = all.flatMap((limit) => {
      const bound = wanted[limit.name];
      return bound === undefined ? [] : [{ ...limit, bound, value: limit.measured(facts) }];
    });
    const got = held.map(({ what, value, format }) => `${what} ${value === null ? 'n/a' : format(value)}`).join(', ');
    const broken = held.find(({ value, bound }) => value !== null && !isAtMost(value, bound));
    const unknown = held.find(({ value }) => value === null);
    if (!broken && unknown)
      return {
        verdict: 'error',
        got,
        error: {
          kind: 'evaluator',
          message: `${unknown.what}: not known of this test, so nobody can say whether it is within its limit.`,
        },
      };
    if (!broken) return { verdict: 'correct', got };
    const { what, value, bound, format } = broken;
    // What looks alike when it is rounded is told in full.
    const written = format(value!) === format(bound) ? String : format;
    return {
      verdict: 'incorrect',
      got,
      reason: `${what} ${written(value!)}, where at most ${written(bound)} is allowed.`,
    };
  },
  simulatedAnswers: (_wanted, { isCorrect }) => (isCorrect ? ['Yes.'] : []),
});
