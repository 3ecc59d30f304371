// The one place that every answer and every failure of a run passes through on its way to judging, events, files and screens: nothing that a server
// said goes on before the run's secrets are out of it, and no count that can't be true.

import type { TokenUsage } from '../../shared/run/testMeasurement';
import type { TestError } from '../../shared/run/verdict';
import { scrubIn, type Scrub } from '../providers/scrubber';
import type { AskOutcome } from './askModel';

/** In place: the outcome has just come from another thread and belongs to nobody else. */
export function cleanOutcome({ attempts, reply, error }: AskOutcome, scrub: Scrub): void {
  for (const attempt of attempts) {
    attempt.request.url = scrub(attempt.request.url);
    scrubError(attempt.error, scrub);
    if (!attempt.response) continue;
    scrubIn(attempt.response, scrub);
    attempt.response.tokens = knownTokens(attempt.response.tokens, attempt.response);
  }
  const said = attempts.at(-1)?.response;
  if (reply) {
    scrubIn(reply, scrub);
    reply.tokens = knownTokens(reply.tokens, { text: said?.text ?? '', reasoning: said?.reasoning ?? '' });
  }
  scrubError(error, scrub);
}

/** Takes what is secret out of an error, in place. */
export function scrubError(error: TestError | undefined, scrub: Scrub): void {
  if (error) error.message = scrub(error.message);
}

/** What is known by the counts of a reply: a prompt has tokens, and so has text, so that 0 beside them is *not counted*; nor is a count of less than 0. */
export function knownTokens(tokens: TokenUsage, said: { text: string; reasoning: string }): TokenUsage {
  return {
    ...tokens,
    input: knownCount(tokens.input, 'the prompt'),
    output: knownCount(tokens.output, said.text + said.reasoning),
    reasoning: knownCount(tokens.reasoning, said.reasoning),
    cached: knownCount(tokens.cached, ''),
  };
}

function knownCount(count: number | null, text: string): number | null {
  if (count === null || !Number.isSafeInteger(count) || count < 0) return null;
  return count === 0 && text !== '' ? null : count;
}
