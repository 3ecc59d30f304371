// The clocks of a merged run: the events of each part have the times of their own, and the fold brings them to one. Pure.

import type { RunEvent } from './events';

/** How the events that are folded now come to the clock of the run. */
export interface FoldClock {
  /** ms to be added to their times. */
  shift: number;
  /** Of the machines of the run, where they happened. */
  machine: number;
  isOfPart: boolean;
}

/** The event as it is on the clock of the run. */
export function onRunClock(event: RunEvent, { shift }: FoldClock): RunEvent {
  if (shift === 0 || event.type === 'partStarted' || event.type === 'partsEnded') return event;
  const t = event.t + shift;
  if (event.type !== 'testFinished') return { ...event, t };
  const { dispatchedAt, endedAt } = event.timings;
  const timings = { ...event.timings, dispatchedAt: dispatchedAt + shift, endedAt: endedAt + shift };
  return { ...event, t, timings };
}

/** ms from the beginning of the run to the moment at which a clock of a part showed `t`; 0 where a date is none. */
export function shiftOf(at: string, t: number, runAt: string | null): number {
  const shift = Date.parse(at) - t - Date.parse(runAt ?? '');
  return Number.isFinite(shift) ? shift : 0;
}

/** What was done with a part when it was over: the clock stood still for it, whatever the calendar said. */
export function takesTime({ type }: Pick<RunEvent, 'type'>): boolean {
  return !['testRescored', 'testReviewed', 'runSignedOff', 'doubleDropped', 'partStarted'].includes(type);
}
