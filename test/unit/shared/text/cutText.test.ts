import { equal } from 'node:assert/strict';
import { cutText } from '../../../../src/shared/text/cutText';

describe('the beginning of a text', () => {
  it('is the whole text where that is short, counted as people count', () => {
    for (const text of ['', 'abc', '😀😀😀']) equal(cutText(text, 3), text);
  });

  it('has as many characters as asked for, and none of them in halves', () => {
    equal(cutText('abcd', 3), 'ab…');
    equal(cutText('😀😀😀😀', 3), '😀😀…');
    equal(cutText('a😀'.repeat(100_000), 4), 'a😀a…');
    equal(cutText('a\ud83d\ud83d\ud83d', 3), 'a\ud83d…');
  });
});
