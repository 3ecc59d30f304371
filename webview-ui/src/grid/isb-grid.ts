// One row's squares: canvases for the looks, one real element for the test that has the focus. A position is that of a test;
// arrow keys move from square to square, with Shift from trial to trial.

import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { SquareLook } from '../../../src/shared/words/testText';
import { layOutSlices, sameSlice, sliceAt, sliceCount, squareWidth } from './gridSquares';
import { layOutGrid, movedPosition, squareAt, squareOrigin } from './gridLayout';
import { gridStyles } from './gridStyles';
import type { GridSource } from './gridSource';
import { GridTiles } from './gridTiles';
import { hoverStyles } from './showHover';
import { SquareGrid } from './squareGrid';
import type { SquarePlace } from './squareGrid';
import type { SquarePainter } from './squarePainter';
import { isPrinting } from '../kit/printing';
import { sharedStyles } from '../kit/styles';
import { painterFor } from './painterFor';
import { sliceEdge } from './trialPainter';

const pictureMarks: { [look in SquareLook]: string } = {
  waiting: '.',
  submitted: ',',
  running: '~',
  skipped: '-',
  correct: '#',
  incorrect: 'x',
  error: '!',
};

@customElement('isb-grid')
export class IsbGrid extends SquareGrid {
  @property({ attribute: false }) source: GridSource | null = null;
  /** Side of a square, px. */
  @property({ type: Number }) squareSize = 44;

  /** Which of the two cells has the focused square: a screen reader reads a cell it has not just read. */
  @state() private cell: 0 | 1 = 0;

  private tiles: GridTiles | null = null;
  private painter: SquarePainter | null = null;

  /** The squares as text, one line per line of squares, for tests: `#` correct, `x`, `!`, `~` running, `.` waiting, `,` submitted, `-` not run; trials as `[##x]`. */
  get picture(): string {
    const { layout, source } = this;
    if (!layout || !source) return '';
    const marks = Array.from({ length: layout.count }, (_, square) => {
      const first = source.squares.first[square]!;
      const own = Array.from(
        { length: sliceCount(source.squares, square) },
        (_unused, slice) => pictureMarks[source.lookOf(first + slice)],
      );
      return own.length === 1 ? own[0] : `[${own.join('')}]`;
    });
    return Array.from({ length: layout.lines }, (_, line) =>
      marks.slice(line * layout.columns, (line + 1) * layout.columns).join(''),
    ).join('\n');
  }

  /** A test's look has changed. */
  squareChanged(position: number): void {
    const square = this.source?.squares.squareOf[position];
    if (square !== undefined) this.tiles?.markDirty(square);
    if (position === this.focused) this.requestUpdate();
    if (position === this.hovered) this.showHover(position);
  }

  /** Any square may have changed. */
  allChanged(): void {
    this.tiles?.markAllDirty();
    this.requestUpdate();
  }

  /** Gives a test the focus and scrolls it into view. */
  override async focusSquare(position: number): Promise<void> {
    if (position !== this.focused) this.cell = this.cell === 0 ? 1 : 0;
    await super.focusSquare(position);
  }

  protected override startDrawing(): void {
    this.tiles = new GridTiles(this.tilesHost, () => this.source);
  }

  protected override stopDrawing(): void {
    this.tiles?.dispose();
    this.tiles = null;
  }

  override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('squareSize') || changed.has('source')) this.layOut();
    this.placeCells();
  }

  override render(): unknown {
    const source = this.source;
    if (!source || source.squares.count === 0) return html`<div class="area"><div class="tiles"></div></div>`;
    const columns = this.layout?.columns ?? 1;
    const square = source.squares.squareOf[this.focused] ?? 0;
    const hasTrials = sliceCount(source.squares, square) > 1;
    const cells = ([0, 1] as const).map((which) => {
      const isShown = which === this.cell;
      return html`<div role="row" class="line" aria-rowindex=${Math.floor(square / columns) + 1} ?hidden=${!isShown}>
        <div
          role="gridcell"
          class="cell ${hasTrials ? 'slice' : ''}"
          tabindex=${isShown ? '0' : '-1'}
          ?hidden=${!isShown}
          aria-colindex=${(square % columns) + 1}
          aria-description=${hasTrials ? 'Shift with Left or Right goes from trial to trial.' : nothing}
          aria-label=${isShown ? source.labelOf(this.focused) : nothing}
          @focus=${this.cellFocused}
          @blur=${this.hideHover}
        ></div>
      </div>`;
    });
    return this.renderArea(source.label, cells);
  }

  protected override layOut(): void {
    if (!this.tiles || !this.source || this.width === 0) return;
    const { squares } = this.source;
    const layout = layOutGrid(
      squares.count,
      this.width,
      this.squareSize,
      squareWidth(this.squareSize, squares.mostSlices, this.width),
    );
    this.layout = layout;
    this.focused = Math.min(this.focused, Math.max(0, squares.squareOf.length - 1));
    this.area.style.height = `${layout.height}px`;
    const ratio = window.devicePixelRatio;
    this.painter = painterFor(this.squareSize, ratio, this);
    this.tiles.rebuild(layout, this.painter, ratio);
    if (isPrinting()) this.tiles.drawAll();
    this.placeCells();
    this.requestUpdate();
  }

  /** Where a test is: its square, or its slice of one. */
  protected override placeOf(position: number): SquarePlace {
    const { layout, source } = this;
    if (!layout || !source) return { x: 0, y: 0, width: this.squareSize, height: this.squareSize };
    const square = source.squares.squareOf[position] ?? 0;
    const origin = squareOrigin(layout, square);
    const count = sliceCount(source.squares, square);
    if (count === 1) return { ...origin, width: layout.size, height: layout.size };
    const { left, width, pitch } = this.slices(count);
    const slice = position - source.squares.first[square]!;
    const ratio = window.devicePixelRatio;
    return { x: origin.x + (left + slice * pitch) / ratio, y: origin.y, width: width / ratio, height: layout.size };
  }

  /** The slices of a square in device px, as they are drawn. */
  private slices(count: number): ReturnType<typeof layOutSlices> {
    const ratio = window.devicePixelRatio;
    return layOutSlices(Math.round(this.layout!.width * ratio), sliceEdge(ratio), count);
  }

  protected override positionAt(x: number, y: number): number | undefined {
    const { layout, source } = this;
    if (!layout || !source) return undefined;
    const square = squareAt(layout, x, y);
    if (square === undefined) return undefined;
    const count = sliceCount(source.squares, square);
    const inside = (x - squareOrigin(layout, square).x) * window.devicePixelRatio;
    return source.squares.first[square]! + (count === 1 ? 0 : sliceAt(this.slices(count), count, inside));
  }

  /** Arrow keys go to the same trial of another square; with Shift, Left and Right go from test to test. */
  protected override movedFocus({ key, shiftKey, ctrlKey }: KeyboardEvent): number | undefined {
    if (!this.layout || !this.source) return undefined;
    const { squares } = this.source;
    if (shiftKey && (key === 'ArrowLeft' || key === 'ArrowRight')) {
      return Math.max(0, Math.min(squares.squareOf.length - 1, this.focused + (key === 'ArrowLeft' ? -1 : 1)));
    }
    const from = squares.squareOf[this.focused] ?? 0;
    const square = movedPosition(this.layout, from, key, ctrlKey);
    if (square === undefined) return undefined;
    return square === from ? this.focused : sameSlice(squares, this.focused, square);
  }

  protected override hoverLines(position: number): string[] | null {
    return this.source?.hoverOf(position) ?? null;
  }

  static override styles = [sharedStyles, hoverStyles, gridStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-grid': IsbGrid;
  }
}
