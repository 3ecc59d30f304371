// The order of letters in lines of two directions, by Unicode's algorithm; small letters stand here for themselves, Hebrew for what goes to the left.

import assert from 'node:assert/strict';
import { baseDirection, directionLevels, fromLeftToRight } from '../../../../src/core/resultImage/direction';

/** The letters of a line from left to right. */
function asSeen(text: string): string {
  const pieces = [...text].map((one) => ({ text: one, family: /[\p{Cf}]/u.test(one) ? null : 'font' }));
  const levels = directionLevels(pieces, baseDirection(text));
  return fromLeftToRight(pieces.map((piece, at) => ({ ...piece, level: levels[at]! })))
    .map((piece) => piece.text)
    .join('');
}

describe('A line of two directions', () => {
  it('leaves what goes to the right as it is', () => {
    for (const text of ['', 'abc (def) 12', '中文 12', 'हिन्दी ไทย']) assert.equal(asSeen(text), text);
  });

  it('is turned where it goes to the left, but for numbers and words of the other direction', () => {
    assert.equal(asSeen('אבג'), 'גבא');
    assert.equal(asSeen('abc אבג def'), 'abc גבא def');
    assert.equal(asSeen('אבג abc דהו'), 'והד abc גבא');
    assert.equal(asSeen('אבג 12 דהו'), 'והד 12 גבא');
    assert.equal(asSeen('قال 123'), '123 لاق');
    assert.equal(asSeen('abc אבג 12:30 דהו'), 'abc והד 12:30 גבא');
  });

  it('begins at the side of its first letter', () => {
    assert.deepEqual(['abc אבג', '12 אבג', '(אבג) abc', '', '...'].map(baseDirection), [
      'ltr',
      'rtl',
      'rtl',
      'ltr',
      'ltr',
    ]);
  });

  it('is not turned by marks that nobody sees: these are drawn', () => {
    assert.equal(asSeen('live\u202eevil\u202c x'), 'live\u202eevil\u202c x');
    assert.equal(asSeen('a\u2067b\u2069c'), 'a\u2067b\u2069c');
    assert.equal(asSeen('a\u200f1'), 'a\u200f1');
    assert.equal(asSeen('\u061c12\u200e'), '\u061c12\u200e');
  });

  it('keeps facts beside one another in their order', () => {
    assert.equal(asSeen('run אבג  ·  27 Nov'), 'run גבא  ·  27 Nov');
    assert.equal(asSeen('a  ·  אבג  ·  דהו'), 'a  ·  גבא  ·  והד');
  });
});
