// The elapsed time of a live run, which goes on between its events.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** ms between two looks at the clock */
const tickMs = 100;

export class LiveClock implements ReactiveController {
  private timer = 0;

  constructor(
    host: ReactiveControllerHost,
    private readonly isLive: () => boolean,
    private readonly ticked: () => void,
  ) {
    host.addController(this);
  }

  /** The run has ended or goes on, or is another one. */
  keep(): void {
    window.clearInterval(this.timer);
    if (this.isLive()) this.timer = window.setInterval(this.ticked, tickMs);
  }

  hostConnected(): void {
    this.keep();
  }

  hostDisconnected(): void {
    window.clearInterval(this.timer);
  }
}
