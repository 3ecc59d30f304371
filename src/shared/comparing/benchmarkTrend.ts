// How each model did over all runs of one benchmark, oldest first, from each `run.json` alone, and the words for it. Pure.

import type { RunMode } from '../run/runMode';
import { formatCost, formatCount, formatDuration } from '../text/format';
import { wilsonInterval, type Interval } from '../statistics/proportions';
import { machinesText, runMoment, type RunManifest } from '../runs/runManifest';
import type { RunStatus } from '../run/runState';

/** One model in one run. */
export interface TrendPoint {
  run: string;
  /** ISO 8601 with offset: when the run started; of an imported run without a date, when it was imported. */
  at: string;
  status: RunStatus;
  /** Null in an imported run. */
  mode: RunMode | null;
  /** Tests of the run for this model, trials and rotations counted. */
  tests: number;
  judged: number;
  /** 0-1; null when nothing was judged. */
  accuracy: number | null;
  interval: Interval | null;
  /** Median `total`, ms; null in runs that kept only the mean. */
  totalP50: number | null;
  /** Mean `total`, ms. */
  averageTotal: number | null;
  /** Why there is neither, where that is known: `several machines`. */
  whyUntimed: string | null;
  /** USD over the tests with a known cost; null when none has. */
  costUsd: number | null;
  priced: number;
  finished: number;
}

export interface ModelTrend {
  /** Canonical string. */
  model: string;
  isLocal: boolean;
  isSimulated: boolean;
  /** Oldest first. */
  points: TrendPoint[];
}

/** The part of a manifest that a trend is made of. */
type TrendedRun = Pick<RunManifest, 'id' | 'startedAt' | 'importedAt' | 'status' | 'mode' | 'models' | 'merged'>;

/** The trend of each model, models in the order in which they first took part. Whoever calls chooses runs of one benchmark. */
export function trendOf(manifests: readonly TrendedRun[]): ModelTrend[] {
  const trends = new Map<string, ModelTrend>();
  const oldestFirst = [...manifests].sort(
    (a, b) => Date.parse(runMoment(a)) - Date.parse(runMoment(b)) || (a.id < b.id ? -1 : 1),
  );
  for (const run of oldestFirst) {
    for (const summary of run.models) {
      const { model, isLocal, isSimulated } = summary;
      const trend = trends.get(model) ?? { model, isLocal, isSimulated, points: [] };
      trends.set(model, trend);
      trend.points.push(pointOf(run, summary));
    }
  }
  return [...trends.values()];
}

function pointOf(run: TrendedRun, model: TrendedRun['models'][number]): TrendPoint {
  const judged = model.correct + model.incorrect;
  return {
    run: run.id,
    at: runMoment(run),
    status: run.status,
    mode: run.mode,
    tests: model.total,
    judged,
    accuracy: model.accuracy,
    interval: wilsonInterval(model.correct, judged),
    totalP50: model.details?.times.total.p50 ?? null,
    averageTotal: model.averageTotal,
    whyUntimed: whyUntimed(run),
    costUsd: model.costUsd,
    priced: model.priced,
    finished: model.finished,
  };
}

/** Nobody can take times of batches, and those of several machines make no figure together. */
function whyUntimed({ mode, merged }: TrendedRun): string | null {
  if (mode === 'batch') return 'batches';
  return merged && (machinesText({ machine: null, merged }) ?? '').includes('\n') ? 'several machines' : null;
}

/** `18`, `18/20` where not all tests were judged. */
export function judgedText({ judged, tests }: TrendPoint): string {
  return judged === tests ? formatCount(judged) : `${formatCount(judged)}/${formatCount(tests)}`;
}

/** Runs that kept no median show their mean, and say so; those without times why: `n/a (several machines)`. */
export function trendTotalText({ totalP50, averageTotal, judged, whyUntimed }: TrendPoint): string {
  if (totalP50 !== null) return formatDuration(totalP50);
  if (averageTotal !== null) return `avg ${formatDuration(averageTotal)}`;
  return `${formatDuration(null)}${whyUntimed === null || judged === 0 ? '' : ` (${whyUntimed})`}`;
}

export function trendCostText(
  { costUsd, priced, finished }: TrendPoint,
  { isLocal, isSimulated }: Pick<ModelTrend, 'isLocal' | 'isSimulated'>,
): string {
  if (costUsd === 0 && isSimulated) return '$0 simulated';
  if (costUsd === 0 && isLocal) return '$0 local';
  return `${formatCost(costUsd)}${costUsd !== null && priced < finished ? ` (${formatCount(priced)} of ${formatCount(finished)})` : ''}`;
}

/** `speed`, `imported`, of a run that did not end `throughput, cancelled`. */
export function trendHowText({ status, mode }: TrendPoint): string {
  const how = mode ?? 'imported';
  return status === 'finished' ? how : `${how}, ${status}`;
}
