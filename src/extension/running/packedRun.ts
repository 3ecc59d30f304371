// A run as bytes for a message to a page. Of a run that is over they are kept: a page that comes back asks for them again, and a run that is remembered
// comes as such bytes.

import { bytesOfRun } from '../../shared/run/runBytes';
import type { RunState } from '../../shared/run/runState';

/** A run as it is now, with the number that its next event will have. */
interface Packable {
  readonly state: RunState;
  readonly eventCount: number;
  readonly isRunning: boolean;
}

export class PackedRun {
  private kept: { eventCount: number; bytes: ArrayBuffer } | undefined;

  /** `bytes` are those of the run before its first event, where they are known. */
  constructor(bytes?: ArrayBuffer) {
    this.kept = bytes && { eventCount: 0, bytes };
  }

  /** Of a run that goes on nothing is kept: it would be another one the next time. */
  of({ state, eventCount, isRunning }: Packable): ArrayBuffer {
    if (!isRunning && this.kept?.eventCount === eventCount) return this.kept.bytes;
    const bytes = bytesOfRun(state, (text) => new TextEncoder().encode(text));
    this.kept = isRunning ? undefined : { eventCount, bytes };
    return bytes;
  }
}
