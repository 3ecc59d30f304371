// Reads a file of JSON lines: an object a line. Numbers that a double can't hold are kept as they are written.

import { isMap } from '../../shared/text/isMap';
import { describeValue } from '../../shared/text/describeValue';
import type { DataFault, ReadTable } from './dataTable';
import { readYaml } from './readYaml';
import type { YamlNode } from './yamlNode';

/** More faults of one file help nobody. */
const mostFaults = 10;

/** A number that JavaScript may write otherwise: `1.50`, `1e3`, more digits than a double has. */
const oddNumber = /\d{16}|\.\d*0(?!\d)|\d[eE]|-0(?![.\d])/;

/** `text` has no byte order mark. */
export function readJsonLines(text: string): ReadTable {
  const rows: { value: { [key: string]: unknown }; line: number; written: string }[] = [];
  const faults: DataFault[] = [];
  const columns = new Set<string>();
  let line = 0;
  for (const written of lines(text)) {
    line++;
    if (written.trim() === '') continue;
    const value = parsed(written);
    const twice = isMap(value) ? keyTwice(value, written) : undefined;
    if (twice !== undefined) {
      const message = `The key \`${twice.key}\` is there twice in this line: only the last would count. Remove one of them.`;
      if (faults.length < mostFaults) faults.push({ line, column: twice.at + 1, message });
    } else if (isMap(value) && !(value instanceof Error)) {
      for (const key of Object.keys(value)) columns.add(key);
      rows.push({ value, line, written });
    } else if (faults.length < mostFaults) faults.push({ line, column: 1, message: faultOf(value, written) });
  }
  const place = (row: number, column?: string): { line: number; column: number } => {
    const found = rows[row];
    const at = column === undefined ? -1 : (found?.written.indexOf(JSON.stringify(column)) ?? -1);
    return { line: found?.line ?? 1, column: at < 0 ? 1 : at + 1 };
  };
  const table = {
    columns: [...columns],
    count: rows.length,
    value: (row: number, column: string): unknown => {
      const value = rows[row]?.value;
      return value && Object.hasOwn(value, column) ? value[column] : undefined;
    },
    node: (row: number): YamlNode | undefined => {
      const written = rows[row]?.written ?? '';
      // JSON is YAML, whose reader knows how each value is written; it costs more than reading the whole line.
      return oddNumber.test(written) ? readYaml(written).content?.root : undefined;
    },
    place,
  };
  return { table, faults };
}

/** Without an array of them all: a file may have a million. */
function* lines(text: string): Iterable<string> {
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    yield text.slice(start, end);
    start = end + 1;
  }
  yield text.slice(start);
}

/** A key that the line has again, with the place of the second; JSON allows it, and nobody means it. */
function keyTwice(value: object, written: string): { key: string; at: number } | undefined {
  const keys = Object.keys(value);
  const isSuspect = keys.some((key) => {
    const quoted = JSON.stringify(key);
    return written.indexOf(quoted) !== written.lastIndexOf(quoted);
  });
  if (!isSuspect) return undefined;
  const seen = new Set<string>();
  for (const { key, at } of topKeys(written)) {
    if (seen.has(key)) return { key, at };
    seen.add(key);
  }
  return undefined;
}

/** The keys of an object, not of what is in it. `written` is JSON. */
function* topKeys(written: string): Iterable<{ key: string; at: number }> {
  let depth = 0;
  for (const { 0: part, index } of written.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g)) {
    if (part.startsWith('"')) {
      if (depth === 1 && part.endsWith(':')) yield { key: String(JSON.parse(part.replace(/\s*:$/, ''))), at: index };
    } else depth += part === '{' || part === '[' ? 1 : -1;
  }
}

/** The error where the line is no JSON. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    return error;
  }
}

function faultOf(value: unknown, written: string): string {
  if (!(value instanceof Error)) return `Each line must be a JSON object, and this one is ${describeValue(value)}.`;
  const hint = /^\s*[[\]{}],?\s*$/.test(written)
    ? ' Each line must be a whole object; a list over several lines goes into a file that ends in .json.'
    : '';
  return `This line is no JSON: ${value.message}.${hint}`;
}
