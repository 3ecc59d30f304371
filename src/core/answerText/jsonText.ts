// JSON as one value and back: every number keeps its digits.

import { describeJsonError } from './describeJsonError';
import { JsonNumber } from './jsonNumber';
import { readJson, type JsonValue } from './jsonValues';

/** The value of a text that is JSON as a whole. Throws an error that says where it stops being JSON. */
export function parseJson(text: string): JsonValue {
  const fault = describeJsonError(text);
  if (fault !== undefined) throw new SyntaxError(`The text is not JSON: ${fault}.`);
  // The reader finds lists and objects; of a list around the text it finds any value.
  const [whole] = readJson(`[${text}]`).found;
  const [value] = Array.isArray(whole?.value) ? whole.value : [];
  if (value === undefined) throw new Error('JSON was read as no value.');
  return value;
}

/** What JavaScript holds, as JSON has it; what JSON does not know (`undefined`) is null. */
export function jsonValueOf(value: unknown): JsonValue {
  if (typeof value === 'number') return new JsonNumber(String(value));
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(jsonValueOf);
  if (typeof value === 'object' && value !== null)
    return new Map(Object.entries(value).map(([key, one]) => [key, jsonValueOf(one)]));
  return null;
}

/** For people to read: indented by two, numbers as written. Falls back to `fallback` for what is nested too deep to write. */
export function formatJson(value: JsonValue, fallback = ''): string {
  try {
    return formatted(value, '\n');
  } catch (error) {
    if (error instanceof RangeError) return fallback;
    throw error;
  }
}

/** `newLine`: a line break and the indentation of the value. */
function formatted(value: JsonValue, newLine: string): string {
  const inside = `${newLine}  `;
  if (Array.isArray(value)) {
    const entries = value.map((one) => formatted(one, inside));
    return entries.length === 0 ? '[]' : `[${inside}${entries.join(`,${inside}`)}${newLine}]`;
  }
  if (value instanceof Map) {
    const entries = [...value].map(([key, one]) => `${JSON.stringify(key)}: ${formatted(one, inside)}`);
    return entries.length === 0 ? '{}' : `{${inside}${entries.join(`,${inside}`)}${newLine}}`;
  }
  return value instanceof JsonNumber ? value.written : JSON.stringify(value);
}
