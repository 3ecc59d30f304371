// Which letter an answer chooses: never one of its frame, never the first of several, and every letter as gladly as any other.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readChoice } from '../../../../src/core/answerText/readChoice';

const numbers = { A: 'ten', B: 'twenty', C: 'thirty', D: 'forty' };

/** The letter, or `several` or `none`. */
function read(said: string, options: { [letter: string]: string } = numbers): string {
  const found = readChoice(said, options);
  if ('letter' in found) return found.letter;
  return found.unreadable.startsWith('The answer names several') ? 'several' : 'none';
}

describe('a final answer', () => {
  for (const [answer, expected] of [
    ['A) ten: too few\nB) twenty: too few\nC) thirty\nD) forty\n\nAnswer: D', 'D'],
    ['(A) is too few. The answer is (D).', 'D'],
    ['The answer is D because A is too few.', 'D'],
    ['The answer is D, not A.', 'D'],
    ['The answer is D rather than (A).', 'D'],
    ['The answer is D. A is too few.', 'several'],
    ['Answer: D\nA: too few', 'several'],
    ['The answer is A.\nSo the correct answer is: A', 'A'],
    ['Final answer: D', 'D'],
    ['I considered (A), but it is incorrect. Final answer: D.', 'D'],
    ['The calculated answer is 11.\n\nAnswer seems to be D.\n\nAnswer: D', 'D'],
    ['The correct answer is d.', 'D'],
    ['d. forty', 'D'],
    ['d) forty', 'D'],
    ['Antwort:\n\nAntwort: D', 'D'],
    ['My final answer is **D**', 'D'],
    ['Answer - D', 'D'],
    ['Answer → D', 'D'],
    ['ANSWER: D', 'D'],
    ['Ans: D', 'D'],
    ['答案：D', 'D'],
    ['正确答案是D', 'D'],
    ['答え：D', 'D'],
    ['정답: D', 'D'],
    ['Respuesta: D', 'D'],
    ['La réponse est D', 'D'],
    ['Antwort: D', 'D'],
    ['Ответ: D', 'D'],
    ['Ｄ', 'D'],
    ['（Ｄ）', 'D'],
    ['𝐃', 'D'],
    ['<answer>D</answer>', 'D'],
    ['I thought of A. <answer>D</answer>', 'D'],
    ['<answer>D', 'D'],
    ['D</answer>', 'D'],
    ['<answer>\\boxed{D}</answer>', 'D'],
    ['So it is $\\boxed{\\text{D}}$.', 'D'],
    ['\\boxed{(D)}', 'D'],
    ['\\boxed{D. forty}', 'D'],
    ['<|begin_of_box|>D<|end_of_box|>', 'D'],
    ['"D"', 'D'],
    ['`D`', 'D'],
    ['{"answer": "\\\\boxed{D}"}', 'D'],
    ['{"answer": "**D**"}', 'D'],
    ['{"answer": "Option D"}', 'D'],
    ['```\nD\n```', 'D'],
    ['D\n```', 'D'],
    ['<b>D</b>', 'D'],
  ] as const) {
    it(`counts in ${JSON.stringify(answer)}: ${expected}`, () => assert.equal(read(answer), expected));
  }
});

describe('reading a choice', () => {
  const letters = [...'ABCDEFGH'];
  const options = Object.fromEntries(letters.map((letter) => [letter, `thing number ${letter.charCodeAt(0)}`]));
  const frames = [
    '%',
    '%.',
    '(%)',
    '[%]',
    '**%**',
    '`%`',
    '"%"',
    '%: @',
    '%. @',
    '%) @',
    '% - @',
    '@',
    'A: %',
    'A: (%)',
    'A: %. @',
    'Q: which?\nA: %',
    'Q. which?\nA. %',
    'Answer: %',
    'Answer - %',
    'answer: %',
    'Answer: (%)',
    'Answer: %. @',
    'The answer is %.',
    'The answer is %, as can be seen.',
    'Option %',
    'I choose option %.',
    '答案：%',
    '<answer>%</answer>',
    'It is clear.\n\n<answer>%</answer>',
    '\\boxed{%}',
    '$\\boxed{\\text{%}}$',
    '<|begin_of_box|>%<|end_of_box|>',
    '{"answer": "%"}',
    '{"letter": "%"}',
    '["%"]',
    'It is clear.\n%',
    'It is clear: (%)',
    'It is clear: %',
    '%: it is clear',
    '%. It is clear.',
    '% is right',
    '% seems right',
    'not %',
    '%\n```',
    '```\n%\n```',
    '%? Yes.',
    'Note: %',
    'Vitamin %',
    'As in fig. %: yes',
    'I take %',
    '% = yes',
    '%=yes',
    '% it is',
    'The answer is: option %',
    'Final answer:\n%',
    '- %',
    '> %',
    '1. %',
    '1) %',
    'Q1: %',
    '# %',
  ];

  it('gives that letter or none, for all letters alike', () => {
    for (const frame of frames) {
      const kinds = letters.map((letter) => {
        const found = read(frame.replaceAll('%', letter).replaceAll('@', options[letter]!), options);
        // `A: A` names one letter, where `A: B` may name two.
        assert.ok([letter, 'several', 'none'].includes(found), `${frame} with ${letter}: ${found}`);
        return found === letter ? 'letter' : 'none';
      });
      assert.equal(new Set(kinds).size, 1, `${frame}: ${kinds.join(' ')}`);
    }
  });

  it('never takes the first of two', () => {
    const two = [
      '%: no, &: yes',
      '%. no; &. yes',
      '%) no, &) yes',
      '(%) no (&) yes',
      '% or &',
      '%, &',
      '%/&',
      '% and &',
      '%: no\n&: yes',
      '%. no\n&. yes',
      '%\n&',
      '%: &',
      '% - &',
      '% -> &',
      '%. No, &.',
      '(%)? No: &',
      'Answer: % or &',
      'Answer: %\nAnswer: &',
      'Answer %: &',
      'The answer is %. No, it is &.',
      'option % or option &',
      '<answer>% or &</answer>',
      '\\boxed{%, &}',
      '{"answer": "% or &"}',
      '["%", "&"]',
      '%&',
      '% & &',
    ];
    const pair = fc
      .tuple(fc.constantFrom(...letters), fc.constantFrom(...letters))
      .filter(([one, other]) => one !== other);
    fc.assert(
      fc.property(fc.constantFrom(...two), pair, (frame, [one, other]) => {
        // Only `A: B` is known as an answer with a frame.
        fc.pre(!(frame === '%: &' && one === 'A'));
        const found = read(frame.replaceAll(' & ', ' and ').replaceAll('%', one).replaceAll('&', other), options);
        assert.ok(['several', 'none'].includes(found), `${frame} with ${one} and ${other}: ${found}`);
      }),
      { numRuns: 1000 },
    );
  });

  it('looks at no letter more gladly than at another', () => {
    const piece = fc.constantFrom(
      '%',
      '&',
      ': ',
      '. ',
      ') ',
      '(',
      ' or ',
      ', ',
      ' - ',
      '\n',
      ' no',
      ' yes',
      'Answer: ',
      'The answer is ',
      ' is right',
      '**',
      '`',
      ' so ',
      '\\boxed{',
      '}',
      '<answer>',
      '</answer>',
    );
    const pair = fc
      .tuple(fc.constantFrom(...letters.slice(1)), fc.constantFrom(...letters.slice(1)))
      .filter(([one, other]) => one !== other);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pair, (pieces, [one, other]) => {
        const text = pieces.join('');
        const with2 = (a: string, b: string): string => read(text.replaceAll('%', a).replaceAll('&', b), options);
        const renamed: { [letter: string]: string } = { [one]: 'B', [other]: 'C' };
        assert.equal(renamed[with2(one, other)] ?? with2(one, other), with2('B', 'C'), text);
      }),
      { numRuns: 1000 },
    );
  });
});
