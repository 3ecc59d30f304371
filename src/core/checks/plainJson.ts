// JSON as JavaScript holds it, for libraries that know nothing else. Numbers become doubles.

import { isNestedDeep, mostNested } from '../../shared/text/isNestedDeep';
import { JsonNumber } from '../answerText/jsonNumber';
import type { JsonValue } from '../answerText/jsonValues';

export type PlainJson = null | boolean | number | string | PlainJson[] | { [key: string]: PlainJson };

/** What is wrong with an answer that libraries, which go down by calls within calls, would run out of stack with. */
export function tooDeepFault(value: JsonValue): string | undefined {
  return isNestedDeep(value) ? `The JSON of the answer is nested more than ${mostNested} levels deep.` : undefined;
}

/** Keys such as `__proto__` are keys like any other. */
export function plainJson(value: JsonValue): PlainJson {
  if (value instanceof JsonNumber) return value.value;
  if (Array.isArray(value)) return value.map(plainJson);
  return value instanceof Map ? Object.fromEntries([...value].map(([key, one]) => [key, plainJson(one)])) : value;
}
