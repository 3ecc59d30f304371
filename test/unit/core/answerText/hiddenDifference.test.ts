// A verdict that nobody could understand by looking says what differs.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hiddenDifference } from '../../../../src/core/answerText/hiddenDifference';
import { withHiddenShown } from '../../../../src/shared/text/hiddenCharacters';
import { judge } from '../testTypes/imageTest';

describe('a difference that nobody sees', () => {
  for (const [expected, got, difference] of [
    ['Paris', 'Paris\u200b', 'U+200B (zero width space) at character 6'],
    ['Paris', 'Pa\u200bris', 'U+200B (zero width space) at character 3'],
    ['Paris', 'P\u00adaris', 'U+00AD (soft hyphen) at character 2'],
    ['Paris', '\u202eParis', 'U+202E (right-to-left override) at character 1'],
    ['Paris', '\u200eParis', 'U+200E (left-to-right mark) at character 1'],
    ['Paris', 'Par\ufeffis', 'U+FEFF (byte order mark) at character 4'],
    ['Paris', 'Par\u2060is', 'U+2060 (word joiner) at character 4'],
    ['Paris', 'Par\u3164is', 'U+3164 (Hangul filler) at character 4'],
    ['Paris', 'Par\u0007is', 'U+0007 at character 4'],
    ['Paris', 'Par\u{e0041}is', 'U+E0041 (tag) at character 4'],
    ['\u2764', '\u2764\ufe0f', 'U+FE0F (variation selector) at character 2'],
    ['\u2764\ufe0f', '\u2764', 'a missing U+FE0F (variation selector) at character 1'],
    ['a\u200bb', 'ab', 'a missing U+200B (zero width space) at character 2'],
    ['Caf\u00e9', 'Cafe\u0301', 'U+0065 U+0301 (e\u0301) in place of U+00E9 (\u00e9) at character 4'],
    ['Cafe\u0301', 'Caf\u00e9', 'U+00E9 (\u00e9) in place of U+0065 U+0301 (e\u0301) at character 4'],
    ['\uac00', '\u1100\u1161', 'U+1100 U+1161 (\u1100\u1161) in place of U+AC00 (\uac00) at character 1'],
    ['10 000', '10\u202f000', 'U+202F (narrow no-break space) in place of U+0020 (space) at character 3'],
    ['a b', 'a\u00a0b', 'U+00A0 (no-break space) in place of U+0020 (space) at character 2'],
    ['a b', 'a\u3000b', 'U+3000 (wide space) in place of U+0020 (space) at character 2'],
    ['a b', 'a\tb', 'U+0009 (tab) in place of U+0020 (space) at character 2'],
    [
      'a\u00a0b\u00a0c',
      'a b c',
      'U+0020 (space) in place of U+00A0 (no-break space) at character 2, and 1 more such place',
    ],
    ['a b', 'a  b', 'a blank too many at character 3'],
    ['a\nb', 'a \nb', 'a blank at the end of a line at character 2'],
    ['a \nb', 'a\nb', 'a missing U+0020 (space) at character 2'],
    ['A', '\u0410', 'U+0410 (Cyrillic \u0410) in place of U+0041 (A) at character 1'],
    ['Oslo', '\u041fslo', undefined],
    ['Oslo', 'O\u0455lo', 'U+0455 (Cyrillic \u0455) in place of U+0073 (s) at character 2'],
    ['Oslo', '\u039fslo', 'U+039F (Greek \u039f) in place of U+004F (O) at character 1'],
    ['AB', '\uff21\uff22', 'U+FF21 (\uff21) in place of U+0041 (A) at character 1, and 1 more such place'],
    ['fine', '\ufb01ne', 'U+FB01 (\ufb01) in place of U+0066 U+0069 (fi) at character 1'],
    ['\ufb01ne', 'fine', 'U+0066 U+0069 (fi) in place of U+FB01 (\ufb01) at character 1'],
    ["it's", 'it\u2019s', "U+2019 (\u2019) in place of U+0027 (') at character 3"],
    ['a-b', 'a\u2011b', 'U+2011 (\u2011) in place of U+002D (-) at character 2'],
    ['wait...', 'wait\u2026', 'U+2026 (\u2026) in place of U+002E U+002E U+002E (...) at character 5'],
    ['Paris', 'Paris', undefined],
    ['Paris', ' Paris\r\n', undefined],
    ['Paris', 'paris', undefined],
    ['Paris', 'Paris!', undefined],
    ['Paris', '', undefined],
    ['', 'Paris', undefined],
    ['ab', 'a b', undefined],
    ['Paris', 'Lyon\u200b', undefined],
    ['caf\u00e9', 'cafe', undefined],
    ['O', '0', undefined],
  ] as const) {
    it(`${JSON.stringify(got)} for ${JSON.stringify(expected)}: ${difference}`, () =>
      assert.equal(hiddenDifference(expected, got), difference));
  }

  it('is found however many there are, and never between texts that look different', () => {
    const hidden = fc.constantFrom('\u200b', '\u00ad', '\u2060', '\ufeff', '\u200d', '\u202e');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a', 'b', '1'), fc.array(hidden, { maxLength: 2 })), { minLength: 2 }),
        (parts) => {
          const plain = parts.map(([letter]) => letter).join('');
          const full = `${parts.map(([letter, more]) => letter + more.join('')).join('')}x`;
          assert.equal(hiddenDifference(`${plain}x`, full) === undefined, `${plain}x` === full);
          assert.equal(hiddenDifference(`${plain}y`, full), undefined);
          assert.equal(hiddenDifference(full, `${plain}x`) === undefined, `${plain}x` === full);
        },
      ),
    );
  });

  it('takes no time in a long text', () => {
    for (const bit of ['a\u200b', ' ', '\u0301', '\u00a0\n', '\u0410'])
      hiddenDifference('a'.repeat(100_000), bit.repeat(100_000));
  });

  for (const [name, expectation, answer, reason] of [
    ['raw_string_evaluator', 'Paris', 'Paris\u200b', 'It differs only in U+200B (zero width space) at character 6.'],
    [
      'json_validator_eval',
      { a: 'Paris' },
      '{"a": "Paris\u200b"}',
      '$.a should be "Paris", but is "Paris<U+200B>". It differs only in U+200B (zero width space) at character 16.',
    ],
    [
      'json_validator_eval',
      { ab: 1 },
      '{"a\u00adb": 1}',
      '$.ab is missing. It differs only in U+00AD (soft hyphen) at character 7.',
    ],
    [
      'ocr',
      { texts: ['Paris'], normalize: [], metric: 'exact', threshold: 0 },
      '{"text": "Paris\u200b"}',
      'The text is not the same: 1 character differs. It differs only in U+200B (zero width space) at character 6.',
    ],
    [
      'classify',
      { choices: ['cat', 'dog'], labels: ['cat'], isMultiple: false },
      'c\u200bat',
      '"c\u200bat" is none of the labels to choose from: cat, dog. It differs from "cat" only in U+200B (zero width space) at character 2.',
    ],
    [
      'choice',
      { options: { A: 'ten', B: 'twenty' }, answer: 'A' },
      '\u0410',
      'The answer names none of the options A, B. It differs from "A" only in U+0410 (Cyrillic \u0410) in place of U+0041 (A) at character 1.',
    ],
    [
      'choice',
      { options: { A: 'ten', B: 'twenty' }, answer: 'A' },
      't\u200ben',
      'The answer names none of the options A, B. It differs from "ten" only in U+200B (zero width space) at character 2.',
    ],
  ] as const) {
    it(`is the reason in ${name} for ${JSON.stringify(answer)}`, async () => {
      const { record } = await judge(name, answer, expectation);
      assert.notEqual(record.verdict, 'correct');
      assert.equal(record.reason, reason);
    });
  }

  it('can be shown', () => {
    assert.equal(withHiddenShown('a\u200bb\u00a0c\td\ne'), 'a<U+200B>b<U+00A0>c\td\ne');
  });
});
