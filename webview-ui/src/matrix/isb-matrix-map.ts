// The whole matrix in small below it, where it is wider than the page: what is seen is framed, and a click or a drag moves there.

import { css, html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { readSquareTheme } from '../grid/squareTheme';
import { onThemeChange } from '../kit/onThemeChange';
import { wholeWidth } from '../kit/wholeWidth';
import { sharedStyles } from '../kit/styles';
import type { SquareLook } from '../../../src/shared/words/testText';
import type { MatrixSource } from './matrixSource';

/** While a run plays the map is drawn anew this often, ms. */
const redrawAfter = 250;

/** Height of a model's line, CSS px. */
const lineHeight = 3;

/** Fires `map-moved` with the share of the whole width, 0-1, that is to be in the middle. */
@customElement('isb-matrix-map')
export class IsbMatrixMap extends LitElement {
  @property({ attribute: false }) source: MatrixSource | null = null;
  /** What is seen, as shares of the whole width. */
  @property({ attribute: false }) seen = { left: 0, right: 1 };

  @query('canvas') private readonly canvas!: HTMLCanvasElement;
  @query('.seen') private readonly seenElement!: HTMLElement;

  private width = 0;
  private timer = 0;
  private stopTheme: () => void = () => undefined;
  private readonly resize = new ResizeObserver(() => {
    const width = wholeWidth(this);
    if (width === this.width) return;
    this.width = width;
    this.draw();
  });

  /** Cells have changed. */
  changed(): void {
    if (this.timer !== 0) return;
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      this.draw();
    }, redrawAfter);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resize.observe(this);
    this.stopTheme = onThemeChange(() => this.draw());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resize.disconnect();
    this.stopTheme();
    window.clearTimeout(this.timer);
    this.timer = 0;
  }

  override updated(changed: Map<PropertyKey, unknown>): void {
    // Not when the observer tells it, which is a frame later.
    if (this.width === 0) this.width = wholeWidth(this);
    if (changed.has('source')) this.draw();
    const { left, right } = this.seen;
    this.seenElement.style.left = `${left * 100}%`;
    this.seenElement.style.width = `${(right - left) * 100}%`;
  }

  override render(): unknown {
    return html`<div class="map" aria-hidden="true" @pointerdown=${this.pressed} @pointermove=${this.dragged}>
      <canvas></canvas>
      <div class="seen"></div>
    </div>`;
  }

  private pressed(event: PointerEvent): void {
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.move(event);
  }

  private dragged(event: PointerEvent): void {
    if (event.buttons !== 0) this.move(event);
  }

  private move(event: PointerEvent): void {
    const place = this.canvas.getBoundingClientRect();
    const share = Math.max(0, Math.min(1, (event.clientX - place.x) / Math.max(1, place.width)));
    this.dispatchEvent(new CustomEvent('map-moved', { detail: { share } }));
  }

  private draw(): void {
    const { source, canvas } = this;
    if (!source || this.width === 0) return;
    const ratio = window.devicePixelRatio;
    const width = Math.round(this.width * ratio);
    const height = Math.round(source.lines * lineHeight * ratio);
    canvas.width = width;
    canvas.height = Math.max(1, height);
    canvas.style.height = `${source.lines * lineHeight}px`;
    const context = canvas.getContext('2d');
    if (!context) return;
    const probe = document.createElement('span');
    this.renderRoot.append(probe);
    const theme = readSquareTheme(probe);
    probe.remove();
    // Several prompts may share a pixel: what went wrong is drawn over what went right.
    for (const look of ['correct', 'incorrect', 'error'] as const) {
      context.fillStyle = theme[look];
      context.globalAlpha = look === 'correct' ? 0.45 : 1;
      for (let line = 0; line < source.lines; line++) {
        const y = Math.round(line * lineHeight * ratio);
        for (const { x, length } of stretches(source, line, look, width))
          context.fillRect(x, y, length, Math.max(1, Math.round((lineHeight - 1) * ratio)));
      }
    }
    context.globalAlpha = 1;
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
      .map {
        position: relative;
        margin-top: 6px;
        padding: 2px 0;
        cursor: pointer;
        touch-action: none;
      }
      canvas {
        display: block;
        width: 100%;
      }
      .seen {
        position: absolute;
        top: 0;
        bottom: 0;
        min-width: 6px;
        border: 1px solid var(--isb-foreground);
        border-radius: 2px;
        background: color-mix(in srgb, var(--isb-foreground) 10%, transparent);
        pointer-events: none;
      }
    `,
  ];
}

/** Where a look is in a line of so many px; neighbors without a gap between them are one. */
function* stretches(
  source: MatrixSource,
  line: number,
  look: SquareLook,
  width: number,
): Generator<{ x: number; length: number }> {
  const { columns } = source;
  const own = Math.max(1, Math.ceil(width / columns) - (width > columns * 3 ? 1 : 0));
  let [from, end] = [0, 0];
  for (let column = 0; column < columns; column++) {
    if (source.lookOf(line, column) !== look) continue;
    const x = Math.floor((column / columns) * width);
    if (x > end && end > from) yield { x: from, length: end - from };
    if (x > end || end === 0) from = x;
    end = Math.max(end, x + own);
  }
  if (end > from) yield { x: from, length: end - from };
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-matrix-map': IsbMatrixMap;
  }
}
