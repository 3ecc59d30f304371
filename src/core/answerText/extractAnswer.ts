// Finds the part of what a model said that is the answer: out of its code fence, trimmed.

import { findFences, type CodeFence } from './codeFence';
import { isJson } from './jsonError';

export type AnswerLanguage = 'python' | 'json';

const languageTags: { [language in AnswerLanguage]: readonly string[] } = {
  python: ['python', 'python3', 'py', 'py3', 'python-3'],
  json: ['json', 'jsonc', 'json5'],
};

/**
 * Empty when there is no answer in it. `said` is without thinking and has `\n` as line ends. Of several fences the first one tagged with `language` counts, else the first without
 * a tag, else the first; fences with nothing in them don't count. Python and JSON also lose a single pair of backticks around
 * the whole answer, which can't be part of them; Python loses the indentation that all its lines share.
 */
export function extractAnswer(said: string, language?: AnswerLanguage): string {
  // JSON may hold a fence inside one of its texts.
  if (language === 'json' && isJson(said)) return said.trim();
  const fences = findFences(said);
  const answer = fences.length > 0 ? fromFence(fences, language) : withoutBackticks(said, language);
  return language === 'python' ? outdented(answer) : answer.trim();
}

function fromFence(fences: readonly CodeFence[], language: AnswerLanguage | undefined): string {
  const full = fences.filter((fence) => fence.content.trim() !== '');
  if (!language) return full[0]?.content ?? '';
  const tags = languageTags[language];
  const chosen =
    full.find((fence) => tags.includes(fence.language)) ?? full.find((fence) => fence.language === '') ?? full[0];
  if (!chosen) return '';
  const { content } = chosen;
  // A fence on one line has no room for a tag of its own: ```python print(5)```.
  const tag = chosen.language === '' && !content.includes('\n') ? /^[\w-]+(?=\s+\S)/.exec(content)?.[0] : undefined;
  return tag && tags.includes(tag.toLowerCase()) ? content.slice(tag.length) : content;
}

function withoutBackticks(text: string, language: AnswerLanguage | undefined): string {
  return language ? (/^\s*`([^`]+)`\s*$/.exec(text)?.[1] ?? text) : text;
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
