// What a column of the table of figures is, and a row.

import type { ModelDetails } from '../../../src/shared/figures/modelDetails';
import type { ReviewAgreement } from '../../../src/shared/figures/reviewAgreement';
import type { ModelStats } from '../../../src/shared/figures/runStats';
import type { ModelState } from '../../../src/shared/run/runState';

export interface FigureRow {
  model: ModelState;
  title: string;
  /** Of a row that has the tests of one machine: which one, from 1, of the row `of`. */
  part?: { machine: number; of: string };
  stats: ModelStats;
  details: ModelDetails;
  reviews: ReviewAgreement;
}

export interface FigureColumn {
  /** Also its name in the CSV, with the unit. */
  id: string;
  name: string;
  /** The unit of every value of the column; empty for counts and words. */
  unit: string;
  definition: string;
  /** Null where a figure is neither good nor bad. */
  isLowerBetter: boolean | null;
  /** What is compared with the other models for the best one; the value where there is nothing else. */
  compared?(row: FigureRow): number | null;
  /** What is sorted and exported; null is unknown. */
  value(row: FigureRow): number | string | null;
  text(row: FigureRow): string;
  /** What must be known to read one value right. */
  note?(row: FigureRow): string | null;
  /** Further values of the CSV. */
  more?: readonly { id: string; value(row: FigureRow): number | string | null }[];
}
