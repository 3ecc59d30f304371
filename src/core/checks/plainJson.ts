// JSON as JavaScript holds it, for libraries that know nothing else. Numbers become doubles.

import { JsonNumber } from '../answerText/jsonNumber';
import type { JsonValue } from '../answerText/jsonValues';

export type PlainJson = null | boolean | number | string | PlainJson[] | { [key: string]: PlainJson };

/** Libraries go down by calls within calls, and a thread has room for some thousand. */
const maxDepth = 500;

/** Of an answer that `isTooDeep` is true of. */
export const tooDeepFault = `The JSON of the answer is nested more than ${maxDepth} deep.`;

export function isTooDeep(value: JsonValue): boolean {
  let level: JsonValue[] = [value];
  for (let depth = 0; depth <= maxDepth && level.length > 0; depth++)
    level = level.flatMap((one) => (Array.isArray(one) ? one : one instanceof Map ? [...one.values()] : []));
  return level.length > 0;
}

/** Keys such as `__proto__` are keys like any other. */
export function plainJson(value: JsonValue): PlainJson {
  if (value instanceof JsonNumber) return value.value;
  if (Array.isArray(value)) return value.map(plainJson);
  return value instanceof Map ? Object.fromEntries([...value].map(([key, one]) => [key, plainJson(one)])) : value;
}
