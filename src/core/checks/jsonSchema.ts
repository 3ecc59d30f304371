// `json_schema`: the answer is JSON that a JSON schema allows.

import * as z from 'zod';
import { describeJsonError } from '../answerText/describeJsonError';
import { formatJson } from '../answerText/jsonText';
import { describeValue } from '../../shared/text/describeValue';
import { messageOf } from '../../shared/text/messageOf';
import { isMap } from '../../shared/text/isMap';
import { defineCheck, type CheckFiles, type JsonSchema } from './check';
import { plainJson, tooDeepFault } from './plainJson';
import { jsonOf, saidOf } from './seen';
import { simulatedInstance } from './simulatedInstance';
import { compileSchema } from './compileSchema';
import { faultAt } from './yamlParts';
import { cutText } from '../../shared/text/cutText';

const words = { error: 'a JSON schema: a map such as `{ type: object, required: [name] }`, or the path of a file' };

export const jsonSchema = defineCheck({
  word: 'json_schema',
  judges: 'The answer is JSON that the schema allows.',
  shape: {
    json_schema: z
      .union([z.record(z.string(), z.unknown()), z.string()], words)
      .describe('A JSON schema (draft 2020-12, 2019-09 or 7, as its `$schema` says), or the path of a file with one.'),
    response_format: z
      .boolean({ error: '`true` or `false`' })
      .optional()
      .describe('Whether model APIs that can are asked for JSON by this schema; they are when missing.'),
  },
  finish({ json_schema: schema }, isRecorded) {
    // What a file holds is looked at where all files of a benchmark are; of a run that was made judging says it of each test.
    if (isRecorded || typeof schema === 'string') return { value: {} };
    try {
      compileSchema(schema);
      return { value: {} };
    } catch (error) {
      return faultAt(['json_schema'], `is not a JSON schema that can be used: ${messageOf(error).replace(/\.$/, '')}`);
    }
  },
  example: 'json_schema: { type: object, required: [name] }',
  keepsWriting: 'nothing',
  looksAtText: true,
  expectedText: ({ json_schema: schema }) =>
    `is JSON by the schema ${typeof schema === 'string' ? schema : cutText(JSON.stringify(schema), 200)}`,
  answerSchema: ({ json_schema: schema, response_format: isAsked = true }, files) =>
    !isAsked ? undefined : typeof schema === 'string' ? schemaIn(schema, files) : schema,
  needs: ({ json_schema: schema }) => (typeof schema === 'string' ? { files: [schema], schemas: [schema] } : {}),
  judge({ json_schema: schema }, seen, { files }) {
    const read = jsonOf(seen);
    if ('fault' in read)
      return { verdict: 'incorrect', got: saidOf(seen), reason: `The answer is not JSON: ${read.fault}.` };
    const tooDeep = tooDeepFault(read.value);
    if (tooDeep !== undefined) return { verdict: 'incorrect', got: saidOf(seen), reason: tooDeep };
    const got = formatJson(read.value, saidOf(seen));
    const fault = compileSchema(typeof schema === 'string' ? schemaIn(schema, files) : schema)(plainJson(read.value));
    return fault === undefined ? { verdict: 'correct', got } : { verdict: 'incorrect', got, reason: `${fault}.` };
  },
  *simulatedAnswers({ json_schema: schema }, { isCorrect, random }) {
    const right = JSON.stringify(simulatedInstance(schema, random), null, 2);
    if (isCorrect) yield random() < 0.5 ? right : `\`\`\`json\n${right}\n\`\`\``;
    else yield* ['null', '[null]', '{}', '0', '"no"', 'no JSON'];
  },
});

/** What is wrong with a file that should hold a schema, completing `person.json ...`; undefined for a good one. */
export function schemaFault(bytes: Uint8Array): string | undefined {
  const read = schemaOf(bytes);
  if ('fault' in read) return read.fault;
  try {
    compileSchema(read.schema);
    return undefined;
  } catch (error) {
    return `is not a JSON schema that can be used: ${messageOf(error).replace(/\.$/, '')}.`;
  }
}

/** Throws an error for people where the file holds none. */
function schemaIn(path: string, files: CheckFiles): JsonSchema {
  const file = files.read(path);
  const read = 'problem' in file ? { fault: file.problem } : schemaOf(file.bytes);
  if ('fault' in read) throw new Error(`${path} ${read.fault}`);
  return read.schema;
}

function schemaOf(bytes: Uint8Array): { schema: JsonSchema } | { fault: string } {
  const text = Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\ufeff/, '');
  const fault = describeJsonError(text);
  if (fault !== undefined) return { fault: `is not JSON: ${fault}.` };
  const schema: unknown = JSON.parse(text);
  return isMap(schema)
    ? { schema }
    : { fault: `holds no JSON schema, which is a map: it holds ${describeValue(schema)}.` };
}
