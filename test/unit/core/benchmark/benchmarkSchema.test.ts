// The schema that YAML editors use is the one that files are checked with.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { benchmarkJsonSchema } from '../../../../src/core/benchmark/benchmarkSchema';
import { evaluatorNames } from '../../../../src/shared/benchmark';

const schemaFile = new URL('../../../../media/benchmark.schema.json', import.meta.url);

describe('media/benchmark.schema.json', () => {
  it('is up to date (npx tsx scripts/writeSchema.ts writes it)', () => {
    assert.deepEqual(JSON.parse(readFileSync(schemaFile, 'utf8')), benchmarkJsonSchema());
  });

  it('is draft 7, allows keys nobody knows and describes every field', () => {
    const schema = benchmarkJsonSchema() as { $schema: string; additionalProperties?: unknown; properties: { [name: string]: { description?: string; enum?: string[] } } };
    assert.match(schema.$schema, /draft-07/);
    assert.equal(schema.additionalProperties, undefined);
    assert.deepEqual(Object.keys(schema.properties), ['benchmark_name', 'purpose', 'base_prompt', 'evaluator', 'models', 'prompts']);
    for (const [name, field] of Object.entries(schema.properties)) assert.ok(field.description, name);
    assert.deepEqual(schema.properties['evaluator']?.enum, [...evaluatorNames]);
  });
});
