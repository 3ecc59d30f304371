// Says once what a JSON schema says several times: the second time it refers to the first. Pure.

import { isMap } from '../../shared/text/isMap';

type JsonSchema = { [key: string]: unknown };

/** Shorter schemas are clearer where they stand. Characters of JSON. */
const leastLength = 200;

/** The words of JSON Schema whose value is a schema or a list of such, and those whose value is a map of them. */
const schemaWords = ['items', 'additionalProperties', 'propertyNames', 'anyOf', 'oneOf', 'allOf', 'not', 'if', 'then'];
const mapWords = ['properties', 'definitions'];

/** The same schema with what is repeated in it moved to its `definitions`. */
export function withDefinitions(schema: JsonSchema): JsonSchema {
  const times = countParts(schema);
  const names = new Map<string, string>();
  const added: JsonSchema = {};
  const taken = new Set(Object.keys(isMap(schema['definitions']) ? schema['definitions'] : {}));
  const refer = (part: JsonSchema, key: string): JsonSchema => {
    const text = JSON.stringify(part);
    if (text.length < leastLength || times.get(text) === 1) return mapParts(part, key, refer);
    const known = names.get(text);
    const name = known ?? freeName(nameOf(part, key), taken);
    if (known === undefined) {
      names.set(text, name);
      taken.add(name);
      added[name] = mapParts(part, key, refer);
    }
    return { $ref: `#/definitions/${name}` };
  };
  const { definitions, ...whole } = mapParts(schema, '', refer);
  return { ...whole, definitions: { ...(isMap(definitions) ? definitions : {}), ...added } };
}

/** How often each part stands in a schema, by its JSON. What is in a part that was there before is not counted again. */
function countParts(schema: JsonSchema): Map<string, number> {
  const times = new Map<string, number>();
  const count = (part: JsonSchema, key: string): JsonSchema => {
    const text = JSON.stringify(part);
    times.set(text, (times.get(text) ?? 0) + 1);
    return times.get(text) === 1 ? mapParts(part, key, count) : part;
  };
  mapParts(schema, '', count);
  return times;
}

/** A schema with each schema directly in it replaced. `key` is that of the property that it, or what it is a form of, is the value of. */
function mapParts(schema: JsonSchema, key: string, replace: (part: JsonSchema, key: string) => JsonSchema): JsonSchema {
  const inside = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((one: unknown) => inside(one, name));
    return isMap(value) ? replace(value, name) : value;
  };
  return Object.fromEntries(
    Object.entries(schema).map(([word, value]) => {
      if (mapWords.includes(word) && isMap(value))
        return [word, Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inside(one, name)]))];
      return [word, schemaWords.includes(word) ? inside(value, key) : value];
    }),
  );
}

/** By what a map must have, which names a check and a data file, else by what it is the value of. */
function nameOf({ required }: JsonSchema, key: string): string {
  const [first] = Array.isArray(required) ? (required as unknown[]) : [];
  return typeof first === 'string' ? first : key;
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}_${number}`;
  return name;
}
