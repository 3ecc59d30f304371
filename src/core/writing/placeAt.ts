// Where in a benchmark somebody is writing. What is being typed is replaced by a mark, and the file is read with it: so the same reader that
// checks files says whether the mark is a key or a value, and beside what.

import { readYaml } from '../benchmark/readYaml';
import type { ProblemPath } from '../benchmark/problemPath';
import { isMap } from '../../shared/text/isMap';

export interface WritingPlace {
  kind: 'key' | 'value';
  /** Of a key that of the map it is in, of a value its own. */
  path: ProblemPath;
  /** The whole file, with the mark in it. */
  file: unknown;
}

export interface PlacesAt {
  /** What is typed so far stands from `start` to `end`, offsets into the text; what is chosen takes its place. */
  start: number;
  end: number;
  /** What it may be; none inside of a text or a comment. Where a list entry begins both a text and a map may be written. */
  places: WritingPlace[];
}

/** A word that is in no benchmark. */
export const mark = '__iso_speed_bench_writes_here__';

const inWord = /[^\s,[\]{}"'#]/;

export function placesAt(text: string, offset: number): PlacesAt {
  let start = offset;
  while (start > 0 && inWord.test(text[start - 1]!)) start--;
  let end = offset;
  while (end < text.length && inWord.test(text[end]!)) end++;
  if (end > offset && text[end - 1] === ':') end--;
  const hasColon = /^["']?[ \t]*:(?=\s|$)/.test(text.slice(end));
  const written = hasColon ? [mark] : [mark, `${mark}: `];
  const places = written.flatMap((one) => {
    const changed = `${text.slice(0, start)}${one}${text.slice(end)}`;
    // What is wrong further down must not keep anybody from writing here.
    const lineEnd = changed.slice(start).search(/[\r\n]/);
    const upToHere = lineEnd < 0 ? changed : changed.slice(0, start + lineEnd);
    return placeIn(changed) ?? placeIn(upToHere) ?? [];
  });
  return { start, end, places };
}

function placeIn(text: string): WritingPlace | undefined {
  const file = readYaml(text).content?.value;
  return file === undefined ? undefined : findMark(file, [], file);
}

function findMark(value: unknown, path: ProblemPath, file: unknown): WritingPlace | undefined {
  if (value === mark) return { kind: 'value', path, file };
  if (isMap(value) && Object.hasOwn(value, mark)) return { kind: 'key', path, file };
  const parts: [string | number, unknown][] = Array.isArray(value)
    ? [...(value as unknown[]).entries()]
    : isMap(value)
      ? Object.entries(value)
      : [];
  for (const [part, inside] of parts) {
    const found = findMark(inside, [...path, part], file);
    if (found) return found;
  }
  return undefined;
}
