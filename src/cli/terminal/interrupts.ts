// Counts Ctrl+C: the first cancels, the second stops at once.

/**
 * One press can arrive twice: a terminal signals the whole process group, and npm passes its own signal on to us.
 * So whatever follows within this time, ms, is the same press.
 */
const samePressMs = 500;

export class Interrupts {
  private lastAt: number | null = null;
  private presses = 0;
  private readonly listeners = new Set<() => void>();

  constructor(
    /** A monotonic clock, ms. */
    private readonly now: () => number,
    /** Ends the process; called at the second press, or at the first when nobody listens. */
    private readonly stopAtOnce: () => void,
  ) {}

  /** A signal arrived. */
  receive(): void {
    const at = this.now();
    const isSamePress = this.lastAt !== null && at - this.lastAt < samePressMs;
    if (isSamePress) return;
    this.lastAt = at;
    this.presses += 1;
    if (this.presses > 1 || this.listeners.size === 0) return this.stopAtOnce();
    for (const listener of this.listeners) listener();
  }

  /** Calls `listener` at the first press; returns what ends that. */
  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
