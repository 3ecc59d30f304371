// What every grid of squares does: one tab stop like a native list, arrow keys that move, Enter and Space that open, a ring and a hover.
// What a position is, a square or a part of one, and how squares are drawn is each grid's own.

import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import type { GridLayout } from './gridLayout';
import { onThemeChange } from '../kit/onThemeChange';
import { isPrinting, paperWidth, WhilePrinting } from '../kit/printing';
import { wholeWidth } from '../kit/wholeWidth';
import { showHover } from './showHover';

/** Where a square is in the grid, CSS px. */
export interface SquarePlace {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Fires `square-open` with the position of a square that is to be looked at. */
export abstract class SquareGrid<Layout extends Pick<GridLayout, 'lines' | 'columns'> = GridLayout> extends LitElement {
  @state() protected focused = 0;

  @query('.area') protected readonly area!: HTMLElement;
  @query('.tiles') protected readonly tilesHost!: HTMLElement;
  @query('.hover') private readonly hover!: HTMLElement;
  @query('.hovered') private readonly hoveredRing!: HTMLElement;

  protected layout: Layout | null = null;
  protected width = 0;
  protected hovered: number | null = null;
  private stopTheme: () => void = () => undefined;
  private readonly resize = new ResizeObserver(() => {
    const width = wholeWidth(this.frame);
    if (width === this.width || isPrinting()) return;
    this.width = width;
    this.layOut();
  });

  constructor() {
    super();
    new WhilePrinting(this, () => this.drawAnew());
  }

  /** Makes what draws the squares, in `tilesHost`. */
  protected abstract startDrawing(): void;
  /** Gives it up. */
  protected abstract stopDrawing(): void;
  /** Takes up the width and what there is to show. */
  protected abstract layOut(): void;
  protected abstract placeOf(position: number): SquarePlace;
  /** `x` and `y` from the grid's corner, CSS px; undefined where there is nothing. */
  protected abstract positionAt(x: number, y: number): number | undefined;
  /** Where a key moves the focus; undefined for a key that does not move it. */
  protected abstract movedFocus(event: KeyboardEvent): number | undefined;
  /** The lines of a hover, null while there is nothing to show. */
  protected abstract hoverLines(position: number): string[] | null;

  /** What is as wide as what is seen. */
  protected get frame(): HTMLElement {
    return this.area;
  }

  /** The theme or the pixel ratio has changed. */
  protected themeChanged(): void {
    this.layOut();
  }

  /** Where a position is in the window, CSS px. */
  rectOf(position: number): DOMRect {
    const place = this.placeOf(position);
    const area = this.area.getBoundingClientRect();
    return new DOMRect(area.x + place.x, area.y + place.y, place.width, place.height);
  }

  /** Gives a position the focus and scrolls it into view. */
  async focusSquare(position: number): Promise<void> {
    this.focused = position;
    await this.updateComplete;
    const cell = this.renderRoot.querySelector<HTMLElement>('.cell:not([hidden])');
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (isPrinting()) this.width = paperWidth;
    // Back in the page after having been taken out.
    if (this.hasUpdated) this.start();
  }

  override firstUpdated(): void {
    this.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopTheme();
    this.resize.disconnect();
    this.stopDrawing();
    this.width = 0;
  }

  private start(): void {
    this.startDrawing();
    this.resize.observe(this.frame);
    this.stopTheme = onThemeChange(() => this.themeChanged());
    this.layOut();
  }

  /** On paper all squares are drawn, for the width it has; afterwards those far from the screen are given up again. */
  private drawAnew(): void {
    if (!this.hasUpdated) return;
    this.stopDrawing();
    this.startDrawing();
    this.width = isPrinting() ? paperWidth : wholeWidth(this.frame);
    this.layOut();
  }

  /** There is more to say of what is hovered. */
  hoverAgain(): void {
    if (this.hovered !== null) this.showHover(this.hovered);
  }

  /** `rows` holds the element, of class `cell`, that stands for the focused position. */
  protected renderArea(label: string | undefined, rows: unknown): TemplateResult {
    return html`<div
        class="area"
        role="grid"
        aria-label=${label ?? nothing}
        aria-rowcount=${this.layout?.lines ?? 1}
        aria-colcount=${this.layout?.columns ?? 1}
        @pointermove=${this.pointerMoved}
        @pointerleave=${this.hideHover}
        @click=${this.clicked}
        @keydown=${this.keyPressed}
      >
        <div class="tiles" aria-hidden="true"></div>
        <div class="hovered" hidden></div>
        ${rows}
      </div>
      <div class="hover" popover="manual" role="tooltip"></div>`;
  }

  protected placeCells(): void {
    if (!this.layout) return;
    for (const cell of this.renderRoot.querySelectorAll<HTMLElement>('.cell')) this.place(cell, this.focused);
  }

  private place(element: HTMLElement, position: number): void {
    const { x, y, width, height } = this.placeOf(position);
    element.style.width = `${width}px`;
    element.style.height = `${height}px`;
    element.style.transform = `translate(${x}px, ${y}px)`;
  }

  private positionOf(event: MouseEvent): number | undefined {
    const area = this.area.getBoundingClientRect();
    return this.positionAt(event.clientX - area.x, event.clientY - area.y);
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
    const position = this.movedFocus(event);
    if (position === undefined) return;
    event.preventDefault();
    if (position !== this.focused) void this.focusSquare(position).then(() => this.showHover(position));
  }

  protected cellFocused(event: FocusEvent): void {
    if (event.target instanceof HTMLElement && event.target.matches(':focus-visible')) this.showHover(this.focused);
  }

  private open(position: number): void {
    this.hideHover();
    this.dispatchEvent(new CustomEvent('square-open', { detail: { position }, bubbles: true, composed: true }));
  }

  protected showHover(position: number): void {
    const lines = this.layout && this.hoverLines(position);
    if (!lines) return;
    this.hovered = position;
    this.area.classList.add('pointing');
    this.hoveredRing.hidden = false;
    this.place(this.hoveredRing, position);
    showHover(this.hover, lines, this.rectOf(position));
  }

  protected hideHover(): void {
    if (this.hovered === null) return;
    this.hovered = null;
    this.area.classList.remove('pointing');
    this.hoveredRing.hidden = true;
    this.hover.hidePopover();
  }
}
