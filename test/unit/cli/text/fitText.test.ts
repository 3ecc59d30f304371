import assert from 'node:assert/strict';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { breakAtWidth, padOrCut, printable, wrapWords } from '../../../../src/cli/text/fitText';

describe('text in terminal columns', () => {
  it('counts Chinese characters as two', () => {
    assert.equal(padOrCut('通义千问', 10), '通义千问  ');
    assert.equal(padOrCut('通义千问', 6), '通义… ');
    assert.deepEqual(breakAtWidth('通义千问', 5), ['通义', '千问']);
  });
  it('always gives the width asked for', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 30 }), (any, width) =>
        assert.equal(stringWidth(padOrCut(printable(any), width)), width),
      ),
    );
  });
  it('breaks without losing a character', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 10 }), (any, width) =>
        assert.equal(breakAtWidth(any, width).join(''), any),
      ),
    );
  });
  it('breaks between words, and long words anywhere', () => {
    assert.deepEqual(wrapWords('a few words', 7), ['a few', 'words']);
    assert.deepEqual(wrapWords('通义千问 x', 5), ['通义', '千问', 'x']);
    const text = fc.array(fc.string({ unit: 'grapheme' })).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 30 }), (any, width) => {
        const lines = wrapWords(any, width);
        assert.equal(lines.join('').replaceAll(' ', ''), any.replaceAll(' ', ''));
      }),
    );
  });
  it('lets no control character reach the terminal', () =>
    assert.equal(printable('a\u001b[2Jb\u0007\r\u009b'), 'a\ufffd[2Jb\ufffd\ufffd\ufffd'));
});
