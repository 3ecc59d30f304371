// JSON, JSON schemas, likeness and limits, against hand-made answers.

import assert from 'node:assert/strict';
import { problemsOf, verdictBy } from './judged';
import { tableOf } from './tableOf';

const fence = '```';
const person =
  '{ json_schema: { type: object, properties: { name: { type: string, minLength: 1 }, age: { type: integer, minimum: 0 }, tags: { type: array, items: { enum: [a, b] }, uniqueItems: true } }, required: [name, age], additionalProperties: false } }';
const draft7 =
  '{ json_schema: { $schema: "http://json-schema.org/draft-07/schema#", definitions: { n: { type: number } }, items: [{ $ref: "#/definitions/n" }], additionalItems: false } }';

describe('json', () => {
  tableOf('+', [
    ['{ json: { a: 1 } }', '{"a": 1}'],
    ['{ json: { a: 1, b: 2 } }', `Here:\n${fence}json\n{"b": 2, "a": 1.0}\n${fence}`],
    ['{ json: [] }', '[]'],
    ['{ json: {} }', '{}'],
    ['{ json: null }', 'null'],
    ['{ json: true }', 'true'],
    ['{ json: 5 }', '5.0'],
    [`{ json: '"yes"' }`, '"yes"'],
    [`{ json: '{"a": [1, null]}' }`, '{"a":[1,null]}'],
    ['{ json: { id: 12345678901234567891 } }', '{"id": 12345678901234567891}'],
    ['{ json: { a: { b: [1, 2] } } }', '<think>{}</think>{"a":{"b":[1,2]}}'],
    ['{ json: [1, 2], at: $.a }', '{"a": [1, 2]}'],
    ['{ json: 1, at: "$.a[*].n" }', '{"a": [{"n": 1}, {"n": 1.0}]}'],
    ['{ json: null, at: $.a }', '{"a": null}'],
    ['{ json: { __proto__: 1 } }', '{"__proto__": 1}'],
    ['{ json: { é: ü } }', '{"\\u00e9": "ü"}'],
    ['{ json: { a: "<think>" } }', '{"a": "<think>"}'],
    ['{ json: false, at: $.ok }', '{"ok": false}'],
    ['{ json: [[]] }', '[[]]'],
    ['{ json: { a: 1e400 } }', '{"a": 1e400}'],
  ]);
  tableOf('-', [
    ['{ json: { a: 1 } }', '{"a": 2}'],
    ['{ json: { a: 1 } }', '{"a": "1"}'],
    ['{ json: { a: 1 } }', '{"a": 1, "b": 2}'],
    ['{ json: { a: 1, b: 2 } }', '{"a": 1}'],
    ['{ json: { a: null } }', '{}'],
    ['{ json: [1, 2] }', '[2, 1]'],
    ['{ json: [1] }', '[1, 1]'],
    ['{ json: {} }', '[]'],
    ['{ json: null }', 'NaN'],
    ['{ json: null }', 'None'],
    ['{ json: true }', 'True'],
    ['{ json: 5 }', '5 apples'],
    [`{ json: '"yes"' }`, 'yes'],
    ['{ json: { id: 12345678901234567891 } }', '{"id": 12345678901234567892}'],
    ['{ json: { a: 1 } }', "{'a': 1}"],
    ['{ json: { a: 1 } }', '{"a": 1'],
    ['{ json: { a: 1 } }', 'x'.repeat(1_000_000)],
    ['{ json: { a: 1 } }', '['.repeat(100_000)],
    ['{ json: 1, at: "$.a[*]" }', '{"a": [1, 2]}'],
    ['{ json: { a: é } }', '{"a": "e\\u0301"}'],
  ]);
  it('refuses text that is no JSON', () =>
    assert.match(
      problemsOf('{ expect: [{ json: "{a" }] }').join(),
      /json must be a value or JSON text, but it is text that isn't JSON: /,
    ));
});

describe('json_schema', () => {
  tableOf('+', [
    [person, '{"name": "Ada", "age": 36}'],
    [person, `${fence}json\n{"age": 0, "name": "A", "tags": ["a", "b"]}\n${fence}`],
    [person, '{"name": "Ada", "age": 36.0}'],
    [draft7, '[1.5]'],
    [draft7, '[]'],
    ['{ json_schema: { type: number, multipleOf: 0.01 } }', '19.99'],
    ['{ json_schema: { type: number, multipleOf: 0.01 } }', '123456789012.34'],
    ['{ json_schema: { multipleOf: 0.1 } }', '-0.3'],
    ['{ json_schema: { multipleOf: 1e-7 } }', '3e-7'],
    ['{ json_schema: { multipleOf: 5 } }', '1e21'],
    ['{ json_schema: { multipleOf: 0.01 } }', '"text"'],
    ['{ json_schema: {} }', 'null'],
    ['{ json_schema: { type: "null" } }', 'null'],
    ['{ json_schema: { const: 5 } }', '5.0'],
    ['{ json_schema: { type: string, format: date } }', '"2026-02-28"'],
    ['{ json_schema: { type: string, format: email } }', '"ada@example.com"'],
    ['{ json_schema: { type: string, pattern: "^\\\\p{Lu}" } }', '"Éa"'],
    ['{ json_schema: { type: string, maxLength: 1 } }', '"😀"'],
    ['{ json_schema: { prefixItems: [{ type: number }], items: false } }', '[1]'],
    ['{ json_schema: { anyOf: [{ type: string }, { type: number }] } }', '5'],
    ['{ json_schema: { $ref: "#/$defs/a", $defs: { a: { type: boolean } } } }', 'true'],
    ['{ json_schema: { type: object, unevaluatedProperties: false, properties: { a: {} } } }', '{"a": 1}'],
    ['{ json_schema: { enum: [a, null] } }', 'null'],
    ['{ json_schema: { multipleOf: 0.01 } }', '5.5'],
    ['{ json_schema: { type: integer }, at: "$.n[*]" }', '{"n": [1, 2]}'],
    ['{ json_schema: { type: object, required: ["__proto__"] } }', '{"__proto__": 1}'],
  ]);
  tableOf('-', [
    [person, '{"name": "Ada"}'],
    [person, '{"name": "", "age": 1}'],
    [person, '{"name": "Ada", "age": 1.5}'],
    [person, '{"name": "Ada", "age": -1}'],
    [person, '{"name": "Ada", "age": 1, "x": 2}'],
    [person, '{"name": "Ada", "age": 1, "tags": ["c"]}'],
    [person, '{"name": "Ada", "age": 1, "tags": ["a", "a"]}'],
    [person, '[{"name": "Ada", "age": 1}]'],
    [person, 'name: Ada'],
    [person, '{"name": null, "age": null}'],
    [draft7, '["x"]'],
    [draft7, '[1, 2]'],
    ['{ json_schema: { type: object } }', 'null'],
    ['{ json_schema: { type: number, multipleOf: 0.01 } }', '19.995'],
    ['{ json_schema: { multipleOf: 0.01 } }', '1e-12'],
    ['{ json_schema: { multipleOf: 3 } }', '1e21'],
    ['{ json_schema: { type: number } }', '"5"'],
    ['{ json_schema: { type: number } }', 'NaN'],
    ['{ json_schema: { type: string, format: date } }', '"2026-02-30"'],
    ['{ json_schema: { oneOf: [{ type: number }, { minimum: 1 }] } }', '5'],
    ['{ json_schema: { type: object, unevaluatedProperties: false } }', '{"a": 1}'],
    ['{ json_schema: { type: integer }, at: "$.n[*]" }', '{"n": [1, "2"]}'],
    [person, `{"name": "${'x'.repeat(1_000_000)}"}`],
  ]);
  it('says where and which', async () => {
    assert.equal(
      await verdictBy(person, '{"name": "A", "age": 1, "x": 2}'),
      'incorrect: $ must NOT have additional properties, but it has "x".',
    );
    assert.equal(await verdictBy(person, '{"name": "A", "age": "1"}'), 'incorrect: $.age must be integer.');
    assert.match(
      await verdictBy(person, '{"name": "A", "age": 1, "tags": ["z"]}'),
      /^incorrect: \$\.tags\[0\] must be equal to one of the allowed values \["a","b"\]\.$/,
    );
  });
  it('ends a pattern that backtracks without end', async () => {
    const said = await verdictBy('{ json_schema: { pattern: "^(a+)+$" } }', JSON.stringify(`${'a'.repeat(50)}b`));
    assert.match(said, /^error: .*longer than 2 s/);
  });
  for (const [check, problem] of [
    ['{ json_schema: { type: strng } }', /is not a JSON schema that can be used: /],
    [
      '{ json_schema: { $schema: "http://json-schema.org/draft-04/schema#" } }',
      /known are draft 2020-12, 2019-09 and 7\.$/,
    ],
    ['{ json_schema: { $ref: "#/nowhere" } }', /is not a JSON schema that can be used: /],
    ['{ json_schema: { pattern: "(" } }', /is not a JSON schema that can be used: /],
    ['{ json_schema: [1] }', /must be a JSON schema: a map/],
  ] as const)
    it(`refuses ${check}`, () => assert.match(problemsOf(`{ expect: [${check}] }`).join('\n'), problem));
});

describe('similarity', () => {
  const cat = 'The cat sat on the mat.';
  tableOf('+', [
    [`{ similarity: ${cat} }`, cat],
    [`{ similarity: ${cat} }`, 'The cat sat on a mat.'],
    [`{ similarity: ${cat} }`, `${fence}\n${cat}\n${fence}`],
    [`{ similarity: ${cat} }`, `<think>no</think>${cat}`],
    [`{ similarity: ${cat} }`, `The answer is ${cat}`],
    [`{ similarity: ${cat}, threshold: 0 }`, 'x'],
    [`{ similarity: ${cat}, threshold: 1 }`, cat],
    [`{ similarity: ${cat}, threshold: 1 }`, 'The  cat sat\non the mat.'],
    [`{ similarity: ${cat}, threshold: 1, ignore_case: true }`, cat.toUpperCase()],
    ['{ similarity: abcd }', 'abc'],
    ['{ similarity: abcdefghij, threshold: 0.2 }', 'ab########'],
    ['{ similarity: 日本語の文 }', '日本語の文だ'],
    ['{ similarity: 1.50 }', '1.50'],
    [`{ similarity: ${cat}, metric: rouge_l, threshold: 1 }`, 'the CAT sat on the mat'],
    [`{ similarity: ${cat}, metric: rouge_l, threshold: 0.8 }`, 'The cat sat there on the mat.'],
    [`{ similarity: ${cat}, metric: rouge_l, threshold: 0.5 }`, 'the cat'],
    ['{ similarity: 我爱北京, metric: rouge_l, threshold: 0.75 }', '我爱南京'],
    ['{ similarity: é, threshold: 1 }', 'e\u0301'],
    ['{ similarity: "!!!", metric: rouge_l, threshold: 1 }', '???'],
    [`{ similarity: ${cat}, at: $.a }`, `{"a": "${cat}"}`],
    ['{ similarity: "NaN" }', 'NaN'],
  ]);
  tableOf('-', [
    [`{ similarity: ${cat} }`, 'A dog.'],
    [`{ similarity: ${cat}, threshold: 1 }`, 'The cat sat on the mat'],
    [`{ similarity: ${cat}, threshold: 1 }`, 'the cat sat on the mat.'],
    [`{ similarity: ${cat} }`, 'null'],
    [`{ similarity: ${cat} }`, 'x'.repeat(1_000_000)],
    [`{ similarity: ${cat} }`, `${cat} `.repeat(10)],
    ['{ similarity: abcd }', 'ab'],
    ['{ similarity: abcd }', 'dcba'],
    ['{ similarity: abcd }', 'ABCD'],
    [`{ similarity: ${cat}, metric: rouge_l }`, 'mat the on sat cat The'],
    [`{ similarity: ${cat}, metric: rouge_l }`, 'The cat'],
    [`{ similarity: ${cat}, metric: rouge_l }`, '...'],
    [`{ similarity: ${cat}, metric: rouge_l, threshold: 0.01 }`, 'dog'],
    ['{ similarity: 我爱北京, metric: rouge_l, threshold: 0.76 }', '我爱南京'],
    [`{ similarity: ${cat}, metric: rouge_l }`, 'word '.repeat(200_000)],
    ['{ similarity: "NaN" }', 'null'],
    ['{ similarity: 5 }', '6'],
    ['{ similarity: x, at: $.a }', '{"a": null}'],
    ['{ similarity: abc, threshold: 0.67 }', 'abd'],
    ['{ similarity: 😀😀, threshold: 0.6 }', '😀'],
  ]);
});

describe('limits', () => {
  const facts = { timings: { total: 1000, ttft: 200 }, cost: { usd: 0.01 }, tokens: { output: 50 } };
  const unknown = { timings: { total: null, ttft: null }, cost: { usd: null }, tokens: { output: null } };
  for (const [limits, verdict] of [
    ['{ total_ms: 1000 }', /^correct$/],
    ['{ total_ms: 999.9 }', /^incorrect: total 1000, where at most 999\.9 is allowed\.$/],
    ['{ ttft_ms: 199 }', /^incorrect: TTFT 200 ms, where at most 199 ms is allowed\.$/],
    ['{ cost_usd: 0.009 }', /^incorrect: cost \$0\.01/],
    ['{ output_tokens: 49 }', /^incorrect: output tokens 50, where at most 49 is allowed\.$/],
    ['{ total_ms: 5000, ttft_ms: 500, cost_usd: 1, output_tokens: 50 }', /^correct$/],
  ] as const)
    it(limits, async () => assert.match(await verdictBy(`{ limits: ${limits} }`, 'x', { facts }), verdict));
  const free = { timings: { total: 0.4, ttft: 0 }, cost: { usd: 0 }, tokens: { output: 0 } };
  const long = { timings: { total: 9e9, ttft: 9e9 }, cost: { usd: 1e6 }, tokens: { output: 1e9 } };
  for (const [limits, of, verdict] of [
    ['{ total_ms: 0.5 }', free, /^correct$/],
    ['{ ttft_ms: 0.001 }', free, /^correct$/],
    ['{ cost_usd: 0.000001 }', free, /^correct$/],
    ['{ output_tokens: 1 }', free, /^correct$/],
    ['{ total_ms: 0.3 }', free, /^incorrect: total /],
    ['{ output_tokens: 999999999 }', long, /^incorrect: output tokens 1,000,000,000/],
    ['{ total_ms: 1e10, ttft_ms: 1e10, cost_usd: 1e6, output_tokens: 1e9 }', long, /^correct$/],
    ['{ cost_usd: 999999.99 }', long, /^incorrect: cost /],
    ['{ ttft_ms: 1 }', { ...free, timings: { total: 5, ttft: null } }, /^error: TTFT: not known/],
    ['{ total_ms: 1, ttft_ms: 1 }', { ...free, timings: { total: 5, ttft: null } }, /^incorrect: total /],
    ['{ total_ms: 10, ttft_ms: 1 }', { ...free, timings: { total: 5, ttft: null } }, /^error: TTFT/],
    ['{ cost_usd: 0.1 }', { ...free, cost: { usd: 0.1 + 0.2 - 0.2 } }, /^correct$/],
  ] as const)
    it(`${limits} of ${JSON.stringify(of)}`, async () => {
      const said = await verdictBy(`{ limits: ${limits} }`, 'x', { facts: of });
      assert.match(said, verdict);
      const turned = await verdictBy(`{ not: { limits: ${limits} } }`, 'x', { facts: of });
      const opposite = { correct: 'incorrect', incorrect: 'correct', error: 'error' }[said.split(':')[0]!];
      assert.equal(turned.split(':')[0], opposite);
    });
  for (const name of ['total_ms', 'ttft_ms', 'cost_usd', 'output_tokens'])
    it(`takes no unknown ${name} for held, nor for broken`, async () => {
      for (const check of [`{ limits: { ${name}: 1 } }`, `{ not: { limits: { ${name}: 1 } } }`])
        assert.match(await verdictBy(check, 'x', { facts: unknown }), /^error: .* not known of this test/);
    });
  it('is broken by what is known, whatever is not', async () =>
    assert.match(
      await verdictBy('{ limits: { total_ms: 1, cost_usd: 1 } }', 'x', { facts: { ...facts, cost: { usd: null } } }),
      /^incorrect: /,
    ));
  for (const [check, problem] of [
    ['{ limits: {} }', /must have one of `total_ms`, `ttft_ms`, `cost_usd` and `output_tokens`\.$/],
    ['{ limits: { total: 5 } }', /limits\.total is not a known key; did you mean `total_ms`\?/],
    ['{ limits: { total_ms: 0 } }', /total_ms must be a number above 0/],
    ['{ limits: { total_ms: 5 }, at: $.a }', /\.at is not a known key/],
  ] as const)
    it(`refuses ${check}`, () => assert.match(problemsOf(`{ expect: [${check}] }`).join('\n'), problem));
});
