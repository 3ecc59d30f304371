// *Prompt variants*: a table of the variants of the base prompt, each held against the first one of its model. The figures are those of
// `variantScores`, of the whole run; this only shows them.

import { endKept, endKeptStyles } from '../kit/endKept';
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { accuracyText } from '../../../src/shared/comparing/differenceRows';
import {
  hasVariants,
  variantScores,
  type VariantScore,
  type VariantScores,
} from '../../../src/shared/comparing/variantScores';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { modelTitle } from '../../../src/shared/words/testText';
import { foldedStyles } from '../kit/foldedSection';
import { plainTableStyles } from '../kit/plainTableStyles';
import { sharedStyles } from '../kit/styles';
import { TitledSection, titledStyles } from '../kit/titledSection';

const about = 'Each variant is held against the first one of its model, over the prompts that both got a verdict for.';

@customElement('isb-variant-scores')
export class IsbVariantScores extends TitledSection {
  private scores: VariantScores[] = [];

  protected override recount(): void {
    this.scores = this.run && this.isOpen ? variantScores(this.run) : [];
  }

  override render(): unknown {
    const { run } = this;
    if (!run || !hasVariants(run)) return nothing;
    const body = this.isOpen ? this.renderTable() : nothing;
    const names = [...new Set(run.models.flatMap(({ variant }) => (variant === undefined ? [] : [oneLine(variant)])))];
    const intro = this.isFolded ? nothing : html`<p class="muted">${about}</p>`;
    return this.renderSection('Prompt variants', names.join(', '), html`${intro}${body}`);
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
    endKeptStyles,
    foldedStyles,
    plainTableStyles,
    titledStyles,
    css`
      .wide {
        padding: 0 16px 10px;
      }
      p {
        margin: 0 0 8px;
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
    <th scope="row" title=${oneLine(row.model)}>${endKept(modelTitle(row))}</th>
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
