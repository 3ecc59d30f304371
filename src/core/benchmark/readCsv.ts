// Reads a CSV file: a row of column names, then the rows. Values stay the texts that they are.

import { CsvError, parse } from 'csv-parse/sync';
import { codeOf } from '../../shared/text/codeOf';
import { counted } from '../../shared/text/counted';
import type { DataFault, DataPlace, DataTable, ReadTable } from './dataTable';
import { LinePositions } from './linePositions';

const lineEnds = ['\r\n', '\n', '\r'];
/** More faults of one file help nobody. */
const mostFaults = 10;

/** Excel's own first line, which names the separator and is no row. */
const namedDelimiter = /^sep=(.)(?=[\r\n])/i;

/**
 * The rows of a file, and what parts their cells: what is given, else what a first line `sep=;` names, else the one of `,` `;` tab and `|` that the first
 * row has most of. That first line is left out, its line end is not: lines keep their numbers.
 */
export function separatedRows(written: string, given?: string): { text: string; delimiter: string } {
  const text = written.replace(namedDelimiter, '');
  return { text, delimiter: given ?? namedDelimiter.exec(written)?.[1] ?? delimiterOf(text) };
}

/** `written` has no byte order mark; `given` is as for `separatedRows`. */
export function readCsv(written: string, given?: string): ReadTable {
  const { text, delimiter } = separatedRows(written, given);
  const zero = text.indexOf('\0');
  if (zero >= 0) {
    const place = new LinePositions(text).at(zero);
    return { faults: [{ ...place, message: 'There is a character here that no text has (U+0000). Take it out.' }] };
  }
  let rows: string[][];
  try {
    rows = parse(text, {
      delimiter,
      record_delimiter: lineEnds,
      relax_column_count: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { faults: [syntaxFault(error)] };
  }
  const [head, ...body] = rows;
  if (!head)
    return {
      faults: [{ line: 1, column: 1, message: 'The file is empty: a row with the names of the columns was expected.' }],
    };
  const places = new CsvPlaces(text, delimiter);
  const { positions, faults } = readHead(head, places);
  for (const [row, cells] of body.entries()) {
    if (cells.length === head.length || faults.length >= mostFaults) continue;
    // Programs write empty cells at the end of a row, or leave them out.
    const isFine = cells.length > head.length && cells.slice(head.length).every((cell) => cell === '');
    if (!isFine) faults.push({ ...places.of(row + 1, 0), message: raggedMessage(cells.length, head.length) });
  }
  const table: DataTable = {
    columns: [...positions.keys()],
    count: body.length,
    value: (row, column) => {
      const position = positions.get(column);
      return position === undefined ? undefined : body[row]?.[position];
    },
    node: () => undefined,
    place: (row, column) => places.of(row + 1, positions.get(column ?? '') ?? 0),
  };
  return { table, faults };
}

function readHead(head: readonly string[], places: CsvPlaces): { positions: Map<string, number>; faults: DataFault[] } {
  const positions = new Map<string, number>();
  const faults: DataFault[] = [];
  for (const [position, written] of head.entries()) {
    const name = written.trim();
    // A column without a name can't be used, and does no harm.
    if (name === '') continue;
    if (positions.has(name))
      faults.push({ ...places.of(0, position), message: `There are two columns \`${name}\`. Rename one of them.` });
    else positions.set(name, position);
  }
  return { positions, faults };
}

function raggedMessage(found: number, expected: number): string {
  const hint =
    found > expected
      ? ' A text with the separator in it must be put in quotes.'
      : ' An empty cell at the end needs its separator, too.';
  return `This row has ${counted(found, 'cell')}, and the first one names ${counted(expected, 'column')}.${hint}`;
}

function syntaxFault(error: CsvError): DataFault {
  // Its type leaves them open; the parser counts the lines it has read.
  const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
  switch (codeOf(error)) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return { line, column: 1, message: 'A quote that begins here or above is never closed.' };
    case 'CSV_INVALID_CLOSING_QUOTE':
      return {
        line,
        column: 1,
        message: 'There is text behind a closing quote. Inside of quotes a quote is written `""`.',
      };
    case 'INVALID_OPENING_QUOTE':
      return {
        line,
        column: 1,
        message:
          'A quote stands inside of a cell that has none around it. Put the whole cell in quotes, and write `""` for the quote.',
      };
    default:
      return { line, column: 1, message: `This is no CSV: ${error.message}` };
  }
}

/** Of the separators that programs write the one that the first row has most of, outside of quotes. */
function delimiterOf(text: string): string {
  const first = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text.slice(0, 100_000).trimStart())?.[0] ?? '';
  const bare = first.replace(/"(?:[^"]|"")*"/g, '');
  const counts = [',', ';', '\t', '|'].map((delimiter) => ({ delimiter, count: bare.split(delimiter).length }));
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).delimiter;
}

/** Finds cells again when there is something to say of them: a good file costs nothing. */
class CsvPlaces {
  /** Where each row begins, the first one included; blank lines are none. */
  private starts: number[] | undefined;
  private positions: LinePositions | undefined;

  constructor(
    private readonly text: string,
    private readonly delimiter: string,
  ) {}

  of(row: number, cell: number): DataPlace {
    this.starts ??= this.findStarts();
    this.positions ??= new LinePositions(this.text);
    let at = this.starts[row] ?? this.text.length;
    for (let left = cell; left > 0; left--) at = this.endOfCell(at) + this.delimiter.length;
    return this.positions.at(Math.min(at, this.text.length));
  }

  private endOfCell(start: number): number {
    let at = start;
    if (this.text[at] === '"') {
      at++;
      while (at < this.text.length && !(this.text[at] === '"' && this.text[at + 1] !== '"'))
        at += this.text[at] === '"' ? 2 : 1;
    }
    while (at < this.text.length && !this.text.startsWith(this.delimiter, at) && !/[\r\n]/.test(this.text[at]!)) at++;
    return at;
  }

  private findStarts(): number[] {
    const starts: number[] = [];
    let isQuoted = false;
    let start = 0;
    for (const { 0: mark, index } of this.text.matchAll(/"|\r\n|\n|\r|$/g)) {
      if (mark === '"') {
        isQuoted = !isQuoted;
        continue;
      }
      if (isQuoted) continue;
      if (index > start) starts.push(start);
      start = index + mark.length;
    }
    return starts;
  }
}
