// Makes errors of the recorded run ones of several kinds, the same every time, or ends all of its tests in one and the same error.

import type { RunEvent } from '../../src/shared/run/events';
import type { TestError } from '../../src/shared/run/verdict';

const errors: readonly TestError[] = [
  {
    kind: 'timeout',
    message: 'No answer within 60 s, three times. Raise the time limit in the settings, or try the model again later.',
  },
  { kind: 'rateLimited', message: 'The model API asks for patience (HTTP 429), after 4 attempts.', status: 429 },
  { kind: 'network', message: 'Nothing answers at 127.0.0.1:11434. Is the server running?' },
];

/** `kind`: `kinds` or `all`; anything else leaves the events as they are. */
export function withErrors(events: readonly RunEvent[], kind: string): RunEvent[] {
  if (kind === 'all')
    return events.map((event) =>
      event.type === 'testFinished' ? { ...event, verdict: 'error', error: errors[2]! } : event,
    );
  if (kind !== 'kinds') return [...events];
  return events.map((event) =>
    event.type === 'testFinished' && event.error ? { ...event, error: errors[event.index % errors.length]! } : event,
  );
}
