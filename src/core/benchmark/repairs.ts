// The changes of a benchmark file that put a problem right: a key renamed, a value replaced, a setting moved to where it belongs.

import { keyInBraces } from './keyInBraces';
import { lineStart } from './lineStart';
import type { ProblemList } from './problemList';
import type { ProblemPath } from './problemPath';
import type { Span, YamlNode } from './yamlNode';
import type { Repair, Edit } from './repair';

/**
 * Gives the keys at all of these paths another name; undefined where there is no name, where the file has none of them, and where a key of that
 * name stands beside one of them: two of them would be an error.
 */
export function renameKey(
  paths: readonly ProblemPath[],
  name: string | undefined,
  problems: ProblemList,
): Repair | undefined {
  if (name === undefined) return undefined;
  if (paths.some((path) => besideIt(path, name, problems))) return undefined;
  const keys = new Map(
    paths.flatMap((path) => {
      const key = problems.sourceAt(path)?.key;
      return key ? [[key.start, key] as const] : [];
    }),
  );
  if (keys.size === 0) return undefined;
  const where = keys.size > 1 ? ` (in ${keys.size} places)` : '';
  return {
    fix: { title: `Rename to \`${name}\`${where}`, edits: [...keys.values()].map((span) => ({ span, text: name })) },
  };
}

/** Writes another text in place of the value at a path; undefined where there is none, or the value is no text of one line in the file. */
export function replaceValue(path: ProblemPath, text: string | undefined, problems: ProblemList): Repair | undefined {
  if (text === undefined) return undefined;
  const node = problems.sourceAt(path);
  if (!node || node.kind !== 'scalar' || !isOfOneLine(node, problems.text)) return undefined;
  return { fix: { title: `Write \`${text}\``, edits: [{ span: { start: node.start, end: node.end }, text }] } };
}

/** The map that belongs to the one a key stands in, and holds settings or values of it. */
type MapBeside = 'parameters' | 'dynamic_variables';

/**
 * Moves the keys at all of these paths into the map `beside` them, under the name `name`; undefined where a value is missing or goes over several
 * lines, where a key cannot be taken out of its place line by line, and where the map has that name.
 */
export function moveInto(
  beside: MapBeside,
  paths: readonly ProblemPath[],
  name: string,
  problems: ProblemList,
): Repair | undefined {
  const moves = paths.map((path) => moveOf(beside, path, name, problems));
  if (moves.includes(undefined)) return undefined;
  const where = paths.length > 1 ? ` (in ${paths.length} places)` : '';
  return { fix: { title: `Move to \`${beside}\`${where}`, edits: moves.flatMap((edits) => edits ?? []) } };
}

function moveOf(beside: MapBeside, path: ProblemPath, name: string, problems: ProblemList): Edit[] | undefined {
  const { text } = problems;
  const node = problems.sourceAt(path);
  if (!node?.key || !isAfterColon(node, node.key, text) || !isOfOneLine(node, text)) return undefined;
  if (beside === 'dynamic_variables' && node.kind !== 'scalar') return undefined;
  const setting = `${keyInBraces(name)}: ${inBraces(node, text)}`;
  const map = besideIt(path, beside, problems);
  if (map?.entries?.has(name)) return undefined;
  if (!map) return [{ span: { start: node.key.start, end: node.end }, text: `${beside}: { ${setting} }` }];
  const first = [...(map.entries?.values() ?? [])][0]?.key;
  const line = lineOf({ start: node.key.start, end: node.end }, text);
  if (!first || !line) return undefined;
  const indent = text.slice(lineStart(text, first.start), first.start);
  if (!map.isFlow && indent.trim() !== '') return undefined;
  const inserted = map.isFlow ? `${setting}, ` : `${setting}\n${indent}`;
  return [
    { span: line, text: '' },
    { span: { start: first.start, end: first.start }, text: inserted },
  ];
}

/** What the map that has the key at `path` has by this name itself: what a prompt has from `defaults` stands elsewhere. */
function besideIt(path: ProblemPath, name: string, problems: ProblemList): YamlNode | undefined {
  return problems.sourceAt(path.slice(0, -1))?.entries?.get(name);
}

/** False for a key without a value, which stands for it, and for one that a `?` makes a key. */
function isAfterColon({ start }: YamlNode, key: Span, text: string): boolean {
  return start >= key.end && /^[ \t]*:/.test(text.slice(key.end, start));
}

/** A value as it can be written inside braces, where a comma or a bracket ends a text without quotes. */
function inBraces({ start, end, plainText }: YamlNode, text: string): string {
  const written = text.slice(start, end);
  return plainText !== undefined && /[,[\]{}]/.test(written) ? JSON.stringify(written) : written;
}

/** Plain, in quotes or brackets, and all of it on the line of its beginning. */
function isOfOneLine({ start, end, kind, isFlow, plainText }: YamlNode, text: string): boolean {
  const written = text.slice(start, end);
  if (/[\r\n]/.test(written) || written === '') return false;
  return kind === 'scalar' ? plainText !== undefined || /^["']/.test(written) : isFlow === true;
}

/** The whole line of what stands alone on it, its line end included. */
function lineOf({ start, end }: Span, text: string): Span | undefined {
  const begin = lineStart(text, start);
  const after = /^[ \t]*(?:#[^\r\n]*)?(\r\n|\r|\n|$)/.exec(text.slice(end));
  if (text.slice(begin, start).trim() !== '' || !after) return undefined;
  return { start: begin, end: end + after[0].length };
}
