// What became of each prompt of one model, a square each; a position is that of a prompt.

import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PromptFate } from '../../../src/shared/protocols/comparisonView';
import { DifferenceTiles } from './differenceTiles';
import { pictureMarks } from './differenceWords';
import { layOutGrid, movedPosition, squareAt, squareOrigin } from '../grid/gridLayout';
import { gridStyles } from '../grid/gridStyles';
import { hoverStyles } from '../grid/showHover';
import { SquareGrid } from '../grid/squareGrid';
import type { SquarePlace } from '../grid/squareGrid';
import { sharedStyles } from '../kit/styles';
import { isPrinting } from '../kit/printing';

/** What a grid shows. Positions are 0-based. */
export interface DifferenceSource {
  label: string;
  count: number;
  fateAt(position: number): PromptFate;
  /** The name of a square for a screen reader. */
  labelOf(position: number): string;
  /** The lines of a square's hover; the first is its title. */
  hoverOf(position: number): string[];
}

/** Side of a square, px: with less the signs could not be told apart. */
const squareSize = 24;

@customElement('isb-difference-grid')
export class IsbDifferenceGrid extends SquareGrid {
  @property({ attribute: false }) source: DifferenceSource | null = null;

  private tiles: DifferenceTiles | null = null;

  /** The squares as text, for tests; see `pictureMarks`. */
  get picture(): string {
    const { source } = this;
    return source
      ? Array.from({ length: source.count }, (_, position) => pictureMarks[source.fateAt(position)]).join('')
      : '';
  }

  protected override startDrawing(): void {
    this.tiles = new DifferenceTiles(this.tilesHost, (position) => this.source?.fateAt(position) ?? 'unjudged');
  }

  protected override stopDrawing(): void {
    this.tiles?.dispose();
    this.tiles = null;
  }

  override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('source')) this.layOut();
    this.placeCells();
  }

  override render(): unknown {
    const { source, focused } = this;
    const columns = this.layout?.columns ?? 1;
    return this.renderArea(
      source?.label,
      html`<div role="row" aria-rowindex=${Math.floor(focused / columns) + 1} ?hidden=${!source || source.count === 0}>
        <div
          role="gridcell"
          class="cell"
          tabindex="0"
          aria-colindex=${(focused % columns) + 1}
          aria-label=${source && focused < source.count ? source.labelOf(focused) : nothing}
          @focus=${this.cellFocused}
          @blur=${this.hideHover}
        ></div>
      </div>`,
    );
  }

  protected override layOut(): void {
    if (!this.tiles || !this.source || this.width === 0) return;
    const layout = layOutGrid(this.source.count, this.width, squareSize);
    this.layout = layout;
    this.focused = Math.min(this.focused, Math.max(0, layout.count - 1));
    this.area.style.height = `${layout.height}px`;
    this.tiles.rebuild(layout);
    if (isPrinting()) this.tiles.drawAll();
    this.placeCells();
    this.requestUpdate();
  }

  protected override placeOf(position: number): SquarePlace {
    const origin = this.layout ? squareOrigin(this.layout, position) : { x: 0, y: 0 };
    return { ...origin, width: squareSize, height: squareSize };
  }

  protected override positionAt(x: number, y: number): number | undefined {
    return this.layout ? squareAt(this.layout, x, y) : undefined;
  }

  protected override movedFocus({ key, ctrlKey }: KeyboardEvent): number | undefined {
    return this.layout ? movedPosition(this.layout, this.focused, key, ctrlKey) : undefined;
  }

  protected override hoverLines(position: number): string[] | null {
    return this.source?.hoverOf(position) ?? null;
  }

  static override styles = [
    sharedStyles,
    hoverStyles,
    gridStyles,
    css`
      .cell,
      .hovered {
        border-radius: 4px;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-difference-grid': IsbDifferenceGrid;
  }
}
