// What an answer is wrapped in means nothing to any reader, and what is right as it stands is right before anything is taken away.

import assert from 'node:assert/strict';
import type { TestTypeName } from '../../../../src/shared/run/benchmark';
import { fence, judge, pictureOf } from '../testTypes/imageTest';

const readers: readonly (readonly [TestTypeName, expectation: unknown, right: string])[] = [
  ['raw_string_evaluator', 'dog', 'dog'],
  ['raw_string_evaluator', 10, '10'],
  ['json_validator_eval', { a: 1 }, '{"a": 1}'],
  ['choice', { options: { A: 'cat', B: 'dog' }, answer: 'B' }, 'B'],
  ['choice', { options: { A: 'cat', B: 'dog' }, answer: 'B' }, 'dog'],
  ['classify', { choices: ['cat', 'dog'], labels: ['dog'], isMultiple: false }, 'dog'],
  ['classify', { choices: ['cat', 'dog', 'cow'], labels: ['dog', 'cow'], isMultiple: true }, 'dog, cow'],
  ['count', { count: 7, tolerance: 0, points: [] }, '7'],
  ['ocr', { texts: ['NO ENTRY'], normalize: [], metric: 'exact', threshold: 0 }, 'NO ENTRY'],
  ['point', { regions: [{ box: [0, 0, 100, 100] }], match: 'all' }, '[[20, 20]]'],
  ['box', { boxes: [{ box: [0, 0, 100, 100] }], iou: 0.5, labels: 'ignore' }, '[[0, 0, 50, 50]]'],
];

const wraps: readonly string[] = [
  '%',
  '<answer>%</answer>',
  '<answer>\n%\n</answer>',
  '<answer>%',
  '%</answer>',
  '<Answer type="final">%</Answer>',
  '<final_answer>%</final_answer>',
  '<response>%</response>',
  '[ANSWER]%[/ANSWER]',
  '<|begin_of_box|>%<|end_of_box|>',
  '<|begin_of_solution|>%<|end_of_solution|>',
  '<|START_RESPONSE|>%<|END_RESPONSE|>',
  '[BEGIN FINAL RESPONSE]\n%\n[END FINAL RESPONSE]',
  '%<|im_end|>',
  '%<|eot_id|>',
  '%\n</s>',
  '%<end_of_turn>\n<eos>',
  '%<｜end▁of▁sentence｜>',
  '<answer>%</answer><|endoftext|>',
  '<|channel|>final<|message|>%<|return|>',
  '<|channel|>analysis<|message|>none, 3<|end|><|start|>assistant<|channel|>final<|message|>%',
  '<|start|>assistant<|channel|>analysis<|message|>hm<|start|>assistant<|channel|>final <|constrain|>json<|message|>%<|end|>',
  '\\boxed{%}',
  '$\\boxed{%}$',
  '\\(\\boxed{%}\\)',
  '<think>\\boxed{none}</think>\\boxed{%}',
  '<answer>\\boxed{%}</answer>',
  '<answer><|begin_of_box|>%<|end_of_box|></answer>',
  'I looked at it with care.\n\n<answer>%</answer>',
  'So it is \\boxed{%}.',
  '**%**',
  '***%***',
  '**Answer:** %',
  'Answer: %',
  'Answer: **%**',
  'answer: %',
  'ANSWER: %',
  'Answer - %',
  'Answer → %',
  'Final answer: %',
  'Final Answer:\n%',
  'The answer is %',
  'The answer is: %',
  'The correct answer is **%**',
  'So the final answer is %',
  '答案：%',
  '答案是%',
  '正解：%',
  '정답: %',
  'Respuesta: %',
  'Réponse : %',
  'Response: %',
  'Solution: %',
  'Answer => %',
  'Antwort: %',
  'Ответ: %',
  'Правильный ответ: %',
  'La respuesta correcta es %',
  'A resposta correta é %',
  '正确答案为：%',
  '因此，答案是%',
  'Đáp án đúng là: %',
  'الإجابة الصحيحة هي %',
  'Prawidłowa odpowiedź to %',
  `${fence}\n%\n${fence}`,
  `%\n${fence}`,
  `<answer>\n${fence}\n%\n${fence}\n</answer>`,
];

/** Of no consequence to those who look for a value, while a text is compared with what it is written with. */
const valueWraps: readonly string[] = ['`%`', '"%"', '“%”', '「%」', '*%*', '_%_', '$%$', '<b>%</b>', 'A: %'];

describe('an answer', () => {
  for (const wrap of wraps) {
    it(`is read out of ${JSON.stringify(wrap)} for every test type`, async () => {
      for (const [name, expectation, right] of readers) {
        // A box around JSON is read, and so is text in it.
        const { record } = await judge(name, wrap.replace('%', right), expectation as object, pictureOf());
        assert.equal(record.verdict, 'correct', `${name} ${right}: ${record.reason}`);
      }
    });
  }

  for (const wrap of valueWraps) {
    it(`is read out of ${JSON.stringify(wrap)} as a value, and not as text`, async () => {
      for (const [name, expectation, right] of readers) {
        if (!['choice', 'classify', 'count'].includes(name)) continue;
        if (name === 'choice' && wrap === 'A: %' && right === 'dog') continue;
        const { record } = await judge(name, wrap.replace('%', right), expectation as object, pictureOf());
        assert.equal(record.verdict, 'correct', `${name} ${right}: ${record.reason}`);
      }
      const { record } = await judge('raw_string_evaluator', wrap.replace('%', 'dog'), 'dog');
      assert.equal(record.verdict, 'incorrect');
    });
  }

  it('may be written wide, or in letters of another weight', async () => {
    for (const [name, expectation, said] of [
      ['choice', { options: { A: 'cat', B: 'dog' }, answer: 'B' }, 'Ｂ'],
      ['choice', { options: { A: 'cat', B: 'dog' }, answer: 'B' }, '（Ｂ）'],
      ['choice', { options: { A: 'cat', B: 'dog' }, answer: 'B' }, '𝗕'],
      ['classify', { choices: ['cat', 'dog'], labels: ['dog'], isMultiple: false }, 'ｄｏｇ'],
      ['count', { count: 17, tolerance: 0, points: [] }, '１７'],
      ['count', { count: 17, tolerance: 0, points: [] }, '答案：１７。'],
    ] as const) {
      const { record } = await judge(name, said, expectation);
      assert.equal(record.verdict, 'correct', `${said}: ${record.reason}`);
    }
  });

  it('may stand without blanks among letters of its tongue, with its full stop', async () => {
    const count = { count: 7, tolerance: 0, points: [] };
    for (const said of [
      '图中有7只猫。',
      '答えは7です。',
      '정답은 7입니다.',
      'มี7ตัว',
      '一共有7个',
      '图3中有7只猫',
      '第3張圖有7隻貓',
    ])
      assert.equal((await judge('count', said, count)).record.verdict, 'correct', said);
    for (const said of ['第7張', '共7只，其中3只黑的', 'img7', '8只猫，不是7只'])
      assert.notEqual((await judge('count', said, count)).record.verdict, 'correct', said);
    const classes = { choices: ['猫', '狗'], labels: ['猫'], isMultiple: false };
    for (const said of ['猫。', '答案是猫。', '答えは猫です。', '정답은 猫입니다.', 'सही उत्तर: 猫।', '「猫」'])
      assert.equal((await judge('classify', said, classes)).record.verdict, 'correct', said);
    for (const said of ['猫或狗', '答案是狗。', '不是猫。'])
      assert.notEqual((await judge('classify', said, classes)).record.verdict, 'correct', said);
  });

  it('keeps what only looks like the end of a template', async () => {
    for (const text of ['a <s>dog</s>', 'dog <|im_end|> cat', 'dog<end_of_turn> cat', '"dog</s>"']) {
      const { record } = await judge('raw_string_evaluator', text, 'cat');
      assert.equal(record.got, text);
    }
  });

  it('stays wrong in whatever it is wrapped', async () => {
    for (const wrap of [...wraps, ...valueWraps]) {
      for (const [name, expectation] of readers) {
        const wrong: { [type: string]: string } = {
          raw_string_evaluator: 'cow',
          json_validator_eval: '{"a": 2}',
          choice: 'A',
          classify: 'cat',
          count: '8',
          ocr: 'ENTRY',
          point: '[[190, 90]]',
          box: '[[150, 50, 190, 90]]',
        };
        const { record } = await judge(name, wrap.replace('%', wrong[name]!), expectation as object, pictureOf());
        assert.notEqual(record.verdict, 'correct', `${name} ${wrap}`);
      }
    }
  });
});

describe('a final line', () => {
  for (const [name, expectation, said, expected] of [
    ['count', { count: 8, tolerance: 0, points: [] }, '3 apples and 5 pears.\nFinal answer: 8', 'correct'],
    ['count', { count: 8, tolerance: 0, points: [] }, '3 apples and 5 pears.\n\n**Answer:** 8', 'correct'],
    ['count', { count: 8, tolerance: 0, points: [] }, 'Answer: 3\nNo.\nAnswer: 8', 'error'],
    ['count', { count: 8, tolerance: 0, points: [] }, 'Answer: 8\nOr is it 9?', 'error'],
    ['count', { count: 8, tolerance: 0, points: [] }, '3 apples\n答案：８', 'correct'],
    [
      'classify',
      { choices: ['cat', 'dog'], labels: ['dog'], isMultiple: false },
      'It has a tail.\n\nAnswer: dog',
      'correct',
    ],
    [
      'classify',
      { choices: ['cat', 'dog'], labels: ['dog'], isMultiple: false },
      'It is no cat.\nThe answer is **dog**.',
      'correct',
    ],
    ['classify', { choices: ['cat', 'dog'], labels: ['dog'], isMultiple: false }, 'Answer: cat\nAnswer: dog', 'error'],
    ['raw_string_evaluator', 'dog', 'It has a tail.\n\nAnswer: dog', 'incorrect'],
  ] as const) {
    it(`counts for a value in ${JSON.stringify(said)}: ${expected}`, async () => {
      const { record } = await judge(name, said, expectation as object);
      assert.equal(record.verdict, expected, record.reason);
    });
  }
});
