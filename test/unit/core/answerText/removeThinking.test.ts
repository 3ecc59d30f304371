// Thinking is taken away in whatever tags a model puts it.

import assert from 'node:assert/strict';
import { modelAnswer } from '../../../../src/core/answerText/modelAnswer';
import { removeThinking } from '../../../../src/core/answerText/removeThinking';
import { verdict } from '../testTypes/imageTest';

const pairs: readonly (readonly [model: string, open: string, close: string])[] = [
  ['DeepSeek-R1, Qwen3', '<think>', '</think>'],
  ['Claude in older prompts', '<thinking>', '</thinking>'],
  ['Magistral', '[THINK]', '[/THINK]'],
  ['Kimi-VL', '◁think▷', '◁/think▷'],
  ['EXAONE Deep', '<thought>', '</thought>'],
  ['Seed-OSS', '<seed:think>', '</seed:think>'],
  ['Reka Flash', '<reasoning>', '</reasoning>'],
  ['LongCat-Flash-Thinking', '<longcat_think>', '</longcat_think>'],
  ['Sky-T1, OpenThinker', '<|begin_of_thought|>', '<|end_of_thought|>'],
  ['Command A Reasoning', '<|START_THINKING|>', '<|END_THINKING|>'],
  ['Gemma 4', '<|channel>thought', '<channel|>'],
  ['Reflection', '<reflection>', '</reflection>'],
  ['prompts of Anthropic', '<scratchpad>', '</scratchpad>'],
  ['any with a name before it', '<mm:think>', '</mm:think>'],
  ['openPangu', '[unused16]', '[unused17]'],
  ['Apertus', '<|inner_prefix|>', '<|inner_suffix|>'],
  ['older prompts', '<inner_monologue>', '</inner_monologue>'],
  ['MedGemma', '<unused94>thought', '<unused95>'],
  ['any with bars', '<|think|>', '<|/think|>'],
];

describe('thinking', () => {
  for (const [model, open, close] of pairs) {
    it(`in ${open} is taken away (${model})`, () => {
      assert.equal(removeThinking(`${open}\nmaybe 11\n${close}\n10`).trim(), '10');
      assert.equal(removeThinking(`maybe 11\n${close}\n10`).trim(), '10', 'a closing tag alone');
      assert.equal(removeThinking(`10\n${open}or 11`).trim(), '10', 'a block that never closes');
      assert.equal(removeThinking(`${open}a ${open}b${close} c${close}10`), '10', 'nested');
      assert.equal(removeThinking(`${open}a${close}1${open}b${close}0`), '10', 'twice');
      const code = `\`\`\`\nprint("${open}x${close}")\n\`\`\``;
      assert.equal(removeThinking(code), code, 'code that speaks of it');
    });
  }

  it('may stand in tags of another kind than the answer speaks of', () => {
    assert.equal(removeThinking('<think>I use [THINK] no more</think>10'), '10');
    assert.equal(removeThinking('<reasoning>a</reasoning><thought>b</thought>10'), '10');
  });

  it('of Granite stands between two sentences', () => {
    for (const here of ['Here is', "Here's"])
      assert.equal(removeThinking(`${here} my thought process:\n11 or\n\n${here} my response:\n10`).trim(), '10');
    for (const text of [
      'Here is my response: 10',
      'Dear Ann,\nHere is my response:\n10',
      'Here is my thought process: 10',
    ])
      assert.equal(removeThinking(text), text);
  });

  for (const text of [
    'the array x[THINK] and y[REASONING]',
    'see [reasoning] below',
    'a [thought] of mine',
    'I think, therefore I am',
    '{"reasoning": "short", "answer": "B"}',
    'the element `<reasoning>` is new',
  ])
    it(`is not what only looks like it: ${text}`, () => assert.equal(removeThinking(text), text));

  for (const [tags, response] of [
    [['ponder'], '<ponder>11</ponder>10'],
    [['<ponder>'], '<ponder>11</ponder>10'],
    [['PONDER'], '[PONDER]11[/PONDER]10'],
    [['my:ponder'], '<my:ponder a="1">11</my:ponder>10'],
    [['{{hm}} ... {{/hm}}'], '{{hm}}11{{/hm}}10'],
    [['a', '(*…*)'], '(*11*)10'],
    [['', '<>', ' '], '<think>11</think>10'],
  ] as const) {
    it(`has the tags that the user adds: ${tags.join(' ')}`, () => {
      assert.equal(removeThinking(response, tags), '10');
      assert.equal(removeThinking('<think>11</think>10', tags), '10', 'beside those that are known');
    });
  }

  it('is long without taking long', () => {
    for (const bit of ['[THINK]', '[/THINK]', '◁think▷', '</reasoning>', '<|think|>', '<thought ', '<|channel>thought'])
      removeThinking(bit.repeat(Math.floor(200_000 / bit.length)));
  });
});

describe('an answer with nothing in it', () => {
  for (const [what, answer, expected] of [
    ['an empty one', modelAnswer(' \n'), 'The model sent an empty response, so there was nothing to judge.'],
    [
      'reasoning apart from it',
      modelAnswer('', { beside: 'reasoning' }),
      'The model only reasoned and gave no answer after it, so there was nothing to judge.',
    ],
    [
      'thinking in tags',
      modelAnswer('[THINK]10'),
      'The response holds no answer: apart from thinking or an empty code fence there is nothing in it to judge.',
    ],
    [
      'thinking in tags of the user',
      modelAnswer('<ponder>10', { thinkingTags: ['ponder'] }),
      'The response holds no answer: apart from thinking or an empty code fence there is nothing in it to judge.',
    ],
  ] as const) {
    it(`says so of ${what}, for every test type`, async () => {
      for (const [name, expectation] of [
        ['choice', { options: { A: 'x', B: 'y' }, answer: 'B' }],
        ['classify', { choices: ['x', 'y'], labels: ['x'], isMultiple: false }],
        ['count', { count: 10, tolerance: 0, points: [] }],
        ['ocr', { texts: ['10'], normalize: [], metric: 'cer', threshold: 0 }],
        ['point', { regions: [{ box: [0, 0, 10, 10] }], match: 'any' }],
        ['raw_string_evaluator', '10'],
        ['json_validator_eval', 10],
        ['execute_python_code_with_num_output', 10],
      ] as const)
        assert.equal(await verdict(name, answer, expectation), `emptyAnswer | ${expected}`, name);
    });
  }
});
