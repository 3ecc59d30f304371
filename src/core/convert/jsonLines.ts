// JSON lines of other tools: a map a line, each with its place. Lines that are none are left over.

import { isMap } from '../../shared/text/isMap';
import { isNestedDeep } from '../../shared/text/isNestedDeep';
import { messageOf } from '../../shared/text/messageOf';
import { nodeOf, type SourceNode } from './sourceNode';
import type { LeftOvers } from './leftOvers';

type Fields = { [key: string]: unknown };

export function readLines(text: string, file: string, leftOvers: LeftOvers): SourceNode[] {
  const rows: SourceNode[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const place = { file, line: index + 1, column: 1 };
    try {
      const value: unknown = JSON.parse(line);
      if (isMap(value) && !isNestedDeep(value)) rows.push(nodeOf(value, place));
      else leftOvers.add(place, 'line', 'It is no JSON object, or one that is nested without end.');
    } catch (error) {
      leftOvers.add(place, 'line', `It is no JSON: ${messageOf(error)}.`);
    }
  }
  return rows;
}

/** The first line that is not empty, as a map; undefined where it is none. */
export function firstLine(text: string): Fields | undefined {
  const line = /^\s*(\{[^\n]*)/.exec(text)?.[1];
  if (line === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return isMap(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the file's first line has these keys. */
export function hasLineWith(text: string, ...keys: string[]): boolean {
  const first = firstLine(text);
  return first !== undefined && keys.every((key) => Object.hasOwn(first, key));
}
