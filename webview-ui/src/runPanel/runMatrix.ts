// What the matrix shows of a run: the looks of its tests at the player's clock, how many models failed each prompt, names, hovers and figures.
// Pure but for the player.

import { formatCount, formatDuration, formatPercent } from '../../../src/shared/text/format';
import type { PromptInfo } from '../../../src/shared/run/events';
import { modelTitle } from '../../../src/shared/words/testText';
import type { SquareLook } from '../../../src/shared/words/testText';
import { costPerCorrectFigure, definitions } from '../figures/modelFigures';
import type { GridSource } from '../grid/gridSource';
import { groupSquares, squareNumber, sliceCount } from '../grid/gridSquares';
import type { GridSquares } from '../grid/gridSquares';
import type { MatrixHead, MatrixLine } from '../matrix/isb-matrix';
import type { MatrixSource } from '../matrix/matrixSource';
import { MatrixCells } from '../matrix/matrixCells';
import { isFound, passesFilter } from '../matrix/promptFilter';
import type { PromptFilter } from '../matrix/promptFilter';
import type { AnswerIndex } from './answerIndex';
import { rowGrid } from './rowGrid';
import type { RunPlayer } from './runPlayer';

export class RunMatrix {
  readonly squares: GridSquares;
  /** More words of a column that can be found in it. */
  moreWords: ((column: number) => string) | null = null;
  private readonly cells: MatrixCells;
  private readonly grids: (GridSource | null)[];
  private shown: readonly number[];
  private filter: PromptFilter = 'all';
  private typed = '';

  constructor(
    private readonly player: RunPlayer,
    answers: AnswerIndex | null = null,
  ) {
    const { models, prompts } = player.state;
    this.squares = groupSquares(prompts);
    this.cells = new MatrixCells(models.length, this.squares, (row, position) => player.look(row, position));
    this.grids = models.map((_, row) => rowGrid(player, row, answers));
    this.shown = models.map((_, row) => row);
  }

  /** The places of the shown models in the run, from above. */
  get rows(): readonly number[] {
    return this.shown;
  }

  /** The look of a model's cell, by its place in the run. */
  look(row: number, column: number): SquareLook {
    return this.cells.look(row, column);
  }

  /** Prompts of the file; one with trials is one. */
  get columns(): number {
    return this.squares.count;
  }

  /** `rows` are the places of the shown models in the run, from above. */
  show(rows: readonly number[], filter: PromptFilter, typed: string): void {
    this.shown = rows;
    this.filter = filter;
    this.typed = typed;
    this.cells.show(rows);
  }

  /** A test has changed: its cell, by line and column; null where nothing of it is to be seen. */
  changed(row: number, position: number): { line: number; column: number } | null {
    const isOther = this.cells.update(row, position);
    const line = this.shown.indexOf(row);
    return isOther && line >= 0 ? { line, column: this.squares.squareOf[position]! } : null;
  }

  refresh(): void {
    this.cells.refresh();
  }

  /** The columns that stand out; null where none is looked for. */
  matches(): number[] | null {
    if (this.filter === 'all' && this.typed.trim() === '') return null;
    return Array.from({ length: this.squares.count }, (_, column) => column).filter((column) => this.isMatch(column));
  }

  /** The test that a cell opens: the first that failed, else the first. Line -1: of the first model that failed the prompt, else of the first. */
  testOf(line: number, column: number): { row: number; position: number } | null {
    const row = line >= 0 ? this.shown[line] : (this.failedRow(column) ?? this.shown[0]);
    return row === undefined ? null : { row, position: this.positionOf(row, column) };
  }

  /** The cell of a test; null while its model is hidden. */
  cellOf(row: number, position: number): { line: number; column: number } | null {
    const line = this.shown.indexOf(row);
    return line < 0 ? null : { line, column: this.squares.squareOf[position] ?? 0 };
  }

  source(): MatrixSource {
    const { prompts } = this.player.state;
    return {
      label: `${formatCount(this.shown.length)} models by ${formatCount(this.squares.count)} prompts`,
      columns: this.squares.count,
      lines: this.shown.length,
      numberOf: (column) => squareNumber(prompts, this.squares, column),
      lookOf: (line, column) => this.cells.look(this.shown[line]!, column),
      scoreOf: (line, column) => this.scoreOf(this.shown[line]!, column),
      failedOf: (column) => this.cells.failed(column),
      isDimmed: (column) => !this.isMatch(column),
      labelOf: (line, column) => (line < 0 ? this.promptText(column) : this.cellLabel(this.shown[line]!, column)),
      hoverOf: (line, column) => (line < 0 ? this.promptHover(column) : this.cellHover(this.shown[line]!, column)),
    };
  }

  /** The lines of the shown models; null figures are those that nobody knows. */
  lines(): MatrixLine[] {
    return this.shown.map((row): MatrixLine => {
      const model = this.player.state.models[row]!;
      const stats = this.player.statsOf(row);
      const cost = costPerCorrectFigure(model, stats);
      return {
        model,
        title: modelTitle(model),
        awards: this.player.awardsOf(row),
        figures: [
          { text: formatPercent(stats.accuracy) },
          { text: formatDuration(stats.medianTtft) },
          { text: formatDuration(this.player.detailsOf(row).total.p50) },
          { text: cost.value, note: cost.note ?? null },
          { text: formatCount(stats.error) },
        ],
      };
    });
  }

  private isMatch(column: number): boolean {
    const { label = '', tags = [] } = this.promptOf(column) ?? {};
    return (
      passesFilter(this.filter, this.cells.countsOf(column)) &&
      isFound(this.typed, {
        number: squareNumber(this.player.state.prompts, this.squares, column),
        words: [label, ...tags, this.typed.trim() === '' ? '' : (this.moreWords?.(column) ?? '')].join('\n'),
      })
    );
  }

  private promptOf(column: number): PromptInfo | undefined {
    return this.player.state.prompts[this.squares.first[column]!];
  }

  private failedRow(column: number): number | undefined {
    return this.shown.find((row) => ['incorrect', 'error'].includes(this.cells.look(row, column)));
  }

  private positionOf(row: number, column: number): number {
    const first = this.squares.first[column]!;
    const tests = Array.from({ length: sliceCount(this.squares, column) }, (_, slice) => first + slice);
    return tests.find((position) => ['incorrect', 'error'].includes(this.player.look(row, position))) ?? first;
  }

  /** A prompt that became several tests has none of its own. */
  private scoreOf(row: number, column: number): number | null {
    if (sliceCount(this.squares, column) > 1) return null;
    return this.player.test(row, this.squares.first[column]!)?.score ?? null;
  }

  private cellLabel(row: number, column: number): string {
    return this.grids[row]?.labelOf(this.positionOf(row, column)) ?? '';
  }

  private cellHover(row: number, column: number): string[] {
    const [title = '', ...more] = this.grids[row]?.hoverOf(this.positionOf(row, column)) ?? [];
    return [`${modelTitle(this.player.state.models[row]!)} ${title}`, ...more];
  }

  private promptText(column: number): string {
    const { correct, incorrect, error } = this.cells.countsOf(column);
    const number = squareNumber(this.player.state.prompts, this.squares, column);
    return `#${number}: ${correct} correct, ${incorrect} incorrect, ${error} errors of ${this.shown.length} models`;
  }

  private promptHover(column: number): string[] {
    const label = this.promptOf(column)?.label;
    return [this.promptText(column), ...(label ? [label] : [])];
  }
}

/** The figures beside the names, in the order of those of a line. */
export const matrixHeads: readonly MatrixHead[] = [
  {
    id: 'accuracy_percent',
    name: 'acc',
    definition: 'Accuracy: correct / (correct + incorrect). Errors are not in it.',
    isLowerBetter: false,
  },
  {
    id: 'ttft_p50_ms',
    name: 'TTFT',
    definition: `${definitions.ttft} The median over judged tests.`,
    isLowerBetter: true,
  },
  {
    id: 'total_p50_ms',
    name: 'total',
    definition: `${definitions.total} The median over judged tests.`,
    isLowerBetter: true,
  },
  { id: 'cost_per_correct_usd', name: '$/correct', definition: definitions.costPerCorrect, isLowerBetter: true },
  {
    id: 'errors',
    name: '!',
    definition: 'Errors: tests without a judgeable answer. In no other figure.',
    isLowerBetter: true,
  },
];
