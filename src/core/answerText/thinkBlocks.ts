// Takes the thinking out of a response: `<think>...</think>` is not part of the answer.

import { findFence, findFences } from './codeFence';

const opening = /<(?:think|thinking)(?:\s[^<>]*)?>/gi;
const tags = /<(\/?)(?:think|thinking)(?:\s[^<>]*)?>/gi;

/**
 * Removes think blocks, nested and unclosed ones too; a closing tag alone ends a block that began before the response did.
 * Tags inside a code fence or right after a quote are code that speaks of them, and stay.
 */
export function removeThinking(response: string): string {
  return afterLoneClosing(withoutBlocks(response));
}

function withoutBlocks(response: string): string {
  let kept = '';
  let from = 0;
  let fence = findFence(response, 0);
  for (;;) {
    const start = openingAt(response, from);
    if (start < 0) return kept + response.slice(from);
    if (fence && fence.start < from) fence = findFence(response, from);
    if (fence && fence.start < start) {
      kept += response.slice(from, fence.end);
      from = fence.end;
    } else {
      kept += response.slice(from, start);
      from = endOfBlock(response, start);
    }
  }
}

function openingAt(text: string, from: number): number {
  opening.lastIndex = from;
  for (let tag = opening.exec(text); tag; tag = opening.exec(text)) {
    if (!isQuoted(text, tag.index)) return tag.index;
  }
  return -1;
}

function isQuoted(text: string, offset: number): boolean {
  return /["'`(\\/]/.test(text[offset - 1] ?? '');
}

/** Where the tags balance; thoughts that speak of tags may leave one over, then the last closing tag ends the block. */
function endOfBlock(text: string, start: number): number {
  let depth = 0;
  let lastClosing = text.length;
  tags.lastIndex = start;
  for (let tag = tags.exec(text); tag; tag = tags.exec(text)) {
    const isClosing = tag[1] === '/';
    depth += isClosing ? -1 : 1;
    if (isClosing) lastClosing = tags.lastIndex;
    if (depth === 0) return lastClosing;
  }
  return lastClosing;
}

function afterLoneClosing(text: string): string {
  if (!/<\/think/i.test(text)) return text;
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
    if (tag[1] !== '/') depth++;
    else if (depth > 0) depth--;
    else if (!isQuoted(text, tag.index) && (!isInFence || endsLine.test(text))) end = after;
  }
  return text.slice(end);
}
