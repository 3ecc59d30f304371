// In which order tests run and how many at once. Tests that share a host (a local server) or an account (a cloud API)
// share one queue with one limit; queues run beside each other.

import type { ModelId } from '../../shared/run/model';
import { RequestGate, type GateLane, type GateLimits } from './requestGate';
import { allEnded } from '../files/allEnded';

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
  limits: GateLimits;
  /** A local server keeps one model loaded: its models go one after the other. Others take turns, so that rows grow together. */
  isModelByModel: boolean;
  /** What answers is in this process: no server is asked, and no account. */
  isEmbedded?: boolean;
  /** The API's own limits hold for each model by itself: what it refuses to one model holds up none of the others. */
  hasLimitsPerModel: boolean;
}

export interface TestQueue {
  key: string;
  limits: GateLimits;
  tests: ScheduledTest[];
  /** The tests of one model have all been answered before the next one's first is asked. */
  isModelByModel: boolean;
  isEmbedded?: boolean;
  hasLimitsPerModel: boolean;
}

/** Answers a place may leave to be judged before it asks on: enough to ask while Python starts, few enough to keep memory small. */
const mostUnfinished = 8;

/** Sorts every model x prompt into queues. The limits of a shared queue are the smallest that any of its models asks for. */
export function planQueues(
  models: readonly ModelId[],
  promptCount: number,
  place: (model: ModelId) => QueuePlacement,
): TestQueue[] {
  const groups = new Map<string, { placement: QueuePlacement; models: ModelId[] }>();
  for (const model of models) {
    const placement = place(model);
    const group = groups.get(placement.key);
    if (group) {
      group.models.push(model);
      const { limits, isModelByModel, hasLimitsPerModel } = group.placement;
      group.placement = {
        ...group.placement,
        limits: smallest(limits, placement.limits),
        isModelByModel: isModelByModel || placement.isModelByModel,
        hasLimitsPerModel: hasLimitsPerModel && placement.hasLimitsPerModel,
      };
    } else {
      groups.set(placement.key, { placement, models: [model] });
    }
  }
  const indexes = Array.from({ length: promptCount }, (_, position) => position + 1);
  return [...groups.values()].map(({ placement, models: sharing }) => ({
    ...placement,
    tests: placement.isModelByModel
      ? sharing.flatMap((model) => indexes.map((index) => ({ model, index })))
      : indexes.flatMap((index) => sharing.map((model) => ({ model, index }))),
  }));
}

function smallest(a: GateLimits, b: GateLimits): GateLimits {
  const least = (name: 'requestsPerMinute' | 'tokensPerMinute'): GateLimits | object => {
    const limit = Math.min(a[name] ?? Infinity, b[name] ?? Infinity);
    return limit === Infinity ? {} : { [name]: limit };
  };
  return {
    start: Math.min(a.start, b.start),
    most: Math.min(a.most, b.most),
    ...least('requestsPerMinute'),
    ...least('tokensPerMinute'),
  };
}

/**
 * Asks one test: holds a place in the queue until it resolves; what it returns is the work after the answer (judging, writing), which runs
 * while the place already serves the next tests.
 */
type AskTest = (test: ScheduledTest, lane: GateLane) => Promise<AskedPlace>;

export interface AskedPlace {
  /** False for a request that failed or was never sent. */
  isAnswered: boolean;
  /** Input and output, as the API counted them; 0 where it did not. */
  tokens: number;
  finish(): Promise<void>;
}

/**
 * Runs the queues to their end. Stops taking tests when the signal is aborted. Throws the first thing that `ask` or its work throws, once
 * every place has ended; whoever lets them throw aborts the signal, so that this is soon. A place asks on while less than `unfinished` of its
 * answers are still worked on; with 1 it asks when there is nothing left to do.
 */
export async function runQueues(
  queues: readonly TestQueue[],
  ask: AskTest,
  signal: AbortSignal,
  unfinished = mostUnfinished,
): Promise<void> {
  await allEnded(queues.map((queue) => runQueue(queue, ask, signal, unfinished)));
}

async function runQueue(
  { limits, tests, isModelByModel, hasLimitsPerModel }: TestQueue,
  ask: AskTest,
  signal: AbortSignal,
  unfinished: number,
): Promise<void> {
  const gate = new RequestGate(limits);
  try {
    for (const stage of isModelByModel ? grouped(tests, ({ model }) => model.model) : [tests]) {
      const lanes = hasLimitsPerModel ? grouped(stage, ({ model }) => model.name) : [stage];
      const lines = lanes.map((laneTests): Line => {
        const name = hasLimitsPerModel ? (laneTests[0]?.model.name ?? '') : '';
        return { tests: laneTests, next: 0, lane: gate.lane(name) };
      });
      const each = Math.max(1, Math.floor(unfinished / lines.length));
      // In turn, so that the first model does not have all the places to begin with.
      const places = Array.from({ length: limits.most }, (_, place) =>
        lines.filter((line) => place < line.tests.length),
      ).flat();
      await allEnded(places.map((line) => servePlace(line, ask, signal, each)));
    }
  } finally {
    // A cancelled run does not wait for the minute that the gate waits for.
    gate.close();
  }
}

/** The tests of each name, in the order of their first tests. */
function grouped(tests: readonly ScheduledTest[], nameOf: (test: ScheduledTest) => string): ScheduledTest[][] {
  const groups = new Map<string, ScheduledTest[]>();
  for (const test of tests) {
    const group = groups.get(nameOf(test));
    if (group) group.push(test);
    else groups.set(nameOf(test), [test]);
  }
  return [...groups.values()];
}

/** Tests of a lane while they are served. */
interface Line {
  tests: readonly ScheduledTest[];
  /** Position of the first test that nobody has taken. */
  next: number;
  lane: GateLane;
}

async function servePlace(line: Line, ask: AskTest, signal: AbortSignal, unfinished: number): Promise<void> {
  const { tests, lane } = line;
  const finishing = new Set<Promise<void>>();
  try {
    while (line.next < tests.length) {
      // Taken before the gate opens, which may let several in at once; it lets them in in the order in which they came.
      const test = tests[line.next++]!;
      if (!(await lane.enter(signal))) break;
      let asked: AskedPlace | null = null;
      try {
        asked = await ask(test, lane);
      } finally {
        lane.leave(asked?.isAnswered ?? false, asked?.tokens ?? 0);
      }
      const work: Promise<void> = asked.finish().then(() => {
        finishing.delete(work);
      });
      // A failure is thrown below; until then it must only not count as unhandled.
      work.catch(() => undefined);
      finishing.add(work);
      if (finishing.size >= unfinished) await Promise.race(finishing);
    }
  } finally {
    // All of it, also after a failure: nothing may write to the run folder once the run has ended.
    await Promise.allSettled(finishing);
  }
  await Promise.all(finishing);
}
