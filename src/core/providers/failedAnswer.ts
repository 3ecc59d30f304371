// A response that is a failure, by its status or by what stands in it, before anybody has made a sentence of it.

import type { ApiFailure } from './apiFailure';

/** The SDK that sends through our fetch (Ollama's) may wrap it. */
export class FailedAnswer extends Error {
  constructor(readonly failure: ApiFailure) {
    // No word of the server's here: an SDK looks for some in it.
    super('the model API answered with a failure');
    this.name = 'FailedAnswer';
  }
}

/** The failure in an error or in what it wraps; undefined for any other error. */
export function failureIn(error: unknown): ApiFailure | undefined {
  for (let next = error, depth = 0; next instanceof Error && depth < 10; next = next.cause, depth++)
    if (next instanceof FailedAnswer) return next.failure;
  return undefined;
}
