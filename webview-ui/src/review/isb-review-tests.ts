// Every test of the run in one table, filtered by API, model, test type, tag, verdict, kind and text, and sorted by its heads; a row opens its test
// page. The filter and the order are the address's: this table asks for others.

import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { formatCost, formatCount, formatDuration, formatRate } from '../../../src/shared/text/format';
import { messageOf } from '../../../src/shared/text/messageOf';
import type { ReviewRun } from '../../../src/shared/protocols/reviewData';
import { testName } from '../../../src/shared/words/testName';
import { isMixed } from '../../../src/shared/run/testTypeOf';
import { filterChoices, isEmptyFilter } from '../../../src/shared/runs/runFilter';
import type { FilterChoices, RunFilter } from '../../../src/shared/runs/runFilter';
import { lookWord, modelTitle, testRate, verdictGlyphs } from '../../../src/shared/words/testText';
import { reviewState } from '../../../src/shared/words/reviewText';
import '../kit/isb-filter-bar';
import { endKept, endKeptStyles } from '../kit/endKept';
import { LongTable } from '../kit/longTable';
import { sortedHead } from '../kit/sortedHead';
import { sharedStyles } from '../kit/styles';
import { tableRowHeight, tableStyles } from '../kit/tableStyles';
import { mostPrinted } from '../kit/virtualRows';
import { allTests, type TestList } from './reviewAddress';
import { reviewTestsStyles } from './reviewTestsStyles';
import { orderAfter, testColumns, type TestRow } from './testColumns';
import type { TestLists } from './testLists';
import { counted } from '../../../src/shared/text/counted';

/** While words are read the table is drawn anew this often, ms. */
const drawAfter = 250;

/** Fires `test-open`, and `list-change` with another list; `isTyping` while that is one of many on the way to a text. */
@customElement('isb-review-tests')
export class IsbReviewTests extends LitElement {
  @property({ attribute: false }) run: ReviewRun | null = null;
  @property({ attribute: false }) lists: TestLists | null = null;
  @property({ attribute: false }) list: TestList = allTests;

  /** Why the words of some tests could not be read. */
  @state() private failure: string | null = null;

  private shown: readonly TestRow[] = [];
  private choices: FilterChoices = filterChoices([]);
  private drawnAt = 0;
  private readonly table = new LongTable(this, {
    rowHeight: tableRowHeight,
    keys: () => this.shown,
    open: (place) => this.open(this.shown[place]!),
  });

  /** Gives the row that the keyboard was at last the focus. */
  focusRow(): Promise<void> {
    return this.table.focus(this.table.place);
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const { run, lists } = this;
    if (!run || !lists) return;
    if (changed.has('run')) this.choices = filterChoices([run.manifest]);
    if (changed.has('lists')) void this.readWords(lists);
    this.shown = lists.rows(this.list);
  }

  override render(): unknown {
    if (!this.run || !this.lists) return nothing;
    const all = this.run.manifest.totals.tests;
    const count = `${isEmptyFilter(this.list.filter) ? '' : `${formatCount(this.shown.length)} of `}${counted(all, 'test')}`;
    return html`<main class="page">
      <h1 class="visually-hidden">Tests</h1>
      <div class="head">
        <isb-filter-bar
          .filter=${this.list.filter}
          .choices=${this.choices}
          .count=${`${count}${this.renderProgress(this.lists)}`}
          placeholder="Prompt, answer, tag, model, #number"
          @filter-change=${({ detail }: CustomEvent<RunFilter>) => this.change({ ...this.list, filter: detail }, detail.text !== this.list.filter.text)}
        ></isb-filter-bar>
        ${this.failure === null ? nothing : html`<p class="failure" role="alert">Some answers are not here: ${this.failure}</p>`}
      </div>
      ${this.shown.length > mostPrinted ? html`<p class="cut">Printed: the first ${formatCount(mostPrinted)} of ${formatCount(this.shown.length)} tests. Filter the list to print the others.</p>` : nothing}
      <div class="scroller" tabindex="-1">
        <table
          class=${isMixed(this.run.state) ? 'mixed' : ''}
          aria-label="Tests"
          aria-rowcount=${this.shown.length + 1}
          @keydown=${this.table.keyPressed}
        >
          <thead>
            <tr aria-rowindex="1">
              ${testColumns.map((info) => sortedHead(info, this.list.order, () => this.change({ ...this.list, order: orderAfter(this.list.order, info) }, false)))}
            </tr>
          </thead>
          ${this.table.renderBody((place) => this.renderRow(this.shown[place]!, place))}
        </table>
        ${this.shown.length === 0 ? html`<p class="none">No test fits the filter.</p>` : nothing}
      </div>
    </main>`;
  }

  /** Said while something that is not read yet may fit the filter, or change the order. */
  private renderProgress({ words, needsWords }: TestLists): string {
    if (words.isComplete || this.failure !== null || !needsWords(this.list)) return '';
    const { done, all } = words.progress;
    return `, answers read: ${formatCount(done)} of ${formatCount(all)} parts`;
  }

  private renderRow(row: TestRow, place: number): TemplateResult {
    const { model, test, label, testType } = row;
    const { verdict } = test;
    const words = this.lists?.wordsOf(row);
    const review = reviewState(test);
    const name = this.run ? testName(this.run.state, test.index) : '';
    const expected = words?.expected ?? '';
    const got = words?.got ?? test.error?.message ?? '';
    return html`<tr
      class="item"
      data-place=${place}
      aria-rowindex=${place + 2}
      tabindex=${this.table.tabIndexOf(place)}
    >
      <td class="verdict ${verdict}">
        ${verdict === 'not_run' ? html`<span class="muted" title=${oneLine(test.notRun?.message ?? '') || nothing}>${lookWord(test.phase === 'submitted' ? 'submitted' : 'skipped')}</span>` : html`<b aria-hidden="true">${verdictGlyphs[verdict]}</b> ${verdict}`}${review === null ? nothing : html`<span class="muted">, ${review}</span>`}
      </td>
      <td class="number" title=${name}>${name}</td>
      <td class="model" title="${oneLine(model.model)}, ${oneLine(model.providerLabel)}">
        ${endKept(modelTitle(model))}
      </td>
      <td class="prompt" title=${oneLine(label)}>${oneLine(label)}</td>
      <td class="type muted" title=${testType}>${testType}</td>
      <td class="expected" title=${expected}>${expected}</td>
      <td class="got" title=${got}>${got}</td>
      <td class="total number">${formatDuration(test.timings?.total ?? null)}</td>
      <td class="speed number">${formatRate(testRate(test)?.value ?? null)}</td>
      <td class="cost number">${formatCost(test.cost?.usd ?? null)}</td>
    </tr>`;
  }

  private change(list: TestList, isTyping: boolean): void {
    this.dispatchEvent(new CustomEvent('list-change', { detail: { list, isTyping } }));
  }

  private async readWords({ words }: TestLists): Promise<void> {
    try {
      await words.readAll(() => {
        const now = performance.now();
        if (!words.isComplete && now - this.drawnAt < drawAfter) return;
        this.drawnAt = now;
        this.requestUpdate();
      });
    } catch (error) {
      this.failure = messageOf(error);
    }
  }

  private open({ model, test }: TestRow): void {
    this.dispatchEvent(new CustomEvent('test-open', { detail: { model: model.model, index: test.index } }));
  }

  static override styles = [sharedStyles, endKeptStyles, tableStyles, reviewTestsStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-review-tests': IsbReviewTests;
  }
}
