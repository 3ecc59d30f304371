import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fence, judge } from '../testTypes/imageTest';

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
