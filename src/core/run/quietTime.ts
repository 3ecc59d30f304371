// In speed mode nothing of ours runs beside a local model but the clock: judging and writing wait until it has answered, and it is asked only
// when they are done. So it has the whole machine to itself, and its times are its own.

export class QuietTime {
  private inFlight = 0;
  private works = 0;
  private waiting: (() => void)[] = [];

  /** A request to a local model; it goes out when no work is left. */
  async request<T>(ask: () => Promise<T>): Promise<T> {
    while (this.works > 0) await this.change();
    this.inFlight++;
    try {
      return await ask();
    } finally {
      this.inFlight--;
      this.wake();
    }
  }

  /** Work of ours; it begins when no such request is in flight, and goes before those that wait. */
  async work<T>(work: () => Promise<T>): Promise<T> {
    this.works++;
    try {
      while (this.inFlight > 0) await this.change();
      return await work();
    } finally {
      this.works--;
      this.wake();
    }
  }

  /** Who waits looks again when it resolves, for another may have been faster. */
  private change(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}
