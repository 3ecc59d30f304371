// The figures of a row: what counts, what does not, and that adding tests one by one gives the same as all at once.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { noOtherCost } from '../../../../src/shared/run/otherCost';
import { awards, modelStats, StatsAccumulator } from '../../../../src/shared/figures/runStats';
import type { ModelState, TestState } from '../../../../src/shared/run/runState';
import { nearestRank } from '../../../../src/shared/statistics/statistics';
import type { Verdict } from '../../../../src/shared/run/verdict';
import { aModel, noTimings } from '../../../builders';

interface Sketch {
  verdict: Verdict;
  total?: number | null;
  ttft?: number | null;
  load?: number | null;
  decode?: number | null;
  endToEnd?: number | null;
  usd?: number | null;
}

function testOf(sketch: Sketch, position: number): TestState {
  const isFinished = sketch.verdict !== 'not_run';
  return {
    index: position + 1,
    phase: isFinished ? 'finished' : 'waiting',
    verdict: sketch.verdict,
    startedAt: null,
    failedAttempts: 0,
    timings: isFinished
      ? noTimings({
          total: sketch.total ?? null,
          ttft: sketch.ttft ?? null,
          load: sketch.load ?? null,
          decodeTokensPerSecond: sketch.decode ?? null,
          endToEndTokensPerSecond: sketch.endToEnd ?? null,
        })
      : null,
    tokens: isFinished ? { input: 10, output: 5, reasoning: null, cached: null, source: 'usage' } : null,
    cost: isFinished ? { usd: sketch.usd ?? null, source: 'prices' } : null,
    error: null,
    score: null,
    measures: null,
    classes: null,
    rubrics: null,
    notRun: null,
    evidence: null,
  };
}

function modelOf(sketches: Sketch[]): ModelState {
  return {
    ...aModel('ollama~m'),
    warmUp: null,
    otherCost: noOtherCost(),
    tests: sketches.map(testOf),
  };
}

describe('runStats', () => {
  it('keeps errors out of accuracy and of every average', () => {
    const stats = modelStats(
      modelOf([
        { verdict: 'correct', total: 100, ttft: 10, load: 5, decode: 40, usd: 0.5 },
        { verdict: 'incorrect', total: 300, ttft: 30, load: null, decode: 60, usd: 0.25 },
        { verdict: 'error', total: 60000, ttft: 1, load: 900, decode: 1, usd: null },
        { verdict: 'not_run' },
      ]).tests,
    );
    assert.deepEqual(stats, {
      total: 4,
      correct: 1,
      incorrect: 1,
      error: 1,
      notRun: 1,
      accuracy: 0.5,
      tokensPerSecond: 50,
      tokensPerSecondBasis: 'decode',
      averageTotal: 200,
      averageLoad: 5,
      medianTtft: 10,
      inputTokens: 30,
      outputTokens: 15,
      counted: 3,
      costUsd: 0.75,
      priced: 2,
      finished: 3,
      timePerCorrect: 400,
      costPerCorrect: 0.75,
    });
  });

  it('says unknown, not 0, when nothing was judged', () => {
    const stats = modelStats(modelOf([{ verdict: 'error', total: 5 }, { verdict: 'not_run' }]).tests);
    assert.equal(stats.accuracy, null);
    assert.equal(stats.averageTotal, null);
    assert.equal(stats.tokensPerSecondBasis, null);
    assert.equal(stats.costUsd, null);
  });

  it('falls back to the end-to-end rate and says so', () => {
    const stats = modelStats(modelOf([{ verdict: 'correct', endToEnd: 20 }]).tests);
    assert.deepEqual([stats.tokensPerSecond, stats.tokensPerSecondBasis], [20, 'endToEnd']);
  });

  it('gives the same figures one by one, asked at any moment, as all at once', () => {
    const value = fc.option(fc.integer({ min: 0, max: 9999 }));
    const sketches = fc.array(
      fc.record({
        verdict: fc.constantFrom<Verdict>('correct', 'incorrect', 'error', 'not_run'),
        total: value,
        ttft: value,
        load: value,
        decode: value,
        endToEnd: value,
        usd: value,
      }),
    );
    fc.assert(
      fc.property(sketches, (some) => {
        const { tests } = modelOf(some);
        const accumulator = new StatsAccumulator(tests.length);
        tests.forEach((test, position) => {
          if (test.phase === 'finished') accumulator.add(test);
          assert.deepEqual(
            accumulator.stats(),
            modelStats(tests, (other) => other.phase === 'finished' && other.index <= position + 1),
          );
        });
        const ttfts = tests.flatMap((test) =>
          test.verdict === 'correct' || test.verdict === 'incorrect' ? [test.timings!.ttft] : [],
        );
        assert.equal(
          modelStats(tests).medianTtft,
          nearestRank(
            ttfts.filter((one) => one !== null),
            0.5,
          ),
        );
      }),
    );
  });

  it('says what a correct answer took, in time and money, only when all of it is known', () => {
    const perCorrect = (...sketches: Sketch[]): (number | null)[] => {
      const stats = modelStats(modelOf(sketches).tests);
      return [stats.timePerCorrect, stats.costPerCorrect];
    };
    const right: Sketch = { verdict: 'correct', total: 100, usd: 0.02 };
    const wrong: Sketch = { verdict: 'incorrect', total: 300, usd: 0.04 };
    assert.deepEqual(perCorrect(right, wrong), [400, 0.06], 'wrong answers are paid for, too');
    assert.deepEqual(perCorrect(right, right, wrong), [250, 0.04]);
    assert.deepEqual(
      perCorrect(right, { verdict: 'error', total: 60_000, usd: 0.01 }),
      [100, 0.03],
      'money spent on errors is spent; their time is no answer',
    );
    assert.deepEqual(perCorrect(right, { verdict: 'error' }), [100, 0.02]);
    assert.deepEqual(perCorrect(right, { ...wrong, usd: null }), [400, null]);
    assert.deepEqual(perCorrect(right, { ...wrong, total: null }), [null, 0.06]);
    assert.deepEqual(perCorrect(wrong), [null, null], 'no correct answer: no price of one');
    assert.deepEqual(perCorrect(), [null, null]);
    assert.deepEqual(perCorrect({ verdict: 'correct', total: 5, usd: 0 }), [5, 0]);
  });

  it('gives awards only to models that finished everything without an error', () => {
    const models = [
      modelOf([
        { verdict: 'correct', total: 100 },
        { verdict: 'correct', total: 100 },
      ]),
      modelOf([
        { verdict: 'correct', total: 300 },
        { verdict: 'incorrect', total: 300 },
      ]),
      modelOf([
        { verdict: 'correct', total: 1 },
        { verdict: 'error', total: 1 },
      ]),
      modelOf([{ verdict: 'correct', total: 1 }, { verdict: 'not_run' }]),
    ];
    assert.deepEqual(
      awards(
        models,
        models.map((model) => modelStats(model.tests)),
      ),
      [['perfect', 'fastest', 'mostAccurate'], ['slowest', 'leastAccurate'], [], []],
    );
  });
});
