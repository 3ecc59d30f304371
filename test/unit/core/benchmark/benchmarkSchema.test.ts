// The schema that YAML editors use is the one that files are checked with.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { benchmarkJsonSchema } from '../../../../src/core/benchmark/benchmarkJsonSchema';
import { projectJsonSchema } from '../../../../src/core/project/projectJsonSchema';
import { coordinateProfiles } from '../../../../src/core/coordinates/coordinateProfiles';
import { writtenTestTypes } from '../../../../src/shared/run/benchmark';

const schemaFile = new URL('../../../../media/benchmark.schema.json', import.meta.url);

describe('media/benchmark.schema.json', () => {
  it('is up to date (npx tsx scripts/writeSchema.ts writes it)', () => {
    assert.deepEqual(JSON.parse(readFileSync(schemaFile, 'utf8')), benchmarkJsonSchema());
  });

  it('is draft 7, allows keys nobody knows and describes every field', () => {
    const schema = benchmarkJsonSchema() as {
      $schema: string;
      additionalProperties?: unknown;
      properties: { [name: string]: { description?: string; enum?: string[] } };
    };
    assert.match(schema.$schema, /draft-07/);
    assert.equal(schema.additionalProperties, undefined);
    assert.deepEqual(Object.keys(schema.properties), [
      'benchmark_name',
      'purpose',
      'system',
      'examples',
      'base_prompt',
      'test_type',
      'evaluator',
      'image_size',
      'coordinates',
      'mode',
      'budget_usd',
      'prices',
      'require',
      'repeat',
      'parameters',
      'models',
      'defaults',
      'prompts',
    ]);
    for (const [name, field] of Object.entries(schema.properties)) assert.ok(field.description, name);
    for (const name of ['test_type', 'evaluator'])
      assert.deepEqual(schema.properties[name]?.enum, [...writtenTestTypes]);
  });

  it('tells editors which expectation goes with which test type, in a prompt and for the file', () => {
    const { allOf, definitions } = benchmarkJsonSchema() as {
      allOf: unknown[];
      definitions: { [name: string]: unknown };
    };
    const first = [...writtenTestTypes.map((name) => `${name}_expectation`), 'check'];
    assert.deepEqual(Object.keys(definitions).slice(0, first.length), first);
    // In a data file an expectation is a column.
    const ofOnePrompt = (condition: object): object => ({ allOf: [condition, { not: { required: ['file'] } }] });
    for (const name of writtenTestTypes) {
      const then = { properties: { expectation: { $ref: `#/definitions/${name}_expectation` } } };
      const ofPrompt = {
        properties: {
          prompts: {
            items: { if: ofOnePrompt({ properties: { test_type: { const: name } }, required: ['test_type'] }), then },
          },
        },
      };
      const ofFile = {
        if: {
          anyOf: ['test_type', 'evaluator'].map((key) => ({ properties: { [key]: { const: name } }, required: [key] })),
        },
        then: { properties: { prompts: { items: { if: ofOnePrompt({ not: { required: ['test_type'] } }), then } } } },
      };
      for (const condition of [ofPrompt, ofFile])
        assert.ok(
          allOf.some((one) => isDeepStrictEqual(one, condition)),
          `${name}: ${JSON.stringify(condition)}`,
        );
    }
  });

  it('describes every field of an expectation and offers the coordinate profiles', () => {
    const { definitions } = benchmarkJsonSchema() as {
      definitions: { [name: string]: Field['schema'] };
    };
    const fields = fieldsIn(definitions);
    const meant = ({ $ref, ...own }: Field['schema']): Field['schema'] =>
      $ref === undefined ? own : definitions[$ref.replace('#/definitions/', '')]!;
    for (const name of [
      'box',
      'polygon',
      'circle',
      'center',
      'radius',
      'regions',
      'match',
      'boxes',
      'iou',
      'labels',
      'count',
      'tolerance',
      'points',
      'text',
      'texts',
      'normalize',
      'metric',
      'threshold',
      'region',
      'options',
      'answer',
      'circular',
      'choices',
      'label',
    ]) {
      assert.ok(
        fields.some((field) => field.name === name),
        name,
      );
    }
    for (const { name, schema } of fields) assert.ok(meant(schema).description, name);
    for (const { id } of coordinateProfiles) assert.ok(JSON.stringify(definitions).includes(`"${id}"`), id);
  });
});

interface Field {
  name: string;
  schema: { description?: string; $ref?: string };
}

/** All that stands in any `properties` of a schema. */
function fieldsIn(schema: unknown): Field[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own =
    'properties' in schema
      ? Object.entries(schema.properties as { [name: string]: Field['schema'] }).map(([name, field]) => ({
          name,
          schema: field,
        }))
      : [];
  return [...own, ...Object.values(schema).flatMap(fieldsIn)];
}

describe('media/project.schema.json', () => {
  it('is up to date, and describes every field', () => {
    const file = new URL('../../../../media/project.schema.json', import.meta.url);
    const schema = projectJsonSchema() as { properties: { [name: string]: { description?: string } } };
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), schema);
    const silent = Object.entries(schema.properties).filter(([, field]) => !field.description);
    assert.deepEqual(
      silent.map(([name]) => name),
      [],
    );
  });
});
