// *Figures by tag*: a table of how right and how fast each model is with each kind of prompt, with what there is more of in rows.
// The figures are those of `tagTable`, of the whole run; this only shows them.

import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { tagsOf } from '../../../src/shared/figures/tagStats';
import { tagTable, type TagHead, type TagTable } from '../../../src/shared/figures/tagTable';
import type { ModelStats } from '../../../src/shared/figures/runStats';
import type { ModelInfo } from '../../../src/shared/run/model';
import { wilsonInterval } from '../../../src/shared/statistics/proportions';
import { counted } from '../../../src/shared/text/counted';
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
  private table: TagTable | null = null;

  protected override recount(): void {
    this.table = this.run && this.isOpen ? tagTable(this.run) : null;
  }

  override render(): unknown {
    const tags = tagsOf(this.run?.prompts ?? []);
    if (tags.length === 0) return nothing;
    const body = this.table ? renderTable(this.table) : nothing;
    return this.renderSection('Figures by tag', tags.map(oneLine).join(', '), body);
  }

  static override styles = [
    sharedStyles,
    endKeptStyles,
    foldedStyles,
    plainTableStyles,
    titledStyles,
    css`
      .wide {
        margin: 0 16px 10px;
      }
      table {
        border-collapse: separate;
        border-spacing: 0;
      }
      thead th {
        vertical-align: bottom;
      }
      thead th,
      tbody th {
        max-width: 240px;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      /* The names stay while the figures are scrolled sideways. */
      th:first-child {
        position: sticky;
        left: 0;
        z-index: 1;
        background: var(--isb-background);
      }
      thead .tests {
        display: block;
      }
      .time {
        display: inline-block;
        min-width: 52px;
      }
      td {
        padding-left: 16px;
      }
      .best .accuracy {
        font-weight: 700;
      }
      @media (max-width: 500px) {
        tbody th,
        thead th {
          max-width: 130px;
        }
        th,
        td {
          padding-right: 8px;
        }
        td {
          padding-left: 0;
        }
      }
    `,
  ];
}

function renderTable(table: TagTable): TemplateResult {
  const best = bestOf(table);
  const columns = table.down === 'models' ? table.columns.map(tagHead) : table.columns.map(modelHead);
  const rows =
    table.down === 'models'
      ? table.rows.map(({ head }) => modelHead(head))
      : table.rows.map(({ head }) => tagHead(head));
  return html`<div class="wide" tabindex="0" role="region" aria-label="Figures by tag">
    <table>
      <thead>
        <tr>
          <th scope="col">${table.down === 'models' ? 'Model' : 'Tag'}</th>
          ${columns.map(({ title, text }) => html`<th scope="col" class="number" title=${title}>${text}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${table.rows.map(
          ({ cells }, row) =>
            html`<tr>
              <th scope="row" title=${rows[row]!.title}>${rows[row]!.text}</th>
              ${cells.map((stats, column) => renderCell(stats, best(row, column)))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

interface Head {
  title: string;
  text: unknown;
}

function modelHead(model: ModelInfo): Head {
  return { title: oneLine(model.model), text: endKept(modelTitle(model)) };
}

function tagHead({ tag, tests }: TagHead): Head {
  const count = counted(tests, 'test');
  return {
    title: `${oneLine(tag)}, ${count} a model`,
    text: html`${oneLine(tag)} <span class="tests muted">${count}</span>`,
  };
}

/** Whether a cell has the best accuracy of the models for its tag. */
function bestOf({ down, columns, rows }: TagTable): (row: number, column: number) => boolean {
  if (down === 'tags') {
    const best = rows.map(({ cells }) =>
      bestRows(
        cells.map(({ accuracy }) => accuracy),
        false,
      ),
    );
    return (row, column) => best[row]!.has(column);
  }
  const best = columns.map((_, column) =>
    bestRows(
      rows.map(({ cells }) => cells[column]!.accuracy),
      false,
    ),
  );
  return (row, column) => best[column]!.has(row);
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
    <span class="accuracy">${formatPercent(accuracy)}</span>
    <span class="time muted">${formatDuration(averageTotal)}</span>
  </td>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-tag-scores': IsbTagScores;
  }
}
