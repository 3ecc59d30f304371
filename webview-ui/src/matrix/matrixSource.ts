// What a matrix asks of the run that it shows. Lines are those of the shown models, columns those of the prompts, both from 0.

import type { ColumnGroup } from './columnOrder';
import type { ReviewMark } from '../grid/reviewMark';
import type { SquareLook } from '../../../src/shared/words/testText';

export interface MatrixSource {
  label: string;
  columns: number;
  lines: number;
  /** Columns that stand together below a name; none in the order of the file. */
  groups: readonly ColumnGroup[];
  /** The number of a column's prompt in the file. */
  numberOf(column: number): number;
  lookOf(line: number, column: number): SquareLook;
  /** 0-1, null where the test type knows no degrees. */
  scoreOf(line: number, column: number): number | null;
  /** What people said of the cell's tests, the strongest of it; null for nothing. */
  reviewOf(line: number, column: number): ReviewMark | null;
  /** Shown models that failed the prompt. */
  failedOf(column: number): number;
  /** True for a prompt that is not among those looked for. */
  isDimmed(column: number): boolean;
  /** The name of a cell for a screen reader; line -1 is the one above the models. */
  labelOf(line: number, column: number): string;
  hoverOf(line: number, column: number): string[];
}
