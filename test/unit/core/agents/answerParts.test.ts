// What bounds an answer for a language model.

import assert from 'node:assert/strict';
import { longText, nameText, partOf, shortText } from '../../../../src/core/agents/answerParts';

describe('a text in an answer for an agent', () => {
  it('is cut, however much of it is hidden', () => {
    for (const sign of ['x', '\u{E0041}', '\u202e', '\0', '😀', '"', '\ud83d']) {
      const text = sign.repeat(100_000);
      assert.ok(shortText(text)!.length < 560, sign);
      assert.ok(longText(text)!.length < 8100, sign);
      assert.ok(nameText(text).length < 400, sign);
      assert.match(shortText(text)!, /\[\.\.\. \d+,\d+ more characters\]$/);
    }
  });

  it('says nothing where there is nothing, and stays as it is where it is short', () => {
    assert.deepEqual([shortText(''), shortText(null), shortText(undefined)], [undefined, undefined, undefined]);
    assert.equal(shortText('first\n\tsecond é 😀'), 'first\n\tsecond é 😀');
  });

  it('shows what is hidden in it', () => {
    assert.equal(shortText('a\u200bb\u{E0041}c'), 'a<U+200B>b<U+E0041>c');
  });
});

describe('a list in an answer for an agent', () => {
  const entries = ['a', 'b', 'c'];

  it('is given in parts, and says how to ask for the next', () => {
    assert.deepEqual(partOf(entries, { from: 1, count: 2 }), {
      part: ['a', 'b'],
      more: '1 more: call again with from 3',
    });
    assert.deepEqual(partOf(entries, { from: 3, count: 2 }), { part: ['c'], more: undefined });
    assert.deepEqual(partOf(entries, { from: 9, count: 2 }), { part: [], more: undefined });
  });
});
