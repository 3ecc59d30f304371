// The program that tests of Python are run on: the code of an answer, which may be in more than one fence.

import { findFences } from '../answerText/codeFence';
import { extractAnswer } from '../answerText/extractAnswer';

const pythonTags = ['python', 'python3', 'py', 'py3', ''];

/**
 * The program as everywhere; but where that lacks a name which the tests call and a later fence defines, all fences up to that one, joined in
 * order. `said` is without thinking.
 */
export function testedProgram(said: string, tests: readonly string[], entry: string): string {
  const program = extractAnswer(said, 'program');
  const fences = findFences(said)
    .filter(({ language, content }) => pythonTags.includes(language) && content.trim() !== '')
    .map(({ content }) => content);
  // The body of a function goes on with a prompt, and with nothing else.
  if (/^return\b/m.test(program) || fences[0]?.trim() !== program.trim()) return program;
  const called = new Set([
    entry,
    ...tests.flatMap((text) => text.match(/(?<![\p{L}\p{N}_.]|\bdef )[\p{L}_][\p{L}\p{N}_]*(?=\s*\()/gu) ?? []),
  ]);
  const ends = [...called].map((name) => fences.findIndex((code) => defines(code, name)));
  return fences.slice(0, Math.max(0, ...ends) + 1).join('\n\n');
}

const pythonName = /^[\p{L}_][\p{L}\p{N}_]*$/u;

function defines(code: string, name: string): boolean {
  if (!pythonName.test(name)) return false;
  return new RegExp(`^(?:(?:async )?def|class) ${name}(?![\\p{L}\\p{N}_])|^${name}\\s*=[^=]`, 'mu').test(code);
}
