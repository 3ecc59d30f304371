// One model of a run: its figures on the left, its squares on the right; one above the other where it is narrow.

import { formatCount } from '../../../src/shared/text/format';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { ModelState } from '../../../src/shared/run/runState';
import type { ModelStats } from '../../../src/shared/figures/runStats';
import { notRunText } from '../../../src/shared/words/notRun';
import { modelTitle, verdictGlyphs } from '../../../src/shared/words/testText';
import type { ViewSettings } from '../../../src/shared/run/viewSettings';
import type { GridSource } from '../grid/gridSource';
import '../grid/isb-grid';
import type { IsbGrid } from '../grid/isb-grid';
import {
  accuracyFigure,
  awardWords,
  costPerCorrectFigure,
  countDefinitions,
  passFigure,
  perCorrectFigure,
  percentilesFigure,
  rateFigure,
  rowFigures,
  timePerCorrectFigure,
  totalFigure,
  warmUpText,
} from '../figures/modelFigures';
import type { RowFigure } from '../figures/modelFigures';
import { endKept, endKeptStyles } from '../kit/endKept';
import { providerMark, providerMarkStyles } from '../kit/providerMark';
import { isPrinting } from '../kit/printing';
import { modelRowStyles } from './modelRowStyles';
import type { AnswerIndex } from './answerIndex';
import { rowGrid } from './rowGrid';
import type { RunPlayer } from './runPlayer';
import { sharedStyles } from '../kit/styles';
import { isThroughVsCode } from '../../../src/shared/run/throughVsCode';
import { throughVsCodeBadge } from '../kit/throughVsCodeBadge';

/** Figures that are shown before all are asked for: with the counts they take two lines. */
const firstFigures = 3;

/** Fires `square-open` with a position, and `figures-fold` with whether all figures are wanted. */
@customElement('isb-model-row')
export class IsbModelRow extends LitElement {
  /** Where hovers have from what was expected and got. */
  @property({ attribute: false }) answers: AnswerIndex | null = null;
  @property({ attribute: false }) player!: RunPlayer;
  /** 0-based place in the run's models. */
  @property({ type: Number }) row = 0;
  @property({ attribute: false }) settings!: ViewSettings;
  /** Whether all figures are shown, not only the first of them. */
  @property({ type: Boolean }) hasAllFigures = false;

  @query('isb-grid') readonly grid!: IsbGrid;

  private source: GridSource | null = null;
  private isNearScreen = true;
  private readonly visibility = new IntersectionObserver(
    (entries) => {
      const isNear = entries.at(-1)?.isIntersecting ?? true;
      if (isNear && !this.isNearScreen) this.requestUpdate();
      this.isNearScreen = isNear;
    },
    { root: document, rootMargin: '300px' },
  );

  /** The figures have changed. Far from the screen they are drawn when the row comes near: layout is what a tick costs. */
  statsChanged(): void {
    if (this.isNearScreen) this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.visibility.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.visibility.disconnect();
  }

  squareChanged(position: number): void {
    this.grid?.squareChanged(position);
  }

  allChanged(): void {
    this.grid?.allChanged();
    this.requestUpdate();
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('player') || changed.has('row') || changed.has('answers'))
      this.source = rowGrid(this.player, this.row, this.answers);
  }

  override render(): unknown {
    const model = this.player.state.models[this.row];
    if (!model) return nothing;
    return html`<section class="row" aria-label=${modelTitle(model)}>
      <div class="about">${this.renderName(model)}${this.renderFigures(model)}</div>
      <isb-grid .source=${this.source} .squareSize=${this.settings.squareSize}></isb-grid>
    </section>`;
  }

  private renderName(model: ModelState): TemplateResult {
    const { showProvider } = this.settings;
    return html`<div class="name">
      ${showProvider ? providerMark(model.provider, model.providerLabel) : nothing}
      <h2 title=${[oneLine(model.model), warmUpText(model.warmUp)].filter(Boolean).join('\n')}>
        ${endKept(modelTitle(model))}
      </h2>
      ${
        model.isSimulated
          ? html`<span
              class="badge simulated"
              title="No model was asked. Every figure of this row is made up by the simulated model API."
              >simulated</span
            >`
          : nothing
      }
      ${throughVsCodeBadge(model)}
      ${showProvider ? html`<span class="provider muted ellipsis">${model.isSimulated || isThroughVsCode(model) ? nothing : model.providerLabel}</span>` : nothing}
    </div>`;
  }

  private renderFigures(model: ModelState): unknown {
    const detail = this.settings.modelStats;
    const isWhole = this.hasAllFigures || isPrinting();
    if (detail === 'hide') return nothing;
    const stats = this.player.statsOf(this.row);
    const accuracy = accuracyFigure(stats);
    const count = (kind: 'correct' | 'incorrect' | 'error', value: number): TemplateResult =>
      html`<span class="figure count" title=${countDefinitions[kind]}
        ><span class="glyph ${value > 0 ? kind : 'muted'}" aria-hidden="true">${verdictGlyphs[kind]}</span
        ><span class="visually-hidden">${kind} </span>${formatCount(value)}</span
      >`;
    const notRun = this.player.notRunOf(this.row);
    const counts = html`<div class="counts">
      ${count('correct', stats.correct)}${count('incorrect', stats.incorrect)}${count('error', stats.error)}
      ${
        notRun.length === 0
          ? nothing
          : html`<span
              class="figure count muted"
              title="Not run, and will not be: ${notRunText(notRun)}. In no figure of this row."
              ><span class="glyph" aria-hidden="true">–</span
              ><span class="visually-hidden">not run </span
              >${formatCount(notRun.reduce((sum, one) => sum + one.count, 0))}</span
            >`
      }
      <span class="figure accuracy" title=${accuracy.definition}
        ><b>${accuracy.value}</b
        >${accuracy.interval && detail === 'verbose' ? html` <span class="muted">(${accuracy.interval})</span>` : nothing}</span
      >
      ${detail === 'verbose' && !isPrinting() ? this.renderFold() : nothing}
    </div>`;
    const figures =
      detail === 'simple'
        ? [rateFigure(stats), totalFigure(stats)]
        : [...rowFigures(model, stats), ...this.lastLine(model, stats)].slice(0, isWhole ? undefined : firstFigures);
    return html`${counts}
      <dl class="figures ${detail}">${figures.map(renderFigure)}</dl>
      ${this.renderAwards()}`;
  }

  private renderFold(): TemplateResult {
    const label = this.hasAllFigures ? 'Fewer figures of all models' : 'All figures of all models';
    return html`<button
      class="fold"
      aria-expanded=${String(this.hasAllFigures)}
      aria-label=${label}
      title=${label}
      @click=${() => this.dispatchEvent(new CustomEvent('figures-fold', { detail: !this.hasAllFigures }))}
    >
      <span aria-hidden="true">${this.hasAllFigures ? '▾' : '▸'}</span>
    </button>`;
  }

  /** The figures of the last line. With trials, two figures share a place so that it stays one line. */
  private lastLine(model: ModelState, stats: ModelStats): RowFigure[] {
    const { total, trials } = this.player.detailsOf(this.row);
    const perCorrect = trials
      ? [perCorrectFigure(model, stats), passFigure(trials)]
      : [timePerCorrectFigure(stats), costPerCorrectFigure(model, stats)];
    return [percentilesFigure(total), ...perCorrect];
  }

  private renderAwards(): unknown {
    const given = this.player.awardsOf(this.row);
    if (given.length === 0) return nothing;
    return html`<div class="awards">
      ${given.map((award) => html`<span class="badge" title=${awardWords[award].definition}>${awardWords[award].label}</span>`)}
    </div>`;
  }

  static override styles = [sharedStyles, providerMarkStyles, endKeptStyles, modelRowStyles];
}

function renderFigure(figure: RowFigure): TemplateResult {
  return html`<div title=${figure.definition}>
    <dt class="ellipsis">${figure.name}</dt>
    <dd class="figure">
      ${figure.value}${figure.note ? html` <span class="note muted">${figure.note}</span>` : nothing}
    </dd>
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-model-row': IsbModelRow;
  }
}
