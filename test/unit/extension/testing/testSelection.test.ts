import assert from 'node:assert/strict';
import { runsFor } from '../../../../src/extension/testing/testSelection';

describe('runs for what is chosen in the Testing view', () => {
  it('is one for a benchmark, whatever else of it is chosen', () => {
    assert.deepEqual(runsFor([{ model: 'a', places: [1] }, {}]), [{}]);
  });

  it('is one for models, and for models with the same prompts', () => {
    assert.deepEqual(runsFor([{ model: 'a' }, { model: 'b' }]), [{ models: ['a', 'b'] }]);
    assert.deepEqual(
      runsFor([
        { model: 'a', places: [2] },
        { model: 'b', places: [1, 2] },
        { model: 'a', places: [1] },
      ]),
      [{ models: ['a', 'b'], places: [1, 2] }],
    );
  });

  it('is one for each set of prompts otherwise, and asks nothing twice', () => {
    assert.deepEqual(
      runsFor([
        { model: 'a', places: [10, 9, 9] },
        { model: 'b' },
        { model: 'b', places: [3] },
        { model: 'c', places: [9] },
      ]),
      [{ places: [9, 10], models: ['a'] }, { models: ['b'] }, { places: [9], models: ['c'] }],
    );
    assert.deepEqual(runsFor([]), []);
  });
});
