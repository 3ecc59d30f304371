// The button *Models* and what it opens: which models are shown, which stay on top, and in which order.

import { popover, popoverStyles } from '../kit/popover';
import { endKept, endKeptStyles } from '../kit/endKept';
import { formatCount } from '../../../src/shared/text/format';
import { css, html, LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { sharedStyles } from '../kit/styles';
import { button, rowCheckbox } from '../kit/toolkit';
import { allModels, withHidden, withMoved, withPinned } from './modelChoice';
import type { ModelChoice } from './modelChoice';

/** Fires `choice-change` with the new choice. */
@customElement('isb-models-menu')
export class IsbModelsMenu extends LitElement {
  @property({ attribute: false }) choice!: ModelChoice;
  /** All models as they are listed: canonical string and title. */
  @property({ attribute: false }) models: readonly { model: string; title: string }[] = [];

  @query('.popover') private readonly popoverElement!: HTMLElement;

  /** The model that was moved, and by which of its buttons. */
  private moved: { model: string; where: 'up' | 'down' } | null = null;

  /** The focus goes with a model that is moved, so that it can be moved on. */
  override updated(changed: Map<PropertyKey, unknown>): void {
    const { moved } = this;
    if (!moved || !changed.has('models')) return;
    this.moved = null;
    const at = this.models.findIndex(({ model }) => model === moved.model);
    this.renderRoot.querySelectorAll<HTMLElement>(`.model .${moved.where}`)[at]?.focus();
  }

  override render(): unknown {
    const { models, choice } = this;
    const shown = models.filter(({ model }) => !choice.hidden.includes(model)).length;
    return html`${button({
      label: `Models: ${formatCount(shown)} of ${formatCount(models.length)}`,
      title: 'Hide, pin and reorder models',
      onClick: () => this.popoverElement.togglePopover(),
    })}
    ${popover({ label: 'Models', opener: this, edge: 'left', content: () => this.renderModels() })}`;
  }

  private renderModels(): TemplateResult {
    const { models, choice } = this;
    return html`${models.map((_, at) => this.renderModel(at))}
      <p class="all">
        ${button({ label: 'Show All', onClick: () => this.choose({ ...choice, hidden: [] }), isDisabled: choice.hidden.length === 0 })}
        ${button({ label: 'As in the File', onClick: () => this.choose(allModels), isDisabled: choice === allModels })}
      </p>`;
  }

  private renderModel(at: number): TemplateResult {
    const { choice } = this;
    const { model, title } = this.models[at]!;
    const names = this.models.map((one) => one.model);
    const isPinned = choice.pinned.includes(model);
    const move = (step: -1 | 1, where: 'up' | 'down'): TemplateResult =>
      html`<button
        class=${where}
        aria-label="Move ${title} ${where}"
        title="Move ${where}"
        @click=${() => {
          this.moved = { model, where };
          this.choose(withMoved(choice, names, model, step));
        }}
      >
        ${step < 0 ? '↑' : '↓'}
      </button>`;
    return html`<div class="model">
      ${rowCheckbox(`Show ${title}`, !choice.hidden.includes(model), (isShown) => this.choose(withHidden(choice, names, model, !isShown)))}
      <span class="ellipsis" title=${model}>${endKept(title)}</span>
      <button
        class=${isPinned ? 'on' : ''}
        aria-pressed=${String(isPinned)}
        aria-label="Keep ${title} on top"
        title="Keep on top"
        @click=${() => this.choose(withPinned(choice, model, !isPinned))}
      >
        ⤒
      </button>
      ${move(-1, 'up')}${move(1, 'down')}
    </div>`;
  }

  private choose(choice: ModelChoice): void {
    this.dispatchEvent(new CustomEvent('choice-change', { detail: choice }));
  }

  static override styles = [
    sharedStyles,
    endKeptStyles,
    popoverStyles,
    css`
      :host {
        display: inline-block;
      }
      .popover {
        width: 360px;
      }
      .model {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto auto auto;
        align-items: center;
        gap: 6px;
        min-height: 26px;
      }
      .model button {
        width: 22px;
        height: 22px;
        padding: 0;
        border: 1px solid transparent;
        border-radius: 3px;
        background: none;
        color: inherit;
        font: inherit;
        cursor: pointer;
      }
      .model button:hover {
        background: var(--vscode-toolbar-hoverBackground, rgba(128, 128, 128, 0.25));
      }
      .model button:focus-visible {
        outline: 1px solid var(--isb-focus);
        outline-offset: -1px;
      }
      .model button.on {
        border-color: var(--vscode-inputOption-activeBorder, currentColor);
        background: var(--vscode-inputOption-activeBackground, rgba(0, 120, 212, 0.4));
      }
      .all {
        display: flex;
        gap: 8px;
        margin-top: 8px;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-models-menu': IsbModelsMenu;
  }
}
