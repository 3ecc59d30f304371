// JSON keeps the digits of its numbers: in comparing, in showing, and where an answer is read from JSON.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JsonNumber } from '../../../../src/core/answerText/jsonNumber';
import { formatJson, jsonValueOf, parseJson } from '../../../../src/core/answerText/jsonText';
import { loadBenchmark } from '../../../../src/core/benchmark/loadBenchmark';
import type { Expectation } from '../../../../src/shared/run/benchmark';
import { judge, verdict } from '../testTypes/imageTest';

describe('a JSON number', () => {
  for (const [one, another, areSame] of [
    ['1146800000000000001', '1146800000000000002', false],
    ['9007199254740992', '9007199254740993', false],
    ['-9007199254740992', '-9007199254740993', false],
    ['1e400', '2e400', false],
    ['1e-400', '0', false],
    ['1e-400', '2e-400', false],
    ['0.1', '0.1000000000000000055511151231257827', false],
    ['123456789012345678901234567890.5', '123456789012345678901234567890.6', false],
    ['1e99999999999999999999', '1e99999999999999999998', false],
    ['NaN', 'NaN', false],
    ['1.0', '1', true],
    ['1e2', '100', true],
    ['1E+2', '100.00', true],
    ['100e-2', '1', true],
    ['0.000125', '1.25E-4', true],
    ['-0', '0', true],
    ['-0.0e9', '0', true],
    ['1e400', '10e399', true],
    ['Infinity', 'Infinity', true],
  ] as const) {
    it(`${one} ${areSame ? 'is' : 'is not'} ${another}`, () => {
      assert.equal(new JsonNumber(one).equals(new JsonNumber(another)), areSame);
      assert.equal(new JsonNumber(another).equals(new JsonNumber(one)), areSame);
    });
  }

  it('is equal to another exactly when their decimals are', () => {
    const decimal = fc.tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.nat(6), fc.nat(30));
    fc.assert(
      fc.property(decimal, decimal, ([a, aDown, aUp], [b, bDown, bUp]) => {
        const written = (n: bigint, down: number, up: number): JsonNumber => new JsonNumber(`${n}e${up - down}`);
        const exact = a * 10n ** BigInt(aUp + bDown) === b * 10n ** BigInt(bUp + aDown);
        assert.equal(written(a, aDown, aUp).equals(written(b, bDown, bUp)), exact);
        assert.ok(written(a, aDown, aUp).equals(written(a * 1000n, aDown + 3, aUp)));
      }),
    );
  });
});

describe('JSON as text', () => {
  it('is written as JSON.stringify writes it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as unknown;
        assert.equal(formatJson(parseJson(JSON.stringify(plain))), formatJson(jsonValueOf(plain)));
        assert.deepEqual(JSON.parse(formatJson(jsonValueOf(plain))), plain);
      }),
    );
    assert.equal(formatJson(parseJson('{"b":[1.50,{}],"a":[]}')), '{\n  "b": [\n    1.50,\n    {}\n  ],\n  "a": []\n}');
  });

  it('is no JSON when there is anything else', () => {
    for (const text of ['', '1 2', '{"a": 1,}', '[1] // one', 'NaN', '01', '{"a": 1}]', '[']) {
      assert.throws(() => parseJson(text), /The text is not JSON: at line 1/, text);
    }
  });
});

describe('json_validator_eval', () => {
  for (const [answer, expectation, expected] of [
    [
      '{"id": 1146800000000000001}',
      '{"id": 1146800000000000002}',
      'incorrect | $.id should be 1146800000000000002, but is 1146800000000000001.',
    ],
    ['[1e400]', '[2e400]', 'incorrect | $[0] should be 2e400, but is 1e400.'],
    ['0.1', '0.1000000000000000055', 'incorrect | $ should be 0.1000000000000000055, but is 0.1.'],
    [
      '{"a": 9007199254740993}',
      { a: 9007199254740992 },
      'incorrect | $.a should be 9007199254740992, but is 9007199254740993.',
    ],
    ['{"a": 1.0, "b": 1e2, "c": -0}', { a: 1, b: 100, c: 0 }, 'correct'],
    ['{"id": 1146800000000000001}', '{"id": 1146800000000000001.0}', 'correct'],
    [
      '{"a": 1, "a": 1146800000000000001}',
      '{"a": 1146800000000000002}',
      'incorrect | $.a should be 1146800000000000002, but is 1146800000000000001.',
    ],
    [
      '{"id": "1146800000000000001"}',
      '{"id": 1146800000000000001}',
      'incorrect | $.id should be 1146800000000000001, but is "1146800000000000001".',
    ],
  ] as const) {
    it(`judges ${answer} where ${JSON.stringify(expectation)} is expected`, async () => {
      const { record } = await judge('json_validator_eval', answer, expectation);
      assert.equal(`${record.verdict}${record.reason ? ` | ${record.reason}` : ''}`, expected);
    });
  }

  it('shows numbers as they are written', async () => {
    const { record } = await judge('json_validator_eval', '[1146800000000000001, 1.50]', '[1146800000000000002, 1.5]');
    assert.equal(record.got, '[\n  1146800000000000001,\n  1.50\n]');
    assert.equal(record.expected, '[\n  1146800000000000002,\n  1.5\n]');
  });
});

describe('a number in the JSON of an answer', () => {
  for (const [what, name, answer, expectation, expected] of [
    [
      'a text read from a picture',
      'ocr',
      '{"text": 12.50}',
      { texts: ['12.50'], normalize: [], metric: 'exact', threshold: 0 },
      'correct',
    ],
    [
      'a long one there',
      'ocr',
      '{"text": 1146800000000000001}',
      { texts: ['1146800000000000001'], normalize: [], metric: 'exact', threshold: 0 },
      'correct',
    ],
    [
      'a class',
      'classify',
      '{"label": 1146800000000000001}',
      { choices: ['1146800000000000001', '1146800000000000002'], labels: ['1146800000000000001'], isMultiple: false },
      'correct',
    ],
    [
      'a class written with zeros',
      'classify',
      '{"label": 1.50}',
      { choices: ['1.50', '2.50'], labels: ['1.50'], isMultiple: false },
      'correct',
    ],
    [
      'a class written without',
      'classify',
      '{"label": 3.0}',
      { choices: ['3', '4'], labels: ['3'], isMultiple: false },
      'correct',
    ],
    [
      'an option',
      'choice',
      '{"answer": 1146800000000000002}',
      { options: { A: '1146800000000000001', B: '1146800000000000002' }, answer: 'B' },
      'correct',
    ],
    ['a count with a power', 'count', '{"count": 1e1}', { count: 10, tolerance: 0, points: [] }, 'correct'],
    [
      'a count that is just no whole number',
      'count',
      '{"count": 3.00000000000000000001}',
      { count: 3, tolerance: 0, points: [] },
      'unparsable',
    ],
  ] as const) {
    it(`is read with all its digits as ${what}`, async () =>
      assert.equal((await verdict(name, answer, expectation)).split(' ')[0], expected));
  }
});

describe('an expectation in the file', () => {
  const expectationOf = (testType: string, written: string): Expectation | undefined => {
    const text = `benchmark_name: b\npurpose: p\nbase_prompt: b\ntest_type: ${testType}\nmodels: [simulated~swift]\nprompts:\n  - expectation: ${written}\n`;
    const { benchmark, problems } = loadBenchmark(text, { knownProviders: [] });
    assert.deepEqual(problems, []);
    return benchmark!.prompts[0]!.expectation;
  };
  for (const [testType, written, expected] of [
    ['json_validator_eval', '{ id: 1146800000000000002, n: 1.50 }', '{\n  "id": 1146800000000000002,\n  "n": 1.50\n}'],
    ['json_validator_eval', '1146800000000000002', '1146800000000000002'],
    ['json_validator_eval', '[1e400]', '[\n  1e400\n]'],
    ['json_validator_eval', '{ a: 1.0, b: 0x1F }', { a: 1, b: 31 }],
    ['json_validator_eval', 'TRUE', true],
    ['execute_python_code_with_string_output', '[1146800000000000001, a]', "[1146800000000000001, 'a']"],
    ['execute_python_code_with_string_output', '{ a: 1.0 }', { a: 1 }],
    ['execute_python_code_with_string_output', 'TRUE', true],
    ['execute_python_code_with_num_output', '1146800000000000001', '1146800000000000001'],
    ['raw_string_evaluator', 'TRUE', 'TRUE'],
    ['raw_string_evaluator', 'FALSE', 'FALSE'],
    ['raw_string_evaluator', 'true', true],
    ['raw_string_evaluator', 'True', true],
    ['raw_string_evaluator', '"TRUE"', 'TRUE'],
    ['raw_string_evaluator', 'yes', 'yes'],
    ['raw_string_evaluator', 'NO', 'NO'],
    ['raw_string_evaluator', '2024-01-01', '2024-01-01'],
    ['raw_string_evaluator', '12:30:45', '12:30:45'],
    ['raw_string_evaluator', '1_000', '1_000'],
    ['raw_string_evaluator', '007', '007'],
    ['raw_string_evaluator', '0x1F', '0x1F'],
    ['raw_string_evaluator', '1146800000000000001', '1146800000000000001'],
  ] as const) {
    it(`${written} of ${testType} keeps what is written`, () =>
      assert.deepEqual(expectationOf(testType, written), expected));
  }

  for (const [answer, written, expected] of [
    ['TRUE', 'TRUE', 'correct'],
    ['true', 'TRUE', 'incorrect'],
    ['TRUE', 'true', 'incorrect'],
    ['True', 'True', 'correct'],
    ['true', 'True', 'correct'],
    ['False', 'FALSE', 'incorrect'],
  ] as const) {
    it(`${written} is ${expected === 'correct' ? '' : 'not '}met by ${answer}`, async () => {
      const { record } = await judge('raw_string_evaluator', answer, expectationOf('raw_string_evaluator', written)!);
      assert.equal(record.verdict, expected);
    });
  }
});
