import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readChoice } from '../../../../src/core/answerText/readChoice';
import type { ChoiceExpectation } from '../../../../src/shared/run/imageExpectation';
import { fence, judge, verdict } from './imageTest';

const animals: ChoiceExpectation = { options: { A: 'a dog', B: 'a cat', C: 'a bird', D: 'none of them' }, answer: 'B' };

const right = 'correct 1 | B: a cat';

const wrong = 'incorrect 0 | A: a dog | The answer is A: a dog, where B: a cat is right.';

const none = 'unparsable | The answer names none of the options A, B, C, D.';

const several = (...letters: string[]): string =>
  `unparsable | The answer names several options, ${letters.join(', ')}, where one was asked for.`;

describe('choice', () => {
  for (const [answer, expected] of [
    ['{"answer": "B"}', right],
    [`${fence}json\n{"answer": "B"}\n${fence}`, right],
    ['A dog has other ears. {"answer": "B"}', right],
    ['{"Answer": "b"}', right],
    ['{"answer": "a cat"}', right],
    ['{"answer": "B. a cat"}', right],
    ['{"answer": ["B"]}', right],
    ['{"letter": "B"}', right],
    ['"B"', right],
    ['B', right],
    ['b', right],
    ['B.', right],
    ['(B)', right],
    ['**B**', right],
    ['B)', right],
    ['Answer: B', right],
    ['The answer is (B).', right],
    ['The correct answer is **B**.', right],
    ['The answer is B because of the ears.', right],
    ['Answer: a cat', right],
    ['A cat.', right],
    ['B: a cat', right],
    ['B. a cat', right],
    ['B - A cat', right],
    ['B. It has whiskers, as a dog has not.', right],
    ['It has whiskers.\n\nAnswer: B', right],
    ['I see whiskers, so I choose option B.', right],
    ['<think>A or B?</think>B', right],
    ['A', wrong],
    ['A dog', wrong],
    ['{"answer": "A"}', wrong],
    ['B or C', several('B', 'C')],
    ['B, C', several('B', 'C')],
    ['A/B', several('A', 'B')],
    ['{"answer": "B or C"}', several('B', 'C')],
    ['{"answer": ["B", "C"]}', several('B', 'C')],
    ['{"answer": "B"} or {"answer": "C"}', several('B', 'C')],
    ['The answer is B or C.', several('B', 'C')],
    ['A. a dog\nB. a cat', several('A', 'B')],
    ['B. a dog', several('B', 'A')],
    ['(A) is wrong, (B) is right.', several('A', 'B')],
    ['A cat is shown.', none],
    ['I am not sure.', none],
    ['It is one of the animals.', none],
    ['{"answer": null}', none],
    ['{"answer": "X"}', 'unparsable | The answer is X, and the options are A, B, C, D.'],
    ['E', 'unparsable | The answer is E, and the options are A, B, C, D.'],
    ['', 'emptyAnswer | The model sent an empty response, so there was nothing to judge.'],
  ] as const) {
    it(`judges ${JSON.stringify(answer)}`, async () =>
      assert.equal(await verdict('choice', answer, animals), expected));
  }

  it('takes the letter before an option that reads like one', async () => {
    assert.equal(
      await verdict('choice', '{"answer": "B"}', { options: { A: 'B', B: 'A' }, answer: 'B' }),
      'correct 1 | B: A',
    );
  });

  it("leaves the options' texts as classes, whatever their letters", async () => {
    const { record } = await judge('choice', 'C', animals);
    assert.deepEqual(record.classes, { truth: ['a cat'], found: ['a bird'] });
    const rotated = await judge('choice', 'D', {
      options: { A: 'none of them', B: 'a dog', C: 'a cat', D: 'a bird' },
      answer: 'C',
    });
    assert.deepEqual(rotated.record.classes, record.classes);
    assert.equal(record.expected, 'B: a cat');
  });

  it('reads every letter in every form', () => {
    const options = Object.fromEntries(
      [...'ABCDEFGH'].map((letter) => [letter, `thing number ${letter.charCodeAt(0)}`]),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(options)),
        fc.constantFrom(
          '{"answer": "%"}',
          '%',
          '(%)',
          '%.',
          'Answer: %',
          'The answer is %.',
          '%: @',
          '%. @',
          '@',
          '@.',
          'I think: {"answer": "%"}',
        ),
        (letter, form) => {
          assert.deepEqual(readChoice(form.replace('%', letter).replace('@', options[letter]!), options), { letter });
        },
      ),
    );
  });
});
