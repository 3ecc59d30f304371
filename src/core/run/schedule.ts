// In which order tests run and how many at once. Tests that share a host (a local server) or an account (a cloud API)
// share one queue with one limit; queues run beside each other.

import type { ModelId } from '../../shared/model';

export interface ScheduledTest {
  model: ModelId;
  /** 1-based. */
  index: number;
}

/** What decides a model's queue. */
export interface QueuePlacement {
  /** Models with the same key share a queue. */
  key: string;
  /** Tests of the queue under way at once. */
  limit: number;
  /** A local server keeps one model loaded: its models go one after the other. Others take turns, so that rows grow together. */
  isModelByModel: boolean;
}

export interface TestQueue {
  key: string;
  limit: number;
  tests: ScheduledTest[];
}

/** Answers a place may leave to be judged before it asks on: enough to ask while Python starts, few enough to keep memory small. */
const mostUnfinished = 8;

/** Sorts every model x prompt into queues. The limit of a shared queue is the smallest that any of its models asks for. */
export function planQueues(models: readonly ModelId[], promptCount: number, place: (model: ModelId) => QueuePlacement): TestQueue[] {
  const groups = new Map<string, { placement: QueuePlacement; models: ModelId[] }>();
  for (const model of models) {
    const placement = place(model);
    const group = groups.get(placement.key);
    if (group) {
      group.models.push(model);
      group.placement = { ...group.placement, limit: Math.min(group.placement.limit, placement.limit) };
    } else {
      groups.set(placement.key, { placement, models: [model] });
    }
  }
  const indexes = Array.from({ length: promptCount }, (_, position) => position + 1);
  return [...groups.values()].map(({ placement, models: sharing }) => ({
    key: placement.key,
    limit: placement.limit,
    tests: placement.isModelByModel
      ? sharing.flatMap((model) => indexes.map((index) => ({ model, index })))
      : indexes.flatMap((index) => sharing.map((model) => ({ model, index }))),
  }));
}

/**
 * Runs the queues to their end. `ask` holds a place in its queue; what it returns is the work after the answer
 * (judging, writing), which runs while the place already serves the next tests.
 * Stops taking tests when the signal is aborted. Throws the first thing that `ask` or its work throws, once every place has
 * ended; whoever lets them throw aborts the signal, so that this is soon.
 */
export async function runQueues(
  queues: readonly TestQueue[],
  ask: (test: ScheduledTest) => Promise<() => Promise<void>>,
  signal: AbortSignal,
): Promise<void> {
  const places = queues.flatMap((queue) => {
    const remaining = queue.tests.values();
    return Array.from({ length: Math.min(queue.limit, queue.tests.length) }, () => servePlace(remaining, ask, signal));
  });
  const outcomes = await Promise.allSettled(places);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}

async function servePlace(
  remaining: Iterator<ScheduledTest>,
  ask: (test: ScheduledTest) => Promise<() => Promise<void>>,
  signal: AbortSignal,
): Promise<void> {
  const finishing = new Set<Promise<void>>();
  try {
    for (let next = remaining.next(); !next.done && !signal.aborted; next = remaining.next()) {
      const finish = await ask(next.value);
      const work: Promise<void> = finish().then(() => {
        finishing.delete(work);
      });
      // A failure is thrown below; until then it must only not count as unhandled.
      work.catch(() => undefined);
      finishing.add(work);
      if (finishing.size >= mostUnfinished) await Promise.race(finishing);
    }
  } finally {
    // All of it, also after a failure: nothing may write to the run folder once the run has ended.
    await Promise.allSettled(finishing);
  }
  await Promise.all(finishing);
}
