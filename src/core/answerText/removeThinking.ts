// Takes the thinking out of a response: `<think>...</think>` and its kin are not part of the answer.

import { findFence, findFences } from './codeFence';

/**
 * How models mark their thinking. A name stands for `<name>`, `[NAME]`, `◁name▷` and `<|name|>` with their closing tags; marks of another form are
 * a pair with `...` between.
 */
const knownTags = [
  'think',
  'thinking',
  'thought',
  'thoughts',
  'reasoning',
  'reason',
  'reflection',
  'scratchpad',
  'longcat_think',
  'antThinking',
  'reasoning_scratchpad',
  'thinking_process',
  'thought_process',
  'chain_of_thought',
  'inner_monologue',
  '<|begin_of_thought|>...<|end_of_thought|>',
  '<|START_THINKING|>...<|END_THINKING|>',
  '<|channel>thought...<channel|>',
  '<unused94>thought...<unused95>',
  '[unused16]...[unused17]',
  '<|inner_prefix|>...<|inner_suffix|>',
];

/** Granite has sentences in place of tags. */
const inWords = /^\s*Here(?: is|['’]s) my thought process:[^]*?\n[ \t]*Here(?: is|['’]s) my response:/i;

/**
 * Removes think blocks, nested and unclosed ones too; a closing tag alone ends a block that began before the response did.
 * Tags inside a code fence or right after a quote are code that speaks of them, and stay. `more`: further tags, in the forms of `knownTags`.
 */
export function removeThinking(response: string, more: readonly string[] = []): string {
  const tags = patternWith(more);
  return afterLoneClosing(withoutBlocks(response.replace(inWords, ''), tags), tags);
}

/** The last pattern: all answers of a run are read with the same. */
let last: { more: string; tags: RegExp } | null = null;

function patternWith(more: readonly string[]): RegExp {
  const key = JSON.stringify(more);
  if (last?.more !== key) last = { more: key, tags: tagPattern([...knownTags, ...more]) };
  return last.tags;
}

/** Finds every tag; one that opens a block is in the group `open`. */
function tagPattern(written: readonly string[]): RegExp {
  const pairs = written.flatMap((tag) => [...tag.matchAll(/^\s*(\S.*?)\s*(?:\.\.\.|…)\s*(\S.*?)\s*$/g)]);
  const names = written
    .filter((tag) => !/\.\.\.|…/.test(tag))
    .map((tag) => tag.replace(/^\W+|\W+$/g, ''))
    .filter((name) => name !== '');
  const name = `(?:${names.map(literal).join('|')})`;
  const open = [`<(?:[a-z]+:)?${name}(?:\\s[^<>]*)?>`, `\\[${name}\\]`, `◁${name}▷`, `<\\|${name}\\|>`];
  const close = [`</(?:[a-z]+:)?${name}(?:\\s[^<>]*)?>`, `\\[/${name}\\]`, `◁/${name}▷`, `<\\|/${name}\\|>`];
  for (const [, opening, closing] of pairs) {
    open.push(literal(opening!));
    close.push(literal(closing!));
  }
  return new RegExp(`(?<open>${open.join('|')})|${close.join('|')}`, 'gi');
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function withoutBlocks(response: string, tags: RegExp): string {
  let kept = '';
  let from = 0;
  let fence = findFence(response, 0);
  for (;;) {
    const start = openingAt(response, from, tags);
    if (start < 0) return kept + response.slice(from);
    if (fence && fence.start < from) fence = findFence(response, from);
    if (fence && fence.start < start) {
      kept += response.slice(from, fence.end);
      from = fence.end;
    } else {
      kept += response.slice(from, start);
      from = endOfBlock(response, start, tags);
    }
  }
}

function openingAt(text: string, from: number, tags: RegExp): number {
  tags.lastIndex = from;
  for (let tag = tags.exec(text); tag; tag = tags.exec(text)) {
    if (tag.groups!.open !== undefined && !isText(text, tag)) return tag.index;
  }
  return -1;
}

/** What is in quotes or part of code is no tag; one in square brackets has capitals, as `x[think]` and `[thought]` have not. */
function isText(text: string, { index, 0: tag }: RegExpExecArray): boolean {
  const before = text[index - 1] ?? '';
  const isName = /^\[\/?[\p{L}:_]+\]$/u.test(tag);
  if (isName && (/[\p{L}_)\]]/u.test(before) || tag !== tag.toUpperCase())) return true;
  return /["'`(\\/]/.test(before);
}

/** Where the tags balance; thoughts that speak of tags may leave one over, then the last closing tag ends the block. */
function endOfBlock(text: string, start: number, tags: RegExp): number {
  let depth = 0;
  let lastClosing = text.length;
  tags.lastIndex = start;
  for (let tag = tags.exec(text); tag; tag = tags.exec(text)) {
    const isClosing = tag.groups!.open === undefined;
    depth += isClosing ? -1 : 1;
    if (isClosing) lastClosing = tags.lastIndex;
    if (depth === 0) return lastClosing;
  }
  return lastClosing;
}

function afterLoneClosing(text: string, tags: RegExp): string {
  tags.lastIndex = 0;
  if (!tags.test(text)) return text;
  tags.lastIndex = 0;
  const fences = findFences(text);
  const endsLine = /[ \t]*(?:\r?\n|$)/y;
  let end = 0;
  let depth = 0;
  let nextFence = 0;
  for (const tag of text.matchAll(tags)) {
    const after = tag.index + tag[0].length;
    while (nextFence < fences.length && fences[nextFence]!.end <= tag.index) nextFence++;
    const isInFence = (fences[nextFence]?.start ?? Infinity) <= tag.index;
    endsLine.lastIndex = after;
    if (tag.groups!.open !== undefined) depth++;
    else if (depth > 0) depth--;
    else if (!isText(text, tag) && (!isInFence || endsLine.test(text))) end = after;
  }
  return text.slice(end);
}
