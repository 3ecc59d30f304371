// A run in batches has no times. No figure of time is made up for it, none ranks a model, and what it has is compared as it is.

import assert from 'node:assert/strict';
import { compareRuns } from '../../../../src/shared/comparing/compareRuns';
import { differenceRows } from '../../../../src/shared/comparing/differenceRows';
import { trendOf, trendTotalText } from '../../../../src/shared/comparing/benchmarkTrend';
import { checkedRequirements } from '../../../../src/shared/figures/checkedRequirements';
import { modelDetails } from '../../../../src/shared/figures/modelDetails';
import { paretoCandidate, paretoPlaces } from '../../../../src/shared/figures/pareto';
import { awards, modelStats } from '../../../../src/shared/figures/runStats';
import { isClockLate } from '../../../../src/shared/run/isClockLate';
import { requirementResult } from '../../../../src/shared/words/requirementText';
import { figureColumns } from '../../../../webview-ui/src/figures/figureColumns';
import { figureRows, figuresCsv } from '../../../../webview-ui/src/figures/figuresTable';
import { sortedRows } from '../../../../webview-ui/src/kit/sortedRows';
import { histogramOf } from '../../../../webview-ui/src/figures/histogram';
import { firstAxis, paretoText, paretoView } from '../../../../webview-ui/src/figures/paretoView';
import { batchedRun } from '../run/batchedRun';
import { manifestOf, sketchedRun } from '../run/sketchedRun';

const rows = { 'openai~a': '####', 'openai~b': '##xx', 'groq~c': 'xxxx' };
const run = batchedRun({ rows, status: 'finished' });
const stats = run.models.map(({ tests }) => modelStats(tests));

describe('the figures of a run in batches', () => {
  it('have no times, but counts, tokens and cost', () => {
    for (const one of stats) {
      const { tokensPerSecond, tokensPerSecondBasis, averageTotal, averageLoad, medianTtft, timePerCorrect } = one;
      const times = [tokensPerSecond, tokensPerSecondBasis, averageTotal, averageLoad, medianTtft, timePerCorrect];
      assert.deepEqual(times, [null, null, null, null, null, null]);
      assert.deepEqual([one.outputTokens, one.costUsd, one.finished], [20, 0.002, 4]);
    }
    assert.deepEqual(
      stats.map(({ costPerCorrect }) => costPerCorrect),
      [0.0005, 0.001, null],
    );
  });

  it('have no spread of times to draw', () => {
    const { times } = modelDetails(run.models[0]!.tests, run.prompts);
    for (const { p50, p95 } of [times.total, times.ttft]) assert.deepEqual([p50, p95], [null, null]);
    const totals = run.models.map(({ tests }) => tests.flatMap(({ timings }) => timings?.total ?? []));
    assert.equal(histogramOf(totals), null);
    assert.ok(run.models.every(({ tests }) => tests.every(({ timings }) => !isClockLate(timings!))));
  });

  it('make nobody fastest or slowest', () => {
    assert.deepEqual(awards(run.models, stats), [['perfect', 'mostAccurate'], [], ['leastAccurate']]);
  });

  it('are empty cells in the table of figures, and sort nobody by time', () => {
    const figures = figureRows(run);
    const columns = figureColumns(figures);
    const order = figures.map(({ title }) => title);
    for (const column of columns.filter(({ name }) => /total|TTFT|tok\/s|time/i.test(name))) {
      for (const isHighFirst of [true, false])
        assert.deepEqual(
          sortedRows(figures, [column], { id: column.id, isHighFirst }).map(({ title }) => title),
          order,
          column.name,
        );
      assert.ok(
        figures.every((row) => column.value(row) === null),
        column.name,
      );
    }
    assert.doesNotMatch(figuresCsv(figures, columns), /NaN|Infinity/);
  });

  it('have no place among times, and are placed by cost and accuracy alone', () => {
    const figures = figureRows(run);
    assert.equal(paretoText(paretoView(figures, 'time'), 'time'), 'No model has both time and accuracy.');
    assert.equal(firstAxis(figures), 'cost');
    const { points, line, unplaced } = paretoView(figures, 'cost');
    assert.deepEqual(unplaced, []);
    assert.deepEqual(
      points.map(({ model, isOnFront, beatenBy }) => [model, isOnFront, beatenBy.length]),
      [
        ['openai~a', true, 0],
        ['openai~b', false, 1],
        ['groq~c', false, 2],
      ],
    );
    assert.deepEqual(
      line.map(({ model }) => model),
      ['openai~a'],
    );
  });

  it('neither beat models with times nor are beaten by them', () => {
    const timed = paretoCandidate({ model: 'x~y', ...stats[2]!, averageTotal: 400 });
    const places = paretoPlaces([paretoCandidate({ model: 'openai~a', ...stats[0]! }), timed]);
    assert.deepEqual(
      places.map(({ isOnFront, dominatedBy }) => [isOnFront, dominatedBy.length]),
      [
        [false, 0],
        [true, 0],
      ],
    );
  });

  it('do not meet a limit of time, and say that nobody knows it', () => {
    const [model] = run.models;
    const limits = { total_p50_ms: 1, total_p95_ms: 1, ttft_p50_ms: 1, ttft_p95_ms: 1 };
    const many = batchedRun({ rows: { 'openai~a': '#'.repeat(40) }, status: 'finished' });
    const checked = checkedRequirements({
      ...many,
      models: [{ ...many.models[0]!, ...model, tests: many.models[0]!.tests, requirements: limits }],
    });
    assert.deepEqual(
      checked.map(({ value, isMet }) => [value, isMet]),
      Array(4).fill([null, false]),
    );
    for (const one of checked) assert.match(requirementResult(one), /not known: .*(time|streamed)/);
  });

  it('have no times in the trend of a benchmark', () => {
    const [trend] = trendOf([manifestOf(run)]);
    for (const point of trend!.points) assert.equal(trendTotalText(point), 'n/a (batches)');
  });
});

describe('a run in batches held against an ordinary one', () => {
  const ordinary = sketchedRun({ rows });
  const [comparison] = compareRuns([
    { name: 'ordinary', state: ordinary, manifest: manifestOf(ordinary) },
    { name: 'batched', state: run, manifest: manifestOf(run) },
  ]);

  it('is not compared by time, and by cost as it is', () => {
    assert.equal(comparison!.models.length, 3);
    for (const { figures } of comparison!.models) {
      assert.deepEqual([figures.total, figures.ttft], [null, null]);
      assert.deepEqual(
        [figures.costUsd?.before, figures.costUsd?.after, figures.outputTokens?.pairs],
        [0.001, 0.0005, 4],
      );
      const told = differenceRows(figures);
      assert.ok(told.every(({ name }) => !/total|TTFT/.test(name)));
      assert.deepEqual([told[0]!.name, told[0]!.base, told[0]!.other], ['cost a test', '$0.0010', '$0.00050']);
    }
  });

  it('names the mode among what was not equal', () => {
    const mode = comparison!.notEqual.find(({ what }) => what === 'mode');
    assert.deepEqual([mode?.base, mode?.other], ['throughput', 'batch']);
  });
});
