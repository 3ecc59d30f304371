// Posts what an SDK has built, tells the clock when, and reads what a failure says, no more of it than is useful.

import type { AnswerLimits } from '../../shared/run/answerLimits';
import { readText } from '../streams/readText';
import { readErrorBody } from './errorBody';
import type { HttpAnswer, HttpRequest } from './exchange';
import { FailedAnswer } from './failedAnswer';
import { sendOut } from './wayOut';

/** Where an SDK sends a request to, and with which headers: the same for all requests of its kind. */
export interface BuiltRequest {
  url: string;
  headers: { readonly [name: string]: string };
}

/** What the `buildRequest` of OpenAI's and of Anthropic's SDK gives. */
export function builtRequest({ url, req }: { url: string; req: { headers: Headers } }): BuiltRequest {
  return { url, headers: Object.fromEntries(req.headers) };
}

/** Throws `FailedAnswer` for a status that is no success, and what the connection throws. */
export async function postQuestion(
  { url, headers }: BuiltRequest,
  body: string,
  { wire, signal, limits }: Pick<HttpRequest, 'wire' | 'signal'> & { limits: AnswerLimits },
): Promise<HttpAnswer> {
  const answer = await sendOut(url, { method: 'POST', headers, body, signal, wire, limits });
  if (answer.status >= 200 && answer.status < 300) return answer;
  const { status } = answer;
  const text = await readText(answer.body, limits.errorBytes);
  throw new FailedAnswer({ ...readErrorBody(text), status, headers: answer.headers });
}
