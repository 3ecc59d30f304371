// Compares JSON values deeply: the order of keys doesn't matter, the order of lists does, and numbers are compared by all their digits.

import { withHiddenShown } from '../../shared/text/hiddenCharacters';
import { JsonNumber } from './jsonNumber';
import type { JsonObject, JsonValue } from './jsonValues';
import { counted } from '../../shared/text/counted';
import { cutText } from '../../shared/text/cutText';

/** The first difference, `$.items[2].price should be 3, but is 4`; undefined when both are the same. */
export function jsonDifference(expected: JsonValue, got: JsonValue, path = '$'): string | undefined {
  if (Array.isArray(expected) && Array.isArray(got)) {
    for (let index = 0; index < Math.min(expected.length, got.length); index++) {
      const difference = jsonDifference(expected[index]!, got[index]!, `${path}[${index}]`);
      if (difference) return difference;
    }
    return expected.length === got.length
      ? undefined
      : `${path} should have ${entries(expected.length)}, but has ${got.length}`;
  }
  if (expected instanceof Map && got instanceof Map) return objectDifference(expected, got, path);
  const areSame =
    expected === got || (expected instanceof JsonNumber && got instanceof JsonNumber && expected.equals(got));
  return areSame ? undefined : `${path} should be ${brief(expected)}, but is ${brief(got)}`;
}

function objectDifference(expected: JsonObject, got: JsonObject, path: string): string | undefined {
  for (const [key, value] of expected) {
    const keyPath = /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
    const entry = got.get(key);
    if (entry === undefined) return `${keyPath} is missing`;
    const difference = jsonDifference(value, entry, keyPath);
    if (difference) return difference;
  }
  const extra = [...got.keys()].find((key) => !expected.has(key));
  return extra === undefined
    ? undefined
    : `${path} has a key ${withHiddenShown(JSON.stringify(extra))} that is not expected`;
}

function entries(count: number): string {
  return count === 1 ? '1 entry' : `${count} entries`;
}

function brief(value: JsonValue): string {
  if (Array.isArray(value)) return `a list of ${entries(value.length)}`;
  if (value instanceof Map) return `an object with ${counted(value.size, 'key')}`;
  const text = value instanceof JsonNumber ? value.written : withHiddenShown(JSON.stringify(value));
  return cutText(text, 80);
}
