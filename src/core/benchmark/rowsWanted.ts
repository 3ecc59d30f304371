// Which rows of a data file `where` and `limit` leave, and what its cells are as texts.

import type { DataFileItem } from './dataFileSchema';
import type { DataTable } from './dataTable';
import type { YamlNode } from './yamlNode';

/** The rows that `where` and `limit` leave. A value is the one of a cell as both are written, or as both are meant: `007` is 007 of a CSV and 7 of JSON. `written` is how `where` stands in the file. */
export function rowsWanted(
  { where = {}, limit = Infinity }: Pick<DataFileItem, 'where' | 'limit'>,
  table: DataTable,
  written: YamlNode | undefined,
): number[] {
  const wanted = Object.entries(where).map(([column, values]) => {
    const node = written?.entries?.get(column);
    const texts = [values]
      .flat()
      .flatMap((value, at) => waysToWrite(value, Array.isArray(values) ? node?.items?.[at] : node));
    return [column, new Set(texts)] as const;
  });
  const has = (row: number, column: string, texts: ReadonlySet<string>): boolean => {
    const value = table.value(row, column);
    const node = typeof value === 'string' ? undefined : table.node(row)?.entries?.get(column);
    return waysToWrite(value, node).some((text) => texts.has(text));
  };
  const rows: number[] = [];
  for (let row = 0; row < table.count && rows.length < limit; row++)
    if (wanted.every(([column, texts]) => has(row, column, texts))) rows.push(row);
  return rows;
}

/** A whole number that JavaScript can't hold is only what is written: its neighbors have the same value. */
function waysToWrite(value: unknown, node: YamlNode | undefined): string[] {
  const written = node?.plainText ?? textOf(value);
  const isRounded = Number.isInteger(value) && !Number.isSafeInteger(value);
  return isRounded ? [written] : [textOf(value), written];
}

/** For people, as it is written: who looks for `007` finds no 7. */
export function whereText(where: NonNullable<DataFileItem['where']>, written: YamlNode | undefined): string {
  return Object.entries(where)
    .map(([column, values]) => {
      const node = written?.entries?.get(column);
      const texts = Array.isArray(values)
        ? values.map((value, at) => node?.items?.[at]?.plainText ?? String(value))
        : [node?.plainText ?? String(values)];
      return `${column} = ${texts.join(' or ')}`;
    })
    .join(' and ');
}

/** Lists and maps as JSON; undefined where there is nothing. */
export function scalarOf(value: unknown): string | number | boolean | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : JSON.stringify(value);
}

export function textOf(value: unknown): string {
  return String(scalarOf(value) ?? '');
}
