// A letter or a count that stands among signs, numbers of items and explanations, and the forms that one reader took and another did not.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { extractAnswer } from '../../../../src/core/answerText/extractAnswer';
import { modelAnswer } from '../../../../src/core/answerText/modelAnswer';
import { readChoice } from '../../../../src/core/answerText/readChoice';
import { readCount } from '../../../../src/core/answerText/readCount';
import { readLabels } from '../../../../src/core/answerText/readLabels';
import { judge } from '../testTypes/imageTest';

const options = { A: 'ten', B: 'twenty', C: 'thirty', D: 'forty' };
const letters = fc.constantFrom('A', 'B', 'C', 'D');

function chosen(said: string, among: { [letter: string]: string } = options): string {
  const found = readChoice(said, among);
  return 'letter' in found ? found.letter : 'none';
}

describe('a letter among signs', () => {
  for (const frame of [
    '→ %',
    '• %',
    '✅ %',
    '% ✅',
    '👉 %',
    '### %',
    '| % |',
    '1. %',
    '1) %',
    'Q1: %',
    '#1: %',
    'Question 3: %.',
    "It's %!",
    'I think %',
    "The answer is not clear at first. It's %.",
    "{'answer': '%'}",
    '{"choice": "%", "why": "ten is too few"}',
    '<p>%</p>',
    '<code>%</code>',
  ])
    it(`is chosen in ${frame}, whichever it is`, () => {
      for (const letter of Object.keys(options)) assert.equal(chosen(frame.replaceAll('%', letter)), letter);
    });

  it('is read in a circle and in a square', () => {
    assert.deepEqual(
      ['Ⓓ', 'ⓓ', '🄳'].map((said) => chosen(said)),
      ['D', 'D', 'D'],
    );
  });

  for (const said of [
    'D\u200b',
    '\u202eD',
    '❌ D',
    '≠ D',
    '!D',
    '¬D',
    'D?',
    '~D',
    '→ D or A',
    'A → D',
    '2. forty, 3. ten',
  ])
    it(`is not chosen in ${said}`, () => assert.equal(chosen(said), 'none'));

  it('is no number of an item where an option is called so', () => {
    assert.equal(chosen('1. B', { A: '1', B: '2' }), 'none');
    assert.equal(chosen('7. B', { A: '1', B: '2' }), 'B');
  });
});

describe('a letter before its explanation', () => {
  for (const said of [
    'D\n\nExplanation: A is ten, B is twenty.',
    '**Answer: D**\n\n**Explanation:**\nOption A) is too few.',
    'The answer is: \n\nD) forty\n\nBecause A) ten is small.',
    'D\n\n### Reasoning\n- A) no\n- B) no',
    '答案：D\n\n解析：A 太小，B 也太小。',
    'Antwort: D\nBegründung: A ist zu klein.',
    'Ответ: D\nОбъяснение: A мало.',
    '정답: D\n설명: A는 작다.',
  ])
    it(`is chosen: ${JSON.stringify(said)}`, () => assert.equal(chosen(said), 'D'));

  for (const said of [
    'D\n\nExplanation: on second thought, the answer is A.',
    'A or D\n\nExplanation: both fit.',
    'Explanation: A is ten, D is forty.',
  ])
    it(`is not chosen where it is taken back or never stood there: ${JSON.stringify(said)}`, () =>
      assert.notEqual(chosen(said), 'D'));

  it('is chosen whichever letters the explanation tells of', () => {
    fc.assert(
      fc.property(
        letters,
        fc.array(letters),
        fc.constantFrom('Explanation', 'Reason', 'Erklärung', '理由'),
        (one, told, head) => {
          const said = `Answer: ${one}\n\n${head}: ${told.map((letter) => `${letter} is another matter.`).join(' ')}`;
          assert.equal(chosen(said), one);
        },
      ),
    );
  });
});

describe('a count', () => {
  const counted = (said: string): number | string => {
    const found = readCount(said);
    return 'count' in found ? found.count : 'none';
  };

  it('has its digits in threes, with every sign that keeps them together', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        fc.constantFrom(',', "'", '’', '\u00a0', '\u2009', '\u202f'),
        (count, sign) => {
          const written = String(count).replace(/\B(?=(\d{3})+$)/g, sign);
          assert.equal(counted(written), count);
          assert.equal(counted(`There are ${written} of them.`), count);
        },
      ),
    );
  });

  it('is read in the digits of other scripts', () => {
    assert.deepEqual(['٧', '७', '৭', '７', 'هناك ٧ قطط'].map(counted), [7, 7, 7, 7, 7]);
  });

  it('is no share of something', () => {
    assert.equal(counted('7 apples, 100% sure'), 7);
    assert.equal(counted('7 apples.\nConfidence: 95.5 %'), 7);
    assert.equal(counted('100%'), 'none');
  });

  it('stays unknown where two numbers are named', () => {
    for (const said of ['1 204', '7, 204', "1'20"]) assert.equal(counted(said), 'none', said);
  });
});

describe('a class', () => {
  it('is read from JSON under any name that says so, or as its only entry', () => {
    for (const key of ['label', 'class', 'category', 'answer', 'Class', 'animal'])
      assert.deepEqual(readLabels(`{"${key}": "cat"}`, ['cat', 'dog'], false), { labels: ['cat'] });
    assert.ok('unreadable' in readLabels('{"cat": true, "dog": false}', ['cat', 'dog'], false));
  });
});

describe('a program and JSON in what a template or a server left', () => {
  for (const wrap of [
    '<|python_tag|>%',
    '<|python_start|>%<|python_end|>',
    '[PYTHON]\n%\n[/PYTHON]',
    'python\n%',
    '<code>%</code>',
    '<execute>\n%\n</execute>',
    '```python\n%\n``` This prints ten.',
  ])
    it(`is taken out of ${JSON.stringify(wrap)}`, () => {
      const { said } = modelAnswer(wrap.replace('%', 'print(10)'));
      assert.equal(extractAnswer(said, 'program'), 'print(10)');
    });

  for (const wrap of [
    '<json>%</json>',
    '<result>\n%\n</result>',
    'json\n%',
    '```json\n%\n``` Hope this helps.',
    '<|python_tag|>%',
  ])
    it(`reads ${JSON.stringify(wrap)}`, async () => {
      const { record } = await judge('json_validator_eval', wrap.replace('%', '{"a": 1}'), { a: 1 });
      assert.equal(record.verdict, 'correct', record.reason);
    });

  it('names the blank that is none where JSON stops', async () => {
    const { record } = await judge('json_validator_eval', '{"a":\u00a01}', { a: 1 });
    assert.match(record.reason ?? '', /there is "<U\+00A0>1}"/);
  });
});
