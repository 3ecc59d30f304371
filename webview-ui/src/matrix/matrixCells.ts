// What the cells of a matrix look like, models x prompts, how they are marked, and how many models failed each prompt. Kept up to date cell by cell, so that a replay
// of many thousand tests has little to count. A cell is all the tests that one prompt of the file became (trials, rotations). No drawing here.

import type { SquareLook } from '../../../src/shared/words/testText';
import { sliceCount, type GridSquares } from '../grid/gridSquares';
import { reviewMarks, strongestMark, type ReviewMark } from '../grid/reviewMark';

const looks: readonly SquareLook[] = ['waiting', 'submitted', 'running', 'skipped', 'correct', 'incorrect', 'error'];
const marks: readonly (ReviewMark | null)[] = [null, ...reviewMarks];

/** How the shown models did on one prompt. A cell counts once it has a verdict. */
export interface PromptCounts {
  correct: number;
  incorrect: number;
  error: number;
}

export class MatrixCells {
  private readonly columns: number;
  private readonly cells: Uint8Array;
  private readonly marked: Uint8Array;
  private readonly counts: Uint16Array;
  private isShown: boolean[];

  /** `lookOf` and `markOf` are asked by the model's place in the run and the test's position, both from 0. */
  constructor(
    readonly rows: number,
    private readonly squares: GridSquares,
    private readonly lookOf: (row: number, position: number) => SquareLook,
    private readonly markOf: (row: number, position: number) => ReviewMark | null = () => null,
  ) {
    this.columns = squares.count;
    this.cells = new Uint8Array(rows * this.columns);
    this.marked = new Uint8Array(rows * this.columns);
    this.counts = new Uint16Array(looks.length * this.columns);
    this.isShown = Array.from({ length: rows }, () => true);
    this.refresh();
  }

  look(row: number, square: number): SquareLook {
    return looks[this.cells[row * this.columns + square]!]!;
  }

  /** The strongest mark of the cell's tests. */
  mark(row: number, square: number): ReviewMark | null {
    return marks[this.marked[row * this.columns + square]!]!;
  }

  countsOf(square: number): PromptCounts {
    return {
      correct: this.count('correct', square),
      incorrect: this.count('incorrect', square),
      error: this.count('error', square),
    };
  }

  /** Shown models that did not answer the prompt correctly: incorrect or in error. */
  failed(square: number): number {
    return this.count('incorrect', square) + this.count('error', square);
  }

  /** Only models that are shown are counted. `rows` are places in the run. */
  show(rows: readonly number[]): void {
    this.isShown = this.isShown.map((_, row) => rows.includes(row));
    this.recount();
  }

  /** A test's look or mark may have changed. Returns whether its cell has. */
  update(row: number, position: number): boolean {
    const square = this.squares.squareOf[position]!;
    const cell = row * this.columns + square;
    const isMarkedAnew = this.markAnew(row, square);
    const before = this.cells[cell]!;
    const now = looks.indexOf(this.lookNow(row, square));
    if (now === before) return isMarkedAnew;
    this.cells[cell] = now;
    if (this.isShown[row]) {
      this.counts[before * this.columns + square]!--;
      this.counts[now * this.columns + square]!++;
    }
    return true;
  }

  /** Every look and every mark may have changed. */
  refresh(): void {
    for (let row = 0; row < this.rows; row++)
      for (let square = 0; square < this.columns; square++) {
        this.cells[row * this.columns + square] = looks.indexOf(this.lookNow(row, square));
        this.markAnew(row, square);
      }
    this.recount();
  }

  private count(look: SquareLook, square: number): number {
    return this.counts[looks.indexOf(look) * this.columns + square]!;
  }

  private recount(): void {
    this.counts.fill(0);
    for (let row = 0; row < this.rows; row++) {
      if (!this.isShown[row]) continue;
      for (let square = 0; square < this.columns; square++)
        this.counts[this.cells[row * this.columns + square]! * this.columns + square]!++;
    }
  }

  private lookNow(row: number, square: number): SquareLook {
    return this.ofTests(row, square, this.lookOf, joined);
  }

  /** Whether the mark is another one now. */
  private markAnew(row: number, square: number): boolean {
    const cell = row * this.columns + square;
    const before = this.marked[cell];
    const mark = this.ofTests(row, square, this.markOf, strongestMark);
    this.marked[cell] = marks.indexOf(mark);
    return this.marked[cell] !== before;
  }

  /** Most prompts are one test, and there are many. */
  private ofTests<T>(
    row: number,
    square: number,
    of: (row: number, position: number) => T,
    join: (parts: T[]) => T,
  ): T {
    const first = this.squares.first[square]!;
    const count = sliceCount(this.squares, square);
    return count === 1 ? of(row, first) : join(Array.from({ length: count }, (_, slice) => of(row, first + slice)));
  }
}

/** One look for several tests of a prompt: the worst verdict once there is one, correct only when all that were run are. */
function joined(parts: readonly SquareLook[]): SquareLook {
  for (const look of ['incorrect', 'error', 'running'] as const) if (parts.includes(look)) return look;
  if (parts.includes('submitted')) return 'submitted';
  if (parts.includes('waiting')) return parts.includes('correct') ? 'running' : 'waiting';
  return parts.includes('correct') ? 'correct' : 'skipped';
}
