// The benchmark's schema as JSON Schema, for editors: they check and complete expectations by the prompt's test type.

import * as z from 'zod';
import { writtenTestTypes, type TestTypeName } from '../../shared/run/benchmark';
import { testTypeFacets } from '../../shared/testTypes/testTypeFacets';
import { findTestType } from '../testTypes/findTestType';
import { checkForm } from '../testTypes/readCheck';
import { writtenBenchmarkSchema } from './benchmarkSchema';
import { withDefinitions } from './withDefinitions';

type JsonSchema = { [key: string]: unknown };

/** JSON Schema draft 7, for `contributes.yamlValidation`. */
export function benchmarkJsonSchema(): JsonSchema {
  const { $schema, ...schema } = toJsonSchema(writtenBenchmarkSchema);
  return withDefinitions({
    $schema,
    title: 'Iso Speed Bench benchmark',
    ...schema,
    allOf: writtenTestTypes.flatMap(conditionsFor),
    definitions: {
      ...Object.fromEntries(writtenTestTypes.map((name) => [`${name}_expectation`, expectationSchema(name)])),
      check: checkSchema(),
    },
  });
}

/** For prompts of their own test type, and for those that have the file's. */
function conditionsFor(name: TestTypeName): JsonSchema[] {
  const expectation = { properties: { expectation: { $ref: `#/definitions/${name}_expectation` } } };
  const isSet = (key: string): JsonSchema => ({ properties: { [key]: { const: name } }, required: [key] });
  const forPrompts = (condition: JsonSchema): JsonSchema => ({
    properties: {
      prompts: { items: { if: { allOf: [condition, { not: { required: ['file'] } }] }, then: expectation } },
    },
  });
  return [
    forPrompts(isSet('test_type')),
    { if: { anyOf: [isSet('test_type'), isSet('evaluator')] }, then: forPrompts({ not: { required: ['test_type'] } }) },
  ];
}

function expectationSchema(name: TestTypeName): JsonSchema {
  const { schema, example } = findTestType(name).form;
  const { $schema: _, ...form } = toJsonSchema(schema);
  return { description: `${testTypeFacets[name].judges} For example ${example}`, ...form };
}

/** What an entry of `expect` may be. */
function checkSchema(): JsonSchema {
  const { $schema: _, ...form } = toJsonSchema(checkForm);
  return form;
}

function toJsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    override: ({ jsonSchema }) => makeReadable(jsonSchema),
  });
}

function makeReadable(schema: JsonSchema): void {
  // zod writes the largest whole number there is; it would only confuse whoever reads it.
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum'];
  if (
    Array.isArray(schema['enum']) &&
    schema['enum'].length === writtenTestTypes.length &&
    schema['enum'][0] === writtenTestTypes[0]
  ) {
    schema['enumDescriptions'] = writtenTestTypes.map((name) => testTypeFacets[name].judges);
  }
}
