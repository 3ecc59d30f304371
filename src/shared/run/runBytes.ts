// The state of a run as bytes, for a message to a page: its columns, with the numbers of the tests as whole numbers of few bytes. That is half of the
// columns as JSON, and what carries a message takes time for each byte. Files have the columns as JSON.

import { columnsWith, stateWith, type Cell, type Cells, type ListMaker, type RunColumns } from './runColumns';
import type { RunState } from './runState';

/** Where a list of a value a test is in the bytes behind the text: so many values of some width, as parts of a whole. */
interface PackedList {
  at: number;
  width: Width;
  values: number;
  parts: number;
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
export function bytesOfRun(state: RunState, encode: (text: string) => Uint8Array): ArrayBuffer {
  const lists: ArrayBufferView[] = [];
  let end = 0;
  const run = columnsWith(state, (tests, cellOf): PackedList => {
    const { values, parts, width } = numbersOf(tests, cellOf);
    const list = listOf(values, width);
    lists.push(list);
    const at = end;
    end += aligned(list.byteLength);
    return { at, width, values: values.length, parts };
  });
  const text = encode(JSON.stringify(run));
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

/** The state that these bytes were made of by `bytesOfRun`, with test objects of its own. */
export function runOfBytes(bytes: ArrayBuffer, decode: (text: Uint8Array) => string): RunState {
  const length = new Uint32Array(bytes, 0, 1)[0]!;
  const start = aligned(textLengthBytes + length);
  const run = JSON.parse(decode(new Uint8Array(bytes, textLengthBytes, length))) as RunColumns<PackedList>;
  return stateWith(
    run,
    ({ at, width, values, parts }) =>
      new PackedCells(new arrays[width](bytes, start + at, values), mostOf[width], parts),
  );
}

class PackedCells implements Cells {
  constructor(
    private readonly list: ArrayLike<number>,
    private readonly most: number,
    private readonly parts: number,
  ) {}

  at(position: number): Cell {
    const value = this.list[position]!;
    return value === this.most ? null : value === -this.most ? false : value / this.parts;
  }
}

const numbersOf: ListMaker<Numbers> = (tests, cellOf) => {
  const values = new Float64Array(tests.length);
  for (const parts of parted) {
    let most = 0;
    for (let at = 0; at < values.length && most < Infinity; at++) {
      const cell = cellOf(tests[at]!);
      if (typeof cell !== 'number') values[at] = codeOf(cell);
      else {
        const whole = (values[at] = Math.round(cell * parts));
        most = whole / parts === cell ? Math.max(most, Math.abs(whole)) : Infinity;
      }
    }
    const width = (['int8', 'int16', 'int32'] as const).find((one) => most < mostOf[one]);
    if (width) return { values, parts, width };
  }
  for (const [at, test] of tests.entries()) {
    const cell = cellOf(test);
    values[at] = typeof cell === 'number' ? cell : codeOf(cell);
  }
  return { values, parts: 1, width: 'float64' };
};

function codeOf(cell: null | false): number {
  return cell === null ? Infinity : -Infinity;
}

function listOf(values: Float64Array, width: Width): ArrayBufferView {
  const list = new arrays[width](values.length);
  const most = mostOf[width];
  for (let at = 0; at < list.length; at++) list[at] = Math.max(-most, Math.min(most, values[at]!));
  return list;
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / alignment) * alignment;
}
