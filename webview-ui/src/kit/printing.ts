// Pages on paper: what is drawn only where somebody looks must all be there, and what is folded up must be open. The browser tells of it just before
// and after; in between nothing is awaited but what follows at once.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Width that squares are laid out for on paper, CSS px: fits A4 and Letter upright with the usual margins. */
export const paperWidth = 680;

let isOn = false;
const listeners = new Set<() => void>();
/** What was folded up before. */
let opened: HTMLDetailsElement[] = [];

export function isPrinting(): boolean {
  return isOn;
}

/** Calls back when the page is about to be printed, and when it has been; returns how to stop. */
export function onPrinting(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Does so for as long as an element is in the page. */
export class WhilePrinting implements ReactiveController {
  private stop: () => void = () => undefined;

  constructor(
    host: ReactiveControllerHost,
    private readonly changed: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.stop = onPrinting(this.changed);
  }

  hostDisconnected(): void {
    this.stop();
  }
}

/** Every page does this once. */
export function watchPrinting(): void {
  window.addEventListener('beforeprint', () => {
    opened = foldedIn(document);
    for (const details of opened) details.open = true;
    tell(true);
  });
  window.addEventListener('afterprint', () => {
    for (const details of opened) details.open = false;
    opened = [];
    tell(false);
  });
}

function tell(isStarting: boolean): void {
  isOn = isStarting;
  for (const listener of [...listeners]) listener();
}

function foldedIn(root: Document | ShadowRoot): HTMLDetailsElement[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    ...(element instanceof HTMLDetailsElement && !element.open ? [element] : []),
    ...(element.shadowRoot ? foldedIn(element.shadowRoot) : []),
  ]);
}
