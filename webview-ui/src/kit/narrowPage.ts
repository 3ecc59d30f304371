// Whether a page is so narrow, narrower than half a window, that what stands above the squares has to be told in fewer lines. Looks alone are a matter of styles;
// this is for what is told in another way.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class NarrowPage implements ReactiveController {
  private readonly query = window.matchMedia('(max-width: 480px)');

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  get isNarrow(): boolean {
    return this.query.matches;
  }

  hostConnected(): void {
    this.query.addEventListener('change', this.changed);
  }

  hostDisconnected(): void {
    this.query.removeEventListener('change', this.changed);
  }

  private readonly changed = (): void => this.host.requestUpdate();
}
