// Finding the answer in what models really send.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { extractAnswer } from '../../../../src/core/answerText/extractAnswer';
import type { AnswerKind } from '../../../../src/core/answerText/wrappers';
import { modelAnswer } from '../../../../src/core/answerText/modelAnswer';
import { removeThinking } from '../../../../src/core/answerText/removeThinking';

const fence = '```';
const answerIn = (response: string, language?: AnswerKind): string =>
  extractAnswer(modelAnswer(response).said, language);
type Row = readonly [what: string, response: string, answer: string, language?: AnswerKind];

const rows: readonly Row[] = [
  ['text alone, trimmed', '  orchard list \n', 'orchard list'],
  ['nothing', ' \n\t', ''],
  ['a fence', `${fence}\norchard list\n${fence}`, 'orchard list'],
  ['a fence with a language', `${fence}bash\norchard list\n${fence}`, 'orchard list'],
  [
    'a fence with words around it',
    `Sure! Here it is:\n\n${fence}bash\norchard list\n${fence}\n\nThis lists everything.`,
    'orchard list',
  ],
  [
    'a fence with Windows line ends',
    `${fence}python\r\nprint(1)\r\nprint(2)\r\n${fence}\r\n`,
    'print(1)\nprint(2)',
    'program',
  ],
  ['a fence with attributes', `${fence}python title="a.py" {1,3}\nprint(1)\n${fence}`, 'print(1)', 'program'],
  ['a fence with a tag in braces', `${fence}{.python}\nprint(1)\n${fence}`, 'print(1)', 'program'],
  ['a fence with a tag in capitals', `${fence}JSON\n{"a": 1}\n${fence}`, '{"a": 1}', 'json'],
  ['a fence of tildes', `~~~python\nprint(1)\n~~~`, 'print(1)', 'program'],
  [
    'a fence of four backticks around one of three',
    `${fence}\`md\n${fence}\ninner\n${fence}\n${fence}\``,
    `${fence}\ninner\n${fence}`,
  ],
  ['a fence that never closes', `Here:\n${fence}python\nprint(1)\nprint(2)`, 'print(1)\nprint(2)', 'program'],
  ['a fence that closes behind the code', `${fence}python\nprint(1)${fence}`, 'print(1)', 'program'],
  [
    'a fence that closes behind the code, and words',
    `${fence}python\nprint(1)${fence}\nIt prints 1.`,
    'print(1)',
    'program',
  ],
  ['a fence that opens in the middle of a line', `The code: ${fence}python\nprint(1)\n${fence}`, 'print(1)', 'program'],
  ['a fence on one line', `${fence}5 + 5${fence}`, '5 + 5'],
  ['a fence on one line with words around it', `The answer is ${fence}5 + 5${fence}.`, '5 + 5'],
  ['a fence on one line with the tag for Python', `${fence}python print(1)${fence}`, 'print(1)', 'program'],
  [
    'a fence on one line whose text begins like a tag',
    `${fence}python main.py ping-server${fence}`,
    'python main.py ping-server',
  ],
  [
    'an indented fence',
    `1. First:\n\n   ${fence}python\n   for i in range(2):\n       print(i)\n   ${fence}\n`,
    'for i in range(2):\n    print(i)',
    'program',
  ],
  ['an empty fence before the full one', `${fence}\n\n${fence}\nthen\n${fence}\nx\n${fence}`, 'x'],
  ['only an empty fence', `Here:\n${fence}python\n${fence}`, ''],
  ['only an opening fence', `${fence}python`, ''],
  ['the first of several fences', `${fence}\na\n${fence}\nor\n${fence}\nb\n${fence}`, 'a'],
  [
    'the fence tagged Python among others',
    `Run:\n${fence}bash\npython a.py\n${fence}\n${fence}python\nprint(1)\n${fence}\nOutput:\n${fence}\n1\n${fence}`,
    'print(1)',
    'program',
  ],
  [
    'the fence tagged json among others',
    `${fence}\ninput\n${fence}\n${fence}json\n{"a": 1}\n${fence}`,
    '{"a": 1}',
    'json',
  ],
  [
    'the fence without a tag before one with another',
    `${fence}text\n3\n${fence}\n${fence}\nprint(3)\n${fence}`,
    'print(3)',
    'program',
  ],
  ['the first fence when none is tagged for Python', `${fence}text\nprint(3)\n${fence}`, 'print(3)', 'program'],
  ['backticks around the whole of it, for Python', '`5+5`', '5+5', 'program'],
  ['backticks around the whole of it, for JSON', ' `{"a": 1}`\n', '{"a": 1}', 'json'],
  ['backticks around the whole of it, kept for text', '`orchard list`', '`orchard list`'],
  ['two code spans, left alone', '`a` or `b`', '`a` or `b`', 'program'],
  [
    'JSON with a fence inside a text',
    `{"code": "${fence}python\\nprint(1)\\n${fence}"}`,
    `{"code": "${fence}python\\nprint(1)\\n${fence}"}`,
    'json',
  ],
  ['Python indented as a whole', '\n    a = 1\n    if a:\n        print(a)\n', 'a = 1\nif a:\n    print(a)', 'program'],
  ['Python whose first line slipped', '  a = 1\nprint(a)', 'a = 1\nprint(a)', 'program'],
  ['Python indented in its fence', `${fence}python\n\n  a = 1\n  print(a)\n${fence}`, 'a = 1\nprint(a)', 'program'],
  [
    'Python with a fence mark in a string',
    `${fence}python\nprint("${fence}")\n${fence}`,
    `print("${fence}")`,
    'program',
  ],
  ['a think block before the answer', '<think>\nHm, 5?\n</think>\n\n42', '42'],
  ['a think block on the same line', '<think>hm</think>42', '42'],
  ['a think block in the middle', 'The answer <think>is it?</think>is 42', 'The answer is 42'],
  ['several think blocks', '<think>a</think>4<think>b</think>2', '42'],
  ['nested think blocks', '<think>a <think>b</think> c</think>42', '42'],
  ['a think block that speaks of think tags', '<think>A <think> tag, is it?</think>\n42', '42'],
  ['a think block with attributes and capitals', '<Think time="3s">a</THINK>42', '42'],
  ['a thinking block', '<thinking>a</thinking>\n42', '42'],
  ['an empty think block', '<think>\n\n</think>\n42', '42'],
  ['a think block that never closes', '42\n<think>but what if', '42'],
  ['nothing but an open think block', '<think>\nlet me see', ''],
  ['a think block that began before the response', 'so it must be 42.\n</think>\n\n42', '42'],
  [
    'a think block that began before the response, with fences in it',
    `try ${fence}python\nprint(0)\n${fence}\nno.</think>\n${fence}python\nprint(1)\n${fence}`,
    'print(1)',
    'program',
  ],
  [
    'a think block with a fence in it',
    `<think>\n${fence}python\nprint(0)\n${fence}\n</think>\n${fence}python\nprint(1)\n${fence}`,
    'print(1)',
    'program',
  ],
  [
    'a think block with an open fence in it',
    `<think>\n${fence}python\nprint(0)\n</think>\n${fence}python\nprint(1)\n${fence}`,
    'print(1)',
    'program',
  ],
  [
    'code that speaks of think tags',
    `${fence}python\nimport re\nprint(re.sub(r"<think>.*?</think>", "", "<think>x</think>5"))\n${fence}`,
    'import re\nprint(re.sub(r"<think>.*?</think>", "", "<think>x</think>5"))',
    'program',
  ],
  [
    'code without a fence that speaks of think tags',
    `print("<think>x</think>5".split("</think>")[1])`,
    `print("<think>x</think>5".split("</think>")[1])`,
    'program',
  ],
];

describe('the answer in a response', () => {
  for (const [what, response, answer, language] of rows) {
    it(`is found in ${what}`, () => assert.equal(answerIn(response, language), answer));
  }

  const plainLine = fc.stringMatching(/^[a-z(][a-z0-9 ()+*"'.,:=-]{0,20}$/).map((line) => line.trimEnd());
  // The name of the language on a line of its own above the code is no part of it.
  const code = fc
    .array(plainLine, { minLength: 1, maxLength: 6 })
    .map((lines) => lines.join('\n'))
    .filter((text) => !/^py(?:thon3?)?\n/.test(text));

  it('is what was put into the fence', () => {
    const words = fc.constantFrom('', 'Here is the code:\n\n', 'Sure!\n', '<think>maybe `x`?</think>\n', 'a\n\nb\n');
    fc.assert(
      fc.property(
        code,
        words,
        fc.constantFrom('', '\n', '\nIt prints the result.', '\n\nDone `x`.'),
        fc.constantFrom('```', '````', '~~~'),
        fc.constantFrom('', 'python', 'py'),
        fc.constantFrom('\n', '\r\n'),
        (content, before, after, mark, tag, lineEnd) => {
          const response = `${before}${mark}${tag}\n${content}\n${mark}${after}`.replaceAll('\n', lineEnd);
          assert.equal(answerIn(response), content);
          assert.equal(answerIn(response, 'program'), content);
        },
      ),
    );
  });

  it('never has thinking in it', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            code.map((text) => ({ text, isThought: false })),
            code.map((text) => ({ text, isThought: true })),
          ),
          { maxLength: 6 },
        ),
        (parts) => {
          const response = parts
            .map(({ text, isThought }) => (isThought ? `<think>${text}</think>` : `\n${text}\n`))
            .join('');
          assert.equal(
            removeThinking(response),
            parts
              .filter((part) => !part.isThought)
              .map(({ text }) => `\n${text}\n`)
              .join(''),
          );
        },
      ),
    );
  });

  it('is found without trouble in any text', () => {
    const bits = fc.constantFrom(
      '```',
      '````',
      '~~~',
      '`',
      '<think>',
      '</think>',
      '<thinking a="b">',
      '\n',
      '  ',
      'python',
      'json',
      'x',
      '"',
      '{',
      '}',
      '\r\n',
      '</',
    );
    fc.assert(
      fc.property(
        fc.array(bits, { maxLength: 40 }),
        fc.constantFrom(undefined, 'program', 'json'),
        (parts, language) => {
          const answer = answerIn(parts.join(''), language);
          assert.equal(answer, answer.trim());
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is found in a response of nothing but backticks, tags and lines', () => {
    for (const bit of [
      '`',
      '``` ',
      '~~~ ',
      '<think>',
      '</think>',
      '<think></think>',
      '```\n',
      'a ```b c\n',
      '`"<think>',
      '```x```</think>',
    ])
      answerIn(bit.repeat(Math.floor(200_000 / bit.length)), 'program');
  });
});
