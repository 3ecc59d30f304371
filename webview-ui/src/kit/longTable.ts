// A long table that the keyboard can walk: which of its rows are drawn, which one the keyboard is at, and what clicks and keys do to them.
// It knows nothing of what a row shows.

import { html } from 'lit';
import type { ReactiveControllerHost, TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { RowFocus } from './rowFocus';
import { VirtualRows } from './virtualRows';

interface LongTableOptions {
  /** Height of every row, px; that of the head that stays above them, too. */
  rowHeight: number;
  /** What tells one row from another, from above; the same array as long as the list is the same. */
  keys: () => readonly unknown[];
  /** A click on a row, or Enter. */
  open: (place: number) => void;
  /** Another key on a row; true where it does something. */
  act?: (key: string, place: number) => boolean;
}

type Host = ReactiveControllerHost & HTMLElement & { readonly renderRoot: HTMLElement | DocumentFragment };

/**
 * For a host whose `.scroller` can have the focus, and holds a table with `@keydown=${keyPressed}` and the body that is made here. The rows are
 * elements `tr.item`, with `data-place`, and with `tabindex` as `tabIndexOf` says.
 */
export class LongTable {
  private readonly rows: VirtualRows;
  private readonly focused: RowFocus;

  constructor(
    private readonly host: Host,
    private readonly options: LongTableOptions,
  ) {
    const { rowHeight, keys } = options;
    const scroller = (): HTMLElement | null => this.host.renderRoot.querySelector<HTMLElement>('.scroller');
    this.rows = new VirtualRows(host, { rowHeight, count: () => keys().length, scroller });
    this.focused = new RowFocus(host, { rowHeight, keys, rows: this.rows, scroller });
  }

  /** The row that the keyboard is at, from 0. */
  get place(): number {
    return this.focused.place;
  }

  /** Rows `first` up to, not including, `end` are drawn. */
  get drawn(): { first: number; end: number } {
    return { first: this.rows.first, end: this.rows.end };
  }

  tabIndexOf(place: number): '0' | '-1' {
    return this.focused.tabIndexOf(place);
  }

  /** Gives a row the focus and scrolls it into view. */
  focus(place: number): Promise<void> {
    return this.focused.focus(place);
  }

  /** The keyboard begins at the top again. */
  restart(): void {
    this.focused.restart();
  }

  renderBody(renderRow: (place: number) => TemplateResult): TemplateResult {
    const { first, end } = this.rows;
    return html`<tbody @click=${this.clicked} @focusin=${this.reached}>
      <tr class="filler before" aria-hidden="true">
        <td></td>
      </tr>
      ${repeat(
        this.options.keys().slice(first, end),
        (key) => key,
        (_, at) => renderRow(first + at),
      )}
      <tr class="filler after" aria-hidden="true">
        <td></td>
      </tr>
    </tbody>`;
  }

  /** Of the table. What is in a row keeps its own keys. */
  readonly keyPressed = (event: KeyboardEvent): void => {
    const place = placeOf(event.target);
    if (place === null || event.altKey || event.metaKey || event.ctrlKey) return;
    const { open, act } = this.options;
    if (event.key === 'Enter') open(place);
    else if (!this.focused.keyPressed(event) && act?.(event.key, place) !== true) return;
    event.preventDefault();
  };

  private readonly clicked = ({ target }: Event): void => {
    const place = placeOf(target instanceof Element ? target.closest('tr.item') : null);
    if (place !== null) this.options.open(place);
  };

  private readonly reached = ({ target }: Event): void => {
    const place = placeOf(target);
    if (place !== null) this.focused.moved(place);
  };
}

/** Of a row itself; null of what is in one. */
function placeOf(target: EventTarget | null): number | null {
  return target instanceof HTMLElement && target.matches('tr.item') ? Number(target.dataset['place']) : null;
}
