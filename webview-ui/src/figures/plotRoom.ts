// The room of an element's plots: has what draws them, tells how wide it is and when they have to be drawn anew, for another width or another theme.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isPrinting, paperWidth, WhilePrinting } from '../kit/printing';
import { onThemeChange } from '../kit/onThemeChange';
import { messageOf } from '../../../src/shared/text/messageOf';
import { loadPlotMaker, type PlotMaker } from './plotMaker';

export class PlotRoom implements ReactiveController {
  /** CSS px; 0 while the element is not in the page. */
  width = 0;
  /** Null until it is loaded. */
  maker: PlotMaker | null = null;
  /** Why there is nothing to draw with; empty while nothing is wrong. */
  problem = '';

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
    void this.load();
    this.resize.observe(this.room());
    if (isPrinting()) this.measure();
  }

  private async load(): Promise<void> {
    try {
      this.maker = await loadPlotMaker();
    } catch (error) {
      this.problem = `The plot can't be drawn: ${messageOf(error)}`;
    }
    this.draw();
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
