import assert from 'node:assert/strict';
import { planText } from '../../../../src/shared/text/planText';

describe('the size of a run', () => {
  it('is models, prompts and tests, each with its noun', () => {
    assert.equal(planText(4, 20), '4 models x 20 prompts = 80 tests');
    assert.equal(planText(1, 1), '1 model x 1 prompt = 1 test');
    assert.equal(planText(2, 1000), '2 models x 1,000 prompts = 2,000 tests');
  });
});
