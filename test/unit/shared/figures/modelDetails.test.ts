// The figures that need all tests of a row: distributions, counts by kind, trials. And who is on the Pareto front.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PromptInfo } from '../../../../src/shared/run/events';
import { modelDetails, type ModelDetails } from '../../../../src/shared/figures/modelDetails';
import { paretoCandidate, paretoPlaces, type ParetoCandidate } from '../../../../src/shared/figures/pareto';
import { modelStats } from '../../../../src/shared/figures/runStats';
import type { RunState } from '../../../../src/shared/run/runState';
import { trialStats } from '../../../../src/shared/figures/trialStats';
import { sketchedRun, type Sketch } from '../run/sketchedRun';

function details(row: string, more: Partial<Sketch> = {}): ModelDetails {
  const state = sketchedRun({ rows: { 'openai~m': row }, ...more });
  return modelDetails(state.models[0]!.tests, state.prompts);
}

describe('the details of a model', () => {
  it('have times of judged tests only, each with its own n', () => {
    const { times } = details('#x!.-', {
      figures: (_, index) => ({ total: index * 100, ttft: index === 2 ? null : 10 }),
    });
    assert.deepEqual(
      [times.total.n, times.total.mean, times.total.min, times.total.max, times.total.p50],
      [2, 150, 100, 200, 100],
    );
    assert.deepEqual([times.ttft.n, times.ttft.p50], [1, 10]);
    assert.deepEqual(
      [
        times.tpot.p50,
        times.decodeTokensPerSecond.p50,
        times.endToEndTokensPerSecond.p50,
        times.queue.max,
        times.retry.max,
      ],
      [12.5, 80, 70, 0, 0],
    );
  });

  it('say p95 from 20 judged tests on', () => {
    assert.equal(details('#'.repeat(19)).times.total.p95, null);
    assert.equal(details('#'.repeat(20)).times.total.p95, 400);
    assert.equal(details(`${'#'.repeat(19)}!`).times.total.p95, null, 'an error is no twentieth answer');
  });

  it('count errors and what was not run by kind, and only mark what came from a cache', () => {
    const found = details('#!!x--.', { figures: (_, index) => (index === 1 ? { cached: 8 } : { cached: 0 }) });
    assert.deepEqual([found.errors, found.notRunKinds, found.cachedTests], [{ timeout: 2 }, { noVision: 2 }, 1]);
    assert.deepEqual(found.times.total.n, 2, 'a prompt cache shortens an answer, it does not make it none');
    assert.deepEqual(found.accuracyInterval && Object.values(found.accuracyInterval).map((end) => end.toFixed(3)), [
      '0.095',
      '0.905',
    ]);
    assert.deepEqual([details('.').accuracyInterval, details('.').trials, details('.').errors], [null, null, {}]);
  });

  it('are those of a moment when asked so', () => {
    const state = sketchedRun({ rows: { 'openai~m': '#x#' } });
    assert.equal(modelDetails(state.models[0]!.tests, state.prompts, (test) => test.index < 3).times.total.n, 2);
  });
});

describe('trials', () => {
  function trialPrompts(prompts: number, trials: number): Omit<PromptInfo, 'index'>[] {
    return Array.from({ length: prompts * trials }, (_, at) => {
      const prompt = Math.floor(at / trials) + 1;
      return {
        label: `p${prompt}`,
        hash: `${prompt}`.padStart(16, '0'),
        variant: { prompt, kind: 'trial' as const, number: (at % trials) + 1, of: trials },
      };
    });
  }

  function trialRun(row: string, trials: number, more: Partial<Sketch> = {}): RunState {
    return sketchedRun({ rows: { 'openai~m': row }, prompts: trialPrompts(row.length / trials, trials), ...more });
  }

  it('give pass@k, all-k and the spread', () => {
    // Three prompts, four trials each: 4, 2 and 0 of 4 correct.
    const { models, prompts } = trialRun('####' + '#x#x' + 'xxxx', 4);
    const stats = trialStats(models[0]!.tests, prompts)!;
    assert.deepEqual([stats.trials, stats.prompts, stats.unstable], [4, 3, 1]);
    const rounded = stats.passes.map(({ k, prompts: count, passAtK, allOfK }) => [
      k,
      count,
      passAtK!.toFixed(4),
      allOfK!.toFixed(4),
    ]);
    // The second prompt: 1 - C(2,k)/C(4,k) and C(2,k)/C(4,k) with C(4,2) = 6.
    assert.deepEqual(rounded, [
      [1, 3, ((1 + 1 / 2 + 0) / 3).toFixed(4), ((1 + 1 / 2 + 0) / 3).toFixed(4)],
      [2, 3, ((1 + 5 / 6 + 0) / 3).toFixed(4), ((1 + 1 / 6 + 0) / 3).toFixed(4)],
      [3, 3, ((1 + 1 + 0) / 3).toFixed(4), ((1 + 0 + 0) / 3).toFixed(4)],
      [4, 3, ((1 + 1 + 0) / 3).toFixed(4), ((1 + 0 + 0) / 3).toFixed(4)],
    ]);
    assert.deepEqual(
      [stats.accuracyByTrial.n, stats.accuracyByTrial.max!.toFixed(3), stats.accuracyByTrial.min!.toFixed(3)],
      [4, '0.667', '0.333'],
    );
  });

  it('leave prompts with too few judged trials out of a k, and say of how many it is', () => {
    const { models, prompts } = trialRun('#!' + 'x#' + '!!', 2);
    const { passes, prompts: count } = trialStats(models[0]!.tests, prompts)!;
    assert.deepEqual(
      [count, passes],
      [
        3,
        [
          { k: 1, prompts: 2, passAtK: 0.75, allOfK: 0.75 },
          { k: 2, prompts: 1, passAtK: 1, allOfK: 0 },
        ],
      ],
    );
  });

  it('measure how far the times of one prompt are apart', () => {
    const { models, prompts } = trialRun('####', 2, {
      figures: (_, index) => ({ total: index <= 2 ? 100 : [80, 120][index - 3]! }),
    });
    // 100, 100: 0. 80, 120: sqrt(2 x 20^2 / 1) / 100.
    assert.equal(trialStats(models[0]!.tests, prompts)!.timeSpread, 0);
    const one = trialRun('##', 2, { figures: (_, index) => ({ total: [80, 120][index - 1]! }) });
    assert.equal(
      trialStats(one.models[0]!.tests, one.prompts)!.timeSpread!.toFixed(6),
      (Math.sqrt(800) / 100).toFixed(6),
    );
  });

  it('are none for rotations and single prompts', () => {
    const rotations = trialPrompts(1, 2).map((prompt) => ({
      ...prompt,
      variant: { ...prompt.variant!, kind: 'rotation' as const },
    }));
    for (const prompts of [rotations, undefined]) {
      const state = sketchedRun({ rows: { 'openai~m': '##' }, prompts });
      assert.equal(trialStats(state.models[0]!.tests, state.prompts), null);
    }
  });
});

describe('the Pareto front', () => {
  const at = (model: string, time: number | null, cost: number | null, accuracy: number | null): ParetoCandidate => ({
    model,
    time,
    cost,
    accuracy,
  });

  it('has the models that nobody beats, and says who beats the others', () => {
    const places = paretoPlaces([
      at('fast', 100, 5, 0.5),
      at('cheap', 300, 1, 0.5),
      at('good', 900, 9, 0.9),
      at('poor', 300, 5, 0.4),
      at('fast too', 100, 5, 0.5),
    ]);
    assert.deepEqual(
      places.map(({ model, isOnFront, dominatedBy }) => [model, isOnFront, dominatedBy]),
      [
        ['fast', true, []],
        ['cheap', true, []],
        ['good', true, []],
        ['poor', false, ['fast', 'cheap', 'fast too']],
        ['fast too', true, []],
      ],
    );
  });

  it('takes an unknown cost for no advantage, never for nothing', () => {
    const places = paretoPlaces([
      at('known', 100, 5, 0.5),
      at('unknown', 100, null, 0.5),
      at('unknown but better', 100, null, 0.9),
      at('free', 100, 0, 0.5),
    ]);
    assert.deepEqual(
      places.map(({ isOnFront, unknown }) => [isOnFront, unknown]),
      [
        [false, []],
        [false, ['cost']],
        [true, ['cost']],
        [true, []],
      ],
    );
    assert.deepEqual(places[0]!.dominatedBy, ['free'], 'not by the one whose cost nobody knows');
  });

  it('has no place for a model without accuracy or time', () => {
    const places = paretoPlaces([at('a', 100, 1, null), at('b', null, 1, 1), at('c', 100, 1, 0.1)]);
    assert.deepEqual(
      places.map((place) => place.isOnFront),
      [false, false, true],
    );
  });

  it('is never empty, has no member that another one beats, and beats everybody else', () => {
    const figure = fc.option(fc.integer({ min: 0, max: 4 }));
    const candidates = fc.array(fc.record({ time: figure, cost: figure, accuracy: figure }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(candidates, (some) => {
        const places = paretoPlaces(some.map((one, position) => ({ model: String(position), ...one })));
        const placed = places.filter((place) => place.time !== null && place.accuracy !== null);
        const front = placed.filter((place) => place.isOnFront);
        assert.equal(front.length > 0, placed.length > 0);
        for (const place of placed) {
          const beaters = placed.filter((other) => {
            const gains = [
              place.time! - other.time!,
              (place.cost ?? 99) - (other.cost ?? 99),
              other.accuracy! - place.accuracy!,
            ];
            return gains.every((gain) => gain >= 0) && gains.some((gain) => gain > 0);
          });
          assert.deepEqual(
            place.dominatedBy,
            beaters.map((other) => other.model),
          );
          assert.equal(place.isOnFront, beaters.length === 0);
        }
      }),
    );
  });

  it('takes the mean cost of a test, when all of them are priced', () => {
    const stats = modelStats(sketchedRun({ rows: { 'openai~m': '#x' } }).models[0]!.tests);
    assert.deepEqual(paretoCandidate({ model: 'm', ...stats }), { model: 'm', time: 400, cost: 0.001, accuracy: 0.5 });
    assert.equal(paretoCandidate({ model: 'm', ...stats, priced: 1 }).cost, null);
    assert.equal(paretoCandidate({ model: 'm', ...modelStats([]) }).cost, null);
  });
});
