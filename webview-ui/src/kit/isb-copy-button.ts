// A button that copies a text and says that it has, until the keyboard goes elsewhere or there is something else to copy.

import { css, html, LitElement } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { sharedStyles } from './styles';
import { button } from './toolkit';

/** Fired at the window (detail: `isTaken`, a promise) by a page that copies by itself, while it is asked to. */
export const copyTried = 'isb-copy-tried';

/** Fires `copy-text` (detail: `text`), which goes up through the page. */
@customElement('isb-copy-button')
export class IsbCopyButton extends LitElement {
  @property() label = 'Copy';
  /** What is in the text, as the tooltip. */
  @property() hint = '';
  @property({ type: Boolean }) isDisabled = false;
  /** Says what is copied: another value is another text. */
  @property({ attribute: false }) subject: unknown;
  /** Asked for when somebody copies; null where it cannot be had. */
  @property({ attribute: false }) text: () => string | null | Promise<string | null> = () => null;

  @state() private isCopied = false;

  @query('vscode-button') private readonly button!: HTMLElement;

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('subject')) this.isCopied = false;
  }

  override render(): unknown {
    return html`${button({
        label: this.isCopied ? 'Copied' : this.label,
        title: this.hint,
        isDisabled: this.isDisabled,
        onClick: () => void this.copy(),
      })}<span class="visually-hidden" role="status">${this.isCopied ? 'Copied to the clipboard' : ''}</span>`;
  }

  private async copy(): Promise<void> {
    const { subject } = this;
    const text = await this.text();
    if (text === null || subject !== this.subject) return;
    if (!(await this.copies(text)) || subject !== this.subject) return;
    // What stands beside it stays where it is.
    this.button.style.minWidth = `${this.button.offsetWidth}px`;
    this.isCopied = true;
  }

  /** Has it copied. False where the browser let nothing onto the clipboard; why is told by who tried. VS Code tells nothing of it. */
  private async copies(text: string): Promise<boolean> {
    let isTaken: Promise<boolean> | true = true;
    const tried = (event: Event): void => {
      ({ isTaken } = (event as CustomEvent<{ isTaken: Promise<boolean> }>).detail);
    };
    window.addEventListener(copyTried, tried);
    this.dispatchEvent(new CustomEvent('copy-text', { detail: { text }, bubbles: true, composed: true }));
    window.removeEventListener(copyTried, tried);
    return isTaken;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('focusout', this.left);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('focusout', this.left);
  }

  private readonly left = (): void => {
    this.isCopied = false;
  };

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: inline-flex;
        vertical-align: top;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-copy-button': IsbCopyButton;
  }
}
