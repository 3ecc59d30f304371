// The runs overview's columns: how a run is written in each and by what it is sorted. Pure.

import { waitingStatus } from '../../../src/shared/words/batchText';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import {
  formatCost,
  formatCount,
  formatDateTime,
  formatDuration,
  formatPercent,
  formatSize,
} from '../../../src/shared/text/format';
import type { ListedRunRow, ListedSummary } from '../../../src/shared/protocols/overviewProtocol';
import { accuracyOf } from '../../../src/shared/figures/runStats';
import { partText } from '../../../src/shared/words/shardText';
import { otherCostText } from '../../../src/shared/words/otherCostText';
import { reviewedText, signOffText } from '../../../src/shared/words/reviewText';
import { modelTitle } from '../../../src/shared/words/testText';
import { elapsedOf, runMoment, whenParts } from '../../../src/shared/runs/runManifest';
import { topModel } from '../../../src/shared/runs/topModel';
import { counted } from '../../../src/shared/text/counted';
import type { ColumnOrder, SortedColumn } from '../kit/sortedHead';

type OverviewColumn =
  'name' | 'startedAt' | 'tests' | 'elapsed' | 'accuracy' | 'topModel' | 'cost' | 'size' | 'reviewed' | 'status';

export type ColumnInfo = SortedColumn<OverviewColumn>;

export const overviewColumns: readonly ColumnInfo[] = [
  { column: 'name', title: 'Run', isNumber: false, isHighFirst: false, definition: 'Benchmark' },
  {
    column: 'startedAt',
    title: 'Date & time',
    isNumber: false,
    isHighFirst: true,
    definition: 'When the run started, on the clock where it ran',
  },
  {
    column: 'tests',
    title: 'Tests',
    isNumber: true,
    isHighFirst: true,
    definition: 'Models x prompts',
  },
  {
    column: 'elapsed',
    title: 'Elapsed',
    isNumber: true,
    isHighFirst: true,
    definition: 'From the start of the run to its last event',
  },
  {
    column: 'accuracy',
    title: 'Accuracy',
    isNumber: true,
    isHighFirst: true,
    definition: 'correct / (correct + incorrect) over all models; errors are not in it',
  },
  {
    column: 'topModel',
    title: 'Models',
    isNumber: false,
    isHighFirst: true,
    definition:
      'A bar for the accuracy of each model, and the one with the highest; of equals the one with the lower average total',
  },
  {
    column: 'cost',
    title: 'Cost',
    isNumber: true,
    isHighFirst: true,
    definition:
      'Total, USD, of the tests whose price is known; in brackets how many those are when not all. Failed attempts and warm-up calls that were charged are in the tooltip of a cell',
  },
  { column: 'size', title: 'Size', isNumber: true, isHighFirst: true, definition: 'All files of the run folder' },
  {
    column: 'reviewed',
    title: 'Reviewed',
    isNumber: true,
    isHighFirst: true,
    definition:
      'Tests whose verdict somebody looked at, of all tests, and how many of them somebody disagreed with. Who signed the run off is in the tooltip of a cell',
  },
  {
    column: 'status',
    title: 'Status',
    isNumber: false,
    isHighFirst: false,
    definition: 'finished, running, cancelled, interrupted, or waiting for its batches',
  },
];

export type SortOrder = ColumnOrder<OverviewColumn>;

export const newestFirst: SortOrder = { column: 'startedAt', isHighFirst: true };
export const oldestFirst: SortOrder = { column: 'startedAt', isHighFirst: false };

/** The columns that tell something of these runs: nobody may have reviewed any. */
export function columnsFor(rows: readonly ListedRunRow[]): readonly ColumnInfo[] {
  const hasReviews = rows.some(({ summary }) => summary && isLookedAt(summary));
  return hasReviews ? overviewColumns : overviewColumns.filter(({ column }) => column !== 'reviewed');
}

function isLookedAt({ review }: Pick<ListedSummary, 'review'>): boolean {
  return review.reviewed + review.commented + review.signOffs.length > 0;
}

/** The words of a cell; what a run that can't be read lacks is empty. */
export function cellText(column: OverviewColumn, row: ListedRunRow): string {
  const run = row.summary;
  if (!run) return column === 'name' ? oneLine(row.folderName) : column === 'status' ? 'unreadable' : '';
  switch (column) {
    case 'name':
      return oneLine(run.benchmarkName);
    case 'startedAt':
      return whenParts(run, formatDateTime).join(', ');
    case 'tests':
      return formatCount(run.totals.tests);
    case 'elapsed':
      return formatDuration(elapsedOf(run));
    case 'accuracy':
      return formatPercent(accuracyOf(run.totals));
    case 'topModel': {
      const top = topModel(run.models);
      return top ? `${modelTitle(top)} ${formatPercent(top.accuracy)}` : 'n/a';
    }
    case 'cost':
      return costText(run.totals);
    case 'size':
      return formatSize(run.sizeBytes);
    case 'reviewed':
      return reviewedCell(run);
    case 'status':
      return (
        waitingStatus(run) ??
        (isCut(run)
          ? `${run.status} ${formatCount(run.totals.tests - run.totals.notRun)}/${formatCount(run.totals.tests)}`
          : run.status)
      );
  }
}

/** The tooltip of a cell: its words, and what there is no room for. */
export function cellTitle(column: OverviewColumn, row: ListedRunRow): string {
  const text = cellText(column, row);
  const run = row.summary;
  if (column === 'name')
    return (
      row.problem ??
      [run?.id ?? row.folderName, (run && partText(run)) ?? '', run?.purpose ?? '', run?.comment ?? '']
        .map(oneLine)
        .filter((line) => line !== '')
        .join('\n')
    );
  if (run && column === 'tests')
    return `${counted(run.models.length, 'model')} x ${counted(run.promptCount, 'prompt')}`;
  if (run && column === 'topModel')
    return run.models.map((model) => `${oneLine(modelTitle(model))} ${formatPercent(model.accuracy)}`).join('\n');
  if (run && column === 'reviewed')
    return [
      reviewedText(run.review, run.totals.tests) ?? '',
      ...run.review.signOffs.map((signOff) => `signed off by ${signOffText(signOff, formatDateTime)}`),
    ]
      .filter((line) => line !== '')
      .join('\n');
  const other = run && column === 'cost' ? otherCostText(run.totals.otherCost) : null;
  return other === null ? text : `${text}\n${other}`;
}

/** `12/60`, `12/60, 2 disagreed`; empty where nobody looked at the run. */
function reviewedCell({ review, totals }: Pick<ListedSummary, 'review' | 'totals'>): string {
  if (!isLookedAt({ review })) return '';
  const share = `${formatCount(review.reviewed)}/${formatCount(totals.tests)}`;
  return review.disagreed === 0 ? share : `${share}, ${formatCount(review.disagreed)} disagreed`;
}

/** `$0.031`, `$0.031 (28 of 30)` where only some of the finished tests have a known price, `n/a`. */
function costText({ costUsd, priced, tests, notRun }: ListedSummary['totals']): string {
  const finished = tests - notRun;
  return `${formatCost(costUsd)}${costUsd !== null && priced < finished ? ` (${formatCount(priced)} of ${formatCount(finished)})` : ''}`;
}

/** Sorted copies; runs without the value come last in either direction, and equals stay newest first. */
export function sortRows(rows: readonly ListedRunRow[], order: SortOrder): ListedRunRow[] {
  const keyed = rows.map((row) => ({
    row,
    key: sortKey(order.column, row),
    at: row.summary ? Date.parse(runMoment(row.summary)) : 0,
  }));
  const direction = order.isHighFirst ? -1 : 1;
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return (a.key === null ? 1 : 0) - (b.key === null ? 1 : 0) || b.at - a.at;
    const difference = typeof a.key === 'string' ? a.key.localeCompare(String(b.key), 'en') : a.key - Number(b.key);
    return difference * direction || b.at - a.at;
  });
  return keyed.map(({ row }) => row);
}

/** True for a run that stopped before its end. */
export function isCut(run: ListedSummary): boolean {
  return run.status === 'interrupted' || run.status === 'cancelled' || run.status === 'waiting';
}

function sortKey(column: OverviewColumn, row: ListedRunRow): string | number | null {
  const run = row.summary;
  if (!run) return column === 'name' ? row.folderName : null;
  switch (column) {
    case 'name':
      return run.benchmarkName;
    case 'startedAt':
      return Date.parse(runMoment(run));
    case 'tests':
      return run.totals.tests;
    case 'elapsed':
      return elapsedOf(run);
    case 'accuracy':
      return accuracyOf(run.totals);
    case 'topModel':
      return topModel(run.models)?.accuracy ?? null;
    case 'cost':
      return run.totals.costUsd;
    case 'size':
      return run.sizeBytes;
    case 'reviewed':
      return isLookedAt(run) ? run.review.reviewed / Math.max(1, run.totals.tests) : null;
    case 'status':
      return run.status;
  }
}
