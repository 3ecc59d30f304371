// *Prompt variants*: a table of the variants of the base prompt, each held against the first one of its model. The figures are those of
// `variantScores`, of the whole run; this only shows them.

import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { accuracyText } from '../../../src/shared/comparing/differenceRows';
import {
  hasVariants,
  variantScores,
  type VariantScore,
  type VariantScores,
} from '../../../src/shared/comparing/variantScores';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { modelTitle } from '../../../src/shared/words/testText';
import { foldedStyles, FoldedSection } from '../kit/foldedSection';
import { plainTableStyles } from '../kit/plainTableStyles';
import { sharedStyles } from '../kit/styles';

const about = 'Each variant is held against the first one of its model, over the prompts that both got a verdict for.';

@customElement('isb-variant-scores')
export class IsbVariantScores extends FoldedSection {
  /** Folded up until somebody asks: in the run panel, where the squares come first. */
  @property({ type: Boolean }) isFolded = false;

  private scores: VariantScores[] = [];

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('isFolded') && !this.isFolded) this.isOpen = true;
    super.willUpdate(changed);
  }

  protected override recount(): void {
    this.scores = this.run && this.isOpen ? variantScores(this.run) : [];
  }

  override render(): unknown {
    const { run } = this;
    if (!run || !hasVariants(run)) return nothing;
    const body = this.isOpen ? this.renderTable() : nothing;
    if (!this.isFolded)
      return html`<h2>Prompt variants</h2>
        <p class="muted">${about}</p>
        ${body}`;
    const names = [...new Set(run.models.flatMap(({ variant }) => (variant === undefined ? [] : [oneLine(variant)])))];
    return this.renderFolded('Prompt variants', names.join(', '), body);
  }

  private renderTable(): TemplateResult {
    return html`<div class="wide" tabindex="0" role="region" aria-label="Prompt variants">
      <table title=${about}>
        <thead>
          <tr>
            <th scope="col">Model and variant</th>
            <th scope="col" class="number">Accuracy (95%)</th>
            <th scope="col">Difference (95%)</th>
            <th scope="col" class="number">Prompts</th>
            <th scope="col">Reading</th>
          </tr>
        </thead>
        <tbody>
          ${this.scores.map(({ variants }) => variants.map((one, position) => renderRow(one, position === 0)))}
        </tbody>
      </table>
    </div>`;
  }

  static override styles = [
    sharedStyles,
    foldedStyles,
    plainTableStyles,
    css`
      .wide {
        padding: 0 16px 10px;
      }
      h2 {
        margin: 24px 0 8px;
        font-size: 14px;
        font-weight: 600;
      }
      p {
        margin: 0 0 8px;
      }
      table {
        user-select: text;
      }
      tr.first th,
      tr.first td {
        border-top: 1px solid var(--isb-border);
      }
      .worse {
        color: var(--isb-incorrect);
      }
      .better {
        color: var(--isb-correct);
      }
    `,
  ];
}

function renderRow({ row, accuracy, againstFirst }: VariantScore, isFirst: boolean): TemplateResult {
  const kind = againstFirst?.isWorse ? 'worse' : againstFirst?.isBetter ? 'better' : '';
  const glyph = kind === 'worse' ? '▼ ' : kind === 'better' ? '▲ ' : '';
  return html`<tr class=${isFirst ? 'first' : ''}>
    <th scope="row" title=${oneLine(row.model)}>${modelTitle(row)}</th>
    <td class="number">${accuracyText(accuracy)}</td>
    ${
      againstFirst
        ? html`<td title=${againstFirst.definition}>${againstFirst.difference}</td>
            <td class="number">${againstFirst.pairs}</td>
            <td class=${kind}>${glyph}${againstFirst.reading}</td>`
        : html`<td class="muted" colspan="3">
            ${isFirst ? 'the others are held against it' : 'no prompt was judged in both'}
          </td>`
    }
  </tr>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-variant-scores': IsbVariantScores;
  }
}
