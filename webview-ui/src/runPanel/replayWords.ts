// What is said of the place that a replay is at: a clock, or, where nobody took times, how many tests of each row are shown.

import { formatClock, formatCount } from '../../../src/shared/text/format';
import type { RunState } from '../../../src/shared/run/runState';
import { counted } from '../../../src/shared/text/counted';

interface ReplayPlace {
  /** Replay clock and its end, ms. */
  clock: number;
  length: number;
  /** Of a run without times, ms a test; null for all others. */
  pace: number | null;
}

/** `00:20 / 01:05`; `12 / 60 tests` where there are no times. */
export function replayPlaceText({ clock, length, pace }: ReplayPlace): string {
  if (pace === null) return `${formatClock(clock)} / ${formatClock(length)}`;
  const total = Math.round(length / pace);
  return `${formatCount(Math.floor(clock / pace))} / ${counted(total, 'test')}`;
}

/** Why a replay has no clock, or nothing to show; null for one that has times. */
export function untimedText(
  { mode, status }: Pick<RunState, 'mode' | 'status'>,
  { length, pace }: Omit<ReplayPlace, 'clock'>,
): string | null {
  if (pace === null) return null;
  const why = mode === 'batch' ? 'asked in batches: no times' : 'no times recorded';
  if (length > 0) return why;
  return status === 'waiting'
    ? 'nothing to replay: no answer is collected yet'
    : 'nothing to replay: no test has ended';
}
