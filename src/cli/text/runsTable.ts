// The table of `list`: a row per run. Pure: manifests in, text out.

import { waitingStatus } from '../../shared/words/batchText';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { formatCost, formatCount, formatDuration, formatPercent, formatSize } from '../../shared/text/format';
import { elapsedOf, missingCount, whenParts, type RunManifest } from '../../shared/runs/runManifest';
import { totalOtherCost } from '../../shared/run/otherCost';
import type { RunStatus } from '../../shared/run/runState';
import { accuracyOf } from '../../shared/figures/runStats';
import { otherCostText } from '../../shared/words/otherCostText';
import { partText } from '../../shared/words/shardText';
import { modelTitle } from '../../shared/words/testText';
import { topModel } from '../../shared/runs/topModel';
import { tableLines, tableWidth, type TableCell, type TableColumn } from './tableLines';
import { breakAtWidth } from './fitText';
import type { Colors } from '../terminal/terminal';

interface RunRow {
  /** The run folder's name, which is the run's id unless somebody renamed it. */
  name: string;
  run: RunManifest;
}

interface Column {
  header: string;
  align: 'left' | 'right';
  text: (run: RunManifest, name: string) => string;
  paint?: (colors: Colors, run: RunManifest) => ((text: string) => string) | undefined;
}

const shortestName = 16;
const longestName = 60;

const columns = {
  run: { header: 'run', align: 'left', text: (_, name) => oneLine(name) },
  when: { header: 'when', align: 'left', text: (run) => whenParts(run, dateCell).join(', ') },
  elapsed: { header: 'elapsed', align: 'right', text: (run) => formatDuration(elapsedOf(run)) },
  accuracy: { header: 'accuracy', align: 'right', text: (run) => formatPercent(accuracyOf(run.totals)) },
  cost: { header: 'cost', align: 'right', text: (run) => runCost(run) },
  size: { header: 'size', align: 'right', text: (run) => formatSize(run.sizeBytes) },
  status: {
    header: 'status',
    align: 'left',
    text: statusText,
    paint: (colors, run) => statusPaint(colors, run.status),
  },
  top: { header: 'top model', align: 'left', text: topText },
  part: { header: 'shards', align: 'left', text: (run) => partText(run) ?? '' },
  comment: { header: 'comment', align: 'left', text: (run) => oneLine(run.comment) },
} as const satisfies { [name: string]: Column };

/**
 * The table, at most `width` columns wide where that can be. A narrow terminal gets two lines a run, with names on several
 * lines when they still don't fit.
 */
export function runsTable(rows: readonly RunRow[], width: number, colors: Colors): string {
  const { run, when, elapsed, accuracy, cost, size, status, top, part, comment } = columns;
  const parts = rows.some((row) => partText(row.run) !== null) ? [part] : [];
  const hasComments = rows.some((row) => row.run.comment !== '');
  const layouts: Column[][][] = [
    [
      [run],
      [when],
      [elapsed],
      [accuracy],
      [cost],
      [size],
      [status],
      ...parts.map((one) => [one]),
      [top],
      ...(hasComments ? [[comment]] : []),
    ],
    [
      [run, top, ...parts, ...(hasComments ? [comment] : [])],
      [when, elapsed],
      [accuracy, cost],
      [status, size],
    ],
  ];
  const nameWidths = [longestName, Math.floor(longestName / 2)];
  for (const layout of layouts) {
    for (const nameWidth of nameWidths) {
      const table = tableOf(rows, layout, nameWidth, colors);
      if (tableWidth(table) <= width) return tableLines(table).join('\n');
    }
  }
  const narrow = layouts.at(-1)!;
  const [names, ...figures] = tableOf(rows, narrow, longestName, colors);
  const room = width - (tableWidth([names!, ...figures]) - tableWidth([names!]));
  return tableLines(tableOf(rows, narrow, Math.max(shortestName, room), colors)).join('\n');
}

/** Says what the `*` behind a cost is, of all the runs together; null where none has it. */
export function otherCostNote(runs: readonly Pick<RunManifest, 'totals'>[]): string | null {
  const other = otherCostText(totalOtherCost(runs.map(({ totals }) => totals)));
  return other === null ? null : `* charged beside the answers: ${other}; \`show\` says it of each run`;
}

/** Each inner list is one column, its parts below each other. */
function tableOf(
  rows: readonly RunRow[],
  layout: readonly Column[][],
  nameWidth: number,
  colors: Colors,
): TableColumn[] {
  return layout.map((parts): TableColumn => {
    const align = parts[0]!.align;
    return {
      header: { text: parts.map((part) => part.header).join('\n'), paint: colors.bold },
      align,
      cells: rows.map((row) => cellOf(parts, row, nameWidth, colors)),
    };
  });
}

function cellOf(parts: readonly Column[], { run, name }: RunRow, nameWidth: number, colors: Colors): TableCell {
  const isName = [columns.run, columns.top, columns.comment].some((column) => column === parts[0]);
  const lines = parts.flatMap((part) => {
    const text = part.text(run, name);
    if ((part === columns.comment || part === columns.part) && text === '') return [];
    return isName ? brokenName(text, nameWidth) : [text];
  });
  const paint = parts[0]!.paint?.(colors, run);
  const first = lines[0];
  // The paint is the first part's; what is below it stays plain.
  return { text: lines.join('\n'), paint: paint && ((text) => (text === first ? paint(text) : text)) };
}

/** Lines behind the first are set in: a long name is never a row of its own. */
function brokenName(name: string, width: number): string[] {
  return breakAtWidth(name, width).flatMap((line, at) =>
    at === 0 ? [line] : breakAtWidth(line, width - 2).map((part) => `  ${part}`),
  );
}

/** `2026-11-21 17:45`, in the zone that the run was made in, as its folder's name is. */
export function dateCell(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}

/** The cost of a run: `$0.031`, `$0.031 (28 of 30)` where only so many finished tests have a known price, `$0 local`, `n/a`; with `*` where more was charged. */
function runCost({ totals, models }: RunManifest): string {
  const why =
    totals.costUsd !== 0
      ? ''
      : models.every((model) => model.isSimulated)
        ? ' simulated'
        : models.every((model) => model.isLocal)
          ? ' local'
          : '';
  const finished = totals.tests - totals.notRun;
  const share =
    totals.costUsd !== null && totals.priced < finished
      ? ` (${formatCount(totals.priced)} of ${formatCount(finished)})`
      : '';
  const mark = otherCostText(totals.otherCost) === null ? '' : ' *';
  return `${formatCost(totals.costUsd)}${why}${share}${mark}`;
}

/** `finished`, `interrupted 412/900`, `waiting, 120 of 480 answered` */
function statusText(run: RunManifest): string {
  const waiting = waitingStatus(run);
  if (waiting !== null) return waiting;
  const missing = missingCount(run);
  return missing === 0
    ? run.status
    : `${run.status} ${formatCount(run.totals.tests - missing)}/${formatCount(run.totals.tests)}`;
}

function statusPaint(colors: Colors, status: RunStatus): ((text: string) => string) | undefined {
  if (status === 'finished') return undefined;
  return status === 'running' ? colors.cyan : colors.yellow;
}

function topText(run: RunManifest): string {
  const top = topModel(run.models);
  if (top === null) return 'n/a';
  return `${modelTitle(top)} ${formatPercent(top.accuracy)}`;
}
