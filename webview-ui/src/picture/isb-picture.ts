// A picture at reduced size that opens full size; where it can't be loaded, a word in its place.

import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { pictureStyles } from './pictureStyles';
import { sharedStyles } from '../kit/styles';

/** Fires `picture-open` when it is chosen and `picture-missing` when it can't be loaded. */
@customElement('isb-picture')
export class IsbPicture extends LitElement {
  @property() caption = '';
  @property({ attribute: false }) url: string | null = null;

  @state() private isMissing = false;

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('url')) this.isMissing = false;
  }

  override render(): unknown {
    const { url } = this;
    return html`<figure>
      <figcaption>${this.caption}</figcaption>
      ${
        url === null || this.isMissing
          ? html`<div class="missing muted">No ${this.caption.toLowerCase()}</div>`
          : html`<button
              title="Open full size"
              aria-label="${this.caption}: open full size"
              @click=${() => this.tell('picture-open')}
            >
              <img src=${url} alt=${this.caption} @error=${this.failed} />
            </button>`
      }
    </figure>`;
  }

  private failed(): void {
    this.isMissing = true;
    this.tell('picture-missing');
  }

  private tell(type: 'picture-open' | 'picture-missing'): void {
    this.dispatchEvent(new CustomEvent(type));
  }

  static override styles = [
    sharedStyles,
    pictureStyles,
    css`
      button {
        display: block;
        width: 100%;
        padding: 0;
        overflow: hidden;
        background: var(--isb-code);
        border: 1px solid var(--isb-border);
        border-radius: 4px;
        cursor: zoom-in;
      }
      button:focus-visible {
        outline: 1px solid var(--isb-focus);
        outline-offset: 1px;
      }
      button:hover {
        border-color: var(--isb-focus);
      }
      img {
        display: block;
        width: 100%;
        max-height: 520px;
        object-fit: contain;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-picture': IsbPicture;
  }
}
