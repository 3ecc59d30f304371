// One row's squares: canvases for the looks, one real element for the square that has the focus, a hover.
// Like a native list it is one tab stop; arrow keys move, Enter and Space open.

import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { SquareLook } from '../../src/shared/testText';
import { layOutGrid, movedPosition, squareAt, squareOrigin } from './gridLayout';
import type { GridLayout } from './gridLayout';
import { gridStyles } from './gridStyles';
import { GridTiles } from './gridTiles';
import type { SquarePainter } from './squarePainter';
import { sharedStyles } from './styles';
import { painterFor } from './theme';

/** What a grid shows. Positions are 0-based. */
export interface GridSource {
  label: string;
  count: number;
  indexOf(position: number): number;
  lookOf(position: number): SquareLook;
  /** The name of a square for a screen reader. */
  labelOf(position: number): string;
  /** The lines of a square's hover; the first is its title. */
  hoverOf(position: number): string[];
}

const pictureMarks: { [look in SquareLook]: string } = { waiting: '.', running: '~', correct: '#', incorrect: 'x', error: '!' };

@customElement('isb-grid')
export class IsbGrid extends LitElement {
  @property({ attribute: false }) source: GridSource | null = null;
  /** Side of a square, px. */
  @property({ type: Number }) squareSize = 44;

  @state() private focused = 0;
  /** Which of the two cells has the focused square: a screen reader reads a cell it has not just read. */
  @state() private cell: 0 | 1 = 0;

  @query('.area') private readonly area!: HTMLElement;
  @query('.tiles') private readonly tilesHost!: HTMLElement;
  @query('.hover') private readonly hover!: HTMLElement;
  @query('.hovered') private readonly hoveredRing!: HTMLElement;

  private layout: GridLayout | null = null;
  private tiles: GridTiles | null = null;
  private painter: SquarePainter | null = null;
  private width = 0;
  private hovered: number | null = null;
  private readonly resize = new ResizeObserver((entries) => {
    const width = Math.floor(entries[0]?.contentRect.width ?? 0);
    if (width === this.width) return;
    this.width = width;
    this.layOut();
  });

  /** The squares as text, one line per line of squares, for tests: `#` correct, `x`, `!`, `~` running, `.` waiting. */
  get picture(): string {
    const layout = this.layout;
    if (!layout || !this.source) return '';
    const marks = Array.from({ length: layout.count }, (_, position) => pictureMarks[this.source!.lookOf(position)]);
    return Array.from({ length: layout.lines }, (_, line) => marks.slice(line * layout.columns, (line + 1) * layout.columns).join('')).join('\n');
  }

  /** Where a square is in the window, CSS px. */
  rectOf(position: number): DOMRect {
    const origin = this.layout ? squareOrigin(this.layout, position) : { x: 0, y: 0 };
    const area = this.area.getBoundingClientRect();
    return new DOMRect(area.x + origin.x, area.y + origin.y, this.squareSize, this.squareSize);
  }

  /** A square's look has changed. */
  squareChanged(position: number): void {
    this.tiles?.markDirty(position);
    if (position === this.focused) this.requestUpdate();
    if (position === this.hovered) this.showHover(position);
  }

  /** Any square may have changed. */
  allChanged(): void {
    this.tiles?.markAllDirty();
    this.requestUpdate();
  }

  /** The theme or the pixel ratio has changed. */
  themeChanged(): void {
    this.layOut();
  }

  /** Gives a square the focus and scrolls it into view. */
  async focusSquare(position: number): Promise<void> {
    if (position !== this.focused) {
      this.focused = position;
      this.cell = this.cell === 0 ? 1 : 0;
    }
    await this.updateComplete;
    const cell = this.renderRoot.querySelector<HTMLElement>('.cell:not([hidden])');
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  override firstUpdated(): void {
    this.tiles = new GridTiles(
      this.tilesHost,
      (position) => this.source?.lookOf(position) ?? 'waiting',
      (position) => this.source?.indexOf(position) ?? position + 1,
    );
    this.resize.observe(this.area);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) return;
    // Back in the page after having been taken out: the tiles were given up.
    this.firstUpdated();
    this.layOut();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resize.disconnect();
    this.width = 0;
    this.tiles?.dispose();
    this.tiles = null;
  }

  override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('squareSize') || changed.has('source')) this.layOut();
    this.placeCells();
  }

  override render(): unknown {
    const source = this.source;
    if (!source || source.count === 0) return html`<div class="area"><div class="tiles"></div></div>`;
    const columns = this.layout?.columns ?? 1;
    const cells = ([0, 1] as const).map((which) => {
      const isShown = which === this.cell;
      return html`<div role="row" class="line" aria-rowindex=${Math.floor(this.focused / columns) + 1} ?hidden=${!isShown}>
        <div
          role="gridcell"
          class="cell"
          tabindex=${isShown ? '0' : '-1'}
          ?hidden=${!isShown}
          aria-colindex=${(this.focused % columns) + 1}
          aria-label=${isShown ? source.labelOf(this.focused) : nothing}
          @focus=${this.cellFocused}
          @blur=${this.hideHover}
        ></div>
      </div>`;
    });
    return html`<div
        class="area"
        role="grid"
        aria-label=${source.label}
        aria-rowcount=${this.layout?.lines ?? 1}
        aria-colcount=${columns}
        @pointermove=${this.pointerMoved}
        @pointerleave=${this.hideHover}
        @click=${this.clicked}
        @keydown=${this.keyPressed}
      >
        <div class="tiles" aria-hidden="true"></div>
        <div class="hovered" hidden></div>
        ${cells}
      </div>
      <div class="hover" popover="manual" role="tooltip"></div>`;
  }

  private layOut(): void {
    if (!this.tiles || !this.source || this.width === 0) return;
    const layout = layOutGrid(this.source.count, this.width, this.squareSize);
    this.layout = layout;
    this.focused = Math.min(this.focused, Math.max(0, layout.count - 1));
    this.area.style.height = `${layout.height}px`;
    const ratio = window.devicePixelRatio;
    this.painter = painterFor(this.squareSize, ratio, this);
    this.tiles.rebuild(layout, this.painter, ratio);
    this.placeCells();
    this.requestUpdate();
  }

  private placeCells(): void {
    if (!this.layout) return;
    for (const cell of this.renderRoot.querySelectorAll<HTMLElement>('.cell')) this.place(cell, this.focused);
  }

  private place(element: HTMLElement, position: number): void {
    const origin = squareOrigin(this.layout!, position);
    element.style.width = `${this.squareSize}px`;
    element.style.height = `${this.squareSize}px`;
    element.style.transform = `translate(${origin.x}px, ${origin.y}px)`;
  }

  private positionOf(event: MouseEvent): number | undefined {
    if (!this.layout) return undefined;
    const area = this.area.getBoundingClientRect();
    return squareAt(this.layout, event.clientX - area.x, event.clientY - area.y);
  }

  private pointerMoved(event: PointerEvent): void {
    const position = this.positionOf(event);
    if (position === undefined) this.hideHover();
    else if (position !== this.hovered) this.showHover(position);
  }

  private clicked(event: MouseEvent): void {
    const position = this.positionOf(event);
    if (position !== undefined) void this.focusSquare(position).then(() => this.open(position));
  }

  private keyPressed(event: KeyboardEvent): void {
    if (event.altKey || event.metaKey || !this.layout) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.open(this.focused);
      return;
    }
    const position = movedPosition(this.layout, this.focused, event.key, event.ctrlKey);
    if (position === undefined) return;
    event.preventDefault();
    if (position !== this.focused) void this.focusSquare(position);
  }

  private cellFocused(event: FocusEvent): void {
    const cell = event.target;
    if (cell instanceof HTMLElement && cell.matches(':focus-visible')) this.showHover(this.focused);
  }

  private open(position: number): void {
    this.hideHover();
    this.dispatchEvent(new CustomEvent('square-open', { detail: { position }, bubbles: true, composed: true }));
  }

  private showHover(position: number): void {
    const source = this.source;
    if (!source || !this.layout) return;
    this.hovered = position;
    this.area.classList.add('pointing');
    this.hoveredRing.hidden = false;
    this.place(this.hoveredRing, position);
    const lines = source.hoverOf(position).map((line, place) => {
      const element = document.createElement('div');
      element.className = place === 0 ? 'title' : place === 1 ? 'figures' : 'muted';
      element.textContent = line;
      return element;
    });
    this.hover.replaceChildren(...lines);
    this.hover.showPopover();
    const square = this.rectOf(position);
    const own = this.hover.getBoundingClientRect();
    const below = square.bottom + 6;
    const top = below + own.height > window.innerHeight - 4 ? square.top - own.height - 6 : below;
    const left = Math.max(4, Math.min(square.left, window.innerWidth - own.width - 4));
    this.hover.style.left = `${left}px`;
    this.hover.style.top = `${Math.max(4, top)}px`;
  }

  private hideHover(): void {
    if (this.hovered === null) return;
    this.hovered = null;
    this.area.classList.remove('pointing');
    this.hoveredRing.hidden = true;
    this.hover.hidePopover();
  }

  static override styles = [sharedStyles, gridStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-grid': IsbGrid;
  }
}
