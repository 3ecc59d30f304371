// The text of one prompt: `{{name}}` in the base prompt replaced by that prompt's values.

import type { BenchmarkPrompt } from '../../shared/run/benchmark';

export type DynamicVariables = BenchmarkPrompt['dynamic_variables'];

const bracesPattern = /\{\{([^{}\r\n]+)\}\}/g;
const placeholderName = /^[\p{L}_][\p{L}\p{N}_.-]*$/u;

/**
 * Replaces every `{{name}}` that has a value; spaces inside the braces don't count. What is put in is never looked at again,
 * and braces without a value stay as they are.
 */
export function fillPrompt(basePrompt: string, variables: DynamicVariables): string {
  if (!variables) return basePrompt;
  return basePrompt.replace(bracesPattern, (braces: string, inside: string) => {
    const name = [inside, inside.trim()].find((candidate) => Object.hasOwn(variables, candidate));
    return name === undefined ? braces : String(variables[name]);
  });
}

/** A `{{...}}` in a text: its name, and the offset and length of the whole. */
interface Braces {
  name: string;
  start: number;
  end: number;
}

export function findBraces(text: string): Braces[] {
  return [...text.matchAll(bracesPattern)].map((match) => ({
    name: match[1]!.trim(),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** True for names that are a placeholder even when no prompt has a value for them; other braces are plain text. */
export function isPlaceholderName(name: string): boolean {
  return placeholderName.test(name);
}
