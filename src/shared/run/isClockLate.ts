// When the lateness of our own clock makes a test's times less than they look.

import type { TestTimings } from './testMeasurement';

/** Below it, ms, no time is doubted: every timer is late by a little. */
const leastLateness = 5;
/** Of a TTFT. */
const smallShare = 0.1;

/** True where the clock was late by more than a tenth of the TTFT, or of the whole time where no TTFT was measured. */
export function isClockLate({ lateness = 0, ttft, total }: Pick<TestTimings, 'lateness' | 'ttft' | 'total'>): boolean {
  return lateness >= leastLateness && lateness > smallShare * (ttft ?? total ?? Infinity);
}
