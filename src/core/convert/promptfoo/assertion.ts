// An assertion of promptfoo, read as far as it is the same for all types.

import type { CarriedCheck, Place } from '../carried';
import type { ForeignSource } from '../format';
import type { SourceNode } from '../sourceNode';

export interface Assertion {
  /** Without `not-`. */
  type: string;
  isNegated: boolean;
  value: SourceNode | undefined;
  threshold: number | undefined;
  /** The model that grades, where one is named. */
  provider: string | undefined;
  /** Whether the score of the check counts, and not only whether it holds. */
  isScored: boolean;
  place: Place;
}

/** The checks that it becomes, with what people should know of the difference; or why there is none. */
type MadeChecks = { checks: CarriedCheck[]; note?: string } | { problem: string };

export type CheckForm = (assertion: Assertion, source: ForeignSource) => MadeChecks;
