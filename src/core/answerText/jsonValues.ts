// Finds the JSON that stands in an answer, whatever stands around it. One pass with its own stack: time grows with the length, no nesting is too deep.
// Knows nothing of places.

import { JsonNumber } from './jsonNumber';

/** Objects are maps, so that no key (`__proto__`) means anything of its own. `NaN` and `Infinity` are read as the numbers they are. */
export type JsonValue = null | boolean | JsonNumber | string | JsonValue[] | JsonObject;
export type JsonObject = Map<string, JsonValue>;

/** A list or an object that is inside no other one. */
interface FoundJson {
  value: JsonValue[] | JsonObject;
  /** Offsets in the text, end exclusive. */
  start: number;
  end: number;
}

interface JsonInText {
  /** Every complete list and object, in order. */
  found: FoundJson[];
  /** A list or an object that had complete ones in it turned out to be no JSON, or has no end: what was found may be a part of it. */
  isBroken: boolean;
}

interface Open {
  /** A list or object inside is complete. */
  hasParts?: boolean;
  value: JsonValue[] | JsonObject;
  start: number;
  key: string;
  /** `...OrEnd`: the closing bracket may come as well. */
  expecting: 'valueOrEnd' | 'value' | 'keyOrEnd' | 'colon' | 'commaOrEnd';
}

const words: { readonly [word: string]: JsonValue } = {
  true: true,
  false: false,
  null: null,
  NaN: new JsonNumber('NaN'),
  Infinity: new JsonNumber('Infinity'),
  '-Infinity': new JsonNumber('-Infinity'),
};
const wordPattern = /[\w.+-]+/y;
const numberPattern = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Every complete list and object of the text, as `readJson` finds them. */
export function findJson(text: string): FoundJson[] {
  return readJson(text).found;
}

/**
 * What has no end or is no JSON inside is skipped as a whole, except for complete values that begin after the fault.
 * A comma too many before a closing bracket and comments to the end of a line are forgiven.
 */
export function readJson(text: string): JsonInText {
  let isBroken = false;
  const found: FoundJson[] = [];
  let open: Open[] = [];
  let at = 0;
  const add = (value: JsonValue): void => {
    const into = open.at(-1)!;
    if (into.value instanceof Map) into.value.set(into.key, value);
    else into.value.push(value);
    into.expecting = 'commaOrEnd';
  };
  /** Takes one token; false where the text is no JSON. */
  const take = (innermost: Open): boolean => {
    const character = text[at]!;
    const { expecting } = innermost;
    const isMap = innermost.value instanceof Map;
    if (character === (isMap ? '}' : ']') && expecting.endsWith('OrEnd')) {
      open.pop();
      at++;
      if (open.length > 0) {
        add(innermost.value);
        open.at(-1)!.hasParts = true;
      } else found.push({ value: innermost.value, start: innermost.start, end: at });
      return true;
    }
    if (expecting === 'commaOrEnd' || expecting === 'colon') {
      if (character !== (expecting === 'colon' ? ':' : ',')) return false;
      innermost.expecting = expecting === 'colon' ? 'value' : isMap ? 'keyOrEnd' : 'valueOrEnd';
      at++;
      return true;
    }
    if (character === '"') {
      const string = stringAt(text, at);
      if (!string) return false;
      at = string.end;
      if (expecting === 'keyOrEnd') Object.assign(innermost, { key: string.value, expecting: 'colon' });
      else add(string.value);
      return true;
    }
    if (expecting === 'keyOrEnd') return false;
    if (character === '[' || character === '{') {
      open.push(opened(character, at++));
      return true;
    }
    wordPattern.lastIndex = at;
    const word = wordPattern.exec(text)?.[0] ?? '';
    const isNumber = numberPattern.test(word);
    if (!isNumber && !Object.hasOwn(words, word)) return false;
    at += word.length;
    add(isNumber ? new JsonNumber(word) : words[word]!);
    return true;
  };
  while (at < text.length) {
    const innermost = open.at(-1);
    const character = text[at]!;
    if (!innermost) {
      if (character === '[' || character === '{') open.push(opened(character, at));
      at++;
    } else if (isSpace(character)) at++;
    else if (text.startsWith('//', at)) at = endOfLine(text, at);
    else if (!take(innermost)) {
      // Nothing that is open can become JSON any more; the fault itself may begin another value.
      isBroken ||= open.some((one) => one.hasParts);
      open = [];
    }
  }
  return { found, isBroken: isBroken || open.some((one) => one.hasParts) };
}

/** Whether nothing but spaces and commas is between two offsets. */
export function isOnlySeparator(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text[at] !== ',' && !isSpace(text[at]!)) return false;
  return true;
}

function opened(bracket: '[' | '{', start: number): Open {
  return bracket === '{'
    ? { value: new Map<string, JsonValue>(), start, key: '', expecting: 'keyOrEnd' }
    : { value: [], start, key: '', expecting: 'valueOrEnd' };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\n' || character === '\t' || character === '\r';
}

/** The string that begins with the quote at `start`; undefined when it has no end on its line or an escape that JSON does not have. */
function stringAt(text: string, start: number): { value: string; end: number } | undefined {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at]!;
    if (character < ' ') return undefined;
    if (character === '\\') at++;
    else if (character === '"') {
      try {
        return { value: JSON.parse(text.slice(start, at + 1)) as string, end: at + 1 };
      } catch {
        return undefined;
      }
    }
  }
  return undefined;
}
