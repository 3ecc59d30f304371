// The benchmark's schema as JSON Schema, for editors: they check and complete expectations by the prompt's test type.

import * as z from 'zod';
import { testTypeNames, isImageTestType, type TestTypeName } from '../../shared/run/benchmark';
import { benchmarkSchema } from './benchmarkSchema';
import { imageExpectationForms } from './imageExpectations';

type JsonSchema = { [key: string]: unknown };

/** What each test type judges, for whoever picks one. */
const testTypeWords: { readonly [name in TestTypeName]: string } = {
  execute_python_code_with_num_output: 'The answer is run as Python; what it prints is compared as a number.',
  execute_python_code_with_string_output: 'The answer is run as Python; what it prints is compared as text.',
  python_print_execution_with_num_output:
    'The answer is put into print(...) and run as Python; what it prints is compared as a number.',
  raw_string_evaluator: 'The answer is compared as text.',
  json_validator_eval: 'The answer is compared as JSON.',
  point: 'The answer is a place in the picture: is it inside the region?',
  box: 'The answer is boxes in the picture: do they overlap the right ones?',
  count: 'The answer is a number of things in the picture.',
  ocr: 'The answer is what is written in the picture.',
  choice: 'The answer is the letter of one of several options.',
  classify: 'The answer is one, or several, of the classes given.',
};

/** JSON Schema draft 7, for `contributes.yamlValidation`. */
export function benchmarkJsonSchema(): JsonSchema {
  const { $schema, ...schema } = toJsonSchema(benchmarkSchema);
  return {
    $schema,
    title: 'Iso Speed Bench benchmark',
    ...schema,
    allOf: testTypeNames.flatMap(conditionsFor),
    definitions: Object.fromEntries(testTypeNames.map((name) => [`${name}_expectation`, expectationSchema(name)])),
  };
}

/** For prompts of their own test type, and for those that have the file's. */
function conditionsFor(name: TestTypeName): JsonSchema[] {
  const expectation = { properties: { expectation: { $ref: `#/definitions/${name}_expectation` } } };
  const isSet = (key: string): JsonSchema => ({ properties: { [key]: { const: name } }, required: [key] });
  const forPrompts = (condition: JsonSchema): JsonSchema => ({
    properties: { prompts: { items: { if: condition, then: expectation } } },
  });
  return [
    forPrompts(isSet('test_type')),
    { if: { anyOf: [isSet('test_type'), isSet('evaluator')] }, then: forPrompts({ not: { required: ['test_type'] } }) },
  ];
}

function expectationSchema(name: TestTypeName): JsonSchema {
  if (!isImageTestType(name)) return { description: testTypeWords[name], ...textExpectation(name) };
  const { schema, example } = imageExpectationForms[name];
  const { $schema: _, ...form } = toJsonSchema(schema);
  return { description: `${testTypeWords[name]} For example ${example}`, ...form };
}

function textExpectation(name: TestTypeName): JsonSchema {
  switch (name) {
    case 'execute_python_code_with_num_output':
    case 'python_print_execution_with_num_output':
      return { type: ['number', 'string'] };
    case 'raw_string_evaluator':
      return { type: ['string', 'number', 'boolean'] };
    default:
      return {};
  }
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
    schema['enum'].length === testTypeNames.length &&
    schema['enum'][0] === testTypeNames[0]
  ) {
    schema['enumDescriptions'] = testTypeNames.map((name) => testTypeWords[name]);
  }
}
