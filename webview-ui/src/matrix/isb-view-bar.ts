// The bar above the models of a run: as rows, as a matrix or as prompts, sorted by what, which of them, and which prompts are looked for.
// It holds nothing itself: what is chosen is its owner's.

import { formatCount } from '../../../src/shared/text/format';
import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { shortAnswerLength } from '../../../src/shared/results/shortAnswer';
import type { ShownLayout } from '../../../src/shared/run/viewSettings';
import { nextIcon, previousIcon } from '../kit/icons';
import { sharedStyles } from '../kit/styles';
import { choiceGroup, choiceStyles } from '../kit/choiceGroup';
import { checkbox, dropdown, iconButton } from '../kit/toolkit';
import './isb-models-menu';
import type { ModelChoice } from './modelChoice';
import { offeredFilters, promptFilterWords } from './promptFilter';
import type { PromptFilter } from './promptFilter';
import { promptOrders, promptOrderWords } from './promptOrder';
import type { PromptOrder } from './promptOrder';

/** What the bar can sort by: the columns of the figures' table. */
export interface SortChoice {
  id: string;
  label: string;
  isLowerBetter: boolean | null;
}

/** Fires `layout-change`, `choice-change`, `prompt-order-change`, `tag-change`, `filter-change`, `find-change` with what was chosen, and `step` with -1 or 1. */
@customElement('isb-view-bar')
export class IsbViewBar extends LitElement {
  @property({ attribute: false }) layout: ShownLayout = 'rows';
  @property({ attribute: false }) choice!: ModelChoice;
  /** All models as they are listed: canonical string and title. */
  @property({ attribute: false }) models: readonly { model: string; title: string }[] = [];
  @property({ attribute: false }) sorts: readonly SortChoice[] = [];
  @property({ attribute: false }) promptOrder: PromptOrder = 'worst';
  /** Whether prompts of a tag stand together; null where no prompt has a tag. */
  @property({ attribute: false }) isByTag: boolean | null = null;
  @property({ attribute: false }) filter: PromptFilter = 'all';
  /** Whether people have said anything of the run's tests. */
  @property({ type: Boolean }) hasReviews = false;
  @property({ attribute: false }) typed = '';
  /** How many prompts stand out, and which of them has the focus (from 1, 0 for none); null where all do. */
  @property({ attribute: false }) found: { at: number; count: number } | null = null;

  @query('.find') private readonly findField?: HTMLInputElement;

  focusFind(): void {
    this.findField?.focus();
    this.findField?.select();
  }

  override render(): unknown {
    return html`<div class="bar" role="group" aria-label="What is shown">
      ${choiceGroup(
        'View',
        [
          { value: 'rows', label: 'Rows', title: 'A row a model, with its squares in lines.' },
          { value: 'matrix', label: 'Matrix', title: 'A line a model, every prompt in a column of its own.' },
          { value: 'prompts', label: 'Prompts', title: 'A row a prompt, with what each model answered.' },
        ],
        this.layout,
        (layout) => this.tell('layout-change', layout),
      )}
      <span class="field"
        ><span class="muted">Sort</span>${keyed(
          this.layout === 'prompts',
          this.layout === 'prompts' ? this.renderPromptSort() : this.renderSort(),
        )}</span
      >
      <isb-models-menu
        .choice=${this.choice}
        .models=${this.models}
        @choice-change=${(event: CustomEvent<ModelChoice>) => this.choose(event.detail)}
      ></isb-models-menu>
      ${this.layout === 'matrix' && this.isByTag !== null ? checkbox({ label: 'Group by tag', isChecked: this.isByTag, onChange: (isByTag) => this.tell('tag-change', isByTag) }) : nothing}
      ${this.layout === 'rows' ? nothing : this.renderPrompts()}
    </div>`;
  }

  private renderSort(): TemplateResult {
    const { sort, byHand } = this.choice;
    const key = (id: string, isHighFirst: boolean): string => `${id} ${isHighFirst ? 'high' : 'low'}`;
    const own = byHand.length > 0 ? 'By hand' : 'As in the file';
    return dropdown({
      label: 'Sort models by',
      value: sort ? key(sort.id, sort.isHighFirst) : 'none',
      choices: [
        { value: 'none', label: own },
        ...this.sorts.flatMap(({ id, label, isLowerBetter }) => {
          const best = isLowerBetter !== true;
          const directions = sort?.id === id && sort.isHighFirst !== best ? [best, !best] : [best];
          return directions.map((isHighFirst) => ({
            value: key(id, isHighFirst),
            label: `${label}${isHighFirst === best ? '' : ', worst first'}`,
          }));
        }),
      ],
      onChange: (value) => {
        const [id = '', direction] = value.split(' ');
        this.choose({ ...this.choice, sort: value === 'none' ? null : { id, isHighFirst: direction === 'high' } });
      },
    });
  }

  private renderPromptSort(): TemplateResult {
    return dropdown({
      label: 'Sort prompts by',
      value: this.promptOrder,
      choices: promptOrders.map((order) => ({ value: order, label: promptOrderWords[order] })),
      onChange: (order) => this.tell('prompt-order-change', order),
    });
  }

  private renderPrompts(): TemplateResult {
    const { found } = this;
    const isList = this.layout === 'prompts';
    const step = (by: -1 | 1) => () => this.tell('step', by);
    return html`<span class="field shown-prompts"
        ><span class="muted">Show</span> ${choiceGroup(
          'Prompts that stand out',
          offeredFilters(this.hasReviews, this.filter).map((filter) => ({
            value: filter,
            label: promptFilterWords[filter].label,
            title: promptFilterWords[filter].definition,
          })),
          this.filter,
          (filter) => this.tell('filter-change', filter),
        )}</span
      >
      <input
        class="find"
        type="search"
        aria-label=${isList ? 'Find prompts by number, words, tag or answer' : 'Find prompts by number, words or tag'}
        placeholder=${isList ? 'find #, words, answers' : 'find #, words'}
        title=${isList ? `A number, #12, words of the prompt, a tag, or words of the first ${shortAnswerLength} characters of an answer ( / )` : 'A number, #12, words of the prompt, or a tag ( / )'}
        .value=${this.typed}
        @input=${(event: Event) => this.tell('find-change', (event.target as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          step(event.shiftKey ? -1 : 1)();
        }}
      />
      ${
        found
          ? html`<span class="stepper"
              >${iconButton({ icon: previousIcon, label: 'Previous prompt that stands out', onClick: step(-1), isDisabled: found.count === 0 })}<span
                class="figure"
                role="status"
                >${found.count === 0 ? 'none' : `${found.at === 0 ? '–' : formatCount(found.at)}/${formatCount(found.count)}`}</span
              >${iconButton({ icon: nextIcon, label: 'Next prompt that stands out', onClick: step(1), isDisabled: found.count === 0 })}</span
            >`
          : nothing
      }`;
  }

  private choose(choice: ModelChoice): void {
    this.tell('choice-change', choice);
  }

  private tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  static override styles = [
    sharedStyles,
    choiceStyles,
    css`
      :host {
        display: block;
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 14px;
        padding: 8px 16px 0;
        font-size: 12px;
      }
      .field,
      .stepper {
        display: inline-flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px;
        min-width: 0;
        max-width: 100%;
      }
      .shown-prompts {
        flex-wrap: nowrap;
      }
      .find {
        width: 170px;
        padding: 3px 6px;
        border: 1px solid var(--vscode-input-border, var(--isb-border));
        border-radius: 2px;
        background: var(--vscode-input-background, transparent);
        color: var(--vscode-input-foreground, inherit);
        font: inherit;
      }
      .find:focus-visible {
        outline: 1px solid var(--isb-focus);
      }
      /* Three lines: the field is beside the models, and what is chosen says itself what it is. */
      @media (max-width: 480px) {
        .field > .muted {
          display: none;
        }
        .bar {
          gap: 6px 10px;
        }
        .find {
          flex: 1 1 90px;
          min-width: 0;
        }
        .shown-prompts {
          order: 1;
        }
      }
      /* All that may stand out in one line. */
      @media (max-width: 360px) {
        .shown-prompts .choices button {
          padding-inline: 5px;
        }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-view-bar': IsbViewBar;
  }
}
