// Prompts of a tag beside each other.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { orderByTag, orderOfFile } from '../../../../webview-ui/src/matrix/columnOrder';

describe('the order of columns', () => {
  it('has prompts of a first tag together, as the file names the tags, and those without one last', () => {
    const { promptAt, columnOf, groups } = orderByTag([['geo', 'hard'], [], ['math'], ['geo'], ['math', 'geo']]);
    assert.deepEqual([...promptAt], [0, 3, 2, 4, 1]);
    assert.deepEqual([...columnOf], [0, 4, 2, 1, 3]);
    assert.deepEqual(groups, [
      { name: 'geo', first: 0, end: 2 },
      { name: 'math', first: 2, end: 4 },
      { name: 'no tag', first: 4, end: 5 },
    ]);
    assert.deepEqual(orderOfFile(3), {
      promptAt: Uint32Array.of(0, 1, 2),
      columnOf: Uint32Array.of(0, 1, 2),
      groups: [],
    });
  });

  it('loses no prompt, whatever the tags', () => {
    const tags = fc.array(fc.array(fc.constantFrom('a', 'b', '', '__proto__'), { maxLength: 2 }), { maxLength: 30 });
    fc.assert(
      fc.property(tags, (all) => {
        const { promptAt, columnOf, groups } = orderByTag(all);
        assert.deepEqual(
          Array.from(columnOf, (column) => promptAt[column]),
          [...all.keys()],
        );
        assert.equal(
          groups.reduce((sum, { first, end }) => sum + end - first, 0),
          all.length,
        );
      }),
    );
  });
});
