// Takes secrets out of text that somebody else wrote: what a server echoes, a proxy's error page, an address in a library's sentence. Everything that
// goes to disk or to a screen and comes from outside passes through here, before it is shortened, for half a key would not be found any more.

import { isMap } from '../../shared/text/isMap';

/** The text with every secret, in every form it is known to be written in, replaced by `[key]`. */
export type Scrub = (text: string) => string;

const replacement = '[key]';

/** Finds these secrets; `secretsOf` says which there are. */
export function scrubberOf(secrets: readonly string[]): Scrub {
  if (secrets.length === 0) return (text) => text;
  // Longest first, so that a secret that begins like another is taken whole.
  const sorted = [...new Set(secrets)].sort((a, b) => b.length - a.length);
  const written = new RegExp(sorted.map(writtenPattern).join('|'), 'giu');
  const encoded = new RegExp(sorted.flatMap(base64Patterns).join('|') || '(?!)', 'gu');
  const parts = new RegExp(sorted.flatMap(partsPattern).join('|') || '(?!)', 'giu');
  return (text) => text.replace(written, replacement).replace(encoded, replacement).replace(parts, replacement);
}

/** What a connection scrubs with: all that its run knows, or at least its own key. */
export function scrubFor({ scrub, apiKey }: { scrub?: Scrub; apiKey?: string }): Scrub {
  return scrub ?? scrubberOf(apiKey === undefined ? [] : [apiKey]);
}

/** Scrubs all strings of a value in place, and the names of response headers, which a server chose; no name of ours has a dash. */
export function scrubIn(value: unknown, scrub: Scrub): void {
  if (Array.isArray(value)) {
    const items: unknown[] = value;
    items.forEach((item, at) => (items[at] = scrubbed(item, scrub)));
  } else if (isMap(value)) {
    for (const name of Object.keys(value)) {
      const clean = name.includes('-') ? scrub(name) : name;
      const field = scrubbed(value[name], scrub);
      // An object that something was taken out of is slow from then on.
      if (clean !== name) delete value[name];
      value[clean] = field;
    }
  }
}

function scrubbed(value: unknown, scrub: Scrub): unknown {
  if (typeof value === 'string') return scrub(value);
  scrubIn(value, scrub);
  return value;
}

/**
 * True for a secret that nobody writes by chance, so that it is found inside other text, too: long, or not of letters or digits alone. Any other
 * (`hunter`, `4711`) counts only where it stands by itself: a password `cat` is no part of `concatenate`.
 */
export function isDistinct(secret: string): boolean {
  const kinds = [/\p{L}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(secret)).length;
  return secret.length >= 16 || (secret.length >= 8 && kinds > 1);
}

/** Whether a text has the secret by itself, in any of its forms. */
export function isIn(text: string, secret: string): boolean {
  return new RegExp(writtenPattern(secret), 'iu').test(text);
}

/** An escape ends in a letter or digit, and yet what follows it begins a word. */
const wordStart = String.raw`(?:(?<![\p{L}\p{N}])|(?<=%[0-9a-f]{2})|(?<=\\u[0-9a-f]{4})|(?<=\\[nrtbf]))`;
const wordEnd = String.raw`(?![\p{L}\p{N}])`;

function writtenPattern(secret: string): string {
  const characters = [...secret].map(characterPattern).join('');
  const hexadecimal = Buffer.from(secret).toString('hex');
  return `(?:${isDistinct(secret) ? characters : `${wordStart}${characters}${wordEnd}`}|${hexadecimal})`;
}

/** Of a key that somebody cut, or that came in two pieces, so much is found; less is no secret any more. */
const partLength = 16;
const step = partLength / 2;

/**
 * Parts of a long key: any 24 characters in a row have one in them, wherever it was cut, and fewer than 8 stay at either end. Nothing that may be
 * words is looked for in parts.
 */
function partsPattern(secret: string): string[] {
  const isKey = /^[\x21-\x7e]+$/.test(secret) && /\d/.test(secret) && /[a-z]/i.test(secret);
  if (!isKey || secret.length < partLength + step) return [];
  const windows = (length: number): string => {
    const last = secret.length - length;
    const starts = Array.from({ length: Math.ceil(last / step) }, (_, at) => at * step);
    return [...starts, last].map((start) => literal(secret.slice(start, start + length))).join('|');
  };
  return [`(?:${windows(partLength)})(?:${windows(step)})*`];
}

/** One character as it stands, as URLs (also a URL in a URL), HTML and JSON escape it, or with the backslashes of JSON in JSON before it. */
function characterPattern(character: string): string {
  const code = character.codePointAt(0)!;
  const units = character.split('').map((unit) => String.raw`\\+u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const bytes = [...Buffer.from(character)].map((byte) => `%(?:25)*${byte.toString(16).padStart(2, '0')}`);
  const name = htmlNames[character];
  const forms = [
    String.raw`\\*${literal(character)}`,
    bytes.join(''),
    units.join(''),
    `&#0*${code};`,
    `&#x0*${code.toString(16)};`,
    ...(name === undefined ? [] : [`&${name};`]),
  ];
  return `(?:${forms.join('|')})`;
}

const htmlNames: { readonly [character: string]: string | undefined } = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

/** Fewer characters of base64 occur in any text. */
const leastBase64 = 6;

/**
 * What base64 of any text has in it when that text has the secret in it: three forms, one for each place in a group of three bytes, without the
 * characters at either end that depend on the neighbors. In both alphabets.
 */
function base64Patterns(secret: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    const core = bytes.toString('base64').slice(Math.ceil((before * 4) / 3), Math.floor((bytes.length * 4) / 3));
    return core.length < leastBase64 ? [] : [[...core].map(base64Character).join('')];
  });
}

function base64Character(character: string): string {
  if (character === '+') return String.raw`(?:\+|-|%2[Bb])`;
  return character === '/' ? String.raw`(?:\\*/|_|%2[Ff])` : character;
}

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
}
