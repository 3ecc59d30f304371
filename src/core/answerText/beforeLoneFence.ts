// A closing fence whose opening one is missing, because a template or a prefix had it: what stands before it is the answer.

import type { CodeFence } from './codeFence';
import { isJson } from './describeJsonError';
import { isPython, type AnswerKind } from './wrappers';

/** Undefined when the first of the text's fences opens. */
export function beforeLoneFence(text: string, fences: readonly CodeFence[], kind: AnswerKind): string | undefined {
  const first = fences[0];
  // With a mark too many, and no language behind any, the first one closes.
  if (!first || fences.at(-1)!.isClosed || fences.some(({ start }) => !bareMark.test(text.slice(start, start + 100))))
    return undefined;
  const before = text.slice(0, first.start).trim();
  return before === '' || leadsToCode(before, first, kind) ? undefined : before;
}

const bareMark = /^(?:`{3,}|~{3,})[ \t]*(?:\n|$)/;

/** `Here is the code:` and the like, after which a fence opens that is never closed. */
function leadsToCode(before: string, fence: CodeFence, kind: AnswerKind): boolean {
  if (/[:：]$/.test(before)) return true;
  if (fence.content.trim() === '') return false;
  if (kind === 'json') return !isJson(before) && isJson(fence.content);
  const lastLine = before.slice(before.lastIndexOf('\n') + 1);
  return isPython(kind) && /^(?:[\p{L}'’]+[ ,]+){2,}[\p{L}'’]+[.!]?$/u.test(lastLine);
}
