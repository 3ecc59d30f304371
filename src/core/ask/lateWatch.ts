// How late the clock of each attempt was at most: a timer that should turn every few ms tells when the thread was kept from its sockets, by its
// own work or by other programs. An answer that came meanwhile was stamped late by as much, at most.

/** ms between two looks. A delay that fits between them can't be seen. */
const everyMs = 10;

export class LateWatch {
  private readonly open = new Set<{ most: number }>();
  private timer: NodeJS.Timeout | undefined;
  private due = 0;

  /** Begins to watch; the function that it returns ends it and says how late a look was at most since, ms. */
  begin(): () => number {
    const watched = { most: 0 };
    this.open.add(watched);
    if (!this.timer) this.wait();
    return () => {
      this.open.delete(watched);
      if (this.open.size === 0) this.rest();
      // The look that should have been may be late at this very moment.
      return Math.max(watched.most, performance.now() - this.due, 0);
    };
  }

  private wait(): void {
    this.due = performance.now() + everyMs;
    this.timer = setTimeout(this.look, everyMs);
  }

  private readonly look = (): void => {
    const late = performance.now() - this.due;
    for (const watched of this.open) watched.most = Math.max(watched.most, late);
    this.wait();
  };

  private rest(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
