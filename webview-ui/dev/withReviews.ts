// What people said of the recorded run, the same every time: every fourth finished test is agreed with, disagreed with or commented on, in turn, and
// the run is signed off.

import type { RunEvent, TestReviewed } from '../../src/shared/run/events';

const by = { schemaVersion: 1, at: '2026-11-28T10:00:00.000+00:00', reviewer: 'Ada Lovelace' } as const;

export function withReviews(events: readonly RunEvent[]): RunEvent[] {
  const finished = events.flatMap((event) => (event.type === 'testFinished' ? [event] : []));
  const last = events.at(-1)?.t ?? 0;
  const reviewed = finished
    .filter((_, place) => place % 4 === 0)
    .map(({ model, index, verdict }, place): TestReviewed => {
      const said = { ...by, type: 'testReviewed', t: last, model, index } as const;
      if (place % 3 === 0) return { ...said, verdict };
      if (place % 3 === 1) return { ...said, comment: 'See the table in the appendix.' };
      return { ...said, verdict: verdict === 'correct' ? 'incorrect' : 'correct', reason: 'The unit is missing.' };
    });
  return [...events, ...reviewed, { ...by, type: 'runSignedOff', t: last }];
}
