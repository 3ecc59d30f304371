// The JSON of an answer that was asked for JSON: alone, in a fence, or with prose around it.

import { extractAnswer } from './extractAnswer';
import { isJson } from './describeJsonError';
import { JsonNumber } from './jsonNumber';
import { parseJson } from './jsonText';
import { findJson, type JsonValue } from './jsonValues';

/** Of plain values, but for numbers, which keep their digits. */
interface AnswerObject {
  [key: string]: unknown;
}

/** How deep an answer's values are kept; nothing that is asked for is nested deeper, and what is must not overflow a stack. */
const maxDepth = 8;

/**
 * The JSON values of what was said, in their order; empty when there are none. The answer or its fence as a whole where that is JSON, else every object
 * between the words. Line breaks inside a JSON text, which models leave as they are, don't make it unreadable.
 */
export function jsonOf(said: string): unknown[] {
  const answer = extractAnswer(said, 'json');
  if (isJson(answer)) return [plain(parseJson(answer), maxDepth)];
  const objects = objectsIn(answer);
  return objects.length > 0 ? objects : objectsIn(withEscapedBreaks(answer));
}

/** The objects among them. */
export function jsonObjectsOf(said: string): AnswerObject[] {
  return jsonOf(said).filter(isAnswerObject);
}

export function isAnswerObject(value: unknown): value is AnswerObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber);
}

/** A number as it may be written in a text, first as the answer has it: `3.0`, `3`. */
export function writingsOf(number: JsonNumber): string[] {
  const shortest = String(number.value);
  return shortest !== number.written && number.equals(new JsonNumber(shortest))
    ? [number.written, shortest]
    : [number.written];
}

/** The value of the first of these keys, whatever their case, else that of the object's only entry; undefined where neither is there. */
export function valueOf(object: AnswerObject, ...keys: string[]): unknown {
  const entries = Object.entries(object);
  for (const key of keys) {
    const entry = entries.find(([name]) => name.toLowerCase() === key);
    if (entry) return entry[1];
  }
  return entries.length === 1 ? entries[0]![1] : undefined;
}

/** Whether the text sets out to be a JSON object, readable or not. */
export function looksLikeObject(text: string): boolean {
  return /^\{\s*"/.test(text.trim());
}

function objectsIn(text: string): AnswerObject[] {
  return findJson(text).flatMap(({ value }) => (value instanceof Map ? [plain(value, maxDepth) as AnswerObject] : []));
}

function plain(value: JsonValue, depth: number): unknown {
  if (depth === 0) return null;
  if (Array.isArray(value)) return value.map((entry) => plain(entry, depth - 1));
  return value instanceof Map
    ? Object.fromEntries([...value].map(([key, entry]) => [key, plain(entry, depth - 1)]))
    : value;
}

/** A quote that is never closed reaches to the end, so that nothing is looked through again and again; what follows it stays as it is. */
function withEscapedBreaks(text: string): string {
  return text.replace(/"[^"\\]*(?:\\[^][^"\\]*)*("|$)/g, (quoted, end: string) =>
    end === '' ? quoted : quoted.replaceAll('\n', '\\n').replaceAll('\t', '\\t'),
  );
}
