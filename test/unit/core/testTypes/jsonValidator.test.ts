import assert from 'node:assert/strict';
import type { TestTypeName, Expectation } from '../../../../src/shared/run/benchmark';
import { evaluate } from './evaluate';

const fence = '```';

async function verdict(name: TestTypeName, response: string, expectation: Expectation): Promise<string> {
  const { record, error } = await evaluate(name, response, expectation);
  assert.equal(error === undefined, record.verdict !== 'error');
  return `${record.verdict}${record.reason ? ` | ${record.reason}` : ''}`;
}

describe('json_validator_eval', () => {
  const person = { name: 'Ada', tags: ['a', 'b'], address: { town: 'London', number: 12.5 }, email: null };
  const text = JSON.stringify(person);
  for (const [what, response, expectation, expected] of [
    ['the same JSON', text, person, 'correct'],
    ['JSON over several lines', JSON.stringify(person, null, 4), person, 'correct'],
    [
      'keys in another order',
      '{"email": null, "address": {"number": 12.5, "town": "London"}, "tags": ["a", "b"], "name": "Ada"}',
      person,
      'correct',
    ],
    ['an expectation that is JSON text', text, JSON.stringify(person, null, 2), 'correct'],
    ['a fence', `${fence}json\n${text}\n${fence}`, person, 'correct'],
    ['a fence and words', `Here is the JSON:\n${fence}\n${text}\n${fence}\nAnything else?`, person, 'correct'],
    ['backticks around it', `\`${text}\``, person, 'correct'],
    ['a number written otherwise', '{"a": 3.0, "b": 1e2}', { a: 3, b: 100 }, 'correct'],
    ['escapes', '{"a": "gr\\u00f6\\u00dfe\\n"}', { a: 'größe\n' }, 'correct'],
    ['a list', '[1, [2]]', [1, [2]], 'correct'],
    ['a plain number', '5', 5, 'correct'],
    ['a plain boolean', 'true', true, 'correct'],
    ['plain text', '"x"', '"x"', 'correct'],
    ['a key twice, of which the last counts', '{"a": 1, "a": 2}', { a: 2 }, 'correct'],
    ['a key like those of all objects', '{"__proto__": {"a": 1}}', '{"__proto__": {"a": 1}}', 'correct'],
    ['another order in a list', '{"a": [2, 1]}', { a: [1, 2] }, 'incorrect | $.a[0] should be 1, but is 2.'],
    ['a number as text', '{"a": "1"}', { a: 1 }, 'incorrect | $.a should be 1, but is "1".'],
    ['a missing key', '{}', { a: 1 }, 'incorrect | $.a is missing.'],
    ['a key too many', '{"a": 1, "b": 2}', { a: 1 }, 'incorrect | $ has a key "b" that is not expected.'],
    ['null for a missing key', '{"a": null}', {}, 'incorrect | $ has a key "a" that is not expected.'],
    [
      'a list around it',
      '[{"a": 1}]',
      { a: 1 },
      'incorrect | $ should be an object with 1 key, but is a list of 1 entry.',
    ],
    [
      'words without a fence',
      'The JSON is {"a": 1}',
      { a: 1 },
      'incorrect | The answer is not JSON: at line 1, column 1 JSON was expected, but there is "The JSON is {\\"a\\": 1}".',
    ],
    [
      'a comma too many',
      '{"a": 1,}',
      { a: 1 },
      'incorrect | The answer is not JSON: at line 1, column 9 a key in double quotes was expected, but there is "}".',
    ],
    [
      'single quotes',
      "{'a': 1}",
      { a: 1 },
      `incorrect | The answer is not JSON: at line 1, column 2 a key in double quotes or } was expected, but there is "'a': 1}".`,
    ],
    [
      'an answer cut off',
      '{"a": [1, 2',
      { a: [1, 2] },
      'incorrect | The answer is not JSON: at line 1, column 12 a comma or ] was expected, but the text ends.',
    ],
  ] as const) {
    it(`judges ${what}`, async () =>
      assert.equal(await verdict('json_validator_eval', response, expectation as Expectation), expected));
  }

  it('writes both sides for people', async () => {
    const { record } = await evaluate('json_validator_eval', '{"b":[1],"a":2}', '{"a":2}');
    assert.equal(record.expected, '{\n  "a": 2\n}');
    assert.equal(record.got, '{\n  "b": [\n    1\n  ],\n  "a": 2\n}');
    assert.equal(record.answer, '{"b":[1],"a":2}');
  });

  it('stands an answer that is nested very deeply', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    assert.match(
      await verdict('json_validator_eval', deep, { a: 1 }),
      /^incorrect \| \$ should be an object with 1 key/,
    );
    assert.match(
      await verdict('json_validator_eval', '['.repeat(50_000), { a: 1 }),
      /^incorrect \| The answer is not JSON/,
    );
  });

  it('does not blame the model for an expectation that is no JSON', async () => {
    const { record, error } = await evaluate('json_validator_eval', '{}', 'no JSON');
    assert.equal(error?.kind, 'evaluator');
    assert.equal(record.verdict, 'error');
  });
});
