// Which events of the host are still to be applied: they come numbered, and a snapshot says which is the first that is not in it.

import type { RunEvent } from '../../../src/shared/run/events';

export class EventNumbers {
  /** Number of the next event; null while a snapshot is awaited and events mean nothing. */
  private next: number | null = null;

  /** A snapshot came: `next` is the number of the first event that is not in it. Null when there is no run, or none that is known yet. */
  startAt(next: number | null): void {
    this.next = next;
  }

  /**
   * Those of the events `first`, `first + 1`, ... that are new. `gap` when some before them are missing: what follows would be applied to the
   * wrong state, so nothing is taken any more until the snapshot that has to be asked for, once.
   */
  take(first: number, events: readonly RunEvent[]): readonly RunEvent[] | 'gap' {
    if (this.next === null) return [];
    if (first > this.next) {
      this.next = null;
      return 'gap';
    }
    const fresh = events.slice(this.next - first);
    this.next += fresh.length;
    return fresh;
  }
}
