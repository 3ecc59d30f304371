// The table at the end of a run: a row per model, every figure with its unit. Pure: state in, text out.

import { oneLine } from '../../shared/text/hiddenCharacters';
import { accuracyText } from '../../shared/comparing/differenceRows';
import { formatCost, formatCount, formatDuration, formatRate } from '../../shared/text/format';
import { wilsonInterval } from '../../shared/statistics/proportions';
import type { ModelState, TestState } from '../../shared/run/runState';
import { awards, modelStats, type Award, type ModelStats } from '../../shared/figures/runStats';
import { countSubmitted } from '../../shared/run/batches';
import { tableLines, tableWidth, type TableColumn } from './tableLines';
import { breakAtWidth } from './fitText';
import type { Colors } from '../terminal/terminal';

interface Row {
  model: ModelState;
  stats: ModelStats;
  awards: readonly Award[];
}

interface Column {
  header: string;
  align: 'left' | 'right';
  text: (row: Row) => string;
  paint?: (colors: Colors, row: Row) => (text: string) => string;
}

const awardNames: { readonly [award in Award]: string } = {
  perfect: 'perfect',
  fastest: 'fastest',
  slowest: 'slowest',
  mostAccurate: 'most accurate',
  leastAccurate: 'least accurate',
};

const shortestName = 16;
const longestName = 60;

/**
 * The table, at most `width` columns wide. Where one table is too wide it becomes two, with long model names on several
 * lines, and at last the awards move below.
 */
export function resultTable(models: readonly ModelState[], width: number, colors: Colors): string {
  const stats = models.map((model) => modelStats(model.tests));
  const given = awards(models, stats);
  const rows = models.map((model, at) => ({ model, stats: stats[at]!, awards: given[at]! }));
  const verdicts = verdictColumns(rows);
  const oneTable = [...verdicts, ...timeColumns];
  const awardsIn = (separator: string): Column[] =>
    given.some((some) => some.length > 0) ? [awardsColumn(separator)] : [];
  const layouts = [
    [[...oneTable, ...awardsIn(', ')]],
    [[...oneTable, ...awardsIn('\n')]],
    [[...verdicts, ...awardsIn(', ')], timeColumns],
    [[...verdicts, ...awardsIn('\n')], timeColumns],
  ];
  for (const layout of layouts) {
    const tables = layout.map((columns) => fittingTable(rows, columns, colors, width, layout.length > 1));
    if (tables.every((table) => tableWidth(table) <= width)) return textOf(tables);
  }
  const tables = [verdicts, timeColumns].map((columns) => fittingTable(rows, columns, colors, width, true));
  return [textOf(tables), ...awardLines(rows, colors)].join('\n');
}

function fittingTable(
  rows: readonly Row[],
  columns: readonly Column[],
  colors: Colors,
  width: number,
  mayBreakNames: boolean,
): TableColumn[] {
  const table = tableOf(rows, columns, colors, longestName);
  if (tableWidth(table) <= width || !mayBreakNames) return table;
  const [names, ...figures] = table;
  const room = width - (tableWidth(table) - tableWidth([names!]));
  return [nameColumn(rows, colors, Math.max(shortestName, room)), ...figures];
}

function tableOf(rows: readonly Row[], columns: readonly Column[], colors: Colors, nameWidth: number): TableColumn[] {
  const figures = columns.map((column): TableColumn => ({
    header: { text: column.header, paint: colors.bold },
    align: column.align,
    cells: rows.map((row) => ({ text: column.text(row), paint: column.paint?.(colors, row) })),
  }));
  return [nameColumn(rows, colors, nameWidth), ...figures];
}

function nameColumn(rows: readonly Row[], colors: Colors, width: number): TableColumn {
  return {
    header: { text: 'model', paint: colors.bold },
    align: 'left',
    cells: rows.map((row) => ({ text: breakAtWidth(oneLine(row.model.model), width).join('\n') })),
  };
}

function textOf(tables: readonly TableColumn[][]): string {
  return tables.map((table) => tableLines(table).join('\n')).join('\n\n');
}

function awardLines(rows: readonly Row[], colors: Colors): string[] {
  const lines = rows.flatMap((row) =>
    row.awards.length === 0 ? [] : [`${oneLine(row.model.model)}: ${awardsText(row, ', ')}`],
  );
  return lines.length === 0 ? [] : ['', colors.bold('awards'), ...lines];
}

function verdictColumns(rows: readonly Row[]): Column[] {
  const leftOf = ({ model, stats }: Row): { submitted: number; notRun: number } => {
    const submitted = countSubmitted(model.tests);
    return { submitted, notRun: stats.notRun - submitted };
  };
  const left = (
    [
      ['submitted', 'submitted'],
      ['not run', 'notRun'],
    ] as const
  ).map(([header, kind]): [Column, boolean] => [
    { header, align: 'right', text: (row) => formatCount(leftOf(row)[kind]) },
    rows.some((row) => leftOf(row)[kind] > 0),
  ]);
  return [
    {
      header: 'correct',
      align: 'right',
      text: ({ stats }) => formatCount(stats.correct),
      paint: (colors, { stats }) => (stats.correct > 0 ? colors.green : unpainted),
    },
    {
      header: 'incorrect',
      align: 'right',
      text: ({ stats }) => formatCount(stats.incorrect),
      paint: (colors, { stats }) => (stats.incorrect > 0 ? colors.red : unpainted),
    },
    {
      header: 'error',
      align: 'right',
      text: ({ stats }) => formatCount(stats.error),
      paint: (colors, { stats }) => (stats.error > 0 ? colors.magenta : unpainted),
    },
    ...left.flatMap(([column, isNeeded]) => (isNeeded ? [column] : [])),
    {
      header: 'accuracy',
      align: 'right',
      text: ({ stats }) =>
        accuracyText({
          share: stats.accuracy,
          interval: wilsonInterval(stats.correct, stats.correct + stats.incorrect),
        }),
    },
    { header: 'tok/s', align: 'right', text: ({ stats }) => rateText(stats) },
  ];
}

const timeColumns: readonly Column[] = [
  { header: 'TTFT p50', align: 'right', text: ({ stats }) => formatDuration(stats.medianTtft) },
  { header: 'avg total', align: 'right', text: ({ stats }) => formatDuration(stats.averageTotal) },
  { header: 'avg load', align: 'right', text: ({ stats }) => formatDuration(stats.averageLoad) },
  { header: 'tokens in / out', align: 'right', text: ({ model, stats }) => tokensText(model.tests, stats) },
  { header: 'cost', align: 'right', text: ({ model, stats }) => costCell(model, stats) },
];

function awardsColumn(separator: string): Column {
  return { header: 'awards', align: 'left', text: (row) => awardsText(row, separator) };
}

function awardsText(row: Row, separator: string): string {
  return row.awards.map((award) => awardNames[award]).join(separator);
}

/** `81.2 decode`, or `74.0 e2e` where no test had a decode rate: the two must not be compared unseen. */
function rateText(stats: ModelStats): string {
  if (stats.tokensPerSecond === null) return formatRate(null);
  return `${formatRate(stats.tokensPerSecond).replace(' tok/s', '')} ${stats.tokensPerSecondBasis === 'decode' ? 'decode' : 'e2e'}`;
}

function tokensText(tests: readonly TestState[], stats: ModelStats): string {
  const counted = tests.flatMap((test) => (test.tokens ? [test.tokens] : []));
  const input = counted.some((tokens) => tokens.input !== null) ? stats.inputTokens : null;
  const output = counted.some((tokens) => tokens.output !== null) ? stats.outputTokens : null;
  const isEstimated = counted.some(
    (tokens) => tokens.source === 'estimated' && (tokens.input !== null || tokens.output !== null),
  );
  return `${formatCount(input)} / ${formatCount(output)}${isEstimated ? ' est.' : ''}`;
}

/** The cost of a model, or with null of the run: `$0.031`, `$0.031 (28 of 30)` where only some tests have a known price, `$0 local`, `$0 simulated`, `n/a`. */
export function costCell(model: ModelState | null, stats: ModelStats): string {
  const cost = formatCost(stats.costUsd);
  if (stats.costUsd === null) return cost;
  const share =
    stats.priced < stats.finished
      ? ` (${formatCount(stats.priced)} of ${formatCount(stats.finished)}${model === null ? ' priced' : ''})`
      : '';
  const why =
    stats.costUsd !== 0 || model === null ? '' : model.isSimulated ? ' simulated' : model.isLocal ? ' local' : '';
  return `${cost}${why}${share}`;
}

function unpainted(text: string): string {
  return text;
}
