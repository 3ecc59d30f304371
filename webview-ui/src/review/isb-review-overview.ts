// The run at a glance, for a reviewer: what was run, how each model did, what it cost, and on what it was run.

import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { noWholeTimesText } from '../../../src/shared/words/machineWords';
import { judgeNotes } from '../../../src/shared/words/agreementText';
import { otherCostText } from '../../../src/shared/words/otherCostText';
import { formatCost, formatCount, formatDuration, formatPercent, formatRate } from '../../../src/shared/text/format';
import { countNotRun, notRunText } from '../../../src/shared/words/notRun';
import type { ReviewRun } from '../../../src/shared/protocols/reviewData';
import { unrecordedConditions } from '../../../src/shared/run/runConditions';
import { reviewAgreement } from '../../../src/shared/figures/reviewAgreement';
import { reviewAgreementText } from '../../../src/shared/words/reviewText';
import { emptyRunFilter } from '../../../src/shared/runs/runFilter';
import type { Standing } from '../../../src/shared/run/verdict';
import { addressOf } from './reviewAddress';
import type { ModelSummary } from '../../../src/shared/runs/runManifest';
import { accuracyOf } from '../../../src/shared/figures/runStats';
import { planText } from '../../../src/shared/text/planText';
import { costText, modelTitle, verdictGlyphs } from '../../../src/shared/words/testText';
import { elapsedOf } from '../../../src/shared/runs/runManifest';
import type { FigureOrder } from '../kit/figureOrder';
import { accuracyFigure } from '../figures/modelFigures';
import { sortedRows, sortHead, sortHeadStyles } from '../kit/sortedRows';
import { providerMark, providerMarkStyles } from '../kit/providerMark';
import { conditionsStrip, conditionsStyles } from '../runPanel/conditionsStrip';
import { endStripStyles, unmetStrip } from '../runPanel/endStrip';
import { unmetRequirements } from '../runPanel/runFacts';
import '../figures/isb-figures';
import '../figures/isb-tag-scores';
import '../figures/isb-variant-scores';
import '../figures/isb-type-scores';
import { manifestFacts } from './manifestFacts';
import { modelColumns } from './modelColumns';
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
    const { totals } = manifest;
    const tiles: [string, unknown, string][] = [
      ['tests', testsLink(totals.tests, []), planText(manifest.models, manifest.promptCount).split(' = ')[0]!],
      ['correct', testsLink(totals.correct, ['correct']), `${verdictGlyphs.correct}`],
      ['incorrect', testsLink(totals.incorrect, ['incorrect']), `${verdictGlyphs.incorrect}`],
      [totals.error === 1 ? 'error' : 'errors', testsLink(totals.error, ['error']), `${verdictGlyphs.error}`],
      ...(manifest.submitted > 0
        ? [
            ['submitted', testsLink(manifest.submitted, ['submitted']), 'in batches, to be collected'] as [
              string,
              unknown,
              string,
            ],
          ]
        : []),
      ...(totals.notRun > manifest.submitted
        ? [
            ['not run', testsLink(totals.notRun - manifest.submitted, ['not_run']), this.notRunReasons()] as [
              string,
              unknown,
              string,
            ],
          ]
        : []),
      ['accuracy', formatPercent(accuracyOf(totals)), 'correct / (correct + incorrect)'],
      ['elapsed', formatDuration(elapsedOf(manifest)), ''],
      [
        'estimated cost',
        formatCost(totals.costUsd),
        [
          `${formatCount(totals.priced)} of ${formatCount(totals.tests - totals.notRun)} priced`,
          otherCostText(totals.otherCost),
        ]
          .filter((note) => note !== null)
          .join('; '),
      ],
    ];
    const untimed = noWholeTimesText(this.run.state, 'Figures and plots has');
    return html`<main>
      <h1>${oneLine(manifest.benchmarkName)}</h1>
      ${manifest.purpose ? html`<p class="purpose muted">${oneLine(manifest.purpose)}</p>` : nothing}
      ${manifest.problems.map((problem) => html`<div class="callout" role="note">${problem}</div>`)}
      ${unmetStrip(unmetRequirements(this.run.state))}
      ${judgeNotes(this.run.state).map((note) => html`<div class="callout" role="note">${note}</div>`)}
      ${conditionsStrip({ ...unrecordedConditions, ...manifest })}
      <div class="tiles">
        ${tiles.map(
          ([name, value, note]) =>
            html`<div class="tile">
              <div class="value figure">${value}</div>
              <div class="muted">${name}</div>
              ${note ? html`<div class="note muted">${note}</div>` : nothing}
            </div>`,
        )}
      </div>
      <h2>Models</h2>
      <div class="wide">${this.renderModels(manifest.models)}</div>
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

  private renderModels(models: readonly ModelSummary[]): TemplateResult {
    const hasWeights = models.some((model) => model.server !== null);
    const hasSubmitted = models.some((model) => model.submitted > 0);
    const hasNotRun = models.some((model) => model.notRun > model.submitted);
    const best = Math.max(...models.map((model) => model.accuracy ?? -1));
    const columns = modelColumns.filter(
      ({ id }) => (id !== 'submitted' || hasSubmitted) && (id !== 'notRun' || hasNotRun),
    );
    return html`<table class="models stacked">
      <thead>
        <tr>
          <th scope="col">Model</th>
          <th scope="col" class="api">API</th>
          ${columns.map((column) => sortHead(column, this.order, (order) => (this.order = order)))}
          ${hasWeights ? html`<th scope="col" class="weights" title="What the local server says about the weights it served">Weights</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${sortedRows(models, columns, this.order).map((model) => {
          const accuracy = accuracyFigure(model);
          return html`<tr class=${model.accuracy === best ? 'best' : ''}>
            <th scope="row">
              <span class="name"
                >${providerMark(model.provider, model.providerLabel)}<a
                  class="tests"
                  title="All tests of ${oneLine(model.model)}"
                  href=${testsAddress([], model.model)}
                  >${modelTitle(model)}</a
                >${model.isSimulated ? html`<span class="badge simulated">simulated</span>` : nothing}</span
              >
            </th>
            <td class="api">${model.providerLabel}</td>
            <td class="number" data-name="Correct">${testsLink(model.correct, ['correct'], model.model)}</td>
            <td class="number" data-name="Incorrect">${testsLink(model.incorrect, ['incorrect'], model.model)}</td>
            <td class="number" data-name="Errors">${testsLink(model.error, ['error'], model.model)}</td>
            ${hasSubmitted ? html`<td class="number" data-name="Submitted">${testsLink(model.submitted, ['submitted'], model.model)}</td>` : nothing}
            ${hasNotRun ? html`<td class="number" data-name="Not run" title=${this.notRunReasons(model.model) || nothing}>${testsLink(model.notRun - model.submitted, ['not_run'], model.model)}</td>` : nothing}
            <td class="number" data-name="Accuracy">
              <b>${accuracy.value}</b
              >${accuracy.interval ? html` <span class="muted">(${accuracy.interval})</span>` : nothing}
            </td>
            <td
              class="number"
              data-name="Speed"
              title=${model.tokensPerSecondBasis === 'endToEnd' ? 'end to end' : 'decode'}
            >
              ${formatRate(model.tokensPerSecond)}
            </td>
            <td class="number" data-name="Avg. total">${formatDuration(model.averageTotal)}</td>
            <td class="number more" data-name="TTFT p50">${formatDuration(model.medianTtft)}</td>
            <td class="number more" data-name="Tokens in + out">
              ${model.counted > 0 ? `${formatCount(model.inputTokens)} + ${formatCount(model.outputTokens)}` : 'n/a'}
            </td>
            <td class="number" data-name="Cost">${costText(model, model)}</td>
            ${
              hasWeights
                ? html`<td
                    class="weights muted"
                    data-name="Weights"
                    title=${oneLine(model.server?.digest ?? '') || nothing}
                  >
                    ${[model.server?.parameterSize, model.server?.quantization, model.server?.digest?.slice(0, 19)].filter(Boolean).join(' ')}
                  </td>`
                : nothing
            }
          </tr>`;
        })}
      </tbody>
    </table>`;
  }

  /** `no vision 4`: of one model, or of all. */
  private notRunReasons(model?: string): string {
    const rows = this.run!.state.models.filter((one) => model === undefined || one.model === model);
    return notRunText(countNotRun(rows.flatMap(({ tests }) => tests)));
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

/** A number of tests as a link to them; none is no link. */
function testsLink(count: number, verdicts: Standing[], model?: string): unknown {
  if (count === 0) return formatCount(count);
  return html`<a class="tests" href=${testsAddress(verdicts, model)}>${formatCount(count)}</a>`;
}

function testsAddress(verdicts: Standing[], model?: string): string {
  const filter = { ...emptyRunFilter, verdicts, models: model === undefined ? [] : [model] };
  return addressOf({ screen: 'tests', list: { filter, order: null } });
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
