// What the matrix shows of a run: the looks of its tests at the player's clock, how many models failed each prompt, names, hovers and figures.
// Pure but for the player.

import { formatCount, formatDuration, formatPercent } from '../../../src/shared/text/format';
import type { PromptInfo } from '../../../src/shared/run/events';
import { isOfReviewKind } from '../../../src/shared/run/reviews';
import { modelTitle } from '../../../src/shared/words/testText';
import type { SquareLook } from '../../../src/shared/words/testText';
import { costPerCorrectFigure, definitions } from '../figures/modelFigures';
import type { GridSource } from '../grid/gridSource';
import { groupSquares, squareNumber, sliceCount } from '../grid/gridSquares';
import type { GridSquares } from '../grid/gridSquares';
import { orderByTag, orderOfFile } from '../matrix/columnOrder';
import type { ColumnOrder } from '../matrix/columnOrder';
import type { MatrixHead, MatrixLine } from '../matrix/isb-matrix';
import type { MatrixSource } from '../matrix/matrixSource';
import { MatrixCells } from '../matrix/matrixCells';
import { isFound, isReviewKind, passesFilter } from '../matrix/promptFilter';
import type { PromptFilter } from '../matrix/promptFilter';
import type { AnswerIndex } from './answerIndex';
import { rowGrid } from './rowGrid';
import type { RunPlayer } from './runPlayer';

export class RunMatrix {
  readonly squares: GridSquares;
  /** More words of a prompt that can be found in it. */
  moreWords: ((square: number) => string) | null = null;
  private readonly inFile: ColumnOrder;
  private readonly byTag: ColumnOrder;
  private order: ColumnOrder;
  private readonly cells: MatrixCells;
  private readonly grids: (GridSource | null)[];
  private shown: readonly number[];
  private filter: PromptFilter = 'all';
  private typed = '';
  /** As long as it is the same, only cells that are told of have changed. */
  private madeSource: MatrixSource | null = null;

  constructor(
    private readonly player: RunPlayer,
    answers: AnswerIndex | null = null,
  ) {
    const { models, prompts } = player.state;
    this.squares = groupSquares(prompts);
    this.inFile = orderOfFile(this.squares.count);
    this.byTag = orderByTag(Array.from(this.inFile.promptAt, (square) => this.promptOf(square)?.tags ?? []));
    this.order = this.inFile;
    this.grids = models.map((_, row) => rowGrid(player, row, answers));
    this.cells = new MatrixCells(
      models.length,
      this.squares,
      (row, position) => player.look(row, position),
      (row, position) => this.grids[row]?.reviewOf(position) ?? null,
    );
    this.shown = models.map((_, row) => row);
  }

  /** The places of the shown models in the run, from above. */
  get rows(): readonly number[] {
    return this.shown;
  }

  /** The look of a model's cell, by their places in the run. */
  look(row: number, square: number): SquareLook {
    return this.cells.look(row, square);
  }

  /** Whether any prompt has a tag. */
  get hasTags(): boolean {
    return this.player.state.prompts.some(({ tags = [] }) => tags.length > 0);
  }

  /** Prompts of the file; one with trials is one. */
  get columns(): number {
    return this.squares.count;
  }

  /** `rows` are the places of the shown models in the run, from above. */
  show(rows: readonly number[], filter: PromptFilter, typed: string, isByTag = false): void {
    this.order = isByTag ? this.byTag : this.inFile;
    this.shown = rows;
    this.filter = filter;
    this.typed = typed;
    this.madeSource = null;
    this.cells.show(rows);
  }

  /** Whether a verdict or a review can dim the whole column of its prompt, or light it. */
  get dimsByVerdicts(): boolean {
    return this.filter !== 'all';
  }

  /** A test has changed: its cell, by line and column; null where nothing of it is to be seen. */
  changed(row: number, position: number): { line: number; column: number } | null {
    const isOther = this.cells.update(row, position);
    const line = this.shown.indexOf(row);
    return isOther && line >= 0 ? { line, column: this.order.columnOf[this.squares.squareOf[position]!]! } : null;
  }

  refresh(): void {
    this.cells.refresh();
  }

  /** The prompts that stand out, in the order of the file; null where none is looked for. */
  matches(): number[] | null {
    if (this.filter === 'all' && this.typed.trim() === '') return null;
    return Array.from(this.inFile.promptAt).filter((square) => this.isMatch(square));
  }

  /** Their columns, from left to right. */
  matchingColumns(): number[] | null {
    return (
      this.matches()
        ?.map((square) => this.order.columnOf[square]!)
        .sort((a, b) => a - b) ?? null
    );
  }

  /** The test that a cell opens: the first that is looked for by its reviews, or failed, else the first. Line -1: of the first model that has such a test. */
  testOf(line: number, column: number): { row: number; position: number } | null {
    const square = this.order.promptAt[column]!;
    const row = line >= 0 ? this.shown[line] : (this.soughtRow(square) ?? this.shown[0]);
    return row === undefined ? null : { row, position: this.positionOf(row, square) };
  }

  /** The cell of a test; null while its model is hidden. */
  cellOf(row: number, position: number): { line: number; column: number } | null {
    const line = this.shown.indexOf(row);
    return line < 0 ? null : { line, column: this.order.columnOf[this.squares.squareOf[position] ?? 0] ?? 0 };
  }

  source(): MatrixSource {
    return (this.madeSource ??= this.makeSource());
  }

  private makeSource(): MatrixSource {
    const { prompts } = this.player.state;
    const { promptAt, groups } = this.order;
    const at = (column: number): number => promptAt[column]!;
    return {
      label: `${formatCount(this.shown.length)} models by ${formatCount(this.squares.count)} prompts`,
      columns: this.squares.count,
      lines: this.shown.length,
      groups,
      numberOf: (column) => squareNumber(prompts, this.squares, at(column)),
      lookOf: (line, column) => this.cells.look(this.shown[line]!, at(column)),
      scoreOf: (line, column) => this.scoreOf(this.shown[line]!, at(column)),
      reviewOf: (line, column) => this.cells.mark(this.shown[line]!, at(column)),
      failedOf: (column) => this.cells.failed(at(column)),
      isDimmed: (column) => !this.isMatch(at(column)),
      labelOf: (line, column) =>
        line < 0 ? this.promptText(at(column)) : this.cellLabel(this.shown[line]!, at(column)),
      hoverOf: (line, column) =>
        line < 0 ? this.promptHover(at(column)) : this.cellHover(this.shown[line]!, at(column)),
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

  private isMatch(square: number): boolean {
    const { label = '', tags = [] } = this.promptOf(square) ?? {};
    return (
      this.isChosen(square) &&
      isFound(this.typed, {
        number: squareNumber(this.player.state.prompts, this.squares, square),
        words: [label, ...tags, this.typed.trim() === '' ? '' : (this.moreWords?.(square) ?? '')].join('\n'),
      })
    );
  }

  private isChosen(square: number): boolean {
    const { filter } = this;
    return isReviewKind(filter)
      ? this.shown.some((row) => this.soughtOf(row, square) !== undefined)
      : passesFilter(filter, this.cells.countsOf(square));
  }

  /** The first lit test of a cell that is looked for by what people say of it. */
  private soughtOf(row: number, square: number): number | undefined {
    const { filter } = this;
    if (!isReviewKind(filter)) return undefined;
    return this.testsOf(square).find((position) => {
      const test = this.player.test(row, position);
      return isLit(this.player.look(row, position)) && test !== undefined && isOfReviewKind(filter, test);
    });
  }

  private promptOf(square: number): PromptInfo | undefined {
    return this.player.state.prompts[this.squares.first[square]!];
  }

  private soughtRow(square: number): number | undefined {
    return isReviewKind(this.filter)
      ? this.shown.find((row) => this.soughtOf(row, square) !== undefined)
      : this.shown.find((row) => isFailed(this.cells.look(row, square)));
  }

  private positionOf(row: number, square: number): number {
    return (
      this.soughtOf(row, square) ??
      this.testsOf(square).find((position) => isFailed(this.player.look(row, position))) ??
      this.squares.first[square]!
    );
  }

  /** A prompt that became several tests has none of its own. */
  private scoreOf(row: number, square: number): number | null {
    if (sliceCount(this.squares, square) > 1) return null;
    return this.player.test(row, this.squares.first[square]!)?.score ?? null;
  }

  private testsOf(square: number): number[] {
    return Array.from({ length: sliceCount(this.squares, square) }, (_, slice) => this.squares.first[square]! + slice);
  }

  private cellLabel(row: number, square: number): string {
    return this.grids[row]?.labelOf(this.positionOf(row, square)) ?? '';
  }

  private cellHover(row: number, square: number): string[] {
    const [title = '', ...more] = this.grids[row]?.hoverOf(this.positionOf(row, square)) ?? [];
    return [`${modelTitle(this.player.state.models[row]!)} ${title}`, ...more];
  }

  private promptText(square: number): string {
    const { correct, incorrect, error } = this.cells.countsOf(square);
    const number = squareNumber(this.player.state.prompts, this.squares, square);
    return `#${number}: ${correct} correct, ${incorrect} incorrect, ${error} errors of ${this.shown.length} models`;
  }

  private promptHover(square: number): string[] {
    const { label, tags = [] } = this.promptOf(square) ?? {};
    return [this.promptText(square), ...(label ? [label] : []), ...(tags.length > 0 ? [tags.join(', ')] : [])];
  }
}

function isFailed(look: SquareLook): boolean {
  return look === 'incorrect' || look === 'error';
}

function isLit(look: SquareLook): boolean {
  return look === 'correct' || isFailed(look);
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
