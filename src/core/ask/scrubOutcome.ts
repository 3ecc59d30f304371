// The one place that every answer and every failure of a run passes through on its way to judging, events, files and screens: nothing that a server
// said goes on before the run's secrets are out of it.

import type { TestError } from '../../shared/run/verdict';
import { scrubIn, type Scrub } from '../providers/scrubber';
import type { AskOutcome } from './askModel';

/** In place: the outcome has just come from another thread and belongs to nobody else. */
export function scrubOutcome({ attempts, reply, error }: AskOutcome, scrub: Scrub): void {
  for (const attempt of attempts) {
    attempt.request.url = scrub(attempt.request.url);
    scrubIn(attempt.response, scrub);
    scrubError(attempt.error, scrub);
  }
  scrubIn(reply, scrub);
  scrubError(error, scrub);
}

/** In place. */
export function scrubError(error: TestError | undefined, scrub: Scrub): void {
  if (error) error.message = scrub(error.message);
}
