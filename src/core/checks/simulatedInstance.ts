// A value that a JSON schema is likely to allow: what a simulated model answers. Knows the usual words and passes over the rest.

import type { SeededRandom } from '../../shared/statistics/seededRandom';
import { isMap } from '../../shared/text/isMap';
import type { PlainJson } from './plainJson';
import { simulatedMatch } from './simulatedMatch';

export function simulatedInstance(schema: unknown, random: SeededRandom, root: unknown = schema, depth = 0): PlainJson {
  if (!isMap(schema) || depth > 20) return null;
  const inside = (part: unknown): PlainJson => simulatedInstance(part, random, root, depth + 1);
  const reference = schema['$ref'];
  if (typeof reference === 'string') return inside(pointed(root, reference));
  const fixed = fixedValue(schema, random);
  if (fixed !== undefined) return fixed;
  for (const word of ['oneOf', 'anyOf', 'allOf'])
    if (Array.isArray(schema[word])) return word === 'allOf' ? merged(schema, inside) : inside(schema[word][0]);
  switch (typeOf(schema)) {
    case 'object':
      return objectOf(schema, inside);
    case 'array': {
      const count = Math.max(numberAt(schema, 'minItems') ?? 1, 0);
      const items = Array.isArray(schema['prefixItems']) ? (schema['prefixItems'] as unknown[]) : [];
      return [
        ...items.map(inside),
        ...Array.from({ length: Math.max(0, count - items.length) }, () => inside(schema['items'] ?? {})),
      ];
    }
    case 'string':
      return stringOf(schema, random);
    case 'integer':
    case 'number':
      return numberOf(schema);
    case 'boolean':
      return random() < 0.5;
    default:
      return null;
  }
}

function fixedValue(schema: { [key: string]: unknown }, random: SeededRandom): PlainJson | undefined {
  if (schema['const'] !== undefined) return schema['const'] as PlainJson;
  const all = schema['enum'];
  return Array.isArray(all) && all.length > 0 ? (all as PlainJson[])[Math.floor(random() * all.length)] : undefined;
}

function merged(schema: { [key: string]: unknown }, inside: (part: unknown) => PlainJson): PlainJson {
  const { allOf, ...rest } = schema;
  const parts = [...(allOf as unknown[]), ...(typeOf(rest) ? [rest] : [])].map(inside);
  return parts.every(isMap) ? (Object.assign({}, ...parts) as PlainJson) : (parts[0] ?? null);
}

function objectOf(schema: { [key: string]: unknown }, inside: (part: unknown) => PlainJson): PlainJson {
  const properties = isMap(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? (schema['required'] as unknown[]).map(String) : [];
  const names = [...new Set([...required, ...Object.keys(properties)])];
  return Object.fromEntries(names.map((name) => [name, inside(properties[name] ?? {})]));
}

const formats: { readonly [format: string]: string } = {
  date: '2026-01-31',
  'date-time': '2026-01-31T12:00:00Z',
  time: '12:00:00Z',
  email: 'ada@example.com',
  uri: 'https://example.com/',
  uuid: '123e4567-e89b-42d3-a456-426614174000',
  ipv4: '192.0.2.1',
};

function stringOf(schema: { [key: string]: unknown }, random: SeededRandom): string {
  if (typeof schema['pattern'] === 'string') return simulatedMatch(schema['pattern'], random);
  const format = String(schema['format']);
  if (Object.hasOwn(formats, format)) return formats[format] ?? '';
  return 'word'.padEnd(numberAt(schema, 'minLength') ?? 0, ' word').slice(0, numberAt(schema, 'maxLength'));
}

function numberOf(schema: { [key: string]: unknown }): number {
  const step = numberAt(schema, 'multipleOf') ?? 1;
  const above = numberAt(schema, 'exclusiveMinimum');
  const below = numberAt(schema, 'exclusiveMaximum');
  const least = numberAt(schema, 'minimum') ?? (above === undefined ? undefined : above + step);
  const most = numberAt(schema, 'maximum') ?? (below === undefined ? undefined : below - step);
  const wanted = least ?? (most === undefined ? step : Math.min(step, most));
  return Math.ceil(wanted / step) * step;
}

function typeOf(schema: { [key: string]: unknown }): string | undefined {
  const type: unknown = Array.isArray(schema['type']) ? schema['type'][0] : schema['type'];
  if (typeof type === 'string') return type;
  return isMap(schema['properties']) || Array.isArray(schema['required'])
    ? 'object'
    : schema['items']
      ? 'array'
      : undefined;
}

function numberAt(schema: { [key: string]: unknown }, word: string): number | undefined {
  const value = schema[word];
  return typeof value === 'number' ? value : undefined;
}

/** What a reference inside of the schema points at, `#/$defs/name`. */
function pointed(root: unknown, reference: string): unknown {
  const steps = reference
    .replace(/^#\/?/, '')
    .split('/')
    .filter((step) => step !== '');
  return steps.reduce((value: unknown, step) => (isMap(value) ? value[decodeURIComponent(step)] : undefined), root);
}
