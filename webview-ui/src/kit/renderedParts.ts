// Elements in the view of another, looked up once after each update. `@query` looks them up at each use, which is too often where thousands of
// squares change in a second.

import type { LitElement, ReactiveController } from 'lit';

/** All elements of a tag in the host's own view, in their order there; none before the first update. */
export class RenderedParts<Tag extends keyof HTMLElementTagNameMap> implements ReactiveController {
  private found: readonly HTMLElementTagNameMap[Tag][] = [];

  constructor(
    private readonly host: LitElement,
    private readonly tag: Tag,
  ) {
    host.addController(this);
  }

  get all(): readonly HTMLElementTagNameMap[Tag][] {
    return this.found;
  }

  get first(): HTMLElementTagNameMap[Tag] | undefined {
    return this.found[0];
  }

  hostUpdated(): void {
    this.found = [...this.host.renderRoot.querySelectorAll(this.tag)];
  }
}
