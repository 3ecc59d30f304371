// One-to-one matching against trying out everything, and precision, recall and F1 from it.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cocoThresholds, matchBoxes, meanF1, meanIou } from '../../../../src/core/scores/boxMatch';
import { matchPairs } from '../../../../src/core/scores/matchPairs';
import { matchPoints } from '../../../../src/core/scores/matchPoints';
import { retrieval } from '../../../../src/core/scores/retrieval';
import type { RegionShape } from '../../../../src/core/scores/geometry';

type Table = (number | null)[][];

/** The most pairs and, for that many, the largest sum: by trying every way. */
function best(table: Table, row = 0, used = new Set<number>()): [pairs: number, sum: number] {
  if (row === table.length) return [0, 0];
  let result = best(table, row + 1, used);
  table[row]!.forEach((weight, column) => {
    if (weight === null || used.has(column)) return;
    const [pairs, sum] = best(table, row + 1, new Set([...used, column]));
    if (pairs + 1 > result[0] || (pairs + 1 === result[0] && sum + weight > result[1]))
      result = [pairs + 1, sum + weight];
  });
  return result;
}

const tables = fc
  .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }))
  .chain(([rows, columns]) =>
    fc.array(
      fc.array(
        fc.oneof(
          { weight: 2, arbitrary: fc.constant(null) },
          { weight: 3, arbitrary: fc.integer({ min: 0, max: 100 }).map((value) => value / 100) },
        ),
        { minLength: columns, maxLength: columns },
      ),
      { minLength: rows, maxLength: rows },
    ),
  );

describe('one-to-one matching', () => {
  it('is as good as the best of all ways', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const pairs = matchPairs(table);
        assert.equal(new Set(pairs.map(([row]) => row)).size, pairs.length);
        assert.equal(new Set(pairs.map(([, column]) => column)).size, pairs.length);
        const [count, sum] = best(table);
        assert.equal(pairs.length, count);
        assert.ok(Math.abs(pairs.reduce((total, [row, column]) => total + table[row]![column]!, 0) - sum) < 1e-9);
      }),
      { numRuns: 500 },
    );
  });

  it('finds both where the best pair first would find one', () => {
    assert.deepEqual(
      matchPairs([
        [0.9, 0.6],
        [0.8, null],
      ]),
      [
        [0, 1],
        [1, 0],
      ],
    );
  });

  it('stands an answer with very many boxes', () => {
    const table = Array.from({ length: 40 }, (_, row) =>
      Array.from({ length: 4000 }, (_, column) => (column % 40 === row ? column / 4000 : null)),
    );
    assert.equal(matchPairs(table).length, 40);
  });
});

describe('precision, recall and F1', () => {
  for (const [matched, expected, found, precision, recall, f1] of [
    [2, 3, 4, 0.5, 2 / 3, 4 / 7],
    [3, 3, 3, 1, 1, 1],
    [0, 3, 2, 0, 0, 0],
    [0, 3, 0, 0, 0, 0],
    [0, 0, 2, 0, 0, 0],
    [0, 0, 0, 1, 1, 1],
  ] as const) {
    it(`of ${matched} matched, ${expected} expected, ${found} found`, () =>
      assert.deepEqual(retrieval(matched, expected, found), { precision, recall, f1 }));
  }

  it('has F1 as the harmonic mean', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(20), fc.nat(20), (matched, missed, extra) => {
        const { precision, recall, f1 } = retrieval(matched, matched + missed, matched + extra);
        assert.ok(Math.abs(f1 - 2 / (1 / precision + 1 / recall)) < 1e-12);
      }),
    );
  });
});

describe('matching boxes', () => {
  const table = [
    [0.9, 0.55, 0],
    [0.6, 0.2, 0],
  ];

  it('counts at a threshold, and means the IoU over truths without one', () => {
    assert.deepEqual(matchBoxes(table, 3, 0.5), {
      pairs: [
        [0, 1],
        [1, 0],
      ],
      precision: 2 / 3,
      recall: 1,
      f1: 0.8,
    });
    assert.deepEqual(matchBoxes(table, 3, 0.75), { pairs: [[0, 0]], precision: 1 / 3, recall: 0.5, f1: 0.4 });
    // The largest sum: 0.55 + 0.6, not 0.9 + 0.2.
    assert.ok(Math.abs(meanIou(table) - 1.15 / 2) < 1e-12);
    assert.ok(
      Math.abs(
        meanIou([
          [0.9, 0.1],
          [0.2, null],
        ]) - 0.45,
      ) < 1e-12,
    );
    // No threshold, and the pairs with the largest sum.
    assert.ok(
      Math.abs(
        meanIou([
          [0.3, 0.9],
          [0.2, 0.3],
        ]) -
          1.1 / 2,
      ) < 1e-12,
    );
    assert.equal(meanIou([[0.3]]), 0.3);
    assert.equal(meanIou([[], []]), 0);
  });

  it("averages F1 over COCO's thresholds", () => {
    assert.deepEqual(cocoThresholds, [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95]);
    // Two pairs at .5 and .55; one at .6 to .9; none at .95.
    assert.ok(Math.abs(meanF1(table, 3) - (2 * 0.8 + 7 * 0.4) / 10) < 1e-12);
    assert.equal(meanF1([[1]], 1), 1);
  });

  it('never finds more with a higher threshold', () => {
    fc.assert(
      fc.property(
        tables,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (some, a, b) => {
          const found = some[0]?.length ?? 0;
          const [low, high] = [matchBoxes(some, found, Math.min(a, b)), matchBoxes(some, found, Math.max(a, b))];
          assert.ok(low.pairs.length >= high.pairs.length);
        },
      ),
    );
  });
});

describe('matching points', () => {
  const left: RegionShape = { kind: 'box', box: [0, 0, 10, 10] };
  const right: RegionShape = { kind: 'box', box: [90, 0, 100, 10] };
  const states = (points: [number, number][], regions: RegionShape[], match: 'all' | 'any' = 'all'): string[] =>
    matchPoints(points, regions, match, 100).map((one) => `${one.state} ${one.region ?? '-'}`);

  it('gives every region a point of its own', () => {
    assert.deepEqual(
      states(
        [
          [95, 5],
          [5, 5],
        ],
        [left, right],
      ),
      ['hit 1', 'hit 0'],
    );
    assert.deepEqual(
      states(
        [
          [5, 5],
          [6, 6],
        ],
        [left, right],
      ),
      ['hit 0', 'extra -'],
    );
    assert.deepEqual(
      states(
        [
          [5, 5],
          [80, 5],
        ],
        [left, right],
      ),
      ['hit 0', 'miss -'],
    );
    assert.deepEqual(
      states(
        [
          [5, 5],
          [80, 5],
          [60, 5],
          [95, 5],
        ],
        [left, right],
      ),
      ['hit 0', 'extra -', 'extra -', 'hit 1'],
    );
    assert.deepEqual(
      states(
        [
          [50, 5],
          [80, 5],
          [5, 5],
        ],
        [left, right],
      ),
      ['extra -', 'miss -', 'hit 0'],
    );
  });

  it('matches points in regions that overlap so that all are met', () => {
    const wide: RegionShape = { kind: 'box', box: [0, 0, 100, 10] };
    assert.deepEqual(
      states(
        [
          [5, 5],
          [50, 5],
        ],
        [wide, left],
      ),
      ['hit 1', 'hit 0'],
    );
    assert.deepEqual(
      states(
        [
          [5, 5],
          [50, 5],
        ],
        [left, wide],
      ),
      ['hit 0', 'hit 1'],
    );
  });

  it('takes any point in any region where that is enough', () => {
    assert.deepEqual(
      states(
        [
          [5, 5],
          [6, 6],
          [50, 5],
        ],
        [left, right],
        'any',
      ),
      ['hit 0', 'hit 0', 'miss -'],
    );
  });

  it('tells how far off a miss is', () => {
    const [one] = matchPoints([[30, 5]], [left, right], 'all', 100);
    assert.deepEqual(
      [one!.nearestRegion, one!.edgeDistance, one!.centerDistance, one!.nearestEdge],
      [0, 20, 25, [10, 5]],
    );
  });
});
