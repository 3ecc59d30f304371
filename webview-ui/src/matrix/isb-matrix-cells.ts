// The cells of a matrix: a line for each shown model and one above them that says how many failed. One canvas as wide as what is seen; the rest
// is scrolled into it. A position is `line * columns + column`, line 0 being the one above the models.

import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { SquareLook } from '../../../src/shared/words/testText';
import { gridStyles } from '../grid/gridStyles';
import { hoverStyles } from '../grid/showHover';
import { SquareGrid } from '../grid/squareGrid';
import type { SquarePlace } from '../grid/squareGrid';
import { sharedStyles } from '../kit/styles';
import { MatrixCanvas } from './matrixCanvas';
import { cellAt, cellPlace, layOutMatrix, matrixHeight, matrixWidth, movedCell } from './matrixLayout';
import type { MatrixLayout } from './matrixLayout';
import type { MatrixSource } from './matrixSource';

const pictureMarks: { readonly [look in SquareLook]: string } = {
  waiting: '.',
  submitted: ',',
  running: '~',
  skipped: '-',
  correct: '#',
  incorrect: 'x',
  error: '!',
};

/** Fires `scrolled` with what part of the whole width is seen. */
@customElement('isb-matrix-cells')
export class IsbMatrixCells extends SquareGrid<MatrixLayout> {
  @property({ attribute: false }) source: MatrixSource | null = null;

  /** Which of the two cells has the focus: a screen reader reads a cell it has not just read. */
  @state() private cell: 0 | 1 = 0;

  private canvas: MatrixCanvas | null = null;

  /** The models' lines as text, for tests: `#` correct, `x`, `!`, `~` running, `.` waiting, `,` submitted, `-` not run. */
  get picture(): string {
    const { source } = this;
    if (!source) return '';
    return Array.from({ length: source.lines }, (_, line) =>
      Array.from({ length: source.columns }, (_unused, column) => pictureMarks[source.lookOf(line, column)]).join(''),
    ).join('\n');
  }

  /** The line above the models as numbers, for tests. */
  get failures(): number[] {
    const { source } = this;
    return source ? Array.from({ length: source.columns }, (_, column) => source.failedOf(column)) : [];
  }

  get focusedCell(): { line: number; column: number } {
    const columns = this.layout?.columns ?? 1;
    return { line: Math.floor(this.focused / columns) - 1, column: this.focused % columns };
  }

  /** Gives a cell the focus and scrolls it into view. */
  async focusCell(line: number, column: number): Promise<void> {
    if (this.layout) await this.focusSquare((line + 1) * this.layout.columns + column);
  }

  override async focusSquare(position: number): Promise<void> {
    if (position !== this.focused) this.cell = this.cell === 0 ? 1 : 0;
    await super.focusSquare(position);
  }

  /** A cell has changed, and with it the count above. */
  cellChanged(line: number, column: number): void {
    if (!this.layout) return;
    for (const position of [(line + 1) * this.layout.columns + column, column]) {
      this.canvas?.mark(position);
      if (position === this.focused) this.requestUpdate();
      if (position === this.hovered) this.hoverAgain();
    }
  }

  /** Any cell may have changed. */
  allChanged(): void {
    this.canvas?.markAll();
    this.requestUpdate();
  }

  /** Scrolls so that a share of the whole width, 0-1, is in the middle. */
  scrollToShare(share: number): void {
    this.scrollLeft = share * this.scrollWidth - this.clientWidth / 2;
  }

  protected override startDrawing(): void {
    this.canvas = new MatrixCanvas(this.tilesHost, () => this.scrollLeft);
    this.addEventListener('scroll', this.scrolled, { passive: true });
  }

  protected override stopDrawing(): void {
    this.removeEventListener('scroll', this.scrolled);
    this.canvas?.dispose();
    this.canvas = null;
  }

  override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('source')) this.layOut();
    this.placeCells();
  }

  override render(): unknown {
    const { source, focused, layout } = this;
    if (!source || source.columns === 0) return html`<div class="area"><div class="tiles"></div></div>`;
    const columns = layout?.columns ?? 1;
    const line = Math.floor(focused / columns);
    const cells = ([0, 1] as const).map((which) => {
      const isShown = which === this.cell;
      return html`<div role="row" class="line" aria-rowindex=${line + 1} ?hidden=${!isShown}>
        <div
          role="gridcell"
          class="cell"
          tabindex=${isShown ? '0' : '-1'}
          ?hidden=${!isShown}
          aria-colindex=${(focused % columns) + 1}
          aria-label=${isShown ? source.labelOf(line - 1, focused % columns) : nothing}
          @focus=${this.cellFocused}
          @blur=${this.hideHover}
        ></div>
      </div>`;
    });
    return this.renderArea(source.label, cells);
  }

  protected override get frame(): HTMLElement {
    return this;
  }

  protected override themeChanged(): void {
    this.canvas?.forgetTheme();
    super.themeChanged();
  }

  private readonly scrolled = (): void => {
    this.hideHover();
    this.canvas?.markAll();
    this.tellScroll();
  };

  private tellScroll(): void {
    const whole = Math.max(1, this.scrollWidth);
    const detail = { left: this.scrollLeft / whole, right: (this.scrollLeft + this.clientWidth) / whole };
    this.dispatchEvent(new CustomEvent('scrolled', { detail }));
  }

  protected override layOut(): void {
    const { source, canvas } = this;
    if (!source || !canvas || this.width === 0) return;
    const layout = layOutMatrix(source.columns, source.lines + 1, this.width, source.groups.length > 0);
    this.layout = layout;
    this.focused = Math.min(this.focused, Math.max(0, layout.columns * layout.lines - 1));
    this.area.style.width = `${Math.max(this.width, matrixWidth(layout))}px`;
    this.area.style.height = `${matrixHeight(layout)}px`;
    canvas.place(source, layout, this.width);
    this.requestUpdate();
    this.placeCells();
    this.tellScroll();
  }

  protected override placeOf(position: number): SquarePlace {
    return this.layout ? cellPlace(this.layout, position) : { x: 0, y: 0, width: 0, height: 0 };
  }

  protected override positionAt(x: number, y: number): number | undefined {
    return this.layout ? cellAt(this.layout, x, y) : undefined;
  }

  protected override movedFocus({ key, ctrlKey, shiftKey }: KeyboardEvent): number | undefined {
    return this.layout && !shiftKey ? movedCell(this.layout, this.focused, key, ctrlKey) : undefined;
  }

  protected override hoverLines(position: number): string[] | null {
    const { source, layout } = this;
    if (!source || !layout) return null;
    return source.hoverOf(Math.floor(position / layout.columns) - 1, position % layout.columns);
  }

  static override styles = [
    sharedStyles,
    hoverStyles,
    gridStyles,
    css`
      :host {
        overflow-x: auto;
        overflow-y: hidden;
        min-width: 0;
      }
      .area {
        overflow: visible;
      }
      .tiles,
      .line {
        display: contents;
      }
      .tiles canvas {
        position: sticky;
        left: 0;
        display: block;
      }
      .cell,
      .hovered {
        border-radius: 3px;
      }
      .cell:focus-visible {
        outline-offset: 0;
        box-shadow: none;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-matrix-cells': IsbMatrixCells;
  }
}
