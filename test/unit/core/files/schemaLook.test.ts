// What a look says of an event, against its schema, which is the word on it. Looks at every kind of schema are tried in faultFinder.test.ts.

import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { schemaLook } from '../../../../src/core/files/schemaLook';
import { eventSchema } from '../../../../src/core/runFolder/eventSchema';
import type { RunEvent } from '../../../../src/shared/run/events';

const started: RunEvent = { type: 'testStarted', t: 0.5, model: 'simulated~swift', index: 1 };
/** As most tests end. */
const finished: RunEvent = {
  type: 'testFinished',
  t: 3244.277,
  model: 'simulated~swift',
  index: 25,
  verdict: 'correct',
  attempts: 1,
  timings: {
    dispatchedAt: 3151.161,
    endedAt: 3185.64,
    queue: 2829.055,
    retry: 0,
    total: 34.479,
    ttft: 34.476,
    ttfa: 34.476,
    load: null,
    tpot: null,
    decodeTokensPerSecond: null,
    endToEndTokensPerSecond: 87.009,
    evaluation: 22.528,
  },
  tokens: { input: 5, output: 3, reasoning: null, cached: null, source: 'usage' },
  cost: { usd: null, source: 'unknown' },
};
/** With all that a test may end with. */
const whole: RunEvent = {
  ...finished,
  verdict: 'error',
  timings: { ...finished.timings, charactersPerSecond: null, inFlight: 49, lateness: 26.218 },
  failedAttemptsCost: { usd: 0.1, calls: 2 },
  judgingCost: { usd: 0.2, calls: 1 },
  error: { kind: 'api', message: 'Nothing came.', status: 500 },
  score: 0.5,
  measures: { iou: 0.5 },
  classes: { truth: ['cat'], found: ['dog', 'cow'] },
  rubrics: [{ key: 'abc', verdict: 'correct', decides: true }],
  evidence: { offset: 0, length: 1408 },
};

type Path = (string | number)[];

/** The places of all values in a value, its own first. */
function pathsIn(value: unknown, at: Path = []): Path[] {
  const inside = Array.isArray(value)
    ? value.map((one, place): [number, unknown] => [place, one])
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
      : [];
  return [at, ...inside.flatMap(([name, one]) => pathsIn(one, [...at, name]))];
}

type Change = { kind: 'put'; value: unknown } | { kind: 'add'; name: string; value: unknown } | { kind: 'leaveOut' };

/** A copy in which one value is another one, has a field more, or is left out. */
function changed(event: unknown, path: Path, change: Change): unknown {
  const copy = structuredClone({ event }) as { [name: string]: unknown };
  const places = ['event', ...path];
  const last = places.pop()!;
  const holder = places.reduce<{ [name: string]: unknown }>(
    (one, name) => one[name] as { [name: string]: unknown },
    copy,
  );
  const inside = holder[last];
  if (change.kind === 'put') holder[last] = change.value;
  else if (change.kind === 'leaveOut') {
    if (Array.isArray(holder)) holder.splice(Number(last), 1);
    else delete holder[last];
  } else if (typeof inside === 'object' && inside !== null && !Array.isArray(inside))
    Object.defineProperty(inside, change.name, { value: change.value, enumerable: true });
  return copy['event'];
}

const anyValue = fc.oneof(
  fc.constantFrom(...[0, -0, -1, 1, 1.5, 2 ** 53, Infinity, -Infinity, null, true, '', 'usage', 'correct', 'not_run']),
  fc.jsonValue({ maxDepth: 2 }),
);
const anyChange = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), value: anyValue }),
  fc.record({
    kind: fc.constant('add' as const),
    name: fc.constantFrom('other', 'constructor', '__proto__'),
    value: anyValue,
  }),
  fc.record({ kind: fc.constant('leaveOut' as const) }),
);

describe('an event that is looked at', () => {
  const isAsItIs = schemaLook(eventSchema, 'returns');

  it('is known for what its schema returns as it is, and exactly then', () => {
    const events = [started, finished, whole].flatMap((event) => pathsIn(event).map((path) => ({ event, path })));
    fc.assert(
      fc.property(fc.constantFrom(...events), anyChange, ({ event, path }, change) => {
        const given = changed(event, path, change);
        const { success, data } = eventSchema.safeParse(given);
        assert.equal(isAsItIs(given), success && isDeepStrictEqual(data, given));
      }),
      { numRuns: 2000 },
    );
  });
});
