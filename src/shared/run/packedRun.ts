// The state of a run as bytes, for a message to a page: its columns, with the numbers of the tests as whole numbers of few bytes. That is a third of the
// columns as JSON, and what carries a message takes time for each byte. Files have the columns as JSON.

import { columnsOf, stateOf, withLists, type Cell, type RunColumns } from './runColumns';
import type { RunState } from './runState';

/**
 * Where a list of a value a test is in the bytes behind the text: so many values of some width, as parts of a whole. `over`: lists before it of the same
 * model, counted from 0, that they are to be added to. A test ended when it began and its duration had passed, but for the rounding.
 */
interface PackedList {
  at: number;
  width: Width;
  values: number;
  parts: number;
  over: number[];
}

type Width = keyof typeof arrays;

/** Whole numbers are little-endian in all browsers and hosts that VS Code knows. */
const arrays = { int8: Int8Array, int16: Int16Array, int32: Int32Array, float64: Float64Array };

/** The outermost numbers of a width stand for null and false. */
const mostOf: { readonly [width in Width]: number } = {
  int8: 2 ** 7 - 1,
  int16: 2 ** 15 - 1,
  int32: 2 ** 31 - 1,
  float64: Infinity,
};

/** Counts are whole, and times are thousandths of a millisecond. */
const parted = [1, 1000];

/** Before the text, which is followed by the lists, each where its numbers may begin. */
const textLengthBytes = 4;
const alignment = 8;

/** A list as numbers of parts. Infinity stands for null, -Infinity for false. */
interface Numbers {
  values: Float64Array;
  parts: number;
  width: Width;
}

/** `encode` makes UTF-8 of a text: what does so is another thing in every world. */
export function packRun(state: RunState, encode: (text: string) => Uint8Array): ArrayBuffer {
  const lists: ArrayBufferView[] = [];
  let end = 0;
  const run = columnsOf(state);
  const models = run.models.map(({ columns, ...model }) => {
    const before: Numbers[] = [];
    const packed = withLists(columns, (cells): PackedList => {
      const numbers = numbersOf(cells);
      const { values, width, over } = leastOf(numbers, before);
      before.push(numbers);
      const list = listOf(values, width);
      lists.push(list);
      const at = end;
      end += aligned(list.byteLength);
      return { at, width, values: values.length, parts: numbers.parts, over };
    });
    return { ...model, columns: packed };
  });
  const text = encode(JSON.stringify({ ...run, models }));
  const start = aligned(textLengthBytes + text.length);
  const bytes = new Uint8Array(start + end);
  new Uint32Array(bytes.buffer, 0, 1)[0] = text.length;
  bytes.set(text, textLengthBytes);
  let place = start;
  for (const { buffer, byteLength } of lists) {
    bytes.set(new Uint8Array(buffer), place);
    place += aligned(byteLength);
  }
  return bytes.buffer;
}

/** The state that these bytes were made of by `packRun`, with test objects of its own. */
export function unpackRun(bytes: ArrayBuffer, decode: (text: Uint8Array) => string): RunState {
  const length = new Uint32Array(bytes, 0, 1)[0]!;
  const start = aligned(textLengthBytes + length);
  const run = JSON.parse(decode(new Uint8Array(bytes, textLengthBytes, length))) as RunColumns;
  const models = run.models.map(({ columns, ...model }) => {
    const before: Float64Array[] = [];
    const unpacked = withLists<PackedList>(columns, ({ at, width, values: count, parts, over }) => {
      const values = valuesOf(new arrays[width](bytes, start + at, count), width);
      for (const one of over) add(values, before[one]!);
      before.push(values);
      return cellsOf(values, parts);
    });
    return { ...model, columns: unpacked };
  });
  return stateOf({ ...run, models });
}

function numbersOf(cells: readonly Cell[]): Numbers {
  for (const parts of parted) {
    const values = new Float64Array(cells.length);
    let most = 0;
    for (let at = 0; at < values.length && most < Infinity; at++) {
      const cell = cells[at]!;
      if (typeof cell !== 'number') values[at] = codeOf(cell);
      else {
        const whole = (values[at] = Math.round(cell * parts));
        most = whole / parts === cell ? Math.max(most, Math.abs(whole)) : Infinity;
      }
    }
    const width = (['int8', 'int16', 'int32'] as const).find((one) => most < mostOf[one]);
    if (width) return { values, parts, width };
  }
  const values = Float64Array.from(cells, (cell) => (typeof cell === 'number' ? cell : codeOf(cell)));
  return { values, parts: 1, width: 'float64' };
}

function codeOf(cell: null | false): number {
  return cell === null ? Infinity : -Infinity;
}

function cellsOf(values: Float64Array, parts: number): Cell[] {
  const cells: Cell[] = [];
  for (const value of values) cells.push(value === Infinity ? null : value === -Infinity ? false : value / parts);
  return cells;
}

/** The values, or if they have fewer bytes so, what they are over one list before them or over the sum of two. */
function leastOf(
  { values, parts, width }: Numbers,
  before: readonly Numbers[],
): { values: Float64Array; width: Width; over: number[] } {
  let least = { values, width, over: [] as number[] };
  if (width === 'float64') return least;
  const isAlike = (one: Numbers): boolean => one.parts === parts && one.width !== 'float64';
  const places = [...before.keys()].filter((place) => isAlike(before[place]!));
  for (const [at, place] of places.entries())
    for (const over of [[place], ...places.slice(0, at).map((other) => [other, place])])
      for (const narrower of narrowerThan(least.width)) {
        const rest = restOf(
          values,
          over.map((one) => before[one]!.values),
          mostOf[narrower],
        );
        if (rest) least = { values: rest, width: narrower, over };
        if (rest) break;
      }
  return least;
}

function narrowerThan(width: Width): ('int8' | 'int16')[] {
  return width === 'int32' ? ['int8', 'int16'] : width === 'int16' ? ['int8'] : [];
}

/** What the values are over the sum of one or two lists; null where that is too much, or where a list has no number. */
function restOf(values: Float64Array, [one, other]: Float64Array[], tooMuch: number): Float64Array | null {
  const rest = new Float64Array(values.length);
  for (let at = 0; at < values.length; at++) {
    const sum = one![at]! + (other ? other[at]! : 0);
    const own = values[at]!;
    const over = own === sum ? 0 : own - sum;
    // Of a sum that is no number only itself can be told.
    const isTold = over === 0 || (Number.isFinite(sum) && (!Number.isFinite(own) || Math.abs(over) < tooMuch));
    if (!isTold) return null;
    rest[at] = over;
  }
  return rest;
}

function add(values: Float64Array, list: Float64Array): void {
  for (let at = 0; at < values.length; at++) values[at]! += list[at]!;
}

function listOf(values: Float64Array, width: Width): ArrayBufferView {
  const list = new arrays[width](values.length);
  const most = mostOf[width];
  for (let at = 0; at < list.length; at++) list[at] = Math.max(-most, Math.min(most, values[at]!));
  return list;
}

function valuesOf(list: ArrayLike<number>, width: Width): Float64Array {
  const values = new Float64Array(list.length);
  const most = mostOf[width];
  for (let at = 0; at < values.length; at++) {
    const number = list[at]!;
    values[at] = number === most ? Infinity : number === -most ? -Infinity : number;
  }
  return values;
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / alignment) * alignment;
}
