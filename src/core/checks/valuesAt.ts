// The values of an answer's JSON that a JSON path finds. Numbers keep their digits: the path is asked where, and what stands there is taken from our own reading.

import { paths } from 'jsonpath-rfc9535';
import type { JsonValue } from '../answerText/jsonValues';
import { plainJson } from './plainJson';

/** What is wrong with a path, completing `must be`; undefined for one that can be asked. */
export function pathFault(path: string): string | undefined {
  try {
    paths(null, path);
    return undefined;
  } catch (error) {
    return faultWords(path, placeOf(error));
  }
}

/** In words of ours: the reader of paths names the letters that its grammar allows. */
function faultWords(path: string, at: number | undefined): string {
  if (!path.startsWith('$')) return 'a JSON path begins with `$`, which is the whole value';
  if (at === undefined) return 'it is no JSON path';
  if (at >= path.length) return 'it ends where more was expected, such as a name, or a bracket that closes';
  return `\`${path.slice(at, at + 20)}\` can't stand behind \`${path.slice(0, at)}\``;
}

/** The offset at which reading stopped; a function that is not known has none. */
function placeOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('location' in error)) return undefined;
  const { location } = error;
  if (typeof location !== 'object' || location === null || !('start' in location)) return undefined;
  const { start } = location;
  if (typeof start !== 'object' || start === null || !('offset' in start)) return undefined;
  return typeof start.offset === 'number' ? start.offset : undefined;
}

/** In the order of the document. */
export function valuesAt(value: JsonValue, path: string): JsonValue[] {
  return paths(plainJson(value), path).map((place) => valueOf(value, place));
}

/** Follows a normalized path, `$['a'][0]`. */
function valueOf(root: JsonValue, place: string): JsonValue {
  let value = root;
  for (const [, quoted, index] of place.matchAll(/\['((?:[^'\\]|\\.)*)'\]|\[(\d+)\]/gs)) {
    const next =
      index === undefined ? member(value, unescaped(quoted!)) : Array.isArray(value) ? value[Number(index)] : undefined;
    if (next === undefined) throw new Error(`the JSON path led to ${place}, and there is nothing`);
    value = next;
  }
  return value;
}

function member(value: JsonValue, key: string): JsonValue | undefined {
  return value instanceof Map ? value.get(key) : undefined;
}

const escapes: { readonly [letter: string]: string } = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function unescaped(key: string): string {
  return key.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, code: string | undefined, letter: string) =>
    code === undefined ? (escapes[letter] ?? letter) : String.fromCharCode(parseInt(code, 16)),
  );
}
