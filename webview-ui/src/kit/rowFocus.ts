// Which row of a long list the keyboard is at. It stays with its row, wherever that goes while the list changes, and is never lost: of rows of which
// only those near the screen are drawn one can always be reached with Tab. It knows nothing of what a row shows.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { VirtualRows } from './virtualRows';

interface RowFocusOptions {
  /** Height of every row, px; that of the head that stays above them, too. */
  rowHeight: number;
  /** What tells one row from another, from above; the same array as long as the list is the same. */
  keys: () => readonly unknown[];
  rows: VirtualRows;
  /** The element that scrolls, which can have the focus; null before the first rendering. */
  scroller: () => HTMLElement | null;
}

/** The rows are elements `tr.item`, with `data-place`, and with `tabindex` as `tabIndexOf` says. */
export class RowFocus implements ReactiveController {
  /** From 0. */
  place = 0;
  private key: unknown = undefined;
  private keys: readonly unknown[] = [];
  private hadFocus = false;
  /** The focus is given back when the page has it again. */
  private isOwed = false;

  constructor(
    private readonly host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment },
    private readonly options: RowFocusOptions,
  ) {
    host.addController(this);
  }

  hostUpdate(): void {
    this.hadFocus = this.focusedRow() !== null;
    const keys = this.options.keys();
    if (keys === this.keys) return;
    this.keys = keys;
    const place = this.key === undefined ? -1 : keys.indexOf(this.key);
    // Where its row has gone from the list the keyboard stays where it is.
    this.place = place >= 0 ? place : this.within(this.place);
    if (place < 0 && this.key !== undefined) this.key = keys[this.place];
  }

  hostUpdated(): void {
    // The row was taken out of the page: moved among the others, gone from the list, or scrolled far from the screen.
    if (this.hadFocus && this.focusedRow() === null) this.giveBack();
  }

  hostConnected(): void {
    window.addEventListener('focus', this.pageFocused);
  }

  hostDisconnected(): void {
    window.removeEventListener('focus', this.pageFocused);
  }

  /** `0` for the row that Tab leads to: the one that the keyboard is at or, far from the screen, the first one that is seen. */
  tabIndexOf(place: number): '0' | '-1' {
    return place === (this.isDrawn ? this.place : this.options.rows.firstSeen) ? '0' : '-1';
  }

  /** A row has the focus. */
  moved(place: number): void {
    this.place = place;
    this.key = this.options.keys()[place];
    this.host.requestUpdate();
  }

  /** Back to the first row. */
  restart(): void {
    this.place = 0;
    this.key = undefined;
  }

  /** Arrow keys, Page Up, Page Down, Home and End; true for these. */
  keyPressed({ key }: KeyboardEvent): boolean {
    const { rowHeight, scroller } = this.options;
    const page = Math.max(1, Math.floor((scroller()?.clientHeight ?? 0) / rowHeight) - 2);
    const steps: { [key: string]: number } = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -Infinity,
      End: Infinity,
    };
    const step = steps[key];
    if (step === undefined) return false;
    void this.focus(this.place + step);
    return true;
  }

  /** Gives a row the focus and scrolls it into view. */
  async focus(place: number): Promise<void> {
    const { rows, rowHeight } = this.options;
    this.moved(this.within(place));
    rows.scrollTo(this.place, rowHeight);
    await this.host.updateComplete;
    this.rowAt(this.place)?.focus({ preventScroll: true });
  }

  private readonly pageFocused = (): void => {
    if (this.isOwed) this.giveBack();
  };

  private giveBack(): void {
    // Who works outside of the page keeps the focus there, as in the dialog that asks before a run is deleted.
    this.isOwed = !document.hasFocus();
    if (this.isOwed || (document.activeElement ?? document.body) !== document.body) return;
    const row = this.isDrawn ? this.rowAt(this.place) : null;
    (row ?? this.options.scroller())?.focus({ preventScroll: true });
  }

  private get isDrawn(): boolean {
    const { first, end } = this.options.rows;
    return this.place >= first && this.place < end;
  }

  private within(place: number): number {
    return Math.max(0, Math.min(this.options.keys().length - 1, place));
  }

  private rowAt(place: number): HTMLElement | null {
    return this.host.renderRoot.querySelector<HTMLElement>(`tr.item[data-place="${place}"]`);
  }

  /** The row that has the focus, itself or by what is in it. */
  private focusedRow(): Element | null {
    const root = this.host.renderRoot;
    return (root instanceof ShadowRoot ? root.activeElement : null)?.closest('tr.item') ?? null;
  }
}
