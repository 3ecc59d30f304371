import assert from 'node:assert/strict';
import type { RunMerge, RunPart } from '../../../../src/shared/run/parts';
import { trendOf, trendTotalText } from '../../../../src/shared/comparing/benchmarkTrend';
import { gpt, side } from './comparedRuns';

describe('the trend of a benchmark', () => {
  it('has a line of points a model, oldest first, with what old folders kept', () => {
    const newer = side({
      id: 'b',
      at: '2026-11-22T08:00:00+01:00',
      rows: { [gpt]: '##', 'openai~new': '#x' },
    }).manifest!;
    const older = side({
      id: 'a',
      at: '2026-11-22T08:30:00+02:00',
      rows: { [gpt]: '#x!' },
      figures: (_, index) => ({ usd: index === 1 ? 0.5 : null }),
    }).manifest!;
    older.models = older.models.map((model) => ({ ...model, details: null }));
    const trend = trendOf([newer, older]);
    assert.deepEqual(
      trend.map(({ model, points }) => [model, points.map((point) => point.run)]),
      [
        [gpt, ['a', 'b']],
        ['openai~new', ['b']],
      ],
    );
    const [point] = trend[0]!.points;
    assert.deepEqual(
      [
        point!.accuracy,
        point!.judged,
        point!.tests,
        point!.totalP50,
        point!.averageTotal,
        point!.costUsd,
        point!.priced,
        point!.finished,
      ],
      [0.5, 2, 3, null, 400, 0.5, 1, 3],
    );
    assert.equal(trend[0]!.points[1]!.totalP50, 400);
    assert.ok(point!.interval!.low < 0.5 && point!.interval!.high > 0.5);
  });

  it('says why a run that was merged from several machines has no times', () => {
    const { manifest } = side({ id: 'a', at: '2026-11-22T08:00:00+01:00', rows: { [gpt]: '##' } });
    const untimed = manifest!.models.map((model) => ({ ...model, averageTotal: null, details: null }));
    const mergedOf = (...processors: string[]): RunMerge => ({
      planHash: '',
      plan: {} as RunMerge['plan'],
      parts: processors.map((processor) => ({ machine: { processor } }) as RunPart),
    });
    const textOf = (merged: RunMerge | null): string =>
      trendTotalText(trendOf([{ ...manifest!, models: untimed, merged }])[0]!.points[0]!);
    assert.equal(textOf(mergedOf('one', 'two')), 'n/a (several machines)');
    assert.equal(textOf(mergedOf('one', 'one')), 'n/a');
    assert.equal(textOf(null), 'n/a');
  });
});
