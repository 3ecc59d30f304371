// A body that a test feeds, as a connection would: it waits while it is told to, and knows whether it was closed.

import { Arrivals } from '../../../../src/core/streams/arrivals';
import type { Tap } from '../../../../src/core/streams/byteFlow';
import { usualAnswerLimits, type AnswerLimits } from '../../../../src/shared/run/answerLimits';

export type Pieces = Iterable<string | Uint8Array>;

interface Feeding {
  limits?: Partial<AnswerLimits>;
  /** The clock that pieces are stamped by; default: 0. */
  now?: () => number;
  /** What follows the pieces: the end (default), nothing, or a failure. */
  then?: 'end' | 'nothing' | Error;
}

export class FedBody implements Tap {
  readonly body: Arrivals;
  wasClosed = false;
  private isPaused = false;
  private readonly left: Iterator<string | Uint8Array>;

  constructor(
    pieces: Pieces,
    private readonly feeding: Feeding = {},
  ) {
    this.body = new Arrivals(this, { ...usualAnswerLimits, ...feeding.limits });
    this.left = pieces[Symbol.iterator]();
    this.feed();
  }

  feed(): void {
    const { now = () => 0, then = 'end' } = this.feeding;
    while (!this.isPaused && !this.wasClosed) {
      const { value, done } = this.left.next();
      if (done) {
        if (then !== 'nothing') this.body.finish(then === 'end' ? null : then);
        return;
      }
      this.body.take(typeof value === 'string' ? new TextEncoder().encode(value) : value, now());
    }
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
    // As a connection does: later, not within the call.
    setImmediate(() => this.feed());
  }

  close(): void {
    this.wasClosed = true;
  }
}
