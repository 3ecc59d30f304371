// Tells a listener of several processes that make a run together as if it were one: their events on one clock, the run's beginning and end once.

import type { RunEvent } from '../../shared/run/events';
import { onRunClock, shiftOf } from '../../shared/run/foldClock';
import type { RunListener } from '../run/runRequest';

export class ToldAsOne {
  /** When the clock began that the others are brought to: that of the first one whose events came. Undefined before. */
  private began: string | null | undefined;
  private hasPrepared = false;
  private hasStarted = false;
  private lastAt = 0;
  private readonly asking = new Set<number>();
  private readonly drawn = new Map<number, { done: number; asked: number }>();

  constructor(
    private readonly listener: RunListener,
    jobs: number,
  ) {
    for (let job = 1; job <= jobs; job++) this.asking.add(job);
  }

  /** For the process of a number, from 1. */
  listenerOf(job: number): RunListener {
    let shift = 0;
    const toldOf = (event: RunEvent): RunEvent[] => {
      if (event.type === 'runStarted') {
        const { shard: _, ...whole } = event;
        if (this.began === undefined) {
          this.began = event.at;
          return [whole];
        }
        shift = shiftOf(event.at ?? '', event.t, this.began);
        return [];
      }
      if (event.type === 'runFinished') return [];
      return [onRunClock(event, { shift, machine: 0, isOfPart: true })];
    };
    return {
      onPreparing: (pictures) => {
        if (!this.hasPrepared) this.listener.onPreparing?.(pictures);
        this.hasPrepared = true;
      },
      onStarted: (runDirectory) => {
        if (this.hasStarted) return;
        this.hasStarted = true;
        this.listener.onStarted(runDirectory);
        this.listener.onAsking?.();
      },
      onEvents: (events) => {
        const told = events.flatMap(toldOf);
        for (const { t } of told) this.lastAt = Math.max(this.lastAt, t);
        if (told.length > 0) this.listener.onEvents(told);
        if (events.some(({ type }) => type === 'runFinished')) this.hasAsked(job);
      },
      onDrawn: (done, asked) => {
        this.drawn.set(job, { done, asked });
        const all = [...this.drawn.values()];
        const sum = (of: 'done' | 'asked'): number => all.reduce((whole, one) => whole + one[of], 0);
        this.listener.onDrawn?.(sum('done'), sum('asked'));
      },
    };
  }

  /** The process asks nothing any more: it has said so, or it is gone. After the last one the run is over. */
  hasAsked(job: number): void {
    if (!this.asking.delete(job) || this.asking.size > 0 || this.began === undefined) return;
    this.listener.onEvents([{ type: 'runFinished', t: this.lastAt, status: 'finished' }]);
  }
}
