// Work of an element that can wait until what it shows has been painted.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class AfterPaint implements ReactiveController {
  private frame = 0;
  private timer = 0;

  constructor(
    host: ReactiveControllerHost,
    private readonly work: () => void,
  ) {
    host.addController(this);
  }

  /** Asked for more than once before it is done, the work is done once. */
  ask(): void {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.timer = window.setTimeout(() => {
        this.frame = 0;
        this.work();
      });
    });
  }

  hostDisconnected(): void {
    cancelAnimationFrame(this.frame);
    window.clearTimeout(this.timer);
    this.frame = 0;
  }
}
