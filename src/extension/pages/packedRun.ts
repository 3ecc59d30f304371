// A run as bytes for a message to its page. While the page loads nothing else is to be done, so a run that is over is packed then.

import { bytesOfRun } from '../../shared/run/runBytes';
import type { RunSession } from '../running/runSession';

type Packable = Pick<RunSession, 'state' | 'eventCount' | 'isRunning'>;

export class PackedRun {
  private ready: { of: Packable; events: number; run: ArrayBuffer } | undefined;

  /** Packs the run of a page that has not asked for it yet. One that goes on would be another one by then. */
  prepare(session: Packable): void {
    this.ready = session.isRunning ? undefined : { of: session, events: session.eventCount, run: packed(session) };
  }

  /** The run as it is now. What was prepared is let go of. */
  take(session: Packable): ArrayBuffer {
    const { ready } = this;
    this.ready = undefined;
    const isStillSo = ready?.of === session && ready.events === session.eventCount && !session.isRunning;
    return isStillSo ? ready.run : packed(session);
  }
}

function packed({ state }: Packable): ArrayBuffer {
  return bytesOfRun(state, (text) => new TextEncoder().encode(text));
}
