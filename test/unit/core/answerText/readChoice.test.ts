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

describe('a letter of the frame', () => {
  for (const [answer, expected] of [
    ['A: D', 'D'],
    ['A: A', 'A'],
    ['A: (D)', 'D'],
    ['A: D.', 'D'],
    ['A: **D**', 'D'],
    ['A: D. forty', 'D'],
    ['A: D) forty', 'D'],
    ['A： Ｄ', 'D'],
    ['Q: how many?\nA: D', 'D'],
    ['Q: how many?\nA: The answer is D.', 'D'],
    ['Question: how many?\nA. D', 'D'],
    ['A: no. B: no. C: no. D: yes.', 'several'],
    ['A: no\nB: no\nC: no\nD: yes', 'several'],
    ['A. no; B. no; C. no; D. yes', 'several'],
    ['A) Ten is wrong, D) Forty is right', 'several'],
    ['A: false, D: true', 'several'],
    ['A=0, D=1', 'several'],
    ['[A] no [D] yes', 'several'],
    ['C. f. the sign: D', 'several'],
    ['C. f. the sign', 'none'],
    ['D. J. Trump', 'none'],
    ['A: forty', 'several'],
    ['A: I do not know.', 'none'],
    ['A: none of these', 'none'],
    ['B: I do not know.', 'none'],
    ['A - D', 'several'],
    ['Answer A: D', 'several'],
    ['A. No wait, D.', 'several'],
    ['A. But D is right.', 'several'],
    ['A, no: D', 'several'],
    ['not (A)', 'none'],
    ["It isn't (A).", 'none'],
    ["It isn't (A), so (D).", 'D'],
    ['The answer is not A.', 'none'],
    ['The answer is A or D.', 'several'],
    ['The answer is A? No, D.', 'several'],
    ['The answer is A.\nThe answer is D.', 'several'],
    ['\\boxed{A} or \\boxed{D}', 'several'],
    ['<answer>A</answer><answer>D</answer>', 'several'],
    ['{"A": "no", "D": "yes"}', 'several'],
    ['A quick look shows forty things.', 'none'],
    ['ANSWER: None of the above', 'none'],
    ["ANSWER: Don't know", 'none'],
    ["ANSWER: I don't know", 'none'],
    ['The answer is A large number.', 'none'],
    ['Answer: A few of them', 'none'],
    ['Answer: rules out C, leaving D', 'several'],
    ['Answer: It is not B, the answer is D', 'D'],
    ['The answer is B. Note that A is a common distractor.', 'several'],
    ['ANSWER IS D. A is incorrect.', 'several'],
    ['I would pick B', 'B'],
    ["I'd go with D because it has forty.", 'D'],
    ["I'd go with A, but D is right.", 'several'],
    ['I choose A or D', 'several'],
    ['The answer is A, but D is right.', 'several'],
    ['Answer: A, although D is correct', 'several'],
    ['La respuesta es A, pero D es correcta.', 'several'],
    ['The answer is D because A is too small.', 'D'],
    ['I choose A large one', 'none'],
    ['I would never choose A', 'none'],
    ["I don't choose A", 'none'],
    ['I choose neither A nor D', 'none'],
    ["Therefore, it's D.", 'D'],
    ['So it is A small matter', 'none'],
    ['Solution: D', 'D'],
    ['Response: D', 'D'],
    ['The letter is D', 'D'],
    ['Letter: D', 'D'],
    ['The letter A appears twice', 'none'],
    ['Selected: D', 'D'],
    ['=> D', 'none'],
    ['Answer => D', 'D'],
    ['选d', 'D'],
    ['选D', 'D'],
    ['选择 d', 'D'],
    ['选（d）。', 'D'],
    ['选d项', 'D'],
    ['故选d', 'D'],
    ['答案是d', 'D'],
    ['答えはd', 'D'],
    ['選a或d', 'none'],
    ['选dog', 'none'],
  ] as const) {
    it(`is not the answer in ${JSON.stringify(answer)}: ${expected}`, () => assert.equal(read(answer), expected));
  }

  it('is the answer where its option says so', () => {
    assert.equal(read('A: B', { A: 'B', B: 'A' }), 'several');
    assert.equal(read('a cat', { A: 'a dog', B: 'a cat' }), 'B');
    assert.equal(read('a cat', { A: 'dog', B: 'cat' }), 'none');
    assert.equal(
      read('Answer: I think it is C', Object.fromEntries([...'ABCDEFGHI'].map((one) => [one, `x${one}`]))),
      'none',
    );
    assert.equal(
      read(
        'The answer is C because I computed it',
        Object.fromEntries([...'ABCDEFGHI'].map((one) => [one, `x${one}`])),
      ),
      'C',
    );
    assert.equal(read('A: ten'), 'A');
    assert.equal(read('B: twenty, because it is more than ten'), 'B');
    assert.equal(read('D: forty\n\nThe sign is clear.'), 'D');
  });
});

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
      { numRuns: 3000 },
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
      { numRuns: 3000 },
    );
  });
});
