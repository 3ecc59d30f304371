import assert from 'node:assert/strict';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { columnsOf } from '../../../../src/cli/text/columnsOf';

describe('the columns of a text', () => {
  it('are those that string-width counts', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, (any) => assert.equal(columnsOf(any), stringWidth(any))),
      { numRuns: 2000 },
    );
  });
  it('are those that string-width counts, for each character that is counted without a look at its neighbors', () => {
    for (let code = 0x20; code < 0x2600; code++) {
      const text = String.fromCodePoint(code);
      if (/\p{Control}/u.test(text)) continue;
      assert.equal(columnsOf(`a${text}b`), stringWidth(`a${text}b`), code.toString(16));
    }
  });
  for (const [text, columns] of [
    ['', 0],
    ['Qwen·3 — 2…', 11],
    ['通义', 4],
    ['é', 1],
    ['👩‍👩‍👧', 2],
    ['👍🏽', 2],
    ['🇩🇪', 2],
    ['❤', 1],
    ['❤️', 2],
    ['1️⃣', 2],
    ['한국', 4],
    ['नि', 2],
    ['ｶﾞ', 2],
    ['\u200b', 0],
  ] as const)
    it(`${JSON.stringify(text)} takes ${columns}`, () => {
      assert.equal(columnsOf(text), columns);
      assert.equal(stringWidth(text), columns);
    });
});
