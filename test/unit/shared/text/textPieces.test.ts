import assert from 'node:assert/strict';
import fc from 'fast-check';
import { unseenApart } from '../../../../src/shared/text/hiddenCharacters';
import { textPieces } from '../../../../src/shared/text/textPieces';

describe('A long text in pieces', () => {
  it('is whole, whatever the text', () => {
    const part = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 50 }),
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom('\n', '\r\n', ' ', '中文', '👨‍👩‍👧', 'e\u0301', '\ud800', '\udc00'),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), fc.integer({ min: 1, max: 3000 }), (parts, times) => {
        const text = parts.join('').repeat(times).slice(0, 60_000);
        const pieces = textPieces(text);
        assert.equal(pieces.join(''), text);
        if (pieces.length > 1) for (const piece of pieces) assert.ok(piece.length <= 2000 && piece !== '');
      }),
      { numRuns: 60 },
    );
  });

  it('has parts only when it is long, and they end with lines, else with words', () => {
    assert.deepEqual(textPieces('a line of words\n'.repeat(250)).length, 1);
    assert.ok(textPieces('a line of words\n'.repeat(1000)).every((part) => part.endsWith('\n')));
    const parts = textPieces(`first\n${'中文 word '.repeat(25_000)}\nlast`);
    assert.deepEqual([parts[0], parts.at(-1)!.endsWith('last')], ['first\n', true]);
    assert.ok(parts.length > 100 && parts.slice(1, -1).every((part) => /[ \n]$/.test(part)));
  });

  it('parts no letter from its marks, and no pair of halves', () => {
    for (const letter of ['e\u0301\u0302', '😀', '👨‍👩‍👧', '한', 'क्‍ष']) {
      for (const text of textPieces(letter.repeat(5000)))
        assert.ok(!/^[\p{M}\u200d\udc00-\udfff]/u.test(text) && !/[\u200d\ud800-\udbff]$/.test(text.slice(-1)), letter);
    }
  });
});

describe('What nobody sees in a text', () => {
  it('stands apart, and the text is whole', () => {
    const unseen = (text: string): string[] => unseenApart(text).flatMap((part) => (part.isUnseen ? [part.text] : []));
    assert.deepEqual(unseen('live\u202eevil\u202c a\u200bb\u2066c\u2069\ufeff\u00ad\u0000'), [
      ...['\u202e', '\u202c', '\u200b', '\u2066', '\u2069', '\ufeff', '\u00ad', '\u0000'],
    ]);
    for (const text of ['plain\ttext\r\nnew', '中文\u3000a\u00a0b', 'نمی\u200cخواهم', '👨‍👩‍👧 ❤️ 1️⃣', 'क्‍ष', ''])
      assert.deepEqual(unseen(text), [], text);
    assert.deepEqual(unseen('a\u200db'), ['\u200d']);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) =>
        assert.equal(
          unseenApart(text)
            .map((part) => part.text)
            .join(''),
          text,
        ),
      ),
    );
  });
});
