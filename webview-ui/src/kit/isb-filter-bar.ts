// The filter above a list: API, model, test type, tag, verdict, kind of error or reason for not being run, state of review, and text, and a chip for each part that one click clears.

import { formatCount } from '../../../src/shared/text/format';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { emptyRunFilter, filterParts } from '../../../src/shared/runs/runFilter';
import type { FilterChoices, RunFilter } from '../../../src/shared/runs/runFilter';
import { standings } from '../../../src/shared/run/verdict';
import { standingWords } from '../../../src/shared/words/testText';
import { reviewKinds } from '../../../src/shared/run/reviews';
import { closeIcon } from './icons';
import { sharedStyles } from './styles';
import { dropdown, textField } from './toolkit';

const every = '';
const several = '…';

const verdictChoices = standings.map((value) => ({ value, label: standingWords[value] }));

const reviewChoices = reviewKinds.map((value) => ({ value, label: value }));

/** Fires `filter-change` with the new filter. */
@customElement('isb-filter-bar')
export class IsbFilterBar extends LitElement {
  @property({ attribute: false }) filter: RunFilter = emptyRunFilter;
  @property({ attribute: false }) choices: FilterChoices = { apis: [], models: [], testTypes: [], tags: [], kinds: [] };
  /** `12 of 40 runs`. */
  @property() count = '';
  @property() placeholder = 'Text';

  /** The place of the chip that was cleared. */
  private clearedAt: number | null = null;

  override render(): unknown {
    const { filter, choices } = this;
    const parts = filterParts(filter);
    return html`<div class="fields" role="search" aria-label="Filter">
        ${this.renderChoice('API', choices.apis, filter.apis, (apis) => ({ ...filter, apis }))}
        ${this.renderChoice('Model', choices.models, filter.models, (models) => ({ ...filter, models }))}
        ${this.renderChoice('Test type', choices.testTypes, filter.testTypes, (testTypes) => ({ ...filter, testTypes }))}
        ${choices.tags.length + filter.tags.length === 0 ? nothing : this.renderChoice('Tag', choices.tags, filter.tags, (tags) => ({ ...filter, tags }))}
        ${this.renderChoice('Verdict', verdictChoices, filter.verdicts, (verdicts) => ({ ...filter, verdicts }))}
        ${choices.kinds.length + filter.kinds.length === 0 ? nothing : this.renderChoice('Kind', choices.kinds, filter.kinds, (kinds) => ({ ...filter, kinds }))}
        ${this.renderChoice('Review', reviewChoices, filter.reviews, (reviews) => ({ ...filter, reviews }))}
        ${textField({ label: 'Text', value: filter.text, placeholder: this.placeholder, onInput: (text) => this.change({ ...filter, text }) })}
        <span class="count figure" role="status">${this.count}</span>
      </div>
      ${
        parts.length === 0
          ? nothing
          : html`<div class="chips">
              ${parts.map(
                (part, at) =>
                  html`<button
                    class="chip"
                    title="Clear this part of the filter"
                    @click=${() => this.clear(at, part.without)}
                  >
                    <span class="ellipsis">${part.label}</span><span class="visually-hidden">, clear</span>${closeIcon}
                  </button>`,
              )}
              ${parts.length > 1 ? html`<button class="clear" @click=${() => this.clear(0, emptyRunFilter)}>Clear all</button>` : nothing}
            </div>`
      }`;
  }

  private renderChoice<Value extends string>(
    label: string,
    choices: readonly { value: Value; label: string }[],
    chosen: readonly Value[],
    filterWith: (values: Value[]) => RunFilter,
  ): unknown {
    // What the list no longer has stays choosable as long as it is chosen.
    const missing = chosen.filter((value) => !choices.some((choice) => choice.value === value));
    const shown: { value: string; label: string; isDisabled?: boolean }[] = [
      { value: every, label: `${label}: all` },
      ...(chosen.length > 1 ? [{ value: several, label: `${label}: ${formatCount(chosen.length)} chosen` }] : []),
      ...missing.map((value) => ({ value, label: value })),
      ...choices,
    ];
    return dropdown<string>({
      label,
      value: chosen.length > 1 ? several : (chosen[0] ?? every),
      choices: shown,
      onChange: (value) => {
        if (value !== several) this.change(filterWith(value === every ? [] : [value as Value]));
      },
    });
  }

  /** The focus goes to the chip that takes the place of the cleared one, after the last one to the text. */
  private clear(at: number, filter: RunFilter): void {
    this.clearedAt = at;
    this.change(filter);
  }

  override updated(changed: Map<PropertyKey, unknown>): void {
    const { clearedAt } = this;
    if (clearedAt === null || !changed.has('filter')) return;
    this.clearedAt = null;
    const chips = [...this.renderRoot.querySelectorAll<HTMLElement>('.chip')];
    (chips[clearedAt] ?? chips.at(-1) ?? this.renderRoot.querySelector<HTMLElement>('vscode-text-field'))?.focus();
  }

  private change(filter: RunFilter): void {
    this.dispatchEvent(new CustomEvent<RunFilter>('filter-change', { detail: filter }));
  }

  static override styles = [
    sharedStyles,
    css`
      /* The lists of the dropdowns lie over the table below. */
      :host {
        display: block;
        position: relative;
        z-index: 3;
      }
      .fields,
      .chips {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
      }
      .chips {
        gap: 6px;
        margin-top: 8px;
      }
      vscode-dropdown {
        width: auto;
        min-width: 132px;
        max-width: 220px;
        flex: 0 1 auto;
      }
      vscode-text-field {
        flex: 1 1 160px;
        min-width: 120px;
        max-width: 360px;
      }
      .count {
        margin-left: auto;
        color: var(--isb-muted);
      }
      button {
        font: inherit;
        color: inherit;
        cursor: pointer;
      }
      button:focus-visible {
        outline: 1px solid var(--isb-focus);
        outline-offset: 1px;
      }
      .chip {
        display: inline-flex;
        align-items: center;
        gap: 4px;
        max-width: 100%;
        padding: 1px 4px 1px 8px;
        font-size: 12px;
        line-height: 18px;
        border-radius: 10px;
        color: var(--isb-badgeText);
        background: var(--isb-badge);
        border: 1px solid var(--vscode-contrastBorder, transparent);
      }
      .chip svg {
        flex: none;
        width: 14px;
        height: 14px;
      }
      .chip:hover {
        text-decoration: line-through;
      }
      .clear {
        padding: 1px 6px;
        font-size: 12px;
        background: none;
        border: none;
        color: var(--vscode-textLink-foreground, #4daafc);
      }
      .clear:hover {
        text-decoration: underline;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-filter-bar': IsbFilterBar;
  }
}
