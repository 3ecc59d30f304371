// Finds the part of what a model said that is the answer: out of its code fence, trimmed.

import { markedAnswer } from './markedAnswer';
import { findFences, type CodeFence } from './codeFence';
import { isJson } from './describeJsonError';
import { beforeLoneFence } from './beforeLoneFence';
import { finalLine, isPython, unwrapped, type AnswerKind } from './wrappers';

const languageTags: { [kind in AnswerKind]: readonly string[] } = {
  text: [],
  letter: ['json', 'jsonc', 'json5'],
  value: ['json', 'jsonc', 'json5'],
  json: ['json', 'jsonc', 'json5'],
  expression: ['python', 'python3', 'py', 'py3', 'python-3'],
  program: ['python', 'python3', 'py', 'py3', 'python-3'],
};

/** Marks in marks are few; more than these are no marks. */
const maxDepth = 4;

/**
 * Empty when there is no answer in it. `said` is without thinking and has `\n` as line ends. What is in the marks of an answer counts (`<answer>`,
 * `\boxed{}`), then what is in its fence. Of several fences the first one with a tag of the kind counts, else the first without a tag, else the
 * first; fences with nothing in them don't count. All kinds but text also lose what they are wrapped in; Python loses the indentation that all
 * its lines share.
 */
export function extractAnswer(said: string, kind: AnswerKind = 'text'): string {
  let text = said;
  for (let depth = 0; depth < maxDepth; depth++) {
    // JSON may hold marks and fences inside its texts.
    if (kind !== 'text' && !isPython(kind) && isJson(text)) return text.trim();
    const marked = markedAnswer(text, isPython(kind));
    if (marked === undefined) break;
    text = marked;
  }
  const answer = outOfFence(text, kind);
  if (kind === 'text') return answer.trim();
  if (kind === 'value') return unwrapped(finalLine(answer) ?? answer, kind);
  return unwrapped(isPython(kind) ? outdented(answer) : answer, kind);
}

function outOfFence(text: string, kind: AnswerKind): string {
  const fences = findFences(text);
  if (fences.length === 0 || (isPython(kind) && isInDocstring(text, fences[0]!.start))) return text;
  return beforeLoneFence(text, fences, kind) ?? fromFence(fences, kind);
}

/** A program without a fence may have one in a text of its own. */
function isInDocstring(text: string, at: number): boolean {
  return (text.slice(0, at).match(/"""|'''/g) ?? []).length % 2 === 1;
}

function fromFence(fences: readonly CodeFence[], kind: AnswerKind): string {
  const full = fences.filter((fence) => fence.content.trim() !== '');
  if (kind === 'text') return full[0]?.content ?? '';
  const tags = languageTags[kind];
  const chosen =
    full.find((fence) => tags.includes(fence.language)) ?? full.find((fence) => fence.language === '') ?? full[0];
  if (!chosen) return '';
  const { content } = chosen;
  // A fence on one line has no room for a tag of its own: ```python print(5)```.
  const tag = chosen.language === '' && !content.includes('\n') ? /^[\w-]+(?=\s+\S)/.exec(content)?.[0] : undefined;
  return tag && tags.includes(tag.toLowerCase()) ? content.slice(tag.length) : content;
}

/** Cuts blank lines around the code and what all lines are indented by; a first line indented further than the next is a slip. */
function outdented(code: string): string {
  const lines = code
    .replace(/^(?:[^\S\n]*\n)+/, '')
    .trimEnd()
    .split('\n');
  const margins = lines.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)![0].length);
  const margin = margins.reduce((least, width) => Math.min(least, width), Infinity);
  return lines
    .map((line) => line.slice(Math.min(margin, line.length - line.trimStart().length)))
    .join('\n')
    .trimStart();
}
