// The differences between two texts: nothing gets lost, nothing is said twice, and no more is taken out and in than needed.

import assert from 'node:assert/strict';
import { distance } from 'fastest-levenshtein';
import fc from 'fast-check';
import { characterDiff, type DiffPart } from '../../../../src/shared/text/characterDiff';

/** `kit` same, `[-k-]` missing, `[+s+]` extra. */
function picture(truth: string, found: string): string {
  return characterDiff(truth, found)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'missing' ? `[-${text}-]` : `[+${text}+]`))
    .join('');
}

function join(parts: readonly DiffPart[], ...kinds: DiffPart['kind'][]): string {
  return parts
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ text }) => text)
    .join('');
}

function assertWhole(truth: string, found: string): DiffPart[] {
  const parts = characterDiff(truth, found);
  assert.equal(join(parts, 'same', 'missing'), truth);
  assert.equal(join(parts, 'same', 'extra'), found);
  assert.ok(parts.every(({ text }) => text !== ''));
  parts.forEach(({ kind }, at) => {
    const next = parts[at + 1]?.kind;
    assert.notEqual(kind, next);
    assert.ok(!(kind === 'extra' && next === 'missing'), 'what is missing comes first');
  });
  return parts;
}

/** The longest common subsequence by the textbook's table. */
function commonLength(a: string, b: string): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const left of a) {
    const next = [0];
    for (let at = 0; at < b.length; at++) next.push(left === b[at] ? row[at]! + 1 : Math.max(row[at + 1]!, next[at]!));
    row = next;
  }
  return row.at(-1)!;
}

const few = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 40 });

describe('the differences between two texts', () => {
  for (const [what, truth, found, expected] of [
    ['the same text', 'abc', 'abc', 'abc'],
    ['a word of a textbook', 'kitten', 'sitting', '[-k-][+s+]itt[-e-][+i+]n[+g+]'],
    ['a letter read as two', 'modern', 'modem', 'mode[-rn-][+m+]'],
    ['a word left out', 'the small cat', 'the cat', 'the [-small -]cat'],
    ['nothing found', 'abc', '', '[-abc-]'],
    ['nothing expected', '', 'abc', '[+abc+]'],
    ['nothing at all', '', '', ''],
    ['nothing in common', 'abc', 'xyz', '[-abc-][+xyz+]'],
    ['a line break', 'a\nb', 'a b', 'a[-\n-][+ +]b'],
    ['an accent, which stays with its letter', 'cafe\u0301', 'cafe', 'caf[-e\u0301-][+e+]'],
    ['a family, which stays together', 'a👨‍👩‍👧b', 'a👨b', 'a[-👨‍👩‍👧-][+👨+]b'],
  ] as const) {
    it(`shows ${what}`, () => assert.equal(picture(truth, found), expected));
  }

  it('keeps both texts whole, whatever they are', () => {
    const text = fc
      .array(
        fc.constantFrom('a', 'b', ' ', '\r', '\n', 'e', '\u0301', '漢', '👨', '\u200d', '👧', '\ud83d', '🇩', '🇪'),
        { maxLength: 30 },
      )
      .map((all) => all.join(''));
    fc.assert(fc.property(text, text, (truth, found) => void assertWhole(truth, found)));
    fc.assert(fc.property(few, few, (truth, found) => void assertWhole(truth, found)));
  });

  it('keeps as much as there is in common, and no more edits than Levenshtein allows', () => {
    fc.assert(
      fc.property(few, few, (truth, found) => {
        const parts = characterDiff(truth, found);
        assert.equal(join(parts, 'same').length, commonLength(truth, found));
        const edits = join(parts, 'missing').length + join(parts, 'extra').length;
        // A substitution is one edit there and two here.
        assert.ok(edits >= distance(truth, found) && edits <= 2 * distance(truth, found));
      }),
    );
  });

  it('compares long texts by words where too many characters differ, and as blocks where too many words do', () => {
    const word = (seed: number): string =>
      String.fromCharCode(...Array.from({ length: 9 }, (_, at) => 97 + ((seed * 7 + at * 5 + seed * at * 3) % 26)));
    const words = Array.from({ length: 1000 }, (_, at) => word(at));
    const spoiled = words.map((text, at) => (at % 4 === 0 ? text.toUpperCase() : text));
    const parts = assertWhole(words.join(' '), spoiled.join(' '));
    assert.ok(
      parts.filter(({ kind }) => kind === 'missing').every(({ text }) => words.includes(text)),
      'only whole words are missing',
    );
    assert.ok(parts.filter(({ kind }) => kind === 'same').length >= 250);

    const [x, y] = ['x', 'y'].map((sign) => Array.from({ length: 5000 }, (_, at) => `${sign}${at}`).join(' '));
    assert.deepEqual(
      assertWhole(`start ${x} end`, `start ${y} end`).map(({ kind }) => kind),
      ['same', 'missing', 'extra', 'same'],
    );
  });
});
