// The quick look takes nothing that zod would refuse, and whatever it is given the answer is zod's.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as z from 'zod';
import { faultFinder } from '../../../../src/core/files/faultFinder';
import { issueWords } from '../../../../src/core/files/parseRecord';
import { checks, measures, rubrics, testError, timings, tokens } from '../../../../src/core/runFolder/recordSchemas';

/** Every kind of schema, each with a field that is right for it. */
const everyKind = z.looseObject({
  text: z.string(),
  number: z.number(),
  is: z.boolean(),
  nothing: z.number().nullable(),
  missing: z.string().optional(),
  any: z.unknown(),
  one: z.enum(['a', 'b']),
  same: z.literal('a'),
  list: z.array(z.number()),
  pair: z.tuple([z.number(), z.string()]),
  open: z.tuple([z.number()]).rest(z.string()),
  either: z.union([z.string(), z.tuple([z.number()])]),
  told: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('a'), x: z.number() }),
    z.object({ kind: z.literal('b'), y: z.string() }),
  ]),
  named: z.record(z.string(), z.number()),
  few: z.partialRecord(z.enum(['a', 'b']), z.number()),
  strict: z.strictObject({ a: z.number() }),
  whole: z.number().int().positive(),
  int: z.int().min(0),
  small: z.int32(),
  address: z.email(),
  filled: z.array(z.number()).min(1),
  short: z.array(z.number()).max(1),
  least: z.number().nonnegative(),
  most: z.number().int().positive().max(3),
  ordered: z.object({ a: z.number(), b: z.number() }).refine(({ a, b }) => a <= b),
  given: z.string().default('a'),
});

const right = {
  text: '',
  number: 0,
  is: false,
  nothing: null,
  any: null,
  one: 'b',
  same: 'a',
  list: [1, 2],
  pair: [1, ''],
  open: [1, 'a', 'b'],
  either: [1],
  told: { kind: 'b', y: '' },
  named: { a: 1 },
  few: { b: 1 },
  strict: { a: 1 },
  whole: 1,
  int: 0,
  small: 1,
  address: 'a@example.org',
  filled: [1],
  short: [],
  least: 0,
  most: 3,
  ordered: { a: 1, b: 2 },
};

const odd = fc.oneof(
  fc.constantFrom(undefined, null, NaN, Infinity, -1, 0, 0.5, 3, 2 ** 40, '', 'a', 'b', true, [], {}, new Date(0)),
  fc.constantFrom<unknown>(
    [1],
    [1, 2],
    [1, 'a'],
    ['a'],
    { a: 1 },
    { a: 2, b: 1 },
    { kind: 'a' },
    { kind: 'a', x: 1, more: 1 },
  ),
);

/** Puts something odd at a place of a value, however deep, or takes it away. */
function spoilt(value: unknown, path: readonly number[], part: unknown, isGone: boolean): unknown {
  const copy: unknown = structuredClone(value);
  let inside = copy as { [name: string]: unknown };
  for (const [depth, number] of path.entries()) {
    const names = Object.keys(inside);
    if (names.length === 0) break;
    const name = names[number % names.length]!;
    const next = inside[name];
    if (depth < path.length - 1 && typeof next === 'object' && next !== null) inside = next as typeof inside;
    else {
      if (isGone) delete inside[name];
      else inside[name] = part;
      break;
    }
  }
  return copy;
}

const sound: { [name: string]: [z.ZodType, unknown] } = {
  'every kind': [everyKind, right],
  tokens: [tokens, { input: 1, output: null, reasoning: null, cached: 2, source: 'usage' }],
  measures: [measures, { iou: 0.5 }],
  rubrics: [rubrics, [{ key: 'a', verdict: 'correct', decides: true }]],
  error: [testError, { kind: 'api', message: 'No.', status: 500 }],
  checks: [checks, [{ check: 'contains', verdict: 'correct', score: 1, expected: 'a', got: 'a' }]],
  timings: [
    timings,
    {
      dispatchedAt: 1,
      endedAt: 2,
      queue: 0,
      retry: 0,
      total: 1,
      ttft: 1,
      ttfa: 1,
      load: null,
      tpot: null,
      decodeTokensPerSecond: null,
      endToEndTokensPerSecond: 3,
      evaluation: 1,
    },
  ],
};

describe('what is wrong by a schema', () => {
  for (const [name, [schema, value]] of Object.entries(sound)) {
    it(`is what zod says: ${name}`, () => {
      const faultOf = faultFinder(schema);
      assert.equal(faultOf(value), null);
      fc.assert(
        fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }), odd, fc.boolean(), (path, part, isGone) => {
          const changed = spoilt(value, path, part, isGone);
          const parsed = schema.safeParse(changed);
          assert.equal(faultOf(changed), parsed.success ? null : issueWords(parsed.error));
        }),
        { numRuns: 500 },
      );
    });
  }

  it('names the place', () => {
    const faultOf = faultFinder(z.object({ answer: z.object({ words: z.array(z.string()) }) }));
    assert.match(faultOf({ answer: { words: ['a', 1] } }) ?? '', /^answer\.words\.1: /);
  });
});
