// A value of a file in a few words, for messages.

import { cutText } from './cutText';

/** A value as a few words: `the number 5`, `a list`, `the text "..."`. A number is shown as it is `written`, where it has more digits than are read. */
export function describeValue(value: unknown, written?: string): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'object':
      return 'a map';
    case 'string':
      return `the text ${JSON.stringify(cutText(value, 60))}`;
    case 'number':
      return Number.isFinite(value)
        ? `the number ${Math.abs(value) > Number.MAX_SAFE_INTEGER && written !== undefined ? cutText(written, 60) : value}`
        : 'what YAML writes as .inf or .nan';
    default:
      return String(value);
  }
}
