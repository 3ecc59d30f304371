// Characters that nobody sees, or takes for others: their names, and text in which they can be seen.

const names: { readonly [code: number]: string } = {
  0x09: 'tab',
  0x20: 'space',
  0x7f: 'delete',
  0xa0: 'no-break space',
  0xad: 'soft hyphen',
  0x034f: 'combining grapheme joiner',
  0x061c: 'Arabic letter mark',
  0x115f: 'Hangul filler',
  0x1160: 'Hangul filler',
  0x1680: 'Ogham space',
  0x180e: 'Mongolian vowel separator',
  0x2000: 'en quad',
  0x2001: 'em quad',
  0x2002: 'en space',
  0x2003: 'em space',
  0x2004: 'third of an em',
  0x2005: 'fourth of an em',
  0x2006: 'sixth of an em',
  0x2007: 'figure space',
  0x2008: 'punctuation space',
  0x2009: 'thin space',
  0x200a: 'hair space',
  0x200b: 'zero width space',
  0x200c: 'zero width non-joiner',
  0x200d: 'zero width joiner',
  0x200e: 'left-to-right mark',
  0x200f: 'right-to-left mark',
  0x2028: 'line separator',
  0x2029: 'paragraph separator',
  0x202a: 'left-to-right embedding',
  0x202b: 'right-to-left embedding',
  0x202c: 'end of a direction',
  0x202d: 'left-to-right override',
  0x202e: 'right-to-left override',
  0x202f: 'narrow no-break space',
  0x205f: 'mathematical space',
  0x2060: 'word joiner',
  0x2061: 'function application',
  0x2062: 'invisible times',
  0x2063: 'invisible separator',
  0x2064: 'invisible plus',
  0x2066: 'left-to-right isolate',
  0x2067: 'right-to-left isolate',
  0x2068: 'first strong isolate',
  0x2069: 'end of an isolate',
  0x3000: 'wide space',
  0x3164: 'Hangul filler',
  0xfeff: 'byte order mark',
  0xffa0: 'Hangul filler',
};

/** Takes no room, or is a blank of another kind than the space; line breaks and tabs are neither. */
const hidden = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}|(?![\t\n\r])\p{Cc}/u;
const everyHidden = new RegExp(hidden.source, 'gu');

/** `character`: one code point. */
export function isHidden(character: string): boolean {
  return hidden.test(character);
}

/** `U+200B (zero width space)`, `U+0410 (Cyrillic А)`, `U+0065 U+0301 (é)`. */
export function characterName(characters: string): string {
  const points = [...characters];
  const codes = points.map((point) => `U+${point.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`);
  return `${codes.join(' ')}${inBrackets(points.length === 1 ? nameOf(characters) : characters)}`;
}

function nameOf(point: string): string {
  const code = point.codePointAt(0)!;
  if (names[code] !== undefined) return names[code];
  if (code >= 0xe0000 && code <= 0xe007f) return 'tag';
  if (/\p{Variation_Selector}/u.test(point)) return 'variation selector';
  if (isHidden(point) || /\p{M}/u.test(point)) return '';
  const script = ['Cyrillic', 'Greek', 'Armenian', 'Cherokee'].find((one) =>
    new RegExp(`\\p{Script=${one}}`, 'u').test(point),
  );
  return script === undefined ? point : `${script} ${point}`;
}

function inBrackets(text: string): string {
  return text === '' ? '' : ` (${text})`;
}

/** The text without the characters that only choose another form of the letter or sign before them; where there is none they stay. */
export function withoutVariations(text: string): string {
  return text.replace(/(?<=[^\x00-\x7f\p{C}\p{Z}])[\p{Variation_Selector}]|\ufe0f(?=\u20e3)/gu, '');
}

/** The text with its hidden characters as `<U+200B>`. */
export function withHiddenShown(text: string): string {
  return shown(text, everyHidden);
}

function shown(text: string, which: RegExp): string {
  return text.replace(which, (character) => `<${characterName(character).split(' ')[0]!}>`);
}

/** Of a running text, whose blanks and line breaks are its own: what takes no room, and what turns the direction of writing. */
const everyUnseen =
  /(?!(?<=[^\x00-\x7f])[\u200c\u200d\ufe00-\ufe0f\u{e0100}-\u{e01ef}]|\ufe0f\u20e3)(?:[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Zl}\p{Zp}]|(?![\t\n\r])\p{Cc})/gu;

/** The text in its order, with each character that nobody sees by itself. */
export function unseenApart(text: string): { text: string; isUnseen: boolean }[] {
  const parts: { text: string; isUnseen: boolean }[] = [];
  let start = 0;
  for (const { 0: character, index } of text.matchAll(everyUnseen)) {
    if (index > start) parts.push({ text: text.slice(start, index), isUnseen: false });
    parts.push({ text: character, isUnseen: true });
    start = index + character.length;
  }
  if (start < text.length) parts.push({ text: text.slice(start), isUnseen: false });
  return parts;
}

/** What joins letters of some scripts and parts of an emoji is a part of a name; not so between the letters of this one. */
const everyHiddenInNames = new RegExp(
  `(?!(?<=[^\\x00-\\x7f])[\\u200c\\u200d\\ufe0e\\ufe0f]|\\ufe0f\\u20e3)(?:${hidden.source})`,
  'gu',
);

/**
 * A name as it is shown: on one line, with single blanks, and with what nobody sees or what turns the direction of writing as `<U+202E>`. So a
 * name can't look like another one, nor like more than a name.
 */
export function oneLine(name: string): string {
  return shown(name.replace(/[\s\u0085]+/gu, ' ').trim(), everyHiddenInNames);
}
