// Where the time of a test went, for the thin bar in its square: the phases in their order, their times, and how wide each is drawn.
// Pure; no canvas. The times are the test's own, as docs/metrics.md defines them.

import type { TestTimings } from '../../../src/shared/run/testMeasurement';
import { formatDuration } from '../../../src/shared/text/format';

export interface SquarePhase {
  name: 'queue' | 'load' | 'firstToken' | 'decode' | 'evaluation';
  word: string;
  definition: string;
}

/** The phases from left to right. */
export const squarePhases: readonly SquarePhase[] = [
  {
    name: 'queue',
    word: 'queue',
    definition:
      'Waiting for a free place, and failed attempts with the waits after them. Never more than a quarter of the bar, however long it was: in a long run it would hide all else.',
  },
  { name: 'load', word: 'load', definition: 'Loading the model into memory, as its server reports it.' },
  {
    name: 'firstToken',
    word: 'TTFT',
    definition: 'From dispatch of the request to the first token, without the load.',
  },
  { name: 'decode', word: 'decode', definition: 'From the first token to the end of the answer.' },
  { name: 'evaluation', word: 'evaluation', definition: 'Judging the answer.' },
];

/** ms of each phase, in the order of `squarePhases`. */
export type PhaseTimes = readonly number[];

/** The most of a bar that waiting takes. */
const widestQueue = 0.25;

const known = new WeakMap<TestTimings, PhaseTimes | 'unknown'>();

/** The phases of a test; null where TTFT or total were not measured, so that nobody knows how its time divides. */
export function phaseTimes(timings: TestTimings | null): PhaseTimes | null {
  if (!timings) return null;
  // Squares are drawn again and again, timings stay as they are.
  let times = known.get(timings);
  if (times === undefined) {
    times = divide(timings) ?? 'unknown';
    known.set(timings, times);
  }
  return times === 'unknown' ? null : times;
}

function divide({ queue, retry, total, ttft, load, evaluation }: TestTimings): PhaseTimes | null {
  if (ttft === null || total === null) return null;
  const first = Math.min(ttft, total);
  const loading = Math.min(load ?? 0, first);
  const times = [(queue ?? 0) + (retry ?? 0), loading, first - loading, total - first, evaluation ?? 0].map((time) =>
    Math.max(0, time),
  );
  return times.some((time) => time > 0) ? times : null;
}

/** The sum of several tests' phases, phase by phase; null when none of them is known. */
export function sumPhases(all: readonly (PhaseTimes | null)[]): PhaseTimes | null {
  let sum: number[] | null = null;
  for (const times of all) {
    if (!times) continue;
    if (sum) for (let at = 0; at < sum.length; at++) sum[at]! += times[at]!;
    else sum = [...times];
  }
  return sum;
}

/** Whole pixels for each phase, together `width`. */
export function phaseWidths(times: PhaseTimes, width: number): number[] {
  const rest = times.slice(1).reduce((sum, time) => sum + time, 0);
  const queue = rest === 0 ? times[0]! : Math.min(times[0]!, (rest * widestQueue) / (1 - widestQueue));
  const whole = queue + rest;
  let passed = 0;
  let drawn = 0;
  return times.map((time, at) => {
    passed += at === 0 ? queue : time;
    const end = whole === 0 ? 0 : Math.round((passed / whole) * width);
    const own = end - drawn;
    drawn = end;
    return own;
  });
}

/** `queue 12 ms · TTFT 200 ms · decode 300 ms`: phases that took no time are left out. */
export function phasesText(times: PhaseTimes): string {
  return squarePhases
    .flatMap(({ word }, at) => (times[at]! >= 0.5 ? [`${word} ${formatDuration(times[at]!)}`] : []))
    .join(' · ');
}
