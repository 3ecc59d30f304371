import assert from 'node:assert/strict';
import { markedAnswer } from '../../../../src/core/answerText/markedAnswer';
import { extractAnswer } from '../../../../src/core/answerText/extractAnswer';
import { unwrapped } from '../../../../src/core/answerText/wrappers';
import { fence } from '../testTypes/imageTest';

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
