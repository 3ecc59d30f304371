import assert from 'node:assert/strict';
import { bestRows, heatOf } from '../../../../webview-ui/src/figures/confusionHeat';

describe('tables of scores', () => {
  it('mark the best of a column, both ways, and nobody where all are equal', () => {
    assert.deepEqual([...bestRows([0.5, null, 0.9, 0.9], false)], [2, 3]);
    assert.deepEqual([...bestRows([0.5, null, 0.9], true)], [0]);
    assert.deepEqual([...bestRows([0.5, 0.5], false)], []);
    assert.deepEqual([...bestRows([0.5, null], false)], []);
    assert.deepEqual([...bestRows([1, -1], null)], []);
  });

  it('grade cells by the largest count', () => {
    assert.deepEqual(
      [1, 25, 26, 75, 100].map((count) => heatOf(count, 100)),
      [1, 1, 2, 3, 4],
    );
  });
});
