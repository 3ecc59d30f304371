// How many requests at once bring the most answers a second.

/** A larger limit must bring this much more answers a second to be kept. */
const worthwhileGain = 1.05;

/** Tries one more at a time after each window of answers; keeps it where the answers a second grew, else goes back and stays. */
export class Growth {
  private count = 0;
  private since: number | null = null;
  private best: { limit: number; rate: number } | null = null;

  constructor(private most: number) {}

  next(limit: number, at: number, isWanted: boolean): number {
    if (limit >= this.most && this.best === null) return limit;
    if (this.since === null || !isWanted) {
      this.since = at;
      this.count = 0;
      return limit;
    }
    this.count++;
    if (this.count < 2 * limit || at <= this.since) return limit;
    const rate = this.count / (at - this.since);
    this.since = at;
    this.count = 0;
    if (this.best && limit > this.best.limit && rate < this.best.rate * worthwhileGain) {
      this.most = this.best.limit;
      this.best = null;
      return this.most;
    }
    this.best = { limit, rate };
    if (limit < this.most) return limit + 1;
    this.best = null;
    return limit;
  }
}
