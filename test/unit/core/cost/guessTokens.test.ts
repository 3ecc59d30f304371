import assert from 'node:assert/strict';
import { outputTokens, textTokens } from '../../../../src/core/cost/guessTokens';
import { parseModel } from '../../../../src/shared/run/model';

describe('the tokens of a text and of an answer', () => {
  it('are four characters each, more or fewer; of Chinese and Japanese one', () => {
    assert.deepEqual(textTokens('a'.repeat(60)), { low: 12, likely: 15, high: 20 });
    assert.deepEqual(textTokens(''), { low: 0, likely: 0, high: 0 });
    assert.deepEqual(textTokens('東京の天気'), { low: 5, likely: 5, high: 5 });
  });

  it('are what earlier runs had, else the test type says; at most what the API allows', () => {
    const of = (model: string, known: number | null, limit?: number) =>
      outputTokens(parseModel(model), 'choice', known, limit);
    assert.deepEqual(of('openai~gpt-4o', null), { low: 3, likely: 5, high: 4096 });
    assert.deepEqual(of('openai~gpt-4o', 7.2), { low: 4, likely: 8, high: 4096 });
    assert.deepEqual(of('anthropic~claude-sonnet-4-5', null, 8192), { low: 3, likely: 5, high: 8192 });
    assert.deepEqual(of('openai~o3-mini:high', null), { low: 753, likely: 1505, high: 16_384 });
    assert.equal(of('deepseek~deepseek-reasoner', null).likely, 505);
    assert.equal(of('openai~gpt-4o', 9000).high, 9000);
  });
});
