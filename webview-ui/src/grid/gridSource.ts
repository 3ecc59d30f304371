// What a grid of squares asks of the run that it shows. Positions are those of tests, from 0; several tests may share a square.

import type { SquareLook } from '../../../src/shared/words/testText';
import type { GridSquares } from './gridSquares';
import type { ReviewMark } from './reviewMark';
import type { PhaseTimes } from './squarePhases';

export interface GridSource {
  label: string;
  squares: GridSquares;
  /** The number written in a square. */
  numberOf(square: number): number;
  lookOf(position: number): SquareLook;
  /** 0-1, null where the test type knows no degrees. */
  scoreOf(position: number): number | null;
  /** Where the time of a lit test went; null where that is not known or it is not lit. */
  phasesOf(position: number): PhaseTimes | null;
  /** True for a lit test whose times our own clock makes doubtful. */
  isLate(position: number): boolean;
  /** What people said of a lit test; null where they said nothing, or it is not lit. */
  reviewOf(position: number): ReviewMark | null;
  /** The name of a test for a screen reader. */
  labelOf(position: number): string;
  /** The lines of a test's hover; the first is its title. */
  hoverOf(position: number): string[];
}
