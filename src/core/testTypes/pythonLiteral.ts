// Values as Python's `print` writes them, so that a map or list given as expectation can be compared with what a program prints.

import { JsonNumber } from '../answerText/jsonNumber';

/** `{'a': 1, 'b': [True, None, "it's"]}`. Numbers come from YAML, so `3.0` is written `3`, but for those that keep their digits. */
export function pythonLiteral(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value === null || value === undefined) return 'None';
  if (value instanceof JsonNumber) return value.written;
  if (value instanceof Map) return pythonLiteral(Object.fromEntries(value));
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(', ')}]`;
  if (typeof value === 'object') {
    const pairs = Object.entries(value).map(([key, entry]) => `${quoted(key)}: ${pythonLiteral(entry)}`);
    return `{${pairs.join(', ')}}`;
  }
  return String(value);
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
  return `${quote}${quote === "'" ? escaped.replaceAll("'", "\\'") : escaped}${quote}`;
}
