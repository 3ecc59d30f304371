// Which tests share a square: one prompt of the file that became several tests (trials, rotations of options) is one square with a slice
// for each. Pure; positions of tests and of squares count from 0.

import { promptNumber } from '../../../src/shared/words/testName';
import type { PromptInfo } from '../../../src/shared/run/events';

export interface GridSquares {
  /** How many squares there are. */
  count: number;
  /** The first test of each square; one more entry at the end, so that the tests of a square are `first[square]` up to `first[square + 1]`. */
  first: Uint32Array;
  /** The square of each test. */
  squareOf: Uint32Array;
  /** The most tests that one square has; 1 in a run without trials. */
  mostSlices: number;
}

type Prompts = readonly Pick<PromptInfo, 'variant'>[];

/** Every row of a run asks, and its prompts stay the same. */
const known = new WeakMap<Prompts, GridSquares>();

/** One square for tests that follow one another and came from the same prompt; every other test has its own. */
export function groupSquares(prompts: Prompts): GridSquares {
  const squares = known.get(prompts) ?? newSquares(prompts);
  known.set(prompts, squares);
  return squares;
}

function newSquares(prompts: Prompts): GridSquares {
  const squareOf = new Uint32Array(prompts.length);
  const first: number[] = [];
  let mostSlices = 1;
  prompts.forEach(({ variant }, position) => {
    const before = prompts[position - 1]?.variant;
    if (!variant || variant.prompt !== before?.prompt) first.push(position);
    squareOf[position] = first.length - 1;
    mostSlices = Math.max(mostSlices, position - first.at(-1)! + 1);
  });
  return { count: first.length, first: Uint32Array.from([...first, prompts.length]), squareOf, mostSlices };
}

/** How many tests a square has. */
export function sliceCount({ first }: GridSquares, square: number): number {
  return first[square + 1]! - first[square]!;
}

/** The number of a square's prompt in the file, from 1. */
export function squareNumber(
  prompts: readonly Pick<PromptInfo, 'variant'>[],
  squares: GridSquares,
  square: number,
): number {
  return promptNumber({ prompts }, squares.first[square]! + 1);
}

/** The same slice of another square, or its last one. */
export function sameSlice(squares: GridSquares, position: number, square: number): number {
  const slice = position - squares.first[squares.squareOf[position]!]!;
  return squares.first[square]! + Math.min(slice, sliceCount(squares, square) - 1);
}

/** A square's slices from left to right, in whole pixels. */
export interface SliceLayout {
  left: number;
  width: number;
  pitch: number;
}

/** Below this a slice is no longer seen or met by a pointer, CSS px; squares of more trials become wider. */
const leastPitch = 5;

/** How wide the squares of a grid are, CSS px: as wide as high, wider where the trials would not fit, never wider than the grid. */
export function squareWidth(size: number, mostSlices: number, gridWidth: number): number {
  return mostSlices === 1 ? size : Math.max(size, Math.min(gridWidth, mostSlices * leastPitch + 3));
}

/** Slices share the room of a square with the same width, the edge left out. `width` and `edge` in any pixels; so is the answer. */
export function layOutSlices(width: number, edge: number, count: number): SliceLayout {
  const room = width - 2 * edge;
  const gap = room / count >= 4 ? edge : 0;
  const own = Math.max(1, Math.floor((room - (count - 1) * gap) / count));
  const used = count * own + (count - 1) * gap;
  return { left: edge + Math.max(0, Math.floor((room - used) / 2)), width: own, pitch: own + gap };
}

/** The slice at a distance from a square's left edge; a gap belongs to the slice before it. */
export function sliceAt({ left, pitch }: SliceLayout, count: number, x: number): number {
  return Math.max(0, Math.min(count - 1, Math.floor((x - left) / pitch)));
}
