// The text of one prompt: `{{name}}` in the base prompt replaced by that prompt's values, and a short label for lists.

import type { BenchmarkPrompt, Expectation } from '../../shared/benchmark';

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
export interface Braces {
  name: string;
  start: number;
  end: number;
}

export function findBraces(text: string): Braces[] {
  return [...text.matchAll(bracesPattern)].map((match) => ({ name: match[1]!.trim(), start: match.index, end: match.index + match[0].length }));
}

/** True for names that are a placeholder even when no prompt has a value for them; other braces are plain text. */
export function isPlaceholderName(name: string): boolean {
  return placeholderName.test(name);
}

const labelLength = 80;

/** What tells one prompt from the others, on one line of at most 80 characters: its values, or the expectation when it has none. */
export function promptLabel(variables: DynamicVariables, expectation: Expectation): string {
  const values = Object.entries(variables ?? {}).map(([name, value]) => ({ name, value: oneLine(String(value)) }));
  if (values.length === 0) return shorten(oneLine(typeof expectation === 'object' ? JSON.stringify(expectation) : String(expectation)), labelLength);
  if (values.length === 1) return shorten(values[0]!.value, labelLength);
  const label = values.map(({ name, value }) => `${name}: ${value}`).join(', ');
  if (label.length <= labelLength) return label;
  // Long values share the line, so that the last one is seen too.
  const share = Math.max(8, Math.floor(labelLength / values.length) - 2);
  return shorten(values.map(({ value }) => shorten(value, share)).join(', '), labelLength);
}

function oneLine(text: string): string {
  // A label needs no more than its beginning, and values can be whole documents.
  return text.slice(0, 1000).replace(/\s+/g, ' ').trim();
}

function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const kept = text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept.trimEnd()}…`;
}
