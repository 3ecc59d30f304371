// The fetch that SDKs send their requests through: it tells the clock when, and reads what a failure says, no more of it than is useful.

import { answerLimits } from '../streams/limits';
import { readText } from '../streams/readText';
import type { WireListener } from '../streams/wireListener';
import { readErrorBody } from './errorBody';
import { FailedAnswer } from './failedAnswer';
import { fetchOut } from './wayOut';

/** What `fetch` takes, and whom to tell of the dispatch; SDKs pass it on as it is. */
export interface AskInit extends RequestInit {
  wire?: WireListener | undefined;
}

/** As `fetch`; throws `FailedAnswer` for a status that is no success. */
export async function askFetch(input: string | URL | Request, init: AskInit = {}): Promise<Response> {
  const { wire, ...rest } = init;
  wire?.onDispatched(wire.now());
  const response = await fetchOut(input, rest);
  if (response.ok) return response;
  const { status, headers } = response;
  throw new FailedAnswer({ ...readErrorBody(await readText(response.body, answerLimits.errorBytes)), status, headers });
}
