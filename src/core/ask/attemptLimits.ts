// How long an attempt may take: as long as the user says, and as long as something comes.

import { ProviderError } from '../providers/provider';

/** How long silence is borne unless the user says otherwise, ms. */
export const defaultIdleTimeoutMs = 300_000;

/** ms; 0 for no limit. */
export interface TimeLimits {
  /** From the request to the end of the answer. */
  attemptTimeoutMs: number;
  /** Without anything coming, a sign of life included. */
  idleTimeoutMs: number;
}

export class AttemptLimits {
  private readonly abort = new AbortController();
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly idle: NodeJS.Timeout | null;
  private readonly cancel = (): void => this.abort.abort(this.cancelled.reason);
  /** The time-out, when a limit has run out. Never tried again: what was too slow once is so again, and was paid for. */
  failure: ProviderError | null = null;

  /** `hasBegun` says whether any text has come. */
  constructor(
    { attemptTimeoutMs, idleTimeoutMs }: TimeLimits,
    private readonly cancelled: AbortSignal,
    private readonly hasBegun: () => boolean,
  ) {
    cancelled.addEventListener('abort', this.cancel, { once: true });
    this.startTimer(attemptTimeoutMs, attemptText);
    this.idle = this.startTimer(idleTimeoutMs, idleText);
  }

  /** Aborted when a limit has run out or the run is cancelled. */
  get signal(): AbortSignal {
    return this.abort.signal;
  }

  /** Says that something came: the silence begins anew. */
  readonly sign = (): void => void this.idle?.refresh();

  end(): void {
    this.timers.forEach((timer) => clearTimeout(timer));
    this.cancelled.removeEventListener('abort', this.cancel);
  }

  private startTimer(limitMs: number, text: (limit: string, hasBegun: boolean) => string): NodeJS.Timeout | null {
    if (limitMs === 0) return null;
    const timer = setTimeout(() => {
      this.failure = new ProviderError('timeout', text(`${limitMs / 1000} s`, this.hasBegun()), false);
      this.abort.abort(this.failure);
    }, limitMs);
    this.timers.push(timer);
    return timer;
  }
}

function attemptText(limit: string, hasBegun: boolean): string {
  return hasBegun
    ? `The answer was still arriving when the time limit of ${limit} for one attempt ran out. Raise the limit if this model is expected to take longer.`
    : `Not a single token arrived within the time limit of ${limit} for one attempt. Check that the model API is up, or raise the limit.`;
}

function idleText(limit: string, hasBegun: boolean): string {
  return hasBegun
    ? `The answer had begun, and then nothing came for ${limit}, so the connection was closed. Check that the model API is up, or raise the limit of silence.`
    : `Nothing at all came from the model API for ${limit}, so the connection was closed. Check that it is up, or raise the limit of silence if this model thinks for longer.`;
}
