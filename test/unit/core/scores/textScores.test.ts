// Character and word error rates, ANLS and normalization, against worked examples and a plain table of edit distances.

import assert from 'node:assert/strict';
import { distance } from 'fastest-levenshtein';
import fc from 'fast-check';
import { editDistance, toCodePoints, toWords } from '../../../../src/core/scores/editDistance';
import { nameKey, normalizeText, sameName } from '../../../../src/core/scores/normalizeText';
import { numberOfWord } from '../../../../src/core/scores/numberOfWord';
import { anls, characterErrorRate, wordErrorRate } from '../../../../src/core/scores/textScores';

/** Wagner and Fischer's table, as textbooks have it. */
function table(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  a.forEach((left, at) => {
    const next = [at + 1];
    b.forEach((right, column) =>
      next.push(Math.min(next[column]! + 1, row[column + 1]! + 1, row[column]! + (left === right ? 0 : 1))),
    );
    row = next;
  });
  return row.at(-1)!;
}

const anlsOf = (truths: readonly string[], found: string): number =>
  anls(
    truths.map((truth) => characterErrorRate(truth, found)),
    found,
  );

const letters = fc
  .array(fc.constantFrom('a', 'b', 'c', 'ä', '漢', '😀', ' '), { maxLength: 60 })
  .map((all) => all.join(''));

describe('edit distance', () => {
  it('is that of the textbook table, on characters and words', () => {
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        assert.equal(editDistance(toCodePoints(a), toCodePoints(b)), table(toCodePoints(a), toCodePoints(b)));
        assert.equal(editDistance(toWords(a), toWords(b)), table(toWords(a), toWords(b)));
      }),
    );
  });

  it("is fastest-levenshtein's own where every character is one UTF-16 unit", () => {
    const units = fc.string({ unit: 'grapheme-ascii', maxLength: 120 });
    fc.assert(
      fc.property(units, units, (a, b) => assert.equal(editDistance(toCodePoints(a), toCodePoints(b)), distance(a, b))),
    );
  });

  it('counts a character outside the first plane as one', () => {
    assert.equal(distance('a😀b', 'a🤖b'), 2);
    assert.equal(editDistance(toCodePoints('a😀b'), toCodePoints('a🤖b')), 1);
    assert.equal(editDistance(toCodePoints('😀'), []), 1);
  });

  it('ends soon for an answer that never ended', () => {
    assert.equal(editDistance(toCodePoints('hello'), toCodePoints(`hello${'!'.repeat(2_000_000)}`)), 2_000_000);
    // The rest of the truth comes too late to be looked for.
    assert.equal(characterErrorRate('hello', `hell${'!'.repeat(2000)}o`).errors, 2001);
  });
});

describe('CER, WER and ANLS', () => {
  it('has the error rates of worked examples', () => {
    assert.deepEqual(characterErrorRate('kitten', 'sitting'), { errors: 3, length: 6, rate: 0.5 });
    assert.deepEqual(characterErrorRate('Saturday', 'Sunday'), { errors: 3, length: 8, rate: 0.375 });
    // One word substituted and one left out of six.
    assert.deepEqual(wordErrorRate('the cat sat on the mat', 'the cat sit on mat'), {
      errors: 2,
      length: 6,
      rate: 2 / 6,
    });
    assert.deepEqual(wordErrorRate('a', 'a b c'), { errors: 2, length: 1, rate: 2 });
  });

  it('has no rate of nothing', () => {
    assert.equal(characterErrorRate('', '').rate, 0);
    assert.equal(characterErrorRate('', 'abc').rate, 1);
    assert.equal(characterErrorRate('abc', '').rate, 1);
    assert.equal(wordErrorRate('', 'a b').rate, 1);
  });

  it('has the ANLS of the definition: 1 - NL below 0.5, else 0, the best of all truths', () => {
    assert.equal(anlsOf(['kitten'], 'sitting'), 4 / 7);
    assert.equal(anlsOf(['Coca Cola'], 'Coca-Cola'), 8 / 9);
    assert.equal(anlsOf(['a'.repeat(25)], 'a'.repeat(17)), 0.68, 'not a little less');
    assert.equal(anlsOf(['abcd'], 'abxx'), 0, 'NL of exactly 0.5 is nothing');
    assert.equal(anlsOf(['abcd'], 'wxyz'), 0);
    assert.equal(anlsOf(['five', '5', 'V'], '5'), 1);
    assert.equal(anlsOf(['abcde', 'abcdx'], 'abcdy'), 0.8);
    assert.equal(anlsOf([''], ''), 1);
  });

  it('stays in its bounds', () => {
    fc.assert(
      fc.property(letters, letters, (truth, found) => {
        const { errors, length } = characterErrorRate(truth, found);
        assert.ok(
          errors >= Math.abs(length - toCodePoints(found).length) &&
            errors <= Math.max(length, toCodePoints(found).length),
        );
        const similarity = anlsOf([truth], found);
        assert.ok(similarity === 0 || (similarity > 0.5 && similarity <= 1));
        assert.equal(similarity, anlsOf([found], truth));
        assert.equal(characterErrorRate(truth, truth).rate, 0);
      }),
    );
  });
});

describe('normalization of text', () => {
  for (const [what, text, steps, expected] of [
    ['nothing but line ends, composition and what is around', ' a\r\nb\rc  e\u0301 ', [], 'a\nb\nc  é'],
    ['compatible forms', 'ﬁne Ｆｕｌｌ １２ ²', ['nfkc'], 'fine Full 12 2'],
    ['case', 'Straße ÉCOLE', ['case'], 'straße école'],
    ['white space', 'a\n\n b\t\u00a0c', ['space'], 'a b c'],
    ['punctuation', '“Hello,” (world)! it’s 5 %', ['punct'], 'Hello world its 5'],
    ['signs that are no punctuation', 'a+b = $5', ['punct'], 'a+b = $5'],
    ['what stood between a letter and its accent', 'e!\u0301', ['punct'], 'é'],
    ['all', ' ＨＥＬＬＯ,\nWorld! ', ['nfkc', 'case', 'space', 'punct'], 'hello world'],
    ['blanks that punctuation leaves', 'a - b', ['punct', 'space'], 'a b'],
  ] as const) {
    it(`takes away ${what}`, () => assert.equal(normalizeText(text, steps), expected));
  }

  it('changes nothing the second time', () => {
    const steps = fc.subarray(['nfkc', 'case', 'space', 'punct'] as const);
    const odd = fc
      .array(
        fc.constantFrom(
          'a',
          'E',
          'É',
          'e',
          '\u0301',
          '!',
          '.',
          ' ',
          '\u00a0',
          '\n',
          '\r',
          'ﬁ',
          'Ｆ',
          'Σ',
          'İ',
          'ß',
          '´',
          '…',
          '가',
          '\u1161',
        ),
        { maxLength: 12 },
      )
      .map((all) => all.join(''));
    fc.assert(
      fc.property(odd, steps, (text, some) =>
        assert.equal(normalizeText(normalizeText(text, some), some), normalizeText(text, some)),
      ),
    );
  });

  it('takes names for the same', () => {
    assert.ok(sameName(' Traffic  Light', 'traffic light'));
    assert.ok(!sameName('traffic-light', 'traffic light'));
    assert.equal(nameKey('ＣＡＴ'), 'cat');
  });

  it('knows number words up to twenty', () => {
    assert.deepEqual(['zero', 'Seven', 'TWENTY', 'twenty-one', 'none', ''].map(numberOfWord), [
      0,
      7,
      20,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
