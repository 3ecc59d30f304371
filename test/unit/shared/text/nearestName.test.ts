// Which name somebody meant: slips of the pen are nearer than other words.

import assert from 'node:assert/strict';
import { nearestName } from '../../../../src/shared/text/nearestName';
import { slips } from '../../../../src/shared/text/slips';

describe('the nearest name', () => {
  it('is found through letters that are missing, wrong, too many or swapped', () => {
    const names = ['equals', 'contains', 'regex', 'json', 'number', 'limits'];
    for (const [written, meant] of [
      ['contian', 'contains'],
      ['contains ', 'contains'],
      ['Conatins', 'contains'],
      ['jsno', 'json'],
      ['ujson', 'json'],
      ['numbr', 'number'],
      ['reqex', 'regex'],
    ] as const)
      assert.equal(nearestName(written, names), meant, written);
    assert.equal(nearestName('purple', names), undefined);
    assert.equal(nearestName('', names), undefined);
  });

  it('counts swapped neighbors as one slip, of words that are near enough', () => {
    assert.equal(slips('epxect', 'expect', 1), 1);
    assert.equal(slips('expect', 'expect', 1), 0);
    assert.equal(slips('epxetc', 'expect', 1), 4);
    assert.equal(slips('epxec', 'expect', 2), 2);
    assert.equal(slips('aa', 'bb', 2), 2);
  });
});
