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
function leastOf(numbers: Numbers, before: readonly Numbers[]): { values: Float64Array; width: Width; over: number[] } {
  let least = { values: numbers.values, width: numbers.width, over: [] as number[] };
  const isAlike = ({ parts, width }: Numbers): boolean => parts === numbers.parts && width !== 'float64';
  for (const [second, other] of before.entries())
    for (let first = 0; first <= second; first++) {
      if (!isAlike(before[first]!) || !isAlike(other)) continue;
      const over = first === second ? [second] : [first, second];
      const sum = sumOf(over.map((place) => before[place]!.values));
      const width = narrowerThan(least.width).find((one) => isNear(numbers.values, sum, mostOf[one]));
      if (width) least = { values: numbers.values.map((own, at) => overSum(own, sum(at))), width, over };
    }
  return least;
}

function sumOf([one, other]: readonly Float64Array[]): (at: number) => number {
  return other ? (at) => one![at]! + other[at]! : (at) => one![at]!;
}

function narrowerThan(width: Width): readonly ('int8' | 'int16')[] {
  return width === 'int32' ? ['int8', 'int16'] : width === 'int16' ? ['int8'] : [];
}

/** What is the same is nothing over itself, also where it is no number. */
function overSum(own: number, sum: number): number {
  return own === sum ? 0 : own - sum;
}

/** Whether the values are less than that over a sum. Over what is no number only itself can be told. */
function isNear(values: Float64Array, sum: (at: number) => number, tooMuch: number): boolean {
  for (let at = 0; at < values.length; at++) {
    const over = overSum(values[at]!, sum(at));
    const isTold = Math.abs(over) < tooMuch || (!Number.isFinite(values[at]!) && Number.isFinite(sum(at)));
    if (!isTold) return false;
  }
  return true;
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
