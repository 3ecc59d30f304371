// The run at a glance, for a reviewer: what was run, how each model did, what it cost, and on what it was run.

import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { noWholeTimesText } from '../../../src/shared/words/machineWords';
import { judgeNotes } from '../../../src/shared/words/agreementText';
import { formatCost } from '../../../src/shared/text/format';
import type { ReviewRun } from '../../../src/shared/protocols/reviewData';
import { unrecordedConditions } from '../../../src/shared/run/runConditions';
import { reviewAgreement } from '../../../src/shared/figures/reviewAgreement';
import { reviewAgreementText } from '../../../src/shared/words/reviewText';
import type { FigureOrder } from '../kit/figureOrder';
import { sortHeadStyles } from '../kit/sortedRows';
import { providerMarkStyles } from '../kit/providerMark';
import { conditionsStrip, conditionsStyles } from '../runPanel/conditionsStrip';
import { endStripStyles, unmetStrip } from '../runPanel/endStrip';
import { unmetRequirements } from '../runPanel/runFacts';
import '../figures/isb-figures';
import '../figures/isb-tag-scores';
import '../figures/isb-variant-scores';
import '../figures/isb-type-scores';
import { manifestFacts } from './manifestFacts';
import { modelsTable } from './modelsTable';
import { runTiles } from './runTiles';
import { plainTableStyles } from '../kit/plainTableStyles';
import { reviewOverviewStyles } from './reviewOverviewStyles';
import { sharedStyles } from '../kit/styles';

@customElement('isb-review-overview')
export class IsbReviewOverview extends LitElement {
  @property({ attribute: false }) run: ReviewRun | null = null;
  /** Of the table of models; null for that of the run. */
  @state() private order: FigureOrder | null = null;

  override render(): unknown {
    if (!this.run) return nothing;
    const { manifest } = this.run;
    const untimed = noWholeTimesText(this.run.state, 'Figures and plots has');
    return html`<main>
      <h1>${oneLine(manifest.benchmarkName)}</h1>
      ${manifest.purpose ? html`<p class="purpose muted">${oneLine(manifest.purpose)}</p>` : nothing}
      ${manifest.problems.map((problem) => html`<div class="callout" role="note">${problem}</div>`)}
      ${unmetStrip(unmetRequirements(this.run.state))}
      ${judgeNotes(this.run.state).map((note) => html`<div class="callout" role="note">${note}</div>`)}
      ${conditionsStrip({ ...unrecordedConditions, ...manifest })} ${runTiles(this.run)}
      <h2>Models</h2>
      <div class="wide">${modelsTable(this.run, this.order, (order) => (this.order = order))}</div>
      ${untimed === null ? nothing : html`<p class="muted untimed">${untimed}</p>`}
      <isb-figures .run=${this.run.state}></isb-figures>
      <isb-type-scores .run=${this.run.state}></isb-type-scores>
      <isb-variant-scores .run=${this.run.state}></isb-variant-scores>
      <isb-tag-scores .run=${this.run.state}></isb-tag-scores>
      <h2>The run</h2>
      <dl class="facts">
        ${manifestFacts(manifest, agreementOf(this.run.state)).map(
          ([name, value]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
      ${
        manifest.prices.length === 0
          ? nothing
          : html`<h2>Prices used <span class="muted">USD per million tokens</span></h2>
              <div class="wide">${renderPrices(this.run)}</div>`
      }
      <p class="links">
        In the run folder:
        ${this.run.files.map((file) => html`<a href=${file} target="_blank" rel="noopener">${file}</a> `)}
        <span class="muted"
          >null in these files means: not known. For tools that read numbers only, iso-speed-bench export RUN --report
          strict writes 0 there.</span
        >
      </p>
    </main>`;
  }

  static override styles = [
    sharedStyles,
    endStripStyles,
    providerMarkStyles,
    conditionsStyles,
    plainTableStyles,
    sortHeadStyles,
    reviewOverviewStyles,
  ];
}

function renderPrices({ manifest }: ReviewRun): TemplateResult {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Model</th>
        <th scope="col" class="number">Input</th>
        <th scope="col" class="number">Cached input</th>
        <th scope="col" class="number">Output</th>
        <th scope="col">From</th>
      </tr>
    </thead>
    <tbody>
      ${manifest.prices.map(
        (price) =>
          html`<tr>
            <th scope="row">${oneLine(price.model)}</th>
            <td class="number">${formatCost(price.input)}</td>
            <td class="number">${formatCost(price.cachedInput)}</td>
            <td class="number">${formatCost(price.output)}</td>
            <td class="muted">
              ${price.source}${typeof price.perHour === 'number' ? `: ${formatCost(price.perHour)} an hour` : ''}${price.listed === undefined ? '' : '; lowest tier, the rest is in run.json'}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function agreementOf({ models }: ReviewRun['state']): string | null {
  return reviewAgreementText(reviewAgreement(models.flatMap(({ tests }) => tests)));
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-review-overview': IsbReviewOverview;
  }
}
