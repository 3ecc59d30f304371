import assert from 'node:assert/strict';
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
    ['=> D', 'D'],
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
      'C',
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
