// *Scores by test type*: for each test type of a run a table of its figures, models as rows, and for classes what was taken for what.
// The figures are those of `testTypeStats`, of the whole run; this only shows them.

import { endKept, endKeptStyles } from '../kit/endKept';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { testName } from '../../../src/shared/words/testName';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { formatCount } from '../../../src/shared/text/format';
import type { RunState } from '../../../src/shared/run/runState';
import { judgeNotes } from '../../../src/shared/words/agreementText';
import { modelTitle } from '../../../src/shared/words/testText';
import { formatFigure } from '../../../src/shared/testTypes/typeFigure';
import { hasTypeScores, testTypesOf, testTypeStats } from '../../../src/shared/figures/testTypeStats';
import type { TestTypeStats } from '../../../src/shared/figures/testTypeStats';
import { bestRows, heatOf } from './confusionHeat';
import { foldedStyles } from '../kit/foldedSection';
import { linkStyles } from '../kit/linkStyles';
import { plainTableStyles } from '../kit/plainTableStyles';
import { sharedStyles } from '../kit/styles';
import { TitledSection, titledStyles } from '../kit/titledSection';
import { dropdown } from '../kit/toolkit';
import { typeScoresStyles } from './typeScoresStyles';
import { counted } from '../../../src/shared/text/counted';

/** Fires `test-open` with `{ model, index }`. */
@customElement('isb-type-scores')
export class IsbTypeScores extends TitledSection {
  /** The model whose confusion matrix is shown, by test type. */
  @state() private chosen: { [testType: string]: string } = {};
  /** The cell whose tests are listed. */
  @state() private listed: { testType: string; row: number; column: number } | null = null;

  private stats: TestTypeStats[] = [];

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('run')) this.listed = null;
    super.willUpdate(changed);
  }

  protected override recount(): void {
    this.stats = this.run && this.isOpen ? testTypeStats(this.run) : [];
  }

  override render(): unknown {
    const { run } = this;
    if (!run || !hasTypeScores(run)) return nothing;
    const body = this.isOpen ? testTypesOf(run).map((testType) => this.renderType(run, testType)) : nothing;
    return this.renderSection('Scores by test type', testTypesOf(run).join(', '), body);
  }

  private renderType(run: RunState, testType: string): TemplateResult {
    const stats = this.stats.filter((one) => one.testType === testType);
    const columns = stats[0]?.figures ?? [];
    const best = columns.map((column) =>
      bestRows(
        stats.map((one) => one.figures.find(({ id }) => id === column.id)?.value ?? null),
        column.isLowerBetter,
      ),
    );
    return html`<section>
      <h3>
        ${testType}
        <span class="muted"
          >${formatCount(stats[0]?.tests ?? 0)} ${stats[0]?.tests === 1 ? 'test' : 'tests'} a model</span
        >
      </h3>
      <div class="wide" tabindex="0" role="region" aria-label="Scores of ${testType}">
        <table>
          <thead>
            <tr>
              <th scope="col">Model</th>
              <th
                scope="col"
                class="number"
                title="The figures are of tests with a verdict. Errors and tests that were not run are in none of them."
              >
                Judged
              </th>
              ${columns.map(({ name, definition, isLowerBetter }) => html`<th scope="col" class="number" title="${definition}${isLowerBetter ? ' Lower is better.' : ''}"><span class="defined">${name}</span></th>`)}
            </tr>
          </thead>
          <tbody>
            ${stats.map(
              (one, row) =>
                html`<tr>
                  <th scope="row" title=${oneLine(one.model)}>${endKept(titleOf(run, one.model))}</th>
                  <td class="number">
                    ${formatCount(one.judged)} of
                    ${formatCount(one.tests)}${one.errors > 0 ? html` <span class="error" title="Tests that ended in an error">! ${formatCount(one.errors)}</span>` : nothing}${one.notRun > 0 ? html` <span class="muted" title="Tests that were not run">– ${formatCount(one.notRun)}</span>` : nothing}
                  </td>
                  ${columns.map((column, place) => {
                    const figure = one.figures.find(({ id }) => id === column.id);
                    return html`<td
                      class="number ${best[place]!.has(row) ? 'best' : ''} ${figure?.value === null ? 'muted' : ''}"
                    >
                      ${formatFigure(figure ?? { value: null, unit: column.unit })}${figure?.n === undefined ? nothing : html` <span class="muted" title="Tests that were judged by it">n ${formatCount(figure.n)}</span>`}
                    </td>`;
                  })}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${testType === 'checks' ? judgeNotes(run).map((note) => html`<p class="judge muted">${note}</p>`) : nothing}
      ${this.renderConfusion(run, testType, stats)}
    </section>`;
  }

  private renderConfusion(run: RunState, testType: string, stats: readonly TestTypeStats[]): unknown {
    const known = stats.filter((one) => one.confusion);
    const shown = known.find((one) => one.model === this.chosen[testType]) ?? known[0];
    const confusion = shown?.confusion;
    if (!shown || !confusion) return nothing;
    const most = Math.max(1, ...confusion.counts.flat());
    return html`<div class="confusion">
      <p>
        What was taken for what by
        ${dropdown({
          label: 'Model whose confusion matrix is shown',
          value: shown.model,
          choices: known.map(({ model }) => ({ value: model, label: titleOf(run, model) })),
          onChange: (model) => {
            this.chosen = { ...this.chosen, [testType]: model };
            this.listed = null;
          },
        })}
        <span class="muted">rows: what is right; columns: what was answered; a cell opens its tests</span>
      </p>
      <div class="wide">
        <table class="matrix" aria-label="Confusion matrix of ${titleOf(run, shown.model)}">
          <thead>
            <tr>
              <td></td>
              ${confusion.labels.map((label) => html`<th scope="col" title=${oneLine(label)}><span>${oneLine(label)}</span></th>`)}
            </tr>
          </thead>
          <tbody>
            ${confusion.labels.map(
              (truth, row) =>
                html`<tr>
                  <th scope="row" title=${oneLine(truth)}><span>${oneLine(truth)}</span></th>
                  ${confusion.labels.map((found, column) => {
                    const count = confusion.counts[row]![column]!;
                    if (count === 0) return html`<td class="cell none">·</td>`;
                    const words = oneLine(`${counted(count, 'test')}: ${truth} taken for ${found}`);
                    return html`<td class="cell ${row === column ? 'right' : 'wrong'} heat${heatOf(count, most)}">
                      <button
                        title=${words}
                        aria-label=${words}
                        @click=${() => this.cellChosen(shown, testType, row, column)}
                      >
                        ${formatCount(count)}
                      </button>
                    </td>`;
                  })}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${this.listed?.testType === testType ? this.renderListed(run, shown) : nothing}
    </div>`;
  }

  private renderListed(run: RunState, { model, confusion }: TestTypeStats): unknown {
    const { row, column } = this.listed!;
    const tests = confusion?.tests[row]?.[column] ?? [];
    return html`<div class="listed" role="group" aria-label="Tests of the cell">
      <span class="muted">${confusion!.labels[row]} taken for ${confusion!.labels[column]}:</span>
      ${tests.map((index) => html`<button class="link" title=${oneLine(run.prompts[index - 1]?.label ?? '')} @click=${() => this.open(model, index)}>${testName(run, index)}</button>`)}
    </div>`;
  }

  private cellChosen({ model, confusion }: TestTypeStats, testType: string, row: number, column: number): void {
    const tests = confusion?.tests[row]?.[column] ?? [];
    if (tests.length === 1) this.open(model, tests[0]!);
    else this.listed = { testType, row, column };
  }

  private open(model: string, index: number): void {
    this.dispatchEvent(new CustomEvent('test-open', { detail: { model, index }, bubbles: true, composed: true }));
  }

  static override styles = [
    sharedStyles,
    endKeptStyles,
    linkStyles,
    foldedStyles,
    plainTableStyles,
    titledStyles,
    typeScoresStyles,
  ];
}

function titleOf(run: RunState, model: string): string {
  const info = run.models.find((one) => one.model === model);
  return info ? modelTitle(info) : model;
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-type-scores': IsbTypeScores;
  }
}
