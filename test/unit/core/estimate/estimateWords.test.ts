import assert from 'node:assert/strict';
import { priceText } from '../../../../src/core/estimate/estimateWords';

type Priced = Parameters<typeof priceText>[0];

describe('what a model costs, in words', () => {
  for (const [batchShare, said] of [
    [0.5, 'genai-prices 1, openai/gpt-4o, of which a batch costs 50%'],
    [0.75, 'genai-prices 1, openai/gpt-4o, of which a batch costs 75%'],
    [1, 'genai-prices 1, openai/gpt-4o'],
    [null, 'genai-prices 1, openai/gpt-4o'],
  ] as const)
    it(`says what a batch costs of it: ${batchShare}`, () => {
      const priced: Pick<Priced, 'free' | 'priceSource' | 'batchShare'> = {
        free: null,
        priceSource: 'genai-prices 1, openai/gpt-4o',
        batchShare,
      };
      assert.equal(priceText(priced), said);
    });
});
