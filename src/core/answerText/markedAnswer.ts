// Where a model marks its answer in what it says: in tags, in a box, or behind a lone tag of a pair whose other half a template or a stop word took.

import { findJson } from './jsonValues';
import { findFences } from './codeFence';

const tagNames = '(?:final[_ -]?)?answer|response|solution';
/** Opening and closing marks; what begins with a capital is written in capitals. */
const pairs: readonly (readonly [open: string, close: string])[] = [
  [`<(?:${tagNames})(?:\\s[^<>]*)?>`, `</(?:${tagNames})\\s*>`],
  ['\\[ANSWER\\]', '\\[/ANSWER\\]'],
  ['<\\|begin_of_box\\|>', '<\\|end_of_box\\|>'],
  ['<\\|begin_of_solution\\|>', '<\\|end_of_solution\\|>'],
  ['<\\|START_RESPONSE\\|>', '<\\|END_RESPONSE\\|>'],
  ['\\[BEGIN FINAL RESPONSE\\]', '\\[END FINAL RESPONSE\\]'],
];
const marks = new RegExp(
  `(?<open>${pairs.map(([open]) => open).join('|')})|(?<close>${pairs.map(([, close]) => close).join('|')})`,
  'gi',
);
const box = /\\(?:boxed|fbox)\s*\{/g;

/**
 * What is in the marks; undefined where there are none, or several that say different things. Marks in a code fence, in JSON or behind a quote are
 * part of the answer, and so are those inside a line when `isCode`, where a mark begins a line or a closing one ends it.
 */
export function markedAnswer(text: string, isCode: boolean): string | undefined {
  if (!/[<[\\]/.test(text)) return undefined;
  const hidden = new Uint8Array(text.length);
  for (const { start, end } of [...findFences(text).filter(({ isClosed }) => isClosed), ...findJson(text)])
    hidden.fill(1, start, end);
  const isMark: IsMark = (at, closingEnd) =>
    hidden[at] === 0 &&
    !/["'`]/.test(text[at - 1] ?? '') &&
    (!isCode || beginsLine(text, at) || (closingEnd !== undefined && endsLine(text, closingEnd)));
  const contents = taggedIn(text, isMark) ?? boxedIn(text, isMark);
  const said = new Set(contents.map((one) => one.trim()).filter((one) => one !== ''));
  return said.size === 1 ? [...said][0] : undefined;
}

/** `closingEnd` is where a mark that closes ends. */
type IsMark = (at: number, closingEnd?: number) => boolean;

function endsLine(text: string, end: number): boolean {
  const rest = /[^\S\n]*(?=\n|$)/y;
  rest.lastIndex = end;
  return rest.test(text);
}

/** Whether only blanks are before it in its line. Looks at those alone, since there may be a hundred thousand marks in one line. */
function beginsLine(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && text[before] !== '\n' && /\s/.test(text[before]!)) before--;
  return before < 0 || text[before] === '\n';
}

/** Undefined without tags. */
function taggedIn(text: string, isMark: IsMark): string[] | undefined {
  const contents: string[] = [];
  let opened: number | undefined;
  let hasTags = false;
  let quoted = 0;
  for (const tag of text.matchAll(marks)) {
    const isOpening = tag.groups!.open !== undefined;
    if (!isMark(tag.index, isOpening ? undefined : tag.index + tag[0].length)) {
      if (isOpening) quoted++;
      continue;
    }
    if (!isOpening && opened === undefined && quoted > 0) {
      quoted--;
      continue;
    }
    // A pair inside a pair is looked at with what is in the outer one.
    if (isOpening) opened ??= tag.index + tag[0].length;
    else {
      if (opened !== undefined || !hasTags) contents.push(text.slice(opened ?? 0, tag.index));
      opened = undefined;
    }
    hasTags = true;
  }
  if (opened !== undefined) contents.push(text.slice(opened));
  return hasTags ? contents : undefined;
}

function boxedIn(text: string, isMark: IsMark): string[] {
  const contents: string[] = [];
  let end = 0;
  for (const { index, 0: opening } of text.matchAll(box)) {
    if (index < end || !isMark(index)) continue;
    const start = index + opening.length;
    end = endOfBraces(text, start);
    contents.push(text.slice(start, end));
  }
  return contents;
}

/** Where the brace opened before `start` closes; the end of the text when it does not. */
function endOfBraces(text: string, start: number): number {
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return text.length;
}
