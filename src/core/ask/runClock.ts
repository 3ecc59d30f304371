// The monotonic clock of a run, with its one anchor to the calendar.

export interface RunClock {
  /** Milliseconds since the run started, to the microsecond; never goes back. */
  now(): number;
  /** Reading 0 in ns of `process.hrtime`. */
  readonly origin: bigint;
  /** The wall-clock time of reading 0: of a resumed run not its start, for the pause is not on this clock. */
  readonly startedAt: Date;
  /** The calendar date and time of a run-clock reading. */
  dateAt(t: number): Date;
}

/** `elapsed` is where the clock begins, ms: 0, or the last reading of the run that goes on. */
export function startRunClock(elapsed = 0): RunClock {
  const origin = process.hrtime.bigint() - BigInt(Math.round(elapsed * 1e6));
  return runClockFrom(origin, new Date(Date.now() - elapsed));
}

/** The same clock in another thread: `origin` is its zero in ns of `process.hrtime`, which all threads of a process share. */
export function runClockFrom(
  origin: bigint,
  startedAt = new Date(Date.now() - Number(process.hrtime.bigint() - origin) / 1e6),
): RunClock {
  return {
    now: () => roundToMicrosecond(Number(process.hrtime.bigint() - origin) / 1e6),
    origin,
    startedAt,
    dateAt: (t) => new Date(startedAt.getTime() + t),
  };
}

/** Milliseconds rounded to three decimals: finer digits are noise and make files larger. */
export function roundToMicrosecond(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

/** ISO 8601 in local time with its offset, `2026-11-21T17:45:03.120+01:00`, so that a reader elsewhere knows both. */
export function isoWithOffset(date: Date): string {
  const offset = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
  const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offset) % 60).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
}
