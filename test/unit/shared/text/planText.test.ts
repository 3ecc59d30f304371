import assert from 'node:assert/strict';
import { planText } from '../../../../src/shared/text/planText';

const rows = (...variants: string[]): { variant: string }[] => variants.map((variant) => ({ variant }));

describe('the size of a run', () => {
  it('is models, prompts and tests, each with its noun', () => {
    assert.equal(planText([{}, {}, {}, {}], 20), '4 models x 20 prompts = 80 tests');
    assert.equal(planText([{}], 1), '1 model x 1 prompt = 1 test');
    assert.equal(planText([{}, {}], 1000), '2 models x 1,000 prompts = 2,000 tests');
  });

  it('has the variants of the base prompt, where every model has all of them', () => {
    assert.equal(planText(rows('short', 'long', 'short', 'long'), 3), '2 models x 2 variants x 3 prompts = 12 tests');
    assert.equal(planText(rows('short', 'long', 'short'), 3), '3 models x 3 prompts = 9 tests');
    assert.equal(planText(rows('short', 'short'), 3), '2 models x 3 prompts = 6 tests');
  });
});
