// The figures of each image test type of a run, for `show`: a table of models for each, and for classes what was taken for what.
// Pure: state in, lines out. What the figures are is for `testTypeStats`.

import { oneLine } from '../../shared/text/hiddenCharacters';
import { formatCount } from '../../shared/text/format';
import type { RunState } from '../../shared/run/runState';
import { formatFigure, type TypeFigure } from '../../shared/testTypes/typeFigure';
import { hasTypeScores, testTypesOf, testTypeStats, type TestTypeStats } from '../../shared/figures/testTypeStats';
import { judgeNotes } from '../../shared/words/agreementText';
import { tableBlocks } from './tableBlocks';
import type { TableColumn } from './tableLines';
import type { Colors } from '../terminal/terminal';

/** What is taken for something else most often is told, at most so many of a model. */
const mostConfusions = 5;

/** A block per test type, with a blank line before each; none for a run of text tests. */
export function typeScoresLines(state: RunState, width: number, colors: Colors): string[] {
  if (!hasTypeScores(state)) return [];
  const stats = testTypeStats(state);
  return testTypesOf(state).flatMap((testType) => {
    const rows = stats.filter((one) => one.testType === testType && one.judged > 0);
    if (rows.length === 0) return [];
    return [
      '',
      colors.bold(testType),
      ...figureTables(rows, width - 2, colors).map((line) => `  ${line}`),
      ...rows.flatMap(confusionLine).map((line) => `  ${line}`),
      ...(testType === 'checks' ? judgeNotes(state).map((line) => `  ${colors.yellow(line)}`) : []),
    ];
  });
}

/** One table, or as many as the width asks for. */
function figureTables(rows: readonly TestTypeStats[], width: number, colors: Colors): string[] {
  const column = (header: string, text: (row: TestTypeStats) => string): TableColumn => ({
    header: { text: header, paint: colors.bold },
    align: 'right',
    cells: rows.map((row) => ({ text: text(row) })),
  });
  const head = { ...column('', ({ model }) => oneLine(model)), align: 'left' as const };
  const columns = [
    column('judged', ({ judged, tests }) => `${formatCount(judged)} of ${formatCount(tests)}`),
    ...rows[0]!.figures.map(({ id, name }) =>
      column(name, ({ figures }) => figureText(figures.find((figure) => figure.id === id)!)),
    ),
  ];
  return tableBlocks(head, [], columns, width);
}

/** `83.3% (n 12)` */
function figureText(figure: TypeFigure): string {
  return `${formatFigure(figure)}${figure.n === undefined ? '' : ` (n ${formatCount(figure.n)})`}`;
}

/** `simulated~swift took cat for dog 3 times, bird for cat once`; nothing where no class was taken for another. */
function confusionLine({ model, confusion }: TestTypeStats): string[] {
  if (!confusion) return [];
  const { labels, counts } = confusion;
  const wrong = labels.flatMap((truth, row) =>
    labels.flatMap((found, place) =>
      row === place || counts[row]![place] === 0 ? [] : [{ truth, found, count: counts[row]![place]! }],
    ),
  );
  if (wrong.length === 0) return [];
  const told = wrong.sort((a, b) => b.count - a.count).slice(0, mostConfusions);
  const rest = wrong.slice(mostConfusions).reduce((sum, { count }) => sum + count, 0);
  return [
    `${oneLine(model)} took ${told.map(({ truth, found, count }) => `${oneLine(truth)} for ${oneLine(found)}${count === 1 ? '' : ` ${formatCount(count)} times`}`).join(', ')}${rest === 0 ? '' : `, and ${formatCount(rest)} more`}`,
  ];
}
