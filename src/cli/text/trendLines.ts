// What `trend` prints: a table per model, a row per run, oldest first. Pure: trends in, lines out.

import { oneLine } from '../../shared/text/hiddenCharacters';
import {
  judgedText,
  trendCostText,
  trendHowText,
  trendTotalText,
  type ModelTrend,
  type TrendPoint,
} from '../../shared/comparing/benchmarkTrend';
import { accuracyText } from '../../shared/comparing/differenceRows';
import { tableLines, tableWidth, type TableColumn } from './tableLines';
import { breakAtWidth } from './fitText';
import type { Colors } from '../terminal/terminal';

const shortestName = 16;

export function trendLines(trends: readonly ModelTrend[], width: number, colors: Colors): string[] {
  return trends.flatMap((trend, at) => [
    ...(at === 0 ? [] : ['']),
    `${colors.bold(oneLine(trend.model))}${trend.isSimulated ? colors.yellow(' (simulated)') : ''}`,
    ...trendTable(trend, width, colors),
  ]);
}

function trendTable(trend: ModelTrend, width: number, colors: Colors): string[] {
  const column = (header: string, align: TableColumn['align'], text: (point: TrendPoint) => string): TableColumn => ({
    header: { text: header, paint: colors.bold },
    align,
    cells: trend.points.map((point) => ({ text: text(point) })),
  });
  const figures = [
    column('judged', 'right', judgedText),
    column('accuracy', 'right', (point) => accuracyText({ share: point.accuracy, interval: point.interval })),
    column('total p50', 'right', trendTotalText),
    column('cost', 'right', (point) => trendCostText(point, trend)),
    column('how', 'left', trendHowText),
  ];
  const whole = column('run', 'left', (point) => oneLine(point.run));
  if (tableWidth([whole, ...figures]) <= width) return tableLines([whole, ...figures]);
  const room = Math.max(shortestName, width - tableWidth(figures) - 2);
  return tableLines([column('run', 'left', (point) => breakAtWidth(oneLine(point.run), room).join('\n')), ...figures]);
}
