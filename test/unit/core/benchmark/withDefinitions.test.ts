// A JSON schema that says nothing twice, and means the same.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { load } from 'js-yaml';
import { benchmarkJsonSchema } from '../../../../src/core/benchmark/benchmarkJsonSchema';
import { withDefinitions } from '../../../../src/core/benchmark/withDefinitions';

const long = { type: 'string', description: 'A text that is long enough to be said only once. '.repeat(5) };
const other = { ...long, type: 'number' };
const around = { type: 'object', properties: { inner: long }, description: 'What is around it. '.repeat(12) };

describe('definitions of a JSON schema', () => {
  it('hold what stands in it twice, and what is in that once', () => {
    const schema = withDefinitions({ properties: { one: around, two: { items: around }, three: { type: 'string' } } });
    assert.deepEqual(schema, {
      properties: {
        one: { $ref: '#/definitions/one' },
        two: { items: { $ref: '#/definitions/one' } },
        three: { type: 'string' },
      },
      definitions: { one: around },
    });
  });

  it('are named by what a map must have, by no name twice, and keep those that are there', () => {
    const file = { ...around, required: ['file'] };
    const { definitions } = withDefinitions({
      anyOf: [file, { not: file }],
      properties: { text: { anyOf: [other, { items: other }] } },
      definitions: { text: { type: 'number' } },
    });
    assert.deepEqual(Object.keys(definitions as object), ['text', 'file', 'text_2']);
  });

  it('leave alone what only looks like a schema: names of properties, examples, constants', () => {
    const schema = { properties: { items: around, properties: other }, enum: [around], const: around, default: other };
    assert.deepEqual(withDefinitions(schema), { ...schema, definitions: {} });
  });

  it('leave no longer part of the schema of benchmarks twice, so that its file stays small', () => {
    const schema = benchmarkJsonSchema();
    const { length } = JSON.stringify(schema);
    assert.equal(JSON.stringify(withDefinitions(schema)).length, length);
    assert.ok(length < 60_000, `${length}`);
  });

  it('let a validator take good benchmarks, and refuse faults in what is only referred to', () => {
    const validate = new Ajv({ strict: false }).compile(benchmarkJsonSchema());
    const file = load(readFileSync('examples/checks.yaml', 'utf8')) as { prompts: object[] };
    assert.equal(validate(file), true, JSON.stringify(validate.errors?.slice(0, 2)));
    for (const fault of [{ tags: 7 }, { expect: [{ contains: [] }] }, { expect: [{ not: { number: {} } }] }])
      assert.equal(validate({ ...file, prompts: [{ dynamic_variables: { a: 1 }, ...fault }] }), false);
  });
});
