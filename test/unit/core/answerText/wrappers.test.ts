// What an answer is wrapped in means nothing to any reader, and what is right as it stands is right before anything is taken away.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { markedAnswer } from '../../../../src/core/answerText/markedAnswer';
import { extractAnswer } from '../../../../src/core/answerText/extractAnswer';
import { unwrapped } from '../../../../src/core/answerText/wrappers';
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

describe('right as it stands', () => {
  const texts = [
    `Run:\n${fence}sh\nls\n${fence}`,
    `${fence}\nls\n${fence}`,
    `ls\n${fence}`,
    '<think>a</think> is a tag',
    '<think>',
    '[THINK]a[/THINK]',
    '<answer>dog</answer>',
    '\\boxed{dog}',
    '**dog**',
    'Answer: dog',
    'The answer is dog.',
    '`dog`',
    '"dog"',
    '<|begin_of_box|>dog<|end_of_box|>',
    '答案：dog',
    '{"text": "dog"}',
    '  dog  and\n\n  cat',
    'dog<|im_end|>',
    '<s>dog</s>',
    '<|channel|>final<|message|>dog',
  ];
  for (const text of texts) {
    it(`is correct: ${JSON.stringify(text)}`, async () => {
      const raw = await judge('raw_string_evaluator', text, text);
      assert.deepEqual([raw.record.verdict, raw.record.got], ['correct', text.trim()]);
      const padded = await judge('raw_string_evaluator', `\n${text.replaceAll('\n', '\r\n')}  `, ` ${text}`);
      assert.equal(padded.record.verdict, 'correct');
      // Thinking, and what is left of a template, is no part of what the others see.
      if (/^(?:<think>|\[THINK\]|<\|channel)|<\|im_end\|>$/.test(text)) return;
      for (const [name, expectation] of [
        ['ocr', { texts: [text], normalize: [], metric: 'exact', threshold: 0 }],
        ['classify', { choices: ['dog', text, 'x'], labels: [text], isMultiple: false }],
        ['choice', { options: { A: 'dog', B: text, C: 'x' }, answer: 'B' }],
      ] as const) {
        if (name !== 'ocr' && text.startsWith('{')) continue;
        const { record } = await judge(name, text, expectation);
        assert.equal(record.verdict, 'correct', `${name}: ${record.reason}`);
      }
    });
  }

  it('holds for JSON that speaks of tags and fences', async () => {
    for (const value of [
      { text: 'say <think>a</think> now' },
      { text: `${fence}\na\n${fence}` },
      { text: 'an <answer>1</answer>' },
      ['\\boxed{1}'],
    ]) {
      const { record } = await judge('json_validator_eval', JSON.stringify(value), value);
      assert.equal(record.verdict, 'correct', record.reason);
    }
  });

  it('holds for any text', async () => {
    const piece = fc.constantFrom(
      fence,
      '<think>',
      '</think>',
      '<answer>',
      '</answer>',
      '\\boxed{',
      '}',
      '**',
      '`',
      '"',
      '\n',
      ' ',
      'a',
      'Answer: ',
      '[',
      '1',
    );
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(piece, { minLength: 1, maxLength: 12 })
          .map((pieces) => pieces.join(''))
          .filter((text) => text.trim() !== ''),
        async (text) => {
          assert.equal((await judge('raw_string_evaluator', text, text)).record.verdict, 'correct');
        },
      ),
    );
  });
});

describe('a fence that only closes', () => {
  const f = fence;
  for (const [kind, text, answer] of [
    ['program', `print(10)\n${f}`, 'print(10)'],
    ['program', `print(10)\n${f}\nThis prints 10.`, 'print(10)'],
    ['program', `print(10)${f}`, 'print(10)'],
    ['program', `print(10)${f}\nThis prints 10.`, 'print(10)'],
    ['program', `x = 5\nprint(2 * x)\n~~~\n`, 'x = 5\nprint(2 * x)'],
    ['program', `print(10)\n${f}\nIt prints:\n${f}\n10\n${f}`, 'print(10)'],
    ['program', `5 + 5\n${f}`, '5 + 5'],
    ['json', `{"a": 1}\n${f}`, '{"a": 1}'],
    ['json', `{"a": 1}\n${f}\nThat is the JSON.`, '{"a": 1}'],
    ['json', `[1]\n${f}\n{"other": 2}`, '[1]'],
    ['text', `orchard list\n${f}`, 'orchard list'],
    ['text', `orchard list\n${f}\n\nThis lists everything.`, 'orchard list'],
    ['value', `dog\n${f}`, 'dog'],
    // One that opens and never closes still opens.
    ['program', `Here is the code:\n${f}\nprint(10)`, 'print(10)'],
    ['program', `Here is the code\n${f}\nprint(10)`, 'print(10)'],
    ['program', `${f}\nprint(10)`, 'print(10)'],
    ['program', `Sure.\n${f}python\nprint(10)`, 'print(10)'],
    ['json', `This is it\n${f}\n{"a": 1}`, '{"a": 1}'],
    ['text', `The command:\n${f}\norchard list`, 'orchard list'],
    [
      'program',
      `def f():\n    """\n    ${f}\n    f()\n    ${f}\n    """\nprint(10)`,
      `def f():\n    """\n    ${f}\n    f()\n    ${f}\n    """\nprint(10)`,
    ],
  ] as const) {
    it(`leaves ${JSON.stringify(answer)} of ${JSON.stringify(text)}`, () =>
      assert.equal(extractAnswer(text, kind), answer));
  }
});

describe('marks of an answer', () => {
  for (const [text, inside] of [
    ['<answer>D</answer> and <answer>D</answer>', 'D'],
    ['<answer>A</answer> or <answer>D</answer>', undefined],
    ['<answer></answer> is the form. <answer>D</answer>', 'D'],
    ['print("<answer>D</answer>")', undefined],
    [`${fence}\n<answer>D</answer>\n${fence}`, undefined],
    ['{"html": "an <answer>D</answer>"}', undefined],
    ['\\boxed{\\frac{1}{2}}', '\\frac{1}{2}'],
    ['\\boxed{D', 'D'],
    ['no marks', undefined],
  ] as const) {
    it(`are read in ${JSON.stringify(text)}`, () => assert.equal(markedAnswer(text, false), inside));
  }

  it('of a program are whole lines', () => {
    assert.equal(markedAnswer('<answer>\nprint(1)\n</answer>', true), 'print(1)');
    assert.equal(markedAnswer(' \t<answer>print(1)\n</answer>', true), 'print(1)');
    assert.equal(markedAnswer('It is:\r\n\u3000 <answer>print(1)\n \t</answer>', true), 'print(1)');
    assert.equal(markedAnswer('<answer>print(1)</answer>', true), 'print(1)');
    assert.equal(markedAnswer('So:\n<answer>5 + 5</answer>\nThat is it.', true), '5 + 5');
    assert.equal(markedAnswer('print("<answer>")\n# </answer>', true), undefined);
    assert.equal(markedAnswer('x = a <answer> b', true), undefined);
    assert.equal(markedAnswer('x = a <answer> b </answer> c', true), undefined);
    assert.equal(markedAnswer('\nx\t<answer>1</answer>', true), undefined);
  });

  it('are found in no time, however many there are', () => {
    for (const bit of [
      '<answer>',
      '</answer>',
      '\\boxed{',
      '\\boxed{a}',
      '[ANSWER]',
      '<answer>```x```',
      '```\n<answer>\n',
      '{"a": <answer>',
      '**',
      'Answer: ',
      '\\text{',
      '答案是',
    ])
      for (const kind of ['text', 'value', 'json', 'program'] as const)
        unwrapped(extractAnswer(bit.repeat(Math.floor(100_000 / bit.length)), kind), kind);
  });
});
