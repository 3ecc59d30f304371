// Distributions, intervals, exact tests and resampling, held against other implementations, published examples and brute force.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as simple from 'simple-statistics';
import { bootstrapInterval, leastForInterval, pairedDifference } from '../../../../src/shared/statistics/bootstrap';
import { allOfK, mcNemarExact, passAtK, wilsonInterval } from '../../../../src/shared/statistics/proportions';
import {
  distributionOf,
  medianOf,
  nearestRank,
  rankOf,
  RunningMean,
} from '../../../../src/shared/statistics/statistics';

function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let value = 1n;
  for (let at = 1; at <= k; at++) value = (value * BigInt(n - k + at)) / BigInt(at);
  return value;
}

/** A fraction of whole numbers as a floating-point number, exact to the last digits. */
function toNumber(numerator: bigint, denominator: bigint): number {
  const scale = 10n ** 40n;
  return Number((numerator * scale) / denominator) / 1e40;
}

function isNear(actual: number | null, expected: number, tolerance = 1e-12): void {
  assert.ok(
    actual !== null && Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)),
    `${actual} is not ${expected}`,
  );
}

describe('a distribution', () => {
  const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 300 });

  it('has the mean, extremes and standard deviation that a statistics library gives', () => {
    fc.assert(
      fc.property(values, (some) => {
        const { n, mean, min, max, standardDeviation } = distributionOf(some);
        assert.deepEqual([n, min, max], [some.length, simple.min(some), simple.max(some)]);
        isNear(mean, simple.mean(some), 1e-9);
        isNear(standardDeviation, simple.sampleStandardDeviation(some), 1e-6);
      }),
    );
  });

  it('has percentiles that are the smallest value with enough at or below it', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(0.5, 0.9, 0.95, 0.99), (some, p) => {
        const found = nearestRank(some, p)!;
        const atOrBelow = (limit: number): number => some.filter((value) => value <= limit).length;
        assert.ok(some.includes(found));
        assert.ok(atOrBelow(found) >= p * some.length - 1e-6);
        for (const smaller of some.filter((value) => value < found)) assert.ok(atOrBelow(smaller) < p * some.length);
      }),
    );
  });

  it('takes percentiles by nearest rank, whole ranks as they are', () => {
    assert.equal(nearestRank([], 0.5), null);
    assert.equal(nearestRank([30, 10, 20], 0.5), 20);
    assert.equal(nearestRank([4, 1, 3, 2], 0.5), 2);
    assert.equal(nearestRank([1, 2], 1), 2);
    assert.equal(nearestRank([1, 2], 0), 1);
    // The worked example of the method: 15, 20, 35, 40, 50 have 20 at 30%, 20 at 40%, 35 at 50%, 50 at 100%.
    assert.deepEqual(
      [0.3, 0.4, 0.5, 1].map((p) => nearestRank([50, 15, 40, 20, 35], p)),
      [20, 20, 35, 50],
    );
    assert.equal(medianOf([9, 100, 10]), simple.median([9, 100, 10]));
    assert.equal(rankOf(100, 0.07), 6, 'not 7, though 0.07 x 100 is 7.000000000000001');
    assert.equal(rankOf(2000, 0.975), 1949);
  });

  it('sorts as numbers and leaves the list as it was', () => {
    const some = [100, 9, 10];
    assert.deepEqual([distributionOf(some).p50, distributionOf(some).min], [10, 9]);
    assert.deepEqual(some, [100, 9, 10]);
  });

  it('says p90 and p95 from 20 values on, p99 from 100, and nothing of none', () => {
    const upTo = (n: number): number[] => Array.from({ length: n }, (_, at) => at + 1);
    const tails = (n: number): (number | null)[] => [
      distributionOf(upTo(n)).p90,
      distributionOf(upTo(n)).p95,
      distributionOf(upTo(n)).p99,
    ];
    assert.deepEqual(tails(19), [null, null, null]);
    assert.deepEqual(tails(20), [18, 19, null]);
    assert.deepEqual(tails(99), [90, 95, null]);
    assert.deepEqual(tails(100), [90, 95, 99]);
    assert.deepEqual(distributionOf([]), {
      n: 0,
      mean: null,
      min: null,
      max: null,
      standardDeviation: null,
      p50: null,
      p90: null,
      p95: null,
      p99: null,
    });
    assert.deepEqual([distributionOf([7]).p50, distributionOf([7]).standardDeviation], [7, null]);
  });

  it('is 0 when 0 was measured, and a running mean leaves out what was not', () => {
    assert.equal(distributionOf([0]).mean, 0);
    const mean = new RunningMean();
    assert.equal(mean.value, null);
    for (const value of [null, 4, null, 6]) mean.add(value);
    assert.deepEqual([mean.value, mean.sum, mean.count], [5, 10, 2]);
  });
});

describe('the Wilson interval', () => {
  const rounded = (successes: number, cases: number): number[] => {
    const { low, high } = wilsonInterval(successes, cases)!;
    return [low, high].map((end) => Number(end.toFixed(4)));
  };

  it('is that of Newcombe 1998, table I, method 3', () => {
    assert.deepEqual(rounded(81, 263), [0.2553, 0.3662]);
    assert.deepEqual(rounded(15, 148), [0.0624, 0.1605]);
    assert.deepEqual(rounded(0, 20), [0, 0.1611]);
    assert.deepEqual(rounded(1, 29), [0.0061, 0.1718]);
  });

  it('solves the equation that it is made from: both ends are 1.96 standard errors off', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (cases, part) => {
        const successes = Math.round(part * cases);
        const { low, high } = wilsonInterval(successes, cases)!;
        const share = successes / cases;
        assert.ok(low >= 0 && high <= 1 && low <= share + 1e-12 && high >= share - 1e-12);
        for (const end of [low, high]) {
          if (end > 1e-9 && end < 1 - 1e-9)
            isNear(Math.abs(share - end), 1.959964 * Math.sqrt((end * (1 - end)) / cases), 1e-9);
        }
      }),
    );
    assert.equal(wilsonInterval(0, 0), null);
  });
});

describe("McNemar's exact test", () => {
  const exact = (improved: number, worsened: number): number => {
    const n = improved + worsened;
    let tail = 0n;
    for (let at = 0; at <= Math.min(improved, worsened); at++) tail += choose(n, at);
    return Math.min(1, toNumber(2n * tail, 2n ** BigInt(n)));
  };

  it('gives the p-values of published examples', () => {
    // The approval ratings of Agresti's "Categorical Data Analysis", as R's exact2x2 prints them: 86 and 150 changed their mind.
    assert.equal(mcNemarExact(86, 150).toPrecision(4), '0.00003716');
    // The textbook table 101, 121, 59, 33; the value is that of scipy's `binomtest(59, 180)`.
    isNear(mcNemarExact(121, 59) * 1e6, 4.434449263755164);
    // Ten of ten heads: 2/1024; five of five is not enough for 5%, six of six is.
    assert.deepEqual([mcNemarExact(10, 0), mcNemarExact(0, 5), mcNemarExact(6, 0)], [0.001953125, 0.0625, 0.03125]);
    assert.deepEqual([mcNemarExact(0, 0), mcNemarExact(1, 0), mcNemarExact(4, 4)], [1, 1, 1]);
  });

  it('is the exact fraction for any counts, the same both ways', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }), (improved, worsened) => {
        isNear(mcNemarExact(improved, worsened), exact(improved, worsened), 1e-11);
        isNear(mcNemarExact(improved, worsened), mcNemarExact(worsened, improved), 1e-12);
      }),
    );
  });

  it('does not run out of digits with many pairs', () => {
    // Half of 20,000 is no difference; the normal approximation says p = 0.157 for 10,100 against 9,900, and is good there.
    isNear(mcNemarExact(10_000, 10_000), 1);
    isNear(mcNemarExact(10_100, 9_900), 0.1593, 1e-3);
    assert.equal(mcNemarExact(20_000, 0), 0);
  });
});

describe('pass@k and all-k', () => {
  it('are the shares of choices of k trials, counted out', () => {
    const trials = [true, false, false, true, false];
    const picks: boolean[][] = [];
    for (let bits = 0; bits < 2 ** trials.length; bits++) picks.push(trials.filter((_, at) => (bits >> at) & 1));
    for (let k = 1; k <= 5; k++) {
      const ofSize = picks.filter((pick) => pick.length === k);
      isNear(passAtK(5, 2, k), ofSize.filter((pick) => pick.some((isCorrect) => isCorrect)).length / ofSize.length);
      isNear(allOfK(5, 2, k), ofSize.filter((pick) => pick.every((isCorrect) => isCorrect)).length / ofSize.length);
    }
  });

  it('are the exact fractions of binomials, also where those are huge', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), fc.nat(), (trials, one, other) => {
        const correct = one % (trials + 1);
        const k = 1 + (other % trials);
        isNear(passAtK(trials, correct, k), 1 - toNumber(choose(trials - correct, k), choose(trials, k)), 1e-11);
        isNear(allOfK(trials, correct, k), toNumber(choose(correct, k), choose(trials, k)), 1e-11);
      }),
    );
  });

  it('are the share of correct ones for k = 1, and unknown for more trials than there were', () => {
    assert.deepEqual([passAtK(4, 3, 1), allOfK(4, 3, 1)], [0.75, 0.75]);
    assert.deepEqual([passAtK(4, 0, 4), passAtK(4, 1, 4), allOfK(4, 3, 4), allOfK(4, 4, 4)], [0, 1, 0, 1]);
    assert.deepEqual([passAtK(2, 2, 3), allOfK(0, 0, 1), passAtK(3, 1, 0)], [null, null, null]);
  });
});

describe('a bootstrap interval', () => {
  const skewed = Array.from({ length: 41 }, (_, at) => 100 + at * at);

  it('of a median is the one that infinitely many resamples would give, up to neighboring values', () => {
    // P(resampled median <= i-th smallest) is a binomial sum: more than half of n draws are among the i smallest.
    const n = skewed.length;
    const below = (i: number): number => {
      let sum = 0;
      for (let hits = Math.ceil(n / 2); hits <= n; hits++)
        sum += toNumber(choose(n, hits), 1n) * (i / n) ** hits * (1 - i / n) ** (n - hits);
      return sum;
    };
    const exactPosition = (p: number): number =>
      Array.from({ length: n }, (_, at) => at).find((at) => below(at + 1) >= p)!;
    const { low, high } = bootstrapInterval(skewed, 'median')!;
    assert.ok(Math.abs(skewed.indexOf(low) - exactPosition(0.025)) <= 1, String(low));
    assert.ok(Math.abs(skewed.indexOf(high) - exactPosition(0.975)) <= 1, String(high));
  });

  it('of a mean is near the normal one', () => {
    const even = Array.from({ length: 400 }, (_, at) => at);
    const { low, high } = bootstrapInterval(even, 'mean')!;
    const half = (1.96 * simple.sampleStandardDeviation(even)) / Math.sqrt(400);
    isNear(low, 199.5 - half, 0.01);
    isNear(high, 199.5 + half, 0.01);
  });

  it('is the same whenever it is computed, and whatever the order of the values', () => {
    assert.deepEqual(bootstrapInterval(skewed, 'mean'), bootstrapInterval([...skewed].reverse(), 'mean'));
    // Digits that a reviewer gets as well; a change here changes figures that people have written down.
    assert.deepEqual(bootstrapInterval([12, 15, 11, 30, 14, 13, 16], 'median'), { low: 12, high: 16 });
  });

  it('says nothing of so few values that no interval can hold 95%', () => {
    assert.equal(bootstrapInterval([1, 2, 3, 4, 5], 'median'), null);
    assert.equal(leastForInterval, 6);
    assert.deepEqual(bootstrapInterval([4, 4, 4, 4, 4, 4], 'mean'), { low: 4, high: 4 });
  });

  it('of pairs is that of their differences, and turns round with them', () => {
    const pairs = skewed.map((before, at) => ({ before, after: before - 20 + (at % 5) }));
    const difference = pairedDifference(pairs, 'median')!;
    assert.deepEqual(
      { ...difference, interval: null },
      { statistic: 'median', pairs: 41, before: 500, after: 480, value: -18, interval: null },
    );
    assert.ok(
      difference.interval!.low >= -20 && difference.interval!.high < 0,
      'easy and hard prompts do not blur the change',
    );
    const back = pairedDifference(
      pairs.map(({ before, after }) => ({ before: after, after: before })),
      'mean',
    )!;
    isNear(back.value, -pairedDifference(pairs, 'mean')!.value);
    assert.equal(pairedDifference([], 'mean'), null);
    assert.deepEqual(pairedDifference([{ before: 3, after: 5 }], 'mean'), {
      statistic: 'mean',
      pairs: 1,
      before: 3,
      after: 5,
      value: 2,
      interval: null,
    });
  });
});
