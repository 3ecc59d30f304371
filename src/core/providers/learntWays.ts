// How each model is asked, where a refusal has taught another way than the first. What was learnt holds for the connection, so that only one
// request of a model pays for it.

import type { CallTarget, ApiFailure } from './apiFailure';
import { callError } from './callError';
import { failureIn } from './failedAnswer';
import type { ModelReply } from './provider';

interface Asking<Way> {
  /** What is learnt holds for it: the row of a model, whose parameters are its own. */
  model: string;
  askIn: (way: Way) => Promise<ModelReply>;
  /** Whom a failure that leads to no other way is told of. */
  targetOf: (way: Way) => CallTarget;
  /** The way that a refusal leads to; null when the refusal is about something else. */
  wayAfter: (way: Way, failure: ApiFailure) => Way | null;
}

export class LearntWays<Way> {
  private readonly ways = new Map<string, Way>();

  constructor(private readonly first: Way) {}

  /** Asks in the way that is known, and in every other one that a refusal leads to. Throws a `ProviderError`, or why `signal` was aborted. */
  async ask({ model, askIn, targetOf, wayAfter }: Asking<Way>, signal: AbortSignal): Promise<ModelReply> {
    // As this request was sent: another one, under way at the same time, may learn another way meanwhile.
    let way = this.ways.get(model) ?? this.first;
    // A service that contradicts itself, or a gateway in front of several, may refuse for what it asked for before.
    const tried: string[] = [];
    for (;;) {
      try {
        const reply = await askIn(way);
        signal.throwIfAborted();
        return reply;
      } catch (error) {
        signal.throwIfAborted();
        tried.push(JSON.stringify(way));
        const failure = failureIn(error);
        const next = failure ? wayAfter(way, failure) : null;
        if (next === null || tried.includes(JSON.stringify(next))) throw callError(targetOf(way), error);
        this.ways.set(model, next);
        way = next;
      }
    }
  }
}
