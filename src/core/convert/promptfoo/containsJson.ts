// `contains-json`: JSON that stands somewhere in an answer, with a schema for it or without.

import { isMap } from '../../../shared/text/isMap';

/** What the evaluator knows of schemas; words that only tell people something are fine anyhow. */
const known = new Set([
  ...['type', 'properties', 'required', 'additionalProperties', 'items', 'enum', 'const', 'minimum', 'maximum'],
  ...['minLength', 'maxLength', 'pattern', 'minItems', 'maxItems', 'anyOf', 'allOf', 'oneOf', 'not'],
  ...['$schema', '$id', 'title', 'description', 'default', 'examples'],
]);

/** The first word of a schema that the evaluator does not know. */
export function unknownWord(schema: unknown): string | undefined {
  if (!isMap(schema)) return undefined;
  for (const [word, value] of Object.entries(schema)) {
    if (!known.has(word)) return word;
    const inner = word === 'properties' && isMap(value) ? Object.values(value) : [value].flat();
    const isSchema = ['properties', 'items', 'anyOf', 'allOf', 'oneOf', 'not', 'additionalProperties'].includes(word);
    const unknown = isSchema ? inner.map(unknownWord).find((one) => one !== undefined) : undefined;
    if (unknown !== undefined) return unknown;
  }
  return undefined;
}

export const containsJsonCode = `// JSON that stands somewhere in the answer and that the schema allows, where there is one.
function judge(answer, { schema }) {
  const found = objectsIn(answer);
  if (found.length === 0) return { pass: false, reason: 'There is no JSON in it.' };
  const isGood = schema === null || found.some((one) => allows(schema, one));
  return { pass: isGood, reason: 'Its JSON is not what the schema allows.' };
}

function objectsIn(text) {
  const found = [];
  for (let start = text.indexOf('{'); start >= 0; start = text.indexOf('{', start + 1)) {
    for (let end = text.indexOf('}', start); end >= 0; end = text.indexOf('}', end + 1)) {
      try {
        found.push(JSON.parse(text.slice(start, end + 1)));
        start = end;
        break;
      } catch {
        // It goes on behind this brace.
      }
    }
  }
  return found;
}

function typeOf(value) {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

function allows(schema, value) {
  if (typeof schema === 'boolean') return schema;
  const type = typeOf(value);
  const same = (one) => JSON.stringify(one) === JSON.stringify(value);
  const isType = (one) => one === type || (one === 'integer' && Number.isInteger(value));
  if (schema.type !== undefined && ![schema.type].flat().some(isType)) return false;
  if (schema.enum !== undefined && !schema.enum.some(same)) return false;
  if (schema.const !== undefined && !same(schema.const)) return false;
  if (schema.anyOf && !schema.anyOf.some((one) => allows(one, value))) return false;
  if (schema.allOf && !schema.allOf.every((one) => allows(one, value))) return false;
  if (schema.oneOf && schema.oneOf.filter((one) => allows(one, value)).length !== 1) return false;
  if (schema.not !== undefined && allows(schema.not, value)) return false;
  const within = (count, least = -Infinity, most = Infinity) => count >= least && count <= most;
  if (type === 'number') return within(value, schema.minimum, schema.maximum);
  if (type === 'string')
    return within([...value].length, schema.minLength, schema.maxLength) && new RegExp(schema.pattern ?? '', 'u').test(value);
  if (type === 'array')
    return within(value.length, schema.minItems, schema.maxItems) && value.every((one) => allows(schema.items ?? true, one));
  if (type !== 'object') return true;
  const { properties = {}, required = [], additionalProperties = true } = schema;
  return (
    required.every((key) => Object.hasOwn(value, key)) &&
    Object.entries(value).every(([key, one]) => allows(Object.hasOwn(properties, key) ? properties[key] : additionalProperties, one))
  );
}
`;
