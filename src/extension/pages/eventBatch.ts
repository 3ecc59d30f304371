// Gathers a run's events for a short while, so that a page gets a few messages a second instead of one per event.

import type { NumberedEvents } from '../running/runSession';

/** How long events are gathered before they are sent, ms. */
const batchMs = 50;

export class EventBatch {
  private pending: NumberedEvents | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly send: (batch: NumberedEvents) => void) {}

  /** Events must come in order and without gaps since the last `drop`. */
  add({ first, events }: NumberedEvents): void {
    if (this.pending) for (const event of events) this.pending.events.push(event);
    else this.pending = { first, events: [...events] };
    this.timer ??= setTimeout(() => this.flush(), batchMs);
  }

  /** Sends what has been gathered, now. */
  flush(): void {
    const batch = this.pending;
    this.drop();
    if (batch) this.send(batch);
  }

  /** Forgets what has been gathered: a snapshot has it. */
  drop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.pending = undefined;
  }
}
