// Draws only the rows of a long list that are near the screen. All rows are of one height; a filler before and one after
// them keep the scroll bar right. It knows nothing of what a row shows.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { isPrinting, WhilePrinting } from './printing';

/** Rows drawn beyond what is seen, above and below. */
const margin = 12;
/** Rows that are printed at most; who has more says so on paper. */
export const mostPrinted = 5_000;

interface VirtualRowsOptions {
  /** Height of every row, px. */
  rowHeight: number;
  count: () => number;
  /** The element that scrolls; null before the first rendering. */
  scroller: () => HTMLElement | null;
}

export class VirtualRows implements ReactiveController {
  /** Rows `first` up to, not including, `end` are to be drawn. */
  first = 0;
  end = 40;
  /** The first row that is seen as a whole. */
  firstSeen = 0;
  private watched: HTMLElement | null = null;
  private readonly resize = new ResizeObserver(() => this.measure());

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly options: VirtualRowsOptions,
  ) {
    host.addController(this);
    new WhilePrinting(host, this.measure);
  }

  hostUpdated(): void {
    const scroller = this.options.scroller();
    if (scroller !== this.watched) {
      this.stop();
      this.watched = scroller;
      scroller?.addEventListener('scroll', this.measure, { passive: true });
      if (scroller) this.resize.observe(scroller);
    }
    this.measure();
    const { rowHeight, count } = this.options;
    // The element's style is reached by script: the page's policy forbids style attributes.
    scroller?.style.setProperty('--isb-before', `${this.first * rowHeight}px`);
    scroller?.style.setProperty('--isb-after', `${Math.max(0, count() - this.end) * rowHeight}px`);
  }

  hostDisconnected(): void {
    this.stop();
  }

  /** Scrolls as little as needed to show a row fully; `above` is what covers the top of the list, px. */
  scrollTo(row: number, above: number): void {
    const { scroller, rowHeight } = this.options;
    const element = scroller();
    if (!element) return;
    const top = row * rowHeight;
    const room = element.clientHeight - above;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight > element.scrollTop + room) element.scrollTop = top + rowHeight - room;
    this.measure();
  }

  private readonly measure = (): void => {
    const scroller = this.watched;
    if (!scroller || scroller.clientHeight === 0) return;
    this.firstSeen = Math.min(
      Math.max(0, this.options.count() - 1),
      Math.ceil(scroller.scrollTop / this.options.rowHeight),
    );
    const [first, end] = isPrinting() ? [0, Math.min(this.options.count(), mostPrinted)] : this.seen(scroller);
    if (first === this.first && end === this.end) return;
    this.first = first;
    this.end = end;
    this.host.requestUpdate();
  };

  private seen({ scrollTop, clientHeight }: HTMLElement): [number, number] {
    const { rowHeight, count } = this.options;
    const total = count();
    const first = Math.max(0, Math.min(total - 1, Math.floor(scrollTop / rowHeight)) - margin);
    return [first, Math.min(total, Math.ceil((scrollTop + clientHeight) / rowHeight) + margin)];
  }

  private stop(): void {
    this.watched?.removeEventListener('scroll', this.measure);
    this.resize.disconnect();
    this.watched = null;
  }
}
