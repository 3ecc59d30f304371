// The room of an element's plots: tells how wide it is and when they have to be drawn anew, for another width or another theme.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isPrinting, paperWidth, WhilePrinting } from '../kit/printing';
import { onThemeChange } from '../kit/onThemeChange';

export class PlotRoom implements ReactiveController {
  /** CSS px; 0 while the element is not in the page. */
  width = 0;

  private isRendered = false;
  private stopTheme: () => void = () => undefined;
  private readonly resize = new ResizeObserver((entries) => {
    const width = Math.floor(entries[0]?.contentRect.width ?? 0);
    if (width === this.width || width === 0 || isPrinting()) return;
    this.width = width;
    this.draw();
  });

  /** `room`: what is as wide as a plot, which the element's first rendering makes. */
  constructor(
    host: ReactiveControllerHost,
    private readonly room: () => Element,
    private readonly draw: () => void,
  ) {
    host.addController(this);
    new WhilePrinting(host, () => this.measure());
  }

  hostConnected(): void {
    this.stopTheme = onThemeChange(this.draw);
    if (this.isRendered) this.resize.observe(this.room());
  }

  hostUpdated(): void {
    if (this.isRendered) return;
    this.isRendered = true;
    this.resize.observe(this.room());
    if (isPrinting()) this.measure();
  }

  /** On paper a plot is as wide as it is; nobody is told of its width there. */
  private measure(): void {
    if (!this.isRendered) return;
    this.width = isPrinting() ? paperWidth : this.room().clientWidth;
    this.draw();
  }

  hostDisconnected(): void {
    this.resize.disconnect();
    this.stopTheme();
    this.width = 0;
  }
}
