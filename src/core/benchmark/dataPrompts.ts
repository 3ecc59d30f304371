// From the rows of a data file to prompts as if they stood in the benchmark. What is missing is said once, not for each row.

import type { PromptRow } from '../../shared/run/events';
import { isMap } from '../../shared/text/isMap';
import { nearestName } from '../../shared/text/nearestName';
import type { DataFileItem } from './dataFileSchema';
import type { DataTable } from './dataTable';
import { fillTexts, placeholdersIn } from './fillTexts';
import type { FaultyFile, ProblemList, PromptOrigin } from './problemList';
import type { ProblemPath } from './problemPath';
import { renameKey, replaceValue } from './repairs';
import type { YamlNode } from './yamlNode';
import { rowsWanted, scalarOf, textOf, whereText } from './rowsWanted';
import { skipReason } from './skipReason';

/** A prompt as the file would have it, and where it comes from. */
export interface RawPrompt {
  raw: { [key: string]: unknown };
  origin: PromptOrigin;
  /** Absent for a prompt that stands in the benchmark. */
  row?: PromptRow;
}

interface DataSource {
  item: DataFileItem;
  /** What all rows have in common: `test_type`, `expect` and the like. */
  common: { [key: string]: unknown };
  table: DataTable;
  /** Where the item stands. */
  path: ProblemPath;
  /** A cell with a list or map of JSON in it is that. */
  readsJson: boolean;
}

/** The columns that a row is made of, all of them there. */
interface UsedColumns {
  variables: ReadonlyMap<string, string>;
  tags: readonly string[];
}

/** The prompts of the rows that are wanted; at most `mostRows`. `faulty` counts what is wrong with them. Undefined when `problems` says which column is not there. */
export function dataPrompts(
  source: DataSource,
  mostRows: number,
  faulty: FaultyFile,
  problems: ProblemList,
): { prompts: RawPrompt[]; leftOut: number } | undefined {
  const { item, path } = source;
  const columns = usedColumns(source, problems);
  if (!columns) return undefined;
  const at = problems.writtenAt([...path, 'where']);
  const rows = rowsWanted(item, source.table, at);
  if (rows.length === 0) {
    const why = item.where
      ? `no row of it has ${whereText(item.where, at)}`
      : 'it has no rows below the names of its columns';
    problems.error([...path, item.where ? 'where' : 'file'], `${item.file} gives no prompts: ${why}.`);
  }
  const sharedValues = problems.writtenAt(['defaults', 'dynamic_variables']);
  const prompts = rows.slice(0, mostRows).map((row) => ({
    raw: rawPrompt(source, columns, row),
    origin: new RowOrigin(source, columns, row, faulty, sharedValues),
    row: { file: source.item.file, number: row + 1 },
  }));
  return { prompts, leftOut: rows.length - prompts.length };
}

function usedColumns({ item, common, table, path }: DataSource, problems: ProblemList): UsedColumns | undefined {
  let isComplete = true;
  const need = (column: string, ...inside: ProblemPath): void => {
    if (table.columns.includes(column)) return;
    isComplete = false;
    const meant = nearestName(column, [...table.columns]);
    const known = meant ? `Did you mean \`${meant}\`?` : `Its columns are ${columnList(table)}.`;
    const at = [...path, ...inside];
    const isKey = inside[0] === 'where';
    const repair = isKey ? renameKey([at], meant, problems) : replaceValue(at, meant, problems);
    const message = `${item.file} has no column \`${column}\`. ${known}`;
    // Of a text with `{{column}}` in it only a part is wrong.
    const isWhole = isKey || problems.sourceAt(at)?.plainText === column;
    problems.error(at, message, problems.spanOf(at), isWhole ? repair : undefined);
  };
  const needIn = (value: unknown, ...inside: ProblemPath): void => {
    for (const name of new Set(placeholdersIn(value))) need(name, ...inside);
  };
  const { expectation, variables, tags = [], where = {}, image = [] } = item;
  if (typeof expectation === 'string' && !isTemplate(expectation)) need(expectation, 'expectation');
  else if (expectation !== undefined) needIn(expectation, 'expectation');
  else if (
    common['expect'] === undefined &&
    common['expectation'] === undefined &&
    !table.columns.includes('expectation')
  ) {
    isComplete = false;
    const message = `expectation is missing: name the column of ${item.file} that has the right answers. Its columns are ${columnList(table)}.`;
    problems.error([...path, 'expectation'], message);
  }
  if (Array.isArray(variables))
    for (const [position, column] of variables.entries()) need(column, 'variables', position);
  else for (const [name, column] of Object.entries(variables ?? {})) need(column, 'variables', name);
  for (const column of [tags].flat()) need(column, 'tags');
  for (const column of Object.keys(where)) need(column, 'where', column);
  needIn(image, 'image');
  needIn(common['skip'], 'skip');
  if (!isComplete) return undefined;
  const all = Array.isArray(variables) ? variables : table.columns;
  const named =
    variables && !Array.isArray(variables) ? Object.entries(variables) : all.map((one) => [one, one] as const);
  return { variables: new Map(named), tags: [tags].flat() };
}

function rawPrompt(
  { item, common, table, readsJson }: DataSource,
  columns: UsedColumns,
  row: number,
): RawPrompt['raw'] {
  const values: { [name: string]: unknown } = isMap(common['dynamic_variables'])
    ? { ...common['dynamic_variables'] }
    : {};
  for (const [name, column] of columns.variables) {
    const value = scalarOf(table.value(row, column));
    if (value !== undefined) values[name] = value;
  }
  const tags = columns.tags
    .flatMap((column) => table.value(row, column) ?? [])
    .map(textOf)
    .filter((tag) => tag.trim() !== '');
  const image = item.image === undefined ? undefined : imageOf(item.image, table, row);
  // Checks need no column of their own.
  const isOfChecks = item.expectation === undefined && common['expect'] !== undefined;
  const expectation = isOfChecks ? undefined : expectationOf(item.expectation, table, row, readsJson);
  return {
    ...common,
    ...(isTemplate(common['skip']) ? { skip: skipOf(common['skip'], table, row) } : {}),
    dynamic_variables: values,
    ...(expectation === undefined ? {} : { expectation }),
    ...(image === undefined ? {} : { image }),
    ...(tags.length === 0 ? {} : { tags }),
  };
}

function expectationOf(
  written: DataFileItem['expectation'],
  table: DataTable,
  row: number,
  readsJson: boolean,
): unknown {
  if (written === undefined) return readCell(table.value(row, 'expectation'), readsJson);
  if (typeof written === 'string' && !isTemplate(written)) return readCell(table.value(row, written), readsJson);
  return fillTexts(written, valuesOf(table, row));
}

/** Where a test type wants more than a text, a cell may hold it as JSON. */
function readCell(value: unknown, readsJson: boolean): unknown {
  if (!readsJson || typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value ?? undefined;
  try {
    return JSON.parse(value);
  } catch {
    // Then it is the text, and its test type says what it should have been.
    return value;
  }
}

function imageOf(image: string | string[], table: DataTable, row: number): unknown {
  const one = (written: string): unknown =>
    table.columns.includes(written)
      ? (table.value(row, written) ?? undefined)
      : fillTexts(written, valuesOf(table, row));
  if (!Array.isArray(image)) return one(image);
  return image.map(one).filter((path) => path !== undefined && path !== '');
}

/** A column that a row has not says nothing, and so does a cell in which only *no* is. */
function skipOf(written: unknown, table: DataTable, row: number): string | undefined {
  const nothing = Object.fromEntries(table.columns.map((column) => [column, '']));
  return skipReason(fillTexts(written, { ...nothing, ...valuesOf(table, row) }));
}

function valuesOf(table: DataTable, row: number): { [column: string]: string | number | boolean } {
  return Object.fromEntries(
    table.columns.flatMap((column) => {
      const value = scalarOf(table.value(row, column));
      return value === undefined ? [] : [[column, value]];
    }),
  );
}

/** One a row, and there may be a million: what it can tell is only worked out when somebody asks. */
class RowOrigin implements PromptOrigin {
  constructor(
    private readonly source: DataSource,
    private readonly columns: UsedColumns,
    private readonly index: number,
    private readonly file: FaultyFile,
    private readonly sharedValues: YamlNode | undefined,
  ) {}

  pathOf([key, ...inside]: ProblemPath): ProblemPath {
    const { path, item } = this.source;
    if (key === undefined) return [...path, 'file'];
    if (key === 'dynamic_variables') return [...path, item.variables ? 'variables' : 'file'];
    return [...path, key, ...inside];
  }

  node(): YamlNode | undefined {
    return nodeOf(this.source.table.node(this.index), this.columns.variables, this.expected, this.sharedValues);
  }

  get row(): NonNullable<PromptOrigin['row']> {
    const { file, index, columns, expected } = this;
    const { table, item } = this.source;
    return {
      file,
      number: index + 1,
      isFilled: (text) => this.columnIn(text) !== undefined,
      placeOf: ([key, name], text) => {
        const filled = this.columnIn(text);
        if (filled !== undefined) return table.place(index, filled);
        if (key === 'expectation') return table.place(index, expected);
        if (key === 'tags' && columns.tags.length === 1) return table.place(index, columns.tags[0]);
        if (key === 'image' && typeof item.image === 'string') return table.place(index, item.image);
        return table.place(index, key === 'dynamic_variables' ? columns.variables.get(String(name)) : undefined);
      },
    };
  }

  /** The column of the first placeholder in a text. */
  private columnIn(text: string): string | undefined {
    const { columns, source } = this;
    return placeholdersIn(text)
      .map((name) => columns.variables.get(name) ?? name)
      .find((column) => source.table.columns.includes(column));
  }

  private get expected(): string {
    const { expectation } = this.source.item;
    return typeof expectation === 'string' ? expectation : 'expectation';
  }
}

/** The row's node in the form of a prompt's. */
function nodeOf(
  row: YamlNode | undefined,
  variables: ReadonlyMap<string, string>,
  expected: string,
  sharedValues: YamlNode | undefined,
): YamlNode | undefined {
  if (!row?.entries && !sharedValues) return undefined;
  const { start, end, entries = new Map<string, YamlNode>() } = row ?? { start: 0, end: 0 };
  const named = [...variables].flatMap(([name, column]) => {
    const node = entries.get(column);
    return node ? [[name, node] as const] : [];
  });
  const parts = new Map<string, YamlNode>([
    ['dynamic_variables', { kind: 'map', start, end, entries: new Map([...(sharedValues?.entries ?? []), ...named]) }],
  ]);
  const expectation = entries.get(expected);
  if (expectation) parts.set('expectation', expectation);
  return { kind: 'map', start, end, entries: parts };
}

function isTemplate(text: unknown): boolean {
  return placeholdersIn(text).length > 0;
}

function columnList({ columns }: DataTable): string {
  const shown = columns.slice(0, 20).map((column) => `\`${column}\``);
  return columns.length > 20 ? `${shown.join(', ')} and ${columns.length - 20} more` : shown.join(', ');
}
