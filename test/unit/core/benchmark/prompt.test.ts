// Filling the base prompt, and telling benchmarks from other YAML files.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fillPrompt, findBraces } from '../../../../src/core/benchmark/fillPrompt';
import { looksLikeBenchmark } from '../../../../src/core/benchmark/looksLikeBenchmark';
import { nearestName } from '../../../../src/shared/text/nearestName';

describe('filling the base prompt', () => {
  for (const [what, basePrompt, variables, filled] of [
    ['text', 'add {{a}} and {{b}}', { a: '5', b: '6' }, 'add 5 and 6'],
    ['numbers and booleans', '{{a}} {{b}} {{c}}', { a: 0, b: -2.5, c: true }, '0 -2.5 true'],
    ['the same name twice', '{{a}}{{a}}', { a: 'x' }, 'xx'],
    [
      'names with dashes, dots and other letters',
      '{{target-number}} {{a.b}} {{größe}}',
      { 'target-number': 1, 'a.b': 2, größe: 3 },
      '1 2 3',
    ],
    ['names with spaces in them', '{{my name}}', { 'my name': 'Ada' }, 'Ada'],
    ['braces with spaces around the name', '{{ a }} {{a }}', { a: 1 }, '1 1'],
    ['braces inside braces', '{{{a}}}', { a: 1 }, '{1}'],
    ['an empty text', '<{{a}}>', { a: '' }, '<>'],
    ['text that looks like a placeholder, only once', '{{a}} {{b}}', { a: '{{b}}', b: '{{a}}' }, '{{b}} {{a}}'],
    ['text that looks like a replacement pattern', '{{a}}', { a: '$& $1 $$ $`' }, '$& $1 $$ $`'],
    [
      'nothing that has no value',
      '{{a}} {{b}} {{}} { a } {{ a | upper }} {"a": {"a": 1}}',
      { a: 1 },
      '1 {{b}} {{}} { a } {{ a | upper }} {"a": {"a": 1}}',
    ],
    ['no name that only objects have', '{{constructor}} {{toString}}', { a: 1 }, '{{constructor}} {{toString}}'],
    ['no braces over two lines', '{{\na}}', { a: 1 }, '{{\na}}'],
    ['nothing without values', '{{a}}', null, '{{a}}'],
  ] as const) {
    it(`puts in ${what}`, () =>
      assert.equal(fillPrompt(basePrompt, variables as Parameters<typeof fillPrompt>[1]), filled));
  }

  it('never looks at what it has put in', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'target-number');
    const part = fc.oneof(
      name.map((one) => ({ name: one })),
      fc.stringMatching(/^[^{}]{0,10}$/).map((text) => ({ text })),
    );
    const values = fc.dictionary(
      name,
      fc.oneof(fc.string(), fc.constantFrom('{{a}}', '{{b}}', '{{', '}}', '{{target-number}}'), fc.integer()),
    );
    fc.assert(
      fc.property(fc.array(part), values, (parts, variables) => {
        const basePrompt = parts.map((one) => ('name' in one ? `{{${one.name}}}` : one.text)).join('');
        const expected = parts
          .map((one) =>
            'name' in one
              ? Object.hasOwn(variables, one.name)
                ? String(variables[one.name])
                : `{{${one.name}}}`
              : one.text,
          )
          .join('');
        assert.equal(fillPrompt(basePrompt, variables), expected);
      }),
    );
  });

  it('finds the braces with their places', () => {
    assert.deepEqual(findBraces('x {{a}} {{ b }}'), [
      { name: 'a', start: 2, end: 7 },
      { name: 'b', start: 8, end: 15 },
    ]);
  });
});

describe('telling benchmarks from other YAML files', () => {
  for (const text of [
    'benchmark_name: x',
    '# c\n"benchmark_name": x',
    '\uFEFFbenchmark_name: x',
    'base_prompt: |\n  x\nprompts:\n  - a',
    'prompts:\r\n  - a\r\nbase_prompt: x\r\n',
    'broken: [\nbenchmark_name:\n',
    'test_type: ocr',
    "'test_type' : 'point' # so\r\n",
    'models: [a]\ntest_type: json_validator_eval\n',
    'test_type: pionts\nprompts: []',
  ]) {
    it(`takes ${JSON.stringify(text)}`, () => assert.equal(looksLikeBenchmark(text), true));
  }
  for (const text of [
    '',
    'name: ci\non: push',
    'prompts:\n  - a',
    '  benchmark_name: x',
    'x:\n  base_prompt: a\n  prompts: []',
    'benchmark_name_of: x',
    'benchmark_name',
    'text: benchmark_name: x',
    'test_type: unit',
    'test_type: box office',
    '  test_type: ocr',
    'test_types: ocr',
    'x: test_type: ocr',
    'test_type:\n  ocr: 5',
  ]) {
    it(`leaves ${JSON.stringify(text)}`, () => assert.equal(looksLikeBenchmark(text), false));
  }
});

describe('the nearest name', () => {
  const names = ['ollama', 'openai', 'anthropic', 'gemini'];
  for (const [word, nearest] of [
    ['opanai', 'openai'],
    ['OPENAI', 'openai'],
    ['antropic', 'anthropic'],
    ['open', 'openai'],
    ['my-openai', 'openai'],
    ['olama', 'ollama'],
    ['xyz', undefined],
    ['', undefined],
  ] as const) {
    it(`to ${JSON.stringify(word)} is ${nearest ?? 'none'}`, () => assert.equal(nearestName(word, names), nearest));
  }
});
