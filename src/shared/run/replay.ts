// When each square of a run starts and lights in a replay, and which ones change when its clock moves.
// Pure and cheap: sorted times with two pointers a row, so that a tick costs only the squares that change.

import type { ModelState, RunState, TestState } from './runState';
import type { ReplayMode } from './viewSettings';

/** One model's squares. Positions are 0-based in `ModelState.tests`; both lists are sorted by time, ms on the replay clock. */
interface ReplayRow {
  startPositions: Uint32Array;
  startTimes: Float64Array;
  litPositions: Uint32Array;
  litTimes: Float64Array;
  /** How many squares the row has, those that never light included. */
  size: number;
}

export interface ReplayTimeline {
  mode: ReplayMode;
  /** When the last square lights, ms. */
  length: number;
  rows: ReplayRow[];
  /** How long each square takes of a run of which no time is known, ms: its replay only shows one test after the other. Null for all others. */
  pace: number | null;
}

export const replayPhase = { waiting: 0, running: 1, lit: 2 } as const;

type ReplayPhase = (typeof replayPhase)[keyof typeof replayPhase];

/** Used only where a run has no duration at all (batches, some reports), so that its squares still light one after the other. */
const assumedDuration = 500;

/** In the replay of a merged run nothing is under way for at most so long; a longer rest takes `shortenedRest`. ms. */
const longestRest = 5_000;
const shortenedRest = 1_000;

interface Span {
  position: number;
  start: number;
  lit: number;
}

/**
 * The timeline of a run. Only finished tests are in it.
 * `series`: a square lights when the running sum of its row's durations, by index, passes the clock.
 * `asItHappened`: real first dispatch and real end, counted from the run's first dispatch; without real times it is `series`. Of a merged run, whose
 * shards may have run on different days, long stretches in which nothing was asked are shortened.
 */
export function buildTimeline(state: RunState, mode: ReplayMode): ReplayTimeline {
  const actual = mode === 'asItHappened' && hasRealTimes(state) ? 'asItHappened' : 'series';
  const rows = actual === 'series' ? seriesRows(state) : realRows(state);
  const length = rows.reduce((longest, row) => Math.max(longest, row.litTimes.at(-1) ?? 0), 0);
  return { mode: actual, length, rows, pace: hasTimes(state) ? null : assumedDuration };
}

/** True when every finished test knows when it was dispatched and ended; an imported report does not. */
export function hasRealTimes(state: RunState): boolean {
  let hasSpan = false;
  for (const model of state.models) {
    for (const test of model.tests) {
      if (test.phase !== 'finished') continue;
      if (test.startedAt === null || !test.timings) return false;
      hasSpan ||= test.timings.endedAt > test.timings.dispatchedAt;
    }
  }
  return hasSpan;
}

/** Whether any test has a duration. Nobody can take times of a batch, and some reports have none. */
function hasTimes({ models }: RunState): boolean {
  return models.some(({ tests }) => tests.some((test) => test.phase === 'finished' && replayDuration(test) !== null));
}

/**
 * Which squares are waiting, running or lit at a clock. Moving the clock costs what lies between the two times.
 * Any number of cursors can share a timeline.
 */
export class ReplayCursor {
  /** The phase of each position, row by row. */
  readonly phases: Uint8Array[];
  private readonly started: Uint32Array;
  private readonly lit: Uint32Array;
  private currentClock = -1;

  constructor(readonly timeline: ReplayTimeline) {
    this.phases = timeline.rows.map((row) => new Uint8Array(row.size));
    this.started = new Uint32Array(timeline.rows.length);
    this.lit = new Uint32Array(timeline.rows.length);
  }

  /** ms; below 0 before the first `seek`, when every square waits. */
  get clock(): number {
    return this.currentClock;
  }

  /** Moves the clock and visits each square that changed, once, after its new phase is in `phases`. */
  seek(clock: number, visit?: (row: number, position: number, phase: ReplayPhase) => void): void {
    const isForward = clock >= this.currentClock;
    this.currentClock = clock;
    for (let index = 0; index < this.phases.length; index++) {
      if (isForward) this.advance(index, clock, visit);
      else this.retreat(index, clock, visit);
    }
  }

  private advance(
    index: number,
    clock: number,
    visit?: (row: number, position: number, phase: ReplayPhase) => void,
  ): void {
    const row = this.timeline.rows[index]!;
    const phases = this.phases[index]!;
    let lit = this.lit[index]!;
    for (; lit < row.litTimes.length && row.litTimes[lit]! <= clock; lit++) {
      const position = row.litPositions[lit]!;
      phases[position] = replayPhase.lit;
      visit?.(index, position, replayPhase.lit);
    }
    this.lit[index] = lit;
    let started = this.started[index]!;
    for (; started < row.startTimes.length && row.startTimes[started]! <= clock; started++) {
      const position = row.startPositions[started]!;
      if (phases[position] !== replayPhase.waiting) continue;
      phases[position] = replayPhase.running;
      visit?.(index, position, replayPhase.running);
    }
    this.started[index] = started;
  }

  private retreat(
    index: number,
    clock: number,
    visit?: (row: number, position: number, phase: ReplayPhase) => void,
  ): void {
    const row = this.timeline.rows[index]!;
    const phases = this.phases[index]!;
    let started = this.started[index]!;
    for (; started > 0 && row.startTimes[started - 1]! > clock; started--) {
      const position = row.startPositions[started - 1]!;
      phases[position] = replayPhase.waiting;
      visit?.(index, position, replayPhase.waiting);
    }
    this.started[index] = started;
    let lit = this.lit[index]!;
    for (; lit > 0 && row.litTimes[lit - 1]! > clock; lit--) {
      const position = row.litPositions[lit - 1]!;
      if (phases[position] !== replayPhase.lit) continue;
      phases[position] = replayPhase.running;
      visit?.(index, position, replayPhase.running);
    }
    this.lit[index] = lit;
  }
}

/**
 * How long a test took in a replay, ms; null when nobody knows. A judged test took its `total`. An error took its real
 * time, from dispatch to failure: some reports note 0 for it, and a row must not race ahead by failing.
 */
export function replayDuration(test: TestState): number | null {
  const timings = test.timings;
  if (!timings) return null;
  const span = timings.endedAt - timings.dispatchedAt;
  const duration = test.verdict === 'error' ? Math.max(timings.total ?? 0, span) : timings.total;
  if (duration === null || !Number.isFinite(duration) || duration < 0) return null;
  return test.verdict === 'error' && duration === 0 ? null : duration;
}

function seriesRows(state: RunState): ReplayRow[] {
  const known = state.models.map((model) => finishedTests(model).map(({ test }) => replayDuration(test)));
  const overall = mean(known.flat()) ?? assumedDuration;
  return state.models.map((model, row) => {
    // An unknown duration counts as the row's mean, so that the other squares of the row keep their pace.
    const substitute = mean(known[row]!) ?? overall;
    let clock = 0;
    const spans = finishedTests(model).map(({ position }, place): Span => {
      const start = clock;
      clock += known[row]![place] ?? substitute;
      return { position, start, lit: clock };
    });
    return toRow(spans, model.tests.length);
  });
}

function realRows(state: RunState): ReplayRow[] {
  const rows = state.models.map((model) =>
    finishedTests(model).map(({ test, position }): Span => {
      const start = test.startedAt!;
      return { position, start, lit: Math.max(start, test.timings!.endedAt) };
    }),
  );
  toReplayClock(rows.flat(), state.merged === null ? Infinity : longestRest);
  return rows.map((spans, row) => toRow(spans, state.models[row]!.tests.length));
}

/** Moves spans from the run's clock to that of the replay: it begins with the first of them, and rests between them that are longer than `longest` are short. */
function toReplayClock(spans: readonly Span[], longest: number): void {
  const byStart = [...spans].sort((a, b) => a.start - b.start);
  let away = byStart[0]?.start ?? 0;
  let end = away;
  for (const span of byStart) {
    const rest = span.start - end;
    if (rest > longest) away += rest - shortenedRest;
    end = Math.max(end, span.lit);
    span.start -= away;
    span.lit -= away;
  }
}

function toRow(spans: readonly Span[], size: number): ReplayRow {
  const byStart = [...spans].sort((a, b) => a.start - b.start || a.position - b.position);
  const byLit = [...spans].sort((a, b) => a.lit - b.lit || a.position - b.position);
  return {
    startPositions: Uint32Array.from(byStart, (span) => span.position),
    startTimes: Float64Array.from(byStart, (span) => span.start),
    litPositions: Uint32Array.from(byLit, (span) => span.position),
    litTimes: Float64Array.from(byLit, (span) => span.lit),
    size,
  };
}

function finishedTests(model: ModelState): { test: TestState; position: number }[] {
  return model.tests.flatMap((test, position) => (test.phase === 'finished' ? [{ test, position }] : []));
}

function mean(values: readonly (number | null)[]): number | null {
  let total = 0;
  let count = 0;
  for (const value of values) {
    if (value === null) continue;
    total += value;
    count++;
  }
  return count === 0 ? null : total / count;
}
