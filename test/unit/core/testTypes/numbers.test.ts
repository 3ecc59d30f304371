// Numbers as Python prints them, Python's way to write values, and JSON compared and explained.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findTestType } from '../../../../src/core/testTypes/findTestType';
import { jsonValueOf } from '../../../../src/core/answerText/jsonText';
import { jsonDifference } from '../../../../src/core/answerText/jsonDifference';
import { describeJsonError } from '../../../../src/core/answerText/describeJsonError';
import { pythonLiteral } from '../../../../src/core/testTypes/pythonLiteral';
import { areNumbersEqual } from '../../../../src/shared/text/pythonNumber';
import { areNumbersClose } from '../../../../src/shared/text/pythonNumber';
import { parsePythonNumber } from '../../../../src/shared/text/pythonNumber';
import { extractAnswer } from '../../../../src/core/answerText/extractAnswer';

describe('numbers as Python reads them', () => {
  for (const [text, value] of [
    ['15', 15],
    [' 15.0\n', 15],
    ['1e3', 1000],
    ['1E-3', 0.001],
    ['+7', 7],
    ['-0', -0],
    ['-2.5', -2.5],
    ['.5', 0.5],
    ['5.', 5],
    ['007', 7],
    ['1_000', 1000],
    ['inf', Infinity],
    ['-Infinity', -Infinity],
    ['nan', NaN],
  ] as const) {
    it(`${JSON.stringify(text)} is ${value}`, () => assert.ok(Object.is(parsePythonNumber(text)?.value, value)));
  }
  for (const text of [
    '',
    ' ',
    'True',
    '1,000',
    '0x1F',
    '15 apples',
    '15 16',
    '15\n16',
    '1__0',
    '_1',
    '1_',
    'e5',
    '.',
    '-',
    '1e',
    '--1',
    '٣',
    '1.2.3',
    '(3+4j)',
  ]) {
    it(`${JSON.stringify(text)} is none`, () => assert.equal(parsePythonNumber(text), undefined));
  }

  const close = (a: string, b: string): boolean => areNumbersClose(parsePythonNumber(a)!, parsePythonNumber(b)!);
  const equal = (a: string, b: string): boolean => areNumbersEqual(parsePythonNumber(a)!, parsePythonNumber(b)!);
  for (const [a, b, areClose, areEqual] of [
    ['3', '3.0', true, true],
    ['1e3', '1000', true, true],
    ['0', '-0', true, true],
    ['0', '-0.0', true, true],
    ['007', '7', true, true],
    ['0.3', '0.30000000000000004', true, false],
    ['1', '1.0000009', true, false],
    ['1', '1.0000011', false, false],
    ['1', '2', false, false],
    ['9007199254740993', '9007199254740993', true, true],
    ['9007199254740993', '9007199254740992', false, false],
    ['-9007199254740993', '9007199254740993', false, false],
    ['1'.repeat(500), '1'.repeat(500), true, true],
    ['1'.repeat(500), `${'1'.repeat(499)}2`, false, false],
    ['1e300', '1e300', true, true],
    ['inf', 'inf', true, true],
    ['inf', '-inf', false, false],
    ['nan', 'nan', false, false],
  ] as const) {
    const shorten = (text: string): string => (text.length > 30 ? `${text.slice(0, 5)}...${text.slice(-5)}` : text);
    it(`${shorten(a)} and ${shorten(b)} are ${areClose ? 'close' : 'apart'} and ${areEqual ? 'equal' : 'different'}`, () => {
      assert.deepEqual([close(a, b), close(b, a)], [areClose, areClose]);
      assert.deepEqual([equal(a, b), equal(b, a)], [areEqual, areEqual]);
    });
  }

  it('any finite number equals itself in all writings', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        for (const text of [String(value), value.toExponential(), value.toPrecision(17)]) {
          assert.ok(Math.abs(parsePythonNumber(text)!.value - value) <= Math.abs(value) * 1e-15, text);
        }
        assert.ok(equal(String(value), value.toExponential(20)));
      }),
    );
  });

  it('is quick on long output', () => {
    for (const text of [
      '1'.repeat(1_000_000),
      `${'1'.repeat(1_000_000)}x`,
      `${'1_'.repeat(500_000)}x`,
      ' '.repeat(1_000_000),
    ])
      parsePythonNumber(text);
  });
});

describe('values as Python prints them', () => {
  for (const [value, text] of [
    [[1, 2.5, 'a', true, false, null], "[1, 2.5, 'a', True, False, None]"],
    [{ h: 1, e: [{}] }, "{'h': 1, 'e': [{}]}"],
    ["it's", '"it\'s"'],
    ['"it\'s"', `'"it\\'s"'`],
    ['a\n\t\\', "'a\\n\\t\\\\'"],
    [[], '[]'],
  ] as const) {
    it(`${JSON.stringify(value)} is ${text}`, () => assert.equal(pythonLiteral(value), text));
  }
});

describe('the expectation as text', () => {
  for (const [expectation, testType, text] of [
    [' x ', 'raw_string_evaluator', 'x'],
    [15, 'python_print_execution_with_num_output', '15'],
    [true, 'raw_string_evaluator', 'true'],
    [true, 'execute_python_code_with_string_output', 'True'],
    [{ a: 1 }, 'json_validator_eval', '{\n  "a": 1\n}'],
    [{ a: 1 }, 'execute_python_code_with_string_output', "{'a': 1}"],
    [[1], 'json_validator_eval', '[\n  1\n]'],
  ] as const) {
    it(`${JSON.stringify(expectation)} is ${JSON.stringify(text)} for ${testType}`, () =>
      assert.equal(findTestType(testType).expectedText(expectation), text));
  }
});

describe('quotes around a whole program', () => {
  for (const [program, bare] of [
    ['"print(5)"', 'print(5)'],
    ["'print(5)'", 'print(5)'],
    ['\'print("a")\'', 'print("a")'],
    ["'a' + 'b'", "'a' + 'b'"],
    ['"""doc"""', '"""doc"""'],
    ['"a"\nprint(5)', '"a"\nprint(5)'],
    ['print("a")', 'print("a")'],
    ['""', '""'],
    ['"print("ten")"', 'print("ten")'],
    ["'print('ten')'", "print('ten')"],
    ['"print("a", "b")"', 'print("a", "b")'],
    ['"x = "a"; print(f"{x}")"', 'x = "a"; print(f"{x}")'],
    ['"print(\\"ten\\")"', 'print("ten")'],
    ['"print(\'a\\nb\')"', "print('a\\nb')"],
    ['`"print("ten")"`', 'print("ten")'],
    ['“print(5)”', 'print(5)'],
    ['"a" + "b"', '"a" + "b"'],
    ['"a".join(["b", "c"])', '"a".join(["b", "c"])'],
    ['print("a"); x = "b"', 'print("a"); x = "b"'],
  ] as const) {
    it(`${JSON.stringify(program)} becomes ${JSON.stringify(bare)}`, () =>
      assert.equal(extractAnswer(program, 'program'), bare));
  }
});

describe('JSON compared', () => {
  for (const [expected, got, difference] of [
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, undefined],
    [3, 3.0, undefined],
    [0, -0, undefined],
    [{ a: [1, 2] }, { a: [2, 1] }, '$.a[0] should be 1, but is 2'],
    [[1, 2], [1], '$ should have 2 entries, but has 1'],
    [{ a: 1 }, {}, '$.a is missing'],
    [{}, { a: 1 }, '$ has a key "a" that is not expected'],
    [{ a: 1 }, { a: '1' }, '$.a should be 1, but is "1"'],
    [{ 'a b': { c: null } }, { 'a b': { c: 0 } }, '$["a b"].c should be null, but is 0'],
    [[], {}, '$ should be a list of 0 entries, but is an object with 0 keys'],
    [null, {}, '$ should be null, but is an object with 0 keys'],
    [{}, null, '$ should be an object with 0 keys, but is null'],
    [true, 'true', '$ should be true, but is "true"'],
    [{ toString: 1 }, {}, '$.toString is missing'],
  ] as const) {
    it(`${JSON.stringify(expected)} with ${JSON.stringify(got)}: ${difference ?? 'the same'}`, () =>
      assert.equal(differenceOf(expected, got), difference));
  }

  it('agrees with deep equality', () => {
    const value = fc.jsonValue({ maxDepth: 4 }).map((one) => JSON.parse(JSON.stringify(one)) as unknown);
    const isSame = (a: unknown, b: unknown): boolean => {
      try {
        assert.deepEqual(a, b);
        return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
      } catch {
        // Loose equality is the weaker one, so what it tells apart is different.
        return false;
      }
    };
    fc.assert(fc.property(value, value, (a, b) => assert.equal(differenceOf(a, b) === undefined, isSame(a, b))));
    fc.assert(fc.property(value, (a) => assert.equal(differenceOf(a, shuffled(a)), undefined)));
  });
});

function differenceOf(expected: unknown, got: unknown): string | undefined {
  return jsonDifference(jsonValueOf(expected), jsonValueOf(got));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, entry]) => [key, sorted(entry)]);
}

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, entry]) => [key, shuffled(entry)]),
  );
}

describe('where a text stops being JSON', () => {
  for (const [text, said] of [
    ['', 'at line 1, column 1 JSON was expected, but the text ends'],
    ['hello', 'at line 1, column 1 JSON was expected, but there is "hello"'],
    ['Here is the JSON: {"a": 1}', 'at line 1, column 1 JSON was expected, but there is "Here is the JSON: {\\"…"'],
    ['{"a": 1} done', 'at line 1, column 10 the end of the JSON was expected, but there is "done"'],
    ['{"a": 1,}', 'at line 1, column 9 a key in double quotes was expected, but there is "}"'],
    ['{\n  "a": 1\n  "b": 2\n}', 'at line 3, column 3 a comma or } was expected, but there is "\\"b\\": 2\\n}"'],
    ["{'a': 1}", `at line 1, column 2 a key in double quotes or } was expected, but there is "'a': 1}"`],
    ['{"a" 1}', 'at line 1, column 6 a colon was expected, but there is "1}"'],
    ['[1, 2', 'at line 1, column 6 a comma or ] was expected, but the text ends'],
    ['[1, ]', 'at line 1, column 5 a value was expected, but there is "]"'],
    ['[01]', 'at line 1, column 2 a value was expected, but there is "01]"'],
    ['{"a": True}', 'at line 1, column 7 a value was expected, but there is "True}"'],
    ['{"a": NaN}', 'at line 1, column 7 a value was expected, but there is "NaN}"'],
    [
      '{"a": "x\ny"}',
      'at line 1, column 7 text that ends with a double quote and has no line breaks, tabs or unknown escapes in it was expected, but there is "\\"x\\ny\\"}"',
    ],
    [
      '{"a": 1, // b\n"c": 2}',
      'at line 1, column 10 a key in double quotes was expected, but there is "// b\\n\\"c\\": 2}"',
    ],
    ['{"a": 1}{"b": 2}', 'at line 1, column 9 the end of the JSON was expected, but there is "{\\"b\\": 2}"'],
  ] as const) {
    it(`${JSON.stringify(text)}`, () => assert.equal(describeJsonError(text), said));
  }

  it('is said of exactly the texts that are no JSON', () => {
    const bits = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '1',
      '-0.5e3',
      '01',
      'true',
      'null',
      ' ',
      '\n',
      '\\',
      'x',
      '\\u00e9',
    );
    fc.assert(
      fc.property(
        fc.array(bits, { maxLength: 12 }).map((parts) => parts.join('')),
        (text) => {
          let isJson = true;
          try {
            JSON.parse(text);
          } catch {
            isJson = false;
          }
          assert.equal(describeJsonError(text) === undefined, isJson);
        },
      ),
      { numRuns: 3000 },
    );
    fc.assert(fc.property(fc.json(), (text) => assert.equal(describeJsonError(text), undefined)));
  });

  it('is found in JSON nested very deeply', () => {
    assert.match(describeJsonError('['.repeat(200_000)) ?? '', /column 200001 .* was expected, but the text ends/);
  });
});
