// Makes the recorded run one in batches: collected, or one that still waits.

import type { RunEvent } from '../../src/shared/run/events';

/** `kind`: `collected`, or `waiting`: of every three models the first is collected, the second submitted, the third not yet submitted. Anything else leaves the events as they are. */
export function withBatches(events: readonly RunEvent[], kind: string): RunEvent[] {
  if (kind !== 'collected' && kind !== 'waiting') return [...events];
  const untimed = events.map(withoutTimes);
  const [start] = untimed;
  if (kind === 'collected' || start?.type !== 'runStarted') return untimed;
  const placeOf = (model: string): number => start.models.findIndex((one) => one.model === model) % 3;
  const tests = start.prompts.map(({ index }) => index);
  const at = start.at ?? '2026-11-28T07:00:00.000+01:00';
  const submitted = start.models.flatMap(({ model }, position): RunEvent[] => {
    if (placeOf(model) !== 1) return [];
    const batch = position + 1;
    const answered = Math.floor(tests.length / 4);
    return [
      { type: 'batchPlanned', t: 1, at, batch, model, tests, key: '00112233445566aa' },
      { type: 'batchSent', t: 2, at, batch },
      { type: 'batchSubmitted', t: 3, at, batch, id: `batch_${batch}` },
      { type: 'batchProgress', t: 4, at, batch, phase: 'running', answered, failed: 0 },
    ];
  });
  const collected = untimed.filter((event) => 'model' in event && placeOf(event.model) === 0);
  const ended = untimed.flatMap((event) =>
    event.type === 'runFinished' ? [{ ...event, status: 'waiting' as const }] : [],
  );
  return [start, ...submitted, ...collected, ...ended];
}

function withoutTimes(event: RunEvent): RunEvent {
  if (event.type === 'runStarted') return { ...event, mode: 'batch' };
  if (event.type !== 'testFinished' || !event.timings) return event;
  const unknown = { queue: null, retry: null, total: null, ttft: null, ttfa: null, load: null, tpot: null };
  const { dispatchedAt } = event.timings;
  return {
    ...event,
    timings: {
      ...{ ...event.timings, ...unknown, endedAt: dispatchedAt },
      ...{ decodeTokensPerSecond: null, endToEndTokensPerSecond: null },
    },
  };
}
