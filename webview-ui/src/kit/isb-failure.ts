// The strip above a page that says what did not work, until it is dismissed. Every page has the same.

import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { focusedElement } from './focusedElement';
import { closeIcon } from './icons';
import { sharedStyles } from './styles';
import { iconButton } from './toolkit';

/** Fires `dismiss`: whoever shows it then has nothing more to say. */
@customElement('isb-failure')
export class IsbFailure extends LitElement {
  /** Null while there is nothing to say. */
  @property({ attribute: false }) message: string | null = null;

  /** Where the keyboard was before. */
  private cameFrom: HTMLElement | null = null;

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.get('message') === null && this.message !== null) this.cameFrom = focusedElement();
  }

  override render(): unknown {
    if (this.message === null) return nothing;
    return html`<div class="failure" role="alert">
      <span>${this.message}</span>${iconButton({ icon: closeIcon, label: 'Dismiss', onClick: () => this.dismiss() })}
    </div>`;
  }

  private dismiss(): void {
    const { cameFrom } = this;
    this.cameFrom = null;
    this.dispatchEvent(new CustomEvent('dismiss'));
    if (cameFrom?.isConnected && cameFrom.checkVisibility()) cameFrom.focus();
    else focusPlace(this);
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
      :host(:focus) {
        outline: none;
      }
      .failure {
        display: flex;
        align-items: flex-start;
        gap: 10px;
        padding: 8px 8px 8px 16px;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        user-select: text;
        color: var(--vscode-inputValidation-errorForeground, var(--isb-foreground));
        background: var(--vscode-inputValidation-errorBackground, rgba(190, 17, 0, 0.25));
        border-bottom: 1px solid var(--vscode-inputValidation-errorBorder, var(--isb-incorrect));
      }
      span {
        flex: 1 1 auto;
        align-self: center;
      }
    `,
  ];
}

/** Tab goes on with what comes after an element, which itself is no stop. */
function focusPlace(element: HTMLElement): void {
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-failure': IsbFailure;
  }
}
