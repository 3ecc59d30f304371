// Lets requests of one queue through: so many at once, so many a minute, none while the API asks for patience.
// What "at once" means adapts: it grows while that brings more answers a second, and is halved when the API says that it is too much.

/** What a queue may do. */
export interface GateLimits {
  /** Requests in flight at once to begin with. */
  start: number;
  /** And at most; the same as `start` where the user fixed it, or the mode does. */
  most: number;
  requestsPerMinute?: number;
  /** Input and output tokens of the answers of the last minute, with those under way reckoned at their mean. */
  tokensPerMinute?: number;
}

/** Called once: true to enter, false when nothing is left to enter for. */
type Waiter = (mayEnter: boolean) => void;

const minuteMs = 60_000;
/** A larger limit must bring this much more answers a second to be kept. */
const worthwhileGain = 1.05;

export class RequestGate {
  private allowed: number;
  private underWay = 0;
  private pausedUntil = -Infinity;
  private isClosed = false;
  private readonly waiting: Waiter[] = [];
  private timer: NodeJS.Timeout | undefined;
  private readonly dispatches: number[] = [];
  private readonly answers: { at: number; tokens: number }[] = [];
  private readonly growth: Growth;

  /** `now` is a monotonic clock, ms. */
  constructor(
    private readonly limits: GateLimits,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.allowed = limits.start;
    this.growth = new Growth(limits.most);
  }

  /** Requests that may be in flight at the moment. */
  get limit(): number {
    return this.allowed;
  }

  get inFlight(): number {
    return this.underWay;
  }

  /** Resolves, in the order of asking, with true when a request may go out, and with false when the gate is closed or the signal aborted. */
  enter(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted || this.isClosed) return Promise.resolve(false);
    return new Promise((resolve) => {
      const onAbort = (): void => waiter(false);
      const waiter: Waiter = (mayEnter) => {
        signal.removeEventListener('abort', onAbort);
        const place = this.waiting.indexOf(waiter);
        if (place >= 0) this.waiting.splice(place, 1);
        resolve(mayEnter);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.waiting.push(waiter);
      this.advance();
    });
  }

  /** Nothing is left to ask: whoever waits need not wait on. */
  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    for (const waiter of [...this.waiting]) waiter(false);
  }

  /** A request has ended; `tokens` is what the API counted, 0 where it counted nothing. */
  leave(answered: boolean, tokens: number): void {
    this.underWay--;
    const at = this.now();
    this.answers.push({ at, tokens });
    if (answered) this.allowed = this.growth.next(this.allowed, at, this.waiting.length > 0);
    this.advance();
  }

  /** The API refused for too many requests: half as many at once from now on, and none before `waitMs` have passed. */
  backOff(waitMs: number): void {
    this.allowed = Math.max(1, Math.floor(this.allowed / 2));
    this.growth.settle(this.allowed);
    this.pause(waitMs);
  }

  /** No request before `waitMs` have passed: the API's headers say that nothing is left until then. */
  pause(waitMs: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, this.now() + waitMs);
    this.advance();
  }

  private advance(): void {
    clearTimeout(this.timer);
    while (this.waiting.length > 0 && this.underWay < this.allowed) {
      const wait = this.waitMs();
      if (wait > 0) {
        // What waits for an answer is looked at when one comes.
        if (wait !== Infinity) this.timer = setTimeout(() => this.advance(), Math.ceil(wait));
        return;
      }
      this.underWay++;
      this.dispatches.push(this.now());
      this.waiting[0]!(true);
    }
  }

  /** ms until the minute's limits and a pause allow another request; 0 when they do. */
  private waitMs(): number {
    const now = this.now();
    const { requestsPerMinute, tokensPerMinute } = this.limits;
    forget(this.dispatches, (at) => at <= now - minuteMs);
    forget(this.answers, ({ at }) => at <= now - minuteMs);
    let until = this.pausedUntil;
    if (requestsPerMinute !== undefined && this.dispatches.length >= requestsPerMinute) {
      until = Math.max(until, this.dispatches[this.dispatches.length - requestsPerMinute]! + minuteMs);
    }
    if (tokensPerMinute !== undefined) until = Math.max(until, this.tokensAllowAt(tokensPerMinute));
    return Math.max(0, until - now);
  }

  /** When so many answers of the last minute have grown old that their tokens and those under way fit. A single request always fits. */
  private tokensAllowAt(tokensPerMinute: number): number {
    const spent = this.answers.reduce((sum, { tokens }) => sum + tokens, 0);
    const mean = this.answers.length === 0 ? 0 : spent / this.answers.length;
    let excess = spent + mean * (this.underWay + 1) - tokensPerMinute;
    for (const { at, tokens } of this.answers) {
      if (excess <= 0) return -Infinity;
      excess -= tokens;
      if (excess <= 0) return at + minuteMs;
    }
    if (excess <= 0) return -Infinity;
    // Those under way alone could be too much: one of them must end first. With none under way the last answer must grow old.
    return this.underWay > 0 ? Infinity : (this.answers.at(-1)?.at ?? -Infinity) + minuteMs;
  }
}

/** Tries one more at a time after each window of answers; keeps it where the answers a second grew, else goes back and stays. */
class Growth {
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

  /** Not beyond `limit` again: the API said what is too much. */
  settle(limit: number): void {
    this.most = Math.min(this.most, limit);
    this.best = null;
    this.since = null;
  }
}

/** Takes old entries off the front. */
function forget<T>(list: T[], isOld: (entry: T) => boolean): void {
  const kept = list.findIndex((entry) => !isOld(entry));
  list.splice(0, kept < 0 ? list.length : kept);
}
