// What the trend of a benchmark shows: its runs in order of time, and a plot each of accuracy, time and cost with a line per model. Pure.

import { trendOf, type ModelTrend, type TrendPoint } from '../../../src/shared/comparing/benchmarkTrend';
import { formatCost, formatDateTime, formatDuration, formatPercent } from '../../../src/shared/text/format';
import type { ListedRunRow, ListedSummary } from '../../../src/shared/protocols/overviewProtocol';
import { runMoment } from '../../../src/shared/runs/runManifest';
import type { Interval } from '../../../src/shared/statistics/proportions';
import { modelTitle } from '../../../src/shared/words/testText';

interface TrendRun {
  /** The run's id in the list of the overview. */
  id: string;
  /** `21 Nov 2026, 17:45` */
  when: string;
  /** The label on the axis: `21 Nov`, or `17:45` when all runs are of one day. */
  tick: string;
}

interface TrendLine {
  title: string;
  /** The figure of each run, in their order; null where a run has none. */
  values: (number | null)[];
  intervals: (Interval | null)[] | null;
}

export interface TrendPlot {
  name: string;
  definition: string;
  format: (value: number) => string;
  /** The end of the axis where it is known. */
  most: number | null;
  lines: TrendLine[];
}

export interface TrendView {
  /** Oldest first. */
  runs: TrendRun[];
  trends: ModelTrend[];
  /** Names for people, in the order of `trends`. */
  titles: string[];
  plots: TrendPlot[];
}

/** The benchmarks there are runs of, the one with the newest run first. */
export function trendBenchmarks(rows: readonly ListedRunRow[]): { name: string; runs: number }[] {
  const counts = new Map<string, number>();
  const newestFirst = rows
    .flatMap(({ summary }) => summary ?? [])
    .sort((a, b) => Date.parse(runMoment(b)) - Date.parse(runMoment(a)));
  for (const { benchmarkName } of newestFirst) counts.set(benchmarkName, (counts.get(benchmarkName) ?? 0) + 1);
  return [...counts].map(([name, runs]) => ({ name, runs }));
}

/** All runs of one benchmark, whatever the list is filtered by. */
export function trendView(rows: readonly ListedRunRow[], benchmarkName: string): TrendView {
  const runs = rows
    .flatMap(({ id, summary }) => (summary?.benchmarkName === benchmarkName ? [{ ...summary, id }] : []))
    .sort((a, b) => Date.parse(runMoment(a)) - Date.parse(runMoment(b)) || (a.id < b.id ? -1 : 1));
  const trends = trendOf(runs);
  const titles = trends.map(({ model }) =>
    modelTitle(runs.flatMap((run) => run.models).find((one) => one.model === model)!),
  );
  const line = (
    trend: ModelTrend,
    at: number,
    value: (point: TrendPoint) => number | null,
    interval?: (point: TrendPoint) => Interval | null,
  ): TrendLine => {
    const byRun = new Map(trend.points.map((point) => [point.run, point]));
    const of = <T>(pick: (point: TrendPoint) => T | null): (T | null)[] =>
      runs.map(({ id }) => (byRun.has(id) ? pick(byRun.get(id)!) : null));
    return { title: titles[at]!, values: of(value), intervals: interval ? of(interval) : null };
  };
  return {
    runs: shownRuns(runs),
    trends,
    titles,
    plots: [
      {
        name: 'Accuracy',
        definition: 'correct / (correct + incorrect); for a single model with its 95% Wilson interval',
        format: formatPercent,
        most: 1,
        lines: trends.map((trend, at) =>
          line(
            trend,
            at,
            (point) => point.accuracy,
            (point) => point.interval,
          ),
        ),
      },
      {
        name: 'Total p50',
        definition:
          'From dispatch to the end of the answer, the median of the judged tests; of runs that kept no median the mean',
        format: formatDuration,
        most: null,
        lines: trends.map((trend, at) => line(trend, at, (point) => point.totalP50 ?? point.averageTotal)),
      },
      {
        name: 'Cost',
        definition: 'USD of the whole run for this model, of the tests whose price is known',
        format: formatCost,
        most: null,
        lines: trends.map((trend, at) => line(trend, at, (point) => point.costUsd)),
      },
    ],
  };
}

function shownRuns(runs: readonly Pick<ListedSummary, 'id' | 'startedAt' | 'importedAt'>[]): TrendRun[] {
  const moments = runs.map((run) => {
    const { id } = run;
    const when = formatDateTime(runMoment(run)).replace(/:\d\d$/, '');
    const [date = when, time = when] = when.split(', ');
    return { id, when, date, time };
  });
  const isOneDay = new Set(moments.map(({ date }) => date)).size === 1;
  return moments.map(({ id, when, date, time }) => ({ id, when, tick: isOneDay ? time : date.replace(/ \d{4}$/, '') }));
}

/** What stands under a plot while the pointer is at a run: `21 Nov 2026, 17:45: gpt-4o 95%, llama3.2 70%`. */
export function readoutText({ runs }: TrendView, plot: TrendPlot, at: number): string {
  const figures = plot.lines.flatMap(({ title, values }) => {
    const value = values[at] ?? null;
    return value === null ? [] : [`${title} ${plot.format(value)}`];
  });
  return `${runs[at]!.when}: ${figures.join(', ') || 'not known'}`;
}
