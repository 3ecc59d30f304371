// What an answer is known by when a server's counts can't be true.

import assert from 'node:assert/strict';
import { knownTokens } from '../../../../src/core/ask/cleanOutcome';
import type { TokenUsage } from '../../../../src/shared/run/testMeasurement';

const tokens = (counts: Partial<TokenUsage>): TokenUsage => ({
  input: 9,
  output: 5,
  reasoning: null,
  cached: null,
  source: 'usage',
  ...counts,
});

describe('knownTokens', () => {
  const cases: [
    what: string,
    counts: Partial<TokenUsage>,
    said: { text?: string; reasoning?: string },
    known: Partial<TokenUsage>,
  ][] = [
    ['true counts', { reasoning: 2, cached: 0 }, { text: 'a', reasoning: 'b' }, { reasoning: 2, cached: 0 }],
    ['0 beside an answer', { output: 0 }, { text: 'a' }, { output: null }],
    ['0 beside reasoning alone', { output: 0, reasoning: 0 }, { reasoning: 'b' }, { output: null, reasoning: null }],
    ['0 beside nothing', { output: 0, reasoning: 0 }, {}, { output: 0, reasoning: 0 }],
    ['0 reasoning of a model that did not reason', { reasoning: 0 }, { text: 'a' }, { reasoning: 0 }],
    ['0 of a prompt, which is never empty', { input: 0 }, { text: 'a' }, { input: null }],
    ['less than 0', { input: -10, output: -4, cached: -1 }, { text: 'a' }, { input: null, output: null }],
    [
      'more than can be counted',
      { input: 1e308, output: Infinity, reasoning: NaN },
      { text: 'a' },
      { input: null, output: null },
    ],
    ['a part of a token', { output: 0.5 }, { text: 'a' }, { output: null }],
  ];
  for (const [what, counts, { text = '', reasoning = '' }, known] of cases)
    it(`reads ${what}`, () => assert.deepEqual(knownTokens(tokens(counts), { text, reasoning }), tokens(known)));
});
