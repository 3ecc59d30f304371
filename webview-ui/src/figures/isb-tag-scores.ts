// *Figures by tag*: a table of how right and how fast each model is with each kind of prompt, tags as rows and models as columns.
// The figures are those of `tagStats`, of the whole run; this only shows them.

import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { tagsOf, tagStats, type TagStats } from '../../../src/shared/figures/tagStats';
import type { ModelStats } from '../../../src/shared/figures/runStats';
import type { RunState } from '../../../src/shared/run/runState';
import { wilsonInterval } from '../../../src/shared/statistics/proportions';
import { formatCount, formatDuration, formatPercent } from '../../../src/shared/text/format';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { modelTitle } from '../../../src/shared/words/testText';
import { foldedStyles } from '../kit/foldedSection';
import { plainTableStyles } from '../kit/plainTableStyles';
import { endKept, endKeptStyles } from '../kit/endKept';
import { sharedStyles } from '../kit/styles';
import { TitledSection, titledStyles } from '../kit/titledSection';
import { bestRows } from './confusionHeat';

@customElement('isb-tag-scores')
export class IsbTagScores extends TitledSection {
  private stats: TagStats[] = [];

  protected override recount(): void {
    this.stats = this.run && this.isOpen ? tagStats(this.run) : [];
  }

  override render(): unknown {
    const { run } = this;
    const tags = tagsOf(run?.prompts ?? []);
    if (!run || tags.length === 0) return nothing;
    const body = this.isOpen ? this.renderTable(run) : nothing;
    return this.renderSection('Figures by tag', tags.map(oneLine).join(', '), body);
  }

  private renderTable(run: RunState): TemplateResult {
    return html`<div class="wide" tabindex="0" role="region" aria-label="Figures by tag">
      <table>
        <thead>
          <tr>
            <th scope="col">Tag</th>
            <th scope="col" class="number">Tests a model</th>
            ${run.models.map((model) => html`<th scope="col" class="number" title=${oneLine(model.model)}>${endKept(modelTitle(model))}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${this.stats.map(({ tag, tests, models }) => {
            const best = bestRows(
              models.map(({ stats }) => stats.accuracy),
              false,
            );
            return html`<tr>
              <th scope="row">${oneLine(tag)}</th>
              <td class="number">${formatCount(tests)}</td>
              ${models.map(({ stats }, position) => renderCell(stats, best.has(position)))}
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
  }

  static override styles = [
    sharedStyles,
    endKeptStyles,
    foldedStyles,
    plainTableStyles,
    titledStyles,
    css`
      .wide {
        padding: 0 16px 10px;
      }
      thead th,
      tbody th {
        max-width: 200px;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .best .accuracy {
        font-weight: 700;
      }
    `,
  ];
}

function renderCell(stats: ModelStats, isBest: boolean): TemplateResult {
  const { accuracy, averageTotal, correct, incorrect, error } = stats;
  const interval = wilsonInterval(correct, correct + incorrect);
  const words = [
    `${formatCount(correct)} of ${formatCount(correct + incorrect)} correct`,
    ...(interval ? [`95% interval ${formatPercent(interval.low)} to ${formatPercent(interval.high)}`] : []),
    ...(error > 0 ? [`${formatCount(error)} in error`] : []),
    `average total ${formatDuration(averageTotal)}`,
  ];
  return html`<td class="number ${isBest ? 'best' : ''}" title=${words.join(', ')}>
    <span class="accuracy">${formatPercent(accuracy)}</span> <span class="muted">${formatDuration(averageTotal)}</span>
  </td>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-tag-scores': IsbTagScores;
  }
}
