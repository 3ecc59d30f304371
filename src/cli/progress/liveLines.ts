// The picture of a running benchmark on a terminal: a progress bar, then a line per model. Pure: state in, lines out.

import { oneLine } from '../../shared/text/hiddenCharacters';
import { formatClock, formatCount, formatDuration, formatPercent, formatRate } from '../../shared/text/format';
import type { ModelState, RunState } from '../../shared/run/runState';
import { modelStats, type ModelStats } from '../../shared/figures/runStats';
import { columnsOf } from '../text/columnsOf';
import { padOrCut } from '../text/fitText';
import { countTests, countsText, patienceLines } from './progress';
import type { Colors } from '../terminal/terminal';

interface LiveViewport {
  columns: number;
  rows: number;
  /** Run clock, ms. */
  elapsed: number;
  colors: Colors;
}

interface Figure {
  header: string;
  text: (stats: ModelStats) => string;
  paint?: (colors: Colors, stats: ModelStats) => (text: string) => string;
}

const gap = '  ';
const shortestName = 14;
const longestBar = 40;

/** The figures of a row. When the terminal is too narrow the last ones are left out first. */
const figures: readonly Figure[] = [
  { header: 'done', text: (stats) => `${formatCount(stats.finished)}/${formatCount(stats.total)}` },
  {
    header: 'correct',
    text: (stats) => formatCount(stats.correct),
    paint: (colors, stats) => (stats.correct > 0 ? colors.green : plain),
  },
  {
    header: 'incorrect',
    text: (stats) => formatCount(stats.incorrect),
    paint: (colors, stats) => (stats.incorrect > 0 ? colors.red : plain),
  },
  {
    header: 'error',
    text: (stats) => formatCount(stats.error),
    paint: (colors, stats) => (stats.error > 0 ? colors.magenta : plain),
  },
  { header: 'accuracy', text: (stats) => formatPercent(stats.accuracy) },
  { header: 'tok/s', text: (stats) => formatRate(stats.tokensPerSecond).replace(' tok/s', '') },
  { header: 'avg total', text: (stats) => formatDuration(stats.averageTotal) },
];

/** The lines to draw, none wider than the viewport and together no higher. */
export function liveLines(state: RunState, viewport: LiveViewport): string[] {
  const { columns, rows, colors } = viewport;
  // The last column stays empty: some terminals wrap when it is written.
  const width = Math.max(20, columns - 1);
  const patience = patienceLines(state, viewport.elapsed);
  const shown = modelsThatFit(state.models, rows - 3 - patience.length);
  const stats = shown.map((model) => modelStats(model.tests));
  const kept = figuresThatFit(stats, width);
  const widths = kept.map((figure) => figureWidth(figure, stats));
  const room = width - widths.reduce((sum, one) => sum + gap.length + one, 0);
  const names = shown.map((model) => oneLine(model.model));
  const nameWidth = Math.min(room, Math.max(shortestName, ...names.map((name) => columnsOf(name))));
  const header = kept.map((figure, at) => figure.header.padStart(widths[at]!));
  const lines = [
    barLine(state, width, viewport),
    ...patience.map((line) => padOrCut(line, width).trimEnd()),
    colors.dim([padOrCut('model', nameWidth), ...header].join(gap)),
  ];
  for (const [row, one] of stats.entries()) {
    const cells = kept.map((figure, at) => {
      const text = figure.text(one).padStart(widths[at]!);
      return figure.paint ? figure.paint(colors, one)(text) : text;
    });
    lines.push([padOrCut(names[row]!, nameWidth), ...cells].join(gap));
  }
  const hidden = state.models.length - shown.length;
  if (hidden > 0)
    lines.push(colors.dim(padOrCut(`and ${hidden} more model${hidden === 1 ? '' : 's'}`, width).trimEnd()));
  return lines;
}

function barLine(state: RunState, width: number, { elapsed, colors }: LiveViewport): string {
  const counts = countTests(state);
  const text = `${formatClock(elapsed)}${gap}${countsText(counts)}`;
  const room = Math.min(longestBar, width - text.length - gap.length);
  if (room < 5) return padOrCut(text, width).trimEnd();
  const filled = counts.total === 0 ? 0 : Math.floor((counts.finished * room) / counts.total);
  return `${colors.cyan('█'.repeat(filled))}${colors.dim('░'.repeat(room - filled))}${gap}${text}`;
}

/** The models to show. When they are more than the lines, those that are not done come first. */
function modelsThatFit(models: readonly ModelState[], lines: number): ModelState[] {
  if (models.length <= lines) return [...models];
  const isDone = (model: ModelState): boolean => model.tests.every((test) => test.phase === 'finished');
  const kept = new Set(
    [...models].sort((a, b) => Number(isDone(a)) - Number(isDone(b))).slice(0, Math.max(1, lines - 1)),
  );
  return models.filter((model) => kept.has(model));
}

function figuresThatFit(stats: readonly ModelStats[], width: number): Figure[] {
  const kept = [...figures];
  const needed = (): number =>
    kept.reduce((sum, figure) => sum + gap.length + figureWidth(figure, stats), shortestName);
  while (kept.length > 1 && needed() > width) kept.pop();
  return kept;
}

/** The width of a figure's column: as wide as the figure can get, so that columns don't jump while figures grow. */
function figureWidth(figure: Figure, stats: readonly ModelStats[]): number {
  const final = figure.header === 'done' ? stats.map((one) => 2 * formatCount(one.total).length + 1) : [];
  return Math.max(figure.header.length, ...final, ...stats.map((one) => figure.text(one).length));
}

function plain(text: string): string {
  return text;
}
