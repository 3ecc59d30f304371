// One model of two runs held against each other: its figures side by side, a square per prompt, and the prompts that changed.

import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ShownDifference, ShownModelDifference } from '../../../src/shared/protocols/compareProtocol';
import { positionsOf, type PromptFate } from '../../../src/shared/protocols/comparisonView';
import {
  accuracyRow,
  checkRows,
  differenceRows,
  figureNotes,
  type DifferenceRow,
} from '../../../src/shared/comparing/differenceRows';
import { formatCount } from '../../../src/shared/text/format';
import { comparedModelStyles } from './comparedModelStyles';
import { changeWords, fateAt, fateHover, fateLabel, fates, fateSigns, promptName } from './differenceWords';
import './isb-difference-grid';
import type { DifferenceSource } from './isb-difference-grid';
import { linkStyles } from '../kit/linkStyles';
import { plainTableStyles } from '../kit/plainTableStyles';
import { sharedStyles } from '../kit/styles';

/** Longer lists are cut until somebody asks for more. */
const listLength = 10;

/** Fires `prompt-open` with the position of a prompt whose answers are to be read. */
@customElement('isb-compared-model')
export class IsbComparedModel extends LitElement {
  @property({ attribute: false }) difference: ShownDifference | null = null;
  @property({ attribute: false }) model: ShownModelDifference | null = null;
  /** What the model is called here. */
  @property() name = '';
  @property() otherName = 'other';

  @state() private isWhole: { readonly [fate in PromptFate]?: boolean } = {};
  private source: DifferenceSource | null = null;

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const { difference, model } = this;
    if (!difference || !model || !(changed.has('difference') || changed.has('model') || changed.has('name'))) return;
    this.source = {
      label: `${this.name}: what became of each prompt`,
      count: difference.prompts.length,
      fateAt: (position) => fateAt(model, position),
      labelOf: (position) => fateLabel(difference, model, position),
      hoverOf: (position) => fateHover(difference, model, position),
    };
  }

  override render(): unknown {
    const { difference, model, source } = this;
    if (!difference || !model || !source) return nothing;
    const counts: { readonly [fate in PromptFate]: number } = {
      worse: model.worsened,
      better: model.improved,
      sameRight: positionsOf(model, ['sameRight']).length,
      sameWrong: positionsOf(model, ['sameWrong']).length,
      unjudged: model.unjudged,
    };
    return html`<ul class="counts" aria-label="Prompts by what became of them">
        ${fates.map(
          (fate) =>
            html`<li class="${fate} ${counts[fate] === 0 ? 'none' : ''}" title=${fateSigns[fate].definition}>
              <span class="sign" aria-hidden="true">${fateSigns[fate].glyph}</span>
              <b class="figure">${formatCount(counts[fate])}</b> ${fateSigns[fate].word}
            </li>`,
        )}
      </ul>
      ${model.judged === 0 ? html`<p class="muted">No prompt was judged on both sides, so nothing can be said of accuracy and times.</p>` : this.renderFigures(model)}
      <isb-difference-grid
        .source=${source}
        @square-open=${(event: CustomEvent<{ position: number }>) => this.open(event.detail.position)}
      ></isb-difference-grid>
      <div class="lists">
        ${(['worse', 'better'] as const).map((fate) => this.renderList(difference, model, fate))}
      </div>`;
  }

  private renderFigures(model: ShownModelDifference): TemplateResult {
    const verdicts = accuracyRow(model);
    const rows = [...(verdicts ? [verdicts] : []), ...checkRows(model.checks), ...differenceRows(model.figures)];
    return html`<div class="wide">
      <table aria-label="${this.name}: figures">
        <thead>
          <tr>
            <th scope="col"><span class="visually-hidden">Figure</span></th>
            <th scope="col" class="number">base</th>
            <th scope="col" class="number">${this.otherName}</th>
            <th scope="col" title="Other minus base, over pairs of the same prompt. The 95% interval is in brackets.">
              difference (95%)
            </th>
            <th scope="col" class="number pairs" title="Prompts for which both sides have the figure">pairs</th>
            <th scope="col">reading</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(renderFigureRow)}
        </tbody>
      </table>
      ${figureNotes(model.figures).map((note) => html`<p class="muted note">${note}</p>`)}
    </div>`;
  }

  private renderList(difference: ShownDifference, model: ShownModelDifference, fate: 'worse' | 'better'): unknown {
    const positions = positionsOf(model, [fate]);
    if (positions.length === 0) return nothing;
    const shown = this.isWhole[fate] ? positions : positions.slice(0, listLength);
    const title = fate === 'worse' ? 'Worse' : 'Better';
    return html`<section class="list">
      <h4>
        <span class="sign ${fate}" aria-hidden="true">${fateSigns[fate].glyph}</span> ${title}
        (${formatCount(positions.length)})
      </h4>
      <ul>
        ${shown.map(
          (position) =>
            html`<li>
              <button class="link" title="Read both answers" @click=${() => this.open(position)}>
                <span class="ellipsis">${promptName(difference.prompts[position]!)}</span>
              </button>
              ${model.trials ? html`<span class="muted figure">${changeWords(model, position)}</span>` : nothing}
            </li>`,
        )}
      </ul>
      ${
        shown.length < positions.length
          ? html`<button class="link more" @click=${(event: Event) => this.showWhole(fate, event)}>
              Show ${formatCount(positions.length - shown.length)} more
            </button>`
          : nothing
      }
    </section>`;
  }

  /** The button goes, so the first of those that come has the focus. */
  private showWhole(fate: 'worse' | 'better', { currentTarget }: Event): void {
    const list = (currentTarget as HTMLElement).parentElement;
    this.isWhole = { ...this.isWhole, [fate]: true };
    void this.updateComplete.then(() => list?.querySelectorAll<HTMLElement>('li .link')[listLength]?.focus());
  }

  private open(position: number): void {
    this.dispatchEvent(new CustomEvent('prompt-open', { detail: { position } }));
  }

  static override styles = [sharedStyles, linkStyles, plainTableStyles, comparedModelStyles];
}

function renderFigureRow(row: DifferenceRow): TemplateResult {
  const tone = row.isWorse ? 'worse' : row.isBetter ? 'better' : '';
  return html`<tr title=${row.definition}>
    <th scope="row">${row.name}</th>
    <td class="number">${row.base}</td>
    <td class="number">${row.other}</td>
    <td class="figure">${row.difference}</td>
    <td class="number pairs">${row.pairs}</td>
    <td class="reading ${tone}">
      ${tone === '' ? nothing : html`<span aria-hidden="true">${fateSigns[tone].glyph}</span> `}${row.reading}
    </td>
  </tr>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-compared-model': IsbComparedModel;
  }
}
