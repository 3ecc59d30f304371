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
  return new JsonReader(text).read();
}

class JsonReader {
  private readonly found: FoundJson[] = [];
  /** The lists and objects that have begun, the innermost last. */
  private open: Open[] = [];
  private at = 0;
  private isBroken = false;

  constructor(private readonly text: string) {}

  read(): JsonInText {
    while (this.at < this.text.length) this.step();
    this.giveUp();
    return { found: this.found, isBroken: this.isBroken };
  }

  private step(): void {
    const { text, at } = this;
    const innermost = this.open.at(-1);
    const character = text[at]!;
    if (!innermost) {
      if (character === '[' || character === '{') this.open.push(opened(character, at));
      this.at++;
    } else if (isSpace(character)) this.at++;
    else if (text.startsWith('//', at)) this.at = endOfLine(text, at);
    // Nothing that is open can become JSON after a fault; the fault itself may begin another value.
    else if (!this.take(innermost, character)) this.giveUp();
  }

  private giveUp(): void {
    this.isBroken ||= this.open.some((one) => one.hasParts);
    this.open = [];
  }

  /** Takes one token; false where the text is no JSON. */
  private take(innermost: Open, character: string): boolean {
    const { expecting } = innermost;
    const isMap = innermost.value instanceof Map;
    if (character === (isMap ? '}' : ']') && expecting.endsWith('OrEnd')) return this.close(innermost);
    if (expecting === 'commaOrEnd' || expecting === 'colon') {
      if (character !== (expecting === 'colon' ? ':' : ',')) return false;
      innermost.expecting = expecting === 'colon' ? 'value' : isMap ? 'keyOrEnd' : 'valueOrEnd';
      this.at++;
      return true;
    }
    if (character === '"') return this.takeString(innermost);
    if (expecting === 'keyOrEnd') return false;
    if (character !== '[' && character !== '{') return this.takeWord(innermost);
    this.open.push(opened(character, this.at++));
    return true;
  }

  private close({ value, start }: Open): true {
    this.open.pop();
    this.at++;
    const outer = this.open.at(-1);
    if (outer) {
      add(outer, value);
      outer.hasParts = true;
    } else this.found.push({ value, start, end: this.at });
    return true;
  }

  private takeString(innermost: Open): boolean {
    const string = stringAt(this.text, this.at);
    if (!string) return false;
    this.at = string.end;
    if (innermost.expecting === 'keyOrEnd') Object.assign(innermost, { key: string.value, expecting: 'colon' });
    else add(innermost, string.value);
    return true;
  }

  private takeWord(innermost: Open): boolean {
    wordPattern.lastIndex = this.at;
    const word = wordPattern.exec(this.text)?.[0] ?? '';
    const isNumber = numberPattern.test(word);
    if (!isNumber && !Object.hasOwn(words, word)) return false;
    this.at += word.length;
    add(innermost, isNumber ? new JsonNumber(word) : words[word]!);
    return true;
  }
}

function add(into: Open, value: JsonValue): void {
  if (into.value instanceof Map) into.value.set(into.key, value);
  else into.value.push(value);
  into.expecting = 'commaOrEnd';
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

/** What JSON knows behind a backslash. */
const escapePattern = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/** The string that begins with the quote at `start`; undefined when it has no end on its line or an escape that JSON does not have. */
function stringAt(text: string, start: number): { value: string; end: number } | undefined {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at]!;
    if (character < ' ') return undefined;
    if (character === '"') return { value: JSON.parse(text.slice(start, at + 1)) as string, end: at + 1 };
    if (character !== '\\') continue;
    // Told before JSON is parsed: an error for each of many such strings takes long to make.
    escapePattern.lastIndex = at;
    if (!escapePattern.test(text)) return undefined;
    at = escapePattern.lastIndex - 1;
  }
  return undefined;
}
