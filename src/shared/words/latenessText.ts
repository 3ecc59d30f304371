// What is said of a test whose times our own clock makes doubtful.

import type { TestTimings } from '../run/testMeasurement';
import { isClockLate } from '../run/isClockLate';
import { formatDuration } from '../text/format';

/** `our clock was late by up to 34 ms`; null where it was not, or by less than counts. */
export function latenessText(timings: TestTimings | null): string | null {
  return timings && isClockLate(timings)
    ? `our clock was late by up to ${formatDuration(timings.lateness ?? null)}`
    : null;
}
