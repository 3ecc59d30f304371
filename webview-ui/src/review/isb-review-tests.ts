// Every test of the run in one table, filtered by API, model, tag, verdict and text; a row opens its test page.

import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { formatCost, formatCount, formatDuration, formatRate } from '../../../src/shared/text/format';
import type { ReviewRun } from '../../../src/shared/protocols/reviewData';
import {
  emptyRunFilter,
  filterChoices,
  isEmptyFilter,
  matchesModel,
  matchesTest,
} from '../../../src/shared/runs/runFilter';
import type { FilterChoices, RunFilter } from '../../../src/shared/runs/runFilter';
import type { ModelState, TestState } from '../../../src/shared/run/runState';
import { kindOfTest } from '../../../src/shared/words/testKinds';
import { modelTitle, testRate, verdictGlyphs } from '../../../src/shared/words/testText';
import { testTypeOf } from '../../../src/shared/run/testTypeOf';
import '../kit/isb-filter-bar';
import { sharedStyles } from '../kit/styles';
import { tableRowHeight, tableStyles } from '../kit/tableStyles';
import { VirtualRows } from '../kit/virtualRows';

interface Row {
  model: ModelState;
  test: TestState;
  label: string;
}

/** Fires `test-open`. */
@customElement('isb-review-tests')
export class IsbReviewTests extends LitElement {
  @property({ attribute: false }) run: ReviewRun | null = null;

  @state() private filter: RunFilter = emptyRunFilter;
  @state() private focused = 0;

  @query('.scroller') private readonly scroller!: HTMLElement | null;

  private shown: Row[] = [];
  private choices: FilterChoices = filterChoices([]);
  private readonly rows = new VirtualRows(this, {
    rowHeight: tableRowHeight,
    count: () => this.shown.length,
    scroller: () => this.scroller,
  });

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const { run } = this;
    if (!run || (!changed.has('run') && !changed.has('filter'))) return;
    if (changed.has('run')) this.choices = filterChoices([run.manifest]);
    const { models, prompts } = run.state;
    this.shown = models
      .filter((model) => matchesModel(this.filter, model))
      .flatMap((model) =>
        model.tests.flatMap((test, place): Row[] => {
          const label = prompts[place]?.label ?? '';
          return matchesTest(this.filter, model, testTypeOf(run.state, test.index), {
            verdict: test.verdict,
            kind: kindOfTest(test, run.state),
            label,
            tags: prompts[place]?.tags,
            index: test.index,
          })
            ? [{ model, test, label }]
            : [];
        }),
      );
    this.focused = Math.max(0, Math.min(this.focused, this.shown.length - 1));
  }

  override render(): unknown {
    if (!this.run) return nothing;
    const all = this.run.manifest.totals.tests;
    const count = `${isEmptyFilter(this.filter) ? '' : `${formatCount(this.shown.length)} of `}${formatCount(all)} ${all === 1 ? 'test' : 'tests'}`;
    return html`<main class="page">
      <h1 class="visually-hidden">Tests</h1>
      <div class="head">
        <isb-filter-bar
          .filter=${this.filter}
          .choices=${this.choices}
          .count=${count}
          placeholder="Prompt, tag, model, #number"
          @filter-change=${(event: CustomEvent<RunFilter>) => (this.filter = event.detail)}
        ></isb-filter-bar>
      </div>
      <div class="scroller">
        <table aria-label="Tests" aria-rowcount=${this.shown.length + 1} @keydown=${this.keyPressed}>
          <thead>
            <tr aria-rowindex="1">
              <th scope="col" class="verdict"><span>Verdict</span></th>
              <th scope="col" class="index number"><span>#</span></th>
              <th scope="col" class="model"><span>Model</span></th>
              <th scope="col" class="label"><span>Prompt</span></th>
              <th scope="col" class="total number"><span>Total</span></th>
              <th scope="col" class="rate number"><span>Speed</span></th>
              <th scope="col" class="cost number"><span>Cost</span></th>
            </tr>
          </thead>
          <tbody>
            <tr class="filler before" aria-hidden="true">
              <td></td>
            </tr>
            ${this.shown.slice(this.rows.first, this.rows.end).map((row, place) => this.renderRow(row, this.rows.first + place))}
            <tr class="filler after" aria-hidden="true">
              <td></td>
            </tr>
          </tbody>
        </table>
        ${this.shown.length === 0 ? html`<p class="none">No test fits the filter.</p>` : nothing}
      </div>
    </main>`;
  }

  private renderRow({ model, test, label }: Row, place: number): TemplateResult {
    const { verdict } = test;
    const rate = testRate(test);
    return html`<tr
      class="item"
      data-place=${place}
      aria-rowindex=${place + 2}
      tabindex=${place === this.focused ? '0' : '-1'}
      @click=${() => this.open(place)}
      @focus=${() => (this.focused = place)}
    >
      <td class="verdict ${verdict}">
        ${verdict === 'not_run' ? html`<span class="muted" title=${oneLine(test.notRun?.message ?? '') || nothing}>not run</span>` : html`<b aria-hidden="true">${verdictGlyphs[verdict]}</b> ${verdict}`}
      </td>
      <td class="index number">${test.index}</td>
      <td class="model" title=${oneLine(model.model)}>
        ${modelTitle(model)} <span class="muted">${oneLine(model.providerLabel)}</span>
      </td>
      <td class="label" title=${oneLine(label)}>${oneLine(label)}</td>
      <td class="total number">${formatDuration(test.timings?.total ?? null)}</td>
      <td class="rate number">${formatRate(rate?.value ?? null)}</td>
      <td class="cost number">${formatCost(test.cost?.usd ?? null)}</td>
    </tr>`;
  }

  private open(place: number): void {
    const row = this.shown[place];
    if (row)
      this.dispatchEvent(new CustomEvent('test-open', { detail: { model: row.model.model, index: row.test.index } }));
  }

  private keyPressed(event: KeyboardEvent): void {
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    const page = Math.max(1, Math.floor((this.scroller?.clientHeight ?? 0) / tableRowHeight) - 2);
    const steps: { [key: string]: number } = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -Infinity,
      End: Infinity,
    };
    const step = steps[event.key];
    if (step !== undefined) void this.focusRow(this.focused + step);
    else if (event.key === 'Enter') this.open(this.focused);
    else return;
    event.preventDefault();
  }

  private async focusRow(place: number): Promise<void> {
    this.focused = Math.max(0, Math.min(this.shown.length - 1, place));
    this.rows.scrollTo(this.focused, tableRowHeight);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`tr[data-place="${this.focused}"]`)?.focus({ preventScroll: true });
  }

  static override styles = [
    sharedStyles,
    tableStyles,
    css`
      :host {
        display: block;
        height: 100%;
      }
      .page {
        display: flex;
        flex-direction: column;
        height: 100%;
      }
      .run {
        padding: 10px 16px;
      }
      .verdict {
        width: 104px;
      }
      td.verdict,
      th.verdict > span {
        padding-left: 16px;
      }
      th.verdict {
        width: 112px;
      }
      .index {
        width: 60px;
      }
      .model {
        width: 26%;
      }
      .total,
      .rate,
      .cost {
        width: 100px;
      }
      @container (max-width: 820px) {
        .cost,
        .rate {
          display: none;
        }
      }
      @container (max-width: 560px) {
        .total {
          display: none;
        }
        .model {
          width: 36%;
        }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-review-tests': IsbReviewTests;
  }
}
