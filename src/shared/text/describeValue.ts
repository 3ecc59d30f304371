// A value of a file in a few words, for messages.

import { cutText } from './cutText';

/** A value as a few words: `the number 5`, `a list`, `the text "..."`. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'object':
      return 'a map';
    case 'string':
      return `the text ${JSON.stringify(cutText(value, 60))}`;
    case 'number':
      return Number.isFinite(value) ? `the number ${value}` : 'what YAML writes as .inf or .nan';
    default:
      return String(value);
  }
}
