// What came of a test whose request could not be made: one attempt that never went out, so that the test is kept and told of like any other.

import type { ModelRequest } from '../providers/provider';
import type { AskOutcome } from './askModel';
import { AttemptRecorder } from './attemptRecorder';
import type { RunClock } from './runClock';

/** `why`: what could not be done, one sentence. `queuedAt`: run clock, ms. */
export function unsentOutcome(
  clock: RunClock,
  request: Pick<ModelRequest, 'model' | 'messages'>,
  queuedAt: number,
  why: string,
): AskOutcome {
  const { record } = new AttemptRecorder(clock, request, { attempt: 1, queuedAt, inFlight: 0 }, () => undefined);
  const error = { kind: 'notSent' as const, message: `Nothing was sent: ${why}` };
  return { attempts: [{ ...record, error }], error };
}
