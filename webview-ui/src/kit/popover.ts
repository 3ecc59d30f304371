// A popover of a button. It opens below it, or above it where there is more room. It is never higher than the room: in a low window, or at
// 200 % zoom, what does not fit is scrolled to.

import { css, html, nothing } from 'lit';
import type { LitElement, TemplateResult } from 'lit';

/** Between the button and its popover, and between that and the edges of the window, CSS px. */
const gap = 6;
/** With so much room below nobody looks whether there is more above, CSS px. */
const enough = 340;

interface PopoverOptions {
  label: string;
  /** What it belongs to. */
  opener: LitElement;
  /** The edges of both that are one above the other. */
  edge: 'left' | 'right';
  /** Made when it opens for the first time: most are never opened, and they have more elements than their buttons' whole bar. */
  content: () => TemplateResult;
}

/** Those whose popover has been open. */
const opened = new WeakSet<LitElement>();

/** Of class `popover`, with the looks of `popoverStyles`; `togglePopover()` opens and closes it. */
export function popover({ label, opener, edge, content }: PopoverOptions): TemplateResult {
  const self = (event: Event): HTMLElement => event.currentTarget as HTMLElement;
  return html`<div
    class="popover"
    popover="auto"
    role="dialog"
    aria-label=${label}
    @beforetoggle=${(event: Event) => {
      if (!opened.has(opener)) {
        opened.add(opener);
        opener.requestUpdate();
      }
      placePopover(self(event), opener, edge);
    }}
    @toggle=${(event: Event) => fitPopover(self(event))}
  >
    ${opened.has(opener) ? content() : nothing}
  </div>`;
}

export const popoverStyles = css`
  .popover {
    position: fixed;
    inset: auto;
    max-width: calc(100vw - 16px);
    margin: 0;
    padding: 12px;
    color: var(--isb-foreground);
    background: var(--isb-panel);
    border: 1px solid var(--vscode-editorWidget-border, var(--isb-border));
    border-radius: 6px;
    box-shadow: 0 4px 16px var(--isb-shadow);
    overflow: visible;
  }
`;

/** Before it opens. */
function placePopover(popover: HTMLElement, opener: HTMLElement, edge: 'left' | 'right'): void {
  const { style } = popover;
  const { left, right, top, bottom } = opener.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  const [above, below] = [top - 2 * gap, window.innerHeight - bottom - 2 * gap];
  const isBelow = below >= enough || below >= above;
  style.inset = 'auto';
  if (isBelow) style.top = `${Math.round(bottom + gap)}px`;
  else style.bottom = `${Math.round(window.innerHeight - top + gap)}px`;
  style.maxHeight = `${Math.max(80, Math.round(isBelow ? below : above))}px`;
  if (edge === 'right') style.right = `${Math.max(gap, Math.round(width - right))}px`;
  else style.left = `${Math.max(gap, Math.round(left))}px`;
}

/** When it has opened: lists that open in it reach beyond its edge as long as all of it is seen, and it stays within the window. */
function fitPopover(popover: HTMLElement): void {
  const { style } = popover;
  style.overflowY = popover.scrollHeight > popover.clientHeight ? 'auto' : '';
  const beyond = popover.getBoundingClientRect().right - document.documentElement.clientWidth + gap;
  if (beyond > 0 && style.left !== 'auto') style.left = `${Math.max(gap, parseFloat(style.left) - beyond)}px`;
}
