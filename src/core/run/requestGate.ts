// Lets requests of one queue through: so many at once and so many a minute in all, none of a lane while the API asks for patience there.
// A lane is what the API's own limits hold for: a model, where its limits are per model, else the whole queue.
// What "at once" means adapts: it grows while that brings more answers a second; a lane gets half as many when the API says that it is too much.

import { Growth } from './growth';

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

/** What enters and leaves through the gate, and is held up on its own. */
export interface GateLane {
  /** Requests of this lane that may be in flight at the moment. */
  readonly limit: number;
  /** Resolves, in the order of asking, with true when a request may go out, and with false when the gate is closed or the signal aborted. */
  enter(signal: AbortSignal): Promise<boolean>;
  /** A request has ended; `tokens` is what the API counted, 0 where it counted nothing. */
  leave(answered: boolean, tokens: number): void;
  /** The API refused for too many requests: half as many at once from now on, and none before `waitMs` have passed. */
  backOff(waitMs: number): void;
  /**
   * The same of a request that goes out again by itself after `waitMs`. Until then others may have its place, as long as there are no more than
   * the most at once with it.
   */
  sendAgain(waitMs: number): void;
  /** No request before `waitMs` have passed: the API's headers say that nothing is left until then. */
  pause(waitMs: number): void;
}

/** Called once: true to enter, false when nothing is left to enter for. */
type Waiter = (mayEnter: boolean) => void;

/** What the gate knows of a lane. */
interface LaneState {
  /** At once, by what the API said. */
  most: number;
  underWay: number;
  pausedUntil: number;
  readonly waiting: Waiter[];
  /** How many had entered the gate when this lane's last one did: lanes take turns. */
  turn: number;
}

const minuteMs = 60_000;

export class RequestGate {
  private allowed: number;
  private underWay = 0;
  private entered = 0;
  private isClosed = false;
  private readonly lanes = new Map<string, GateLane>();
  private readonly states: LaneState[] = [];
  /** When the requests that wait to go out again do so. */
  private resting: number[] = [];
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

  get inFlight(): number {
    return this.underWay;
  }

  /** The lane of a name: always the same one. */
  lane(name: string): GateLane {
    const known = this.lanes.get(name);
    if (known) return known;
    const state: LaneState = { most: this.limits.most, underWay: 0, pausedUntil: -Infinity, waiting: [], turn: 0 };
    const limit = (): number => Math.min(this.allowed, state.most);
    const pause = (waitMs: number): void => {
      state.pausedUntil = Math.max(state.pausedUntil, this.now() + waitMs);
      this.advance();
    };
    const backOff = (waitMs: number): void => {
      state.most = Math.max(1, Math.floor(limit() / 2));
      pause(waitMs);
    };
    const lane: GateLane = {
      get limit() {
        return limit();
      },
      enter: (signal) => this.enter(state, signal),
      leave: (answered, tokens) => this.leave(state, answered, tokens),
      backOff,
      sendAgain: (waitMs) => {
        this.resting.push(this.now() + waitMs);
        backOff(waitMs);
      },
      pause,
    };
    this.lanes.set(name, lane);
    this.states.push(state);
    return lane;
  }

  /** Nothing is left to ask: whoever waits need not wait on. */
  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    for (const { waiting } of this.states) for (const waiter of [...waiting]) waiter(false);
  }

  private enter({ waiting }: LaneState, signal: AbortSignal): Promise<boolean> {
    if (signal.aborted || this.isClosed) return Promise.resolve(false);
    return new Promise((resolve) => {
      const onAbort = (): void => waiter(false);
      const waiter: Waiter = (mayEnter) => {
        signal.removeEventListener('abort', onAbort);
        const place = waiting.indexOf(waiter);
        if (place >= 0) waiting.splice(place, 1);
        resolve(mayEnter);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      waiting.push(waiter);
      this.advance();
    });
  }

  private leave(lane: LaneState, answered: boolean, tokens: number): void {
    this.underWay--;
    lane.underWay--;
    const at = this.now();
    this.answers.push({ at, tokens });
    if (answered) this.allowed = this.growth.next(this.allowed, at, this.entrants().length > 0);
    this.advance();
  }

  private advance(): void {
    clearTimeout(this.timer);
    for (let lanes = this.entrants(); lanes.length > 0 && this.hasPlace(); lanes = this.entrants()) {
      const now = this.now();
      const pauseMs = Math.min(...lanes.map(({ pausedUntil }) => pausedUntil)) - now;
      const wait = Math.max(this.minuteWaitMs(now), pauseMs);
      if (wait > 0) {
        // What waits for an answer is looked at when one comes.
        if (wait !== Infinity) this.timer = setTimeout(() => this.advance(), Math.ceil(wait));
        return;
      }
      const open = lanes.filter(({ pausedUntil }) => pausedUntil <= now);
      const lane = open.reduce((first, one) => (one.turn < first.turn ? one : first));
      this.underWay++;
      lane.underWay++;
      lane.turn = ++this.entered;
      this.dispatches.push(now);
      lane.waiting[0]!(true);
    }
  }

  /** The lanes that wait and that their own limit does not hold up. */
  private entrants(): LaneState[] {
    return this.states.filter(({ waiting, underWay, most }) => waiting.length > 0 && underWay < most);
  }

  private hasPlace(): boolean {
    const now = this.now();
    this.resting = this.resting.filter((until) => until > now);
    return this.underWay < this.limits.most && this.underWay - this.resting.length < this.allowed;
  }

  /** ms until the minute's limits allow another request; 0 when they do. */
  private minuteWaitMs(now: number): number {
    const { requestsPerMinute, tokensPerMinute } = this.limits;
    forget(this.dispatches, (at) => at <= now - minuteMs);
    forget(this.answers, ({ at }) => at <= now - minuteMs);
    let until = -Infinity;
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

/** Takes old entries off the front. */
function forget<T>(list: T[], isOld: (entry: T) => boolean): void {
  const kept = list.findIndex((entry) => !isOld(entry));
  list.splice(0, kept < 0 ? list.length : kept);
}
