// The fetch that SDKs send their requests through: it tells the clock when, and reads what a failure says, no more of it than is useful.

import { answerLimits } from '../streams/limits';
import { readText } from '../streams/readText';
import type { WireListener } from '../streams/wireListener';
import type { ApiFailure } from './apiFailure';
import { readErrorBody } from './errorBody';
import { fetchOut } from './wayOut';

/** What `fetch` takes, and whom to tell of the dispatch; SDKs pass it on as it is. */
export interface AskInit extends RequestInit {
  wire?: WireListener | undefined;
}

/** An answer whose status says that it is none. SDKs wrap it as they wrap what any fetch throws. */
export class HttpFailure extends Error {
  constructor(readonly failure: ApiFailure & { status: number }) {
    // No word of the server's here: an SDK looks for some in it.
    super('the model API answered with a failure');
    this.name = 'HttpFailure';
  }
}

/** As `fetch`; throws `HttpFailure` for a status that is no success. */
export async function askFetch(input: string | URL | Request, init: AskInit = {}): Promise<Response> {
  const { wire, ...rest } = init;
  wire?.onDispatched(wire.now());
  const response = await fetchOut(input, rest);
  if (response.ok) return response;
  const { status, headers } = response;
  throw new HttpFailure({ ...readErrorBody(await readText(response.body, answerLimits.errorBytes)), status, headers });
}

/** The failure that an SDK wrapped; undefined for any other error. */
export function httpFailureIn(error: unknown): HttpFailure['failure'] | undefined {
  for (let next = error, depth = 0; next instanceof Error && depth < 10; next = next.cause, depth++)
    if (next instanceof HttpFailure) return next.failure;
  return undefined;
}
