// All models of a comparison at a glance: a table with a row a model and run, to be sorted by its heads.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { accuracyRow, differenceRows, type DifferenceRow } from '../../../src/shared/comparing/differenceRows';
import type { ShownComparison, ShownDifference } from '../../../src/shared/protocols/compareProtocol';
import { formatCount, formatPercent } from '../../../src/shared/text/format';
import type { FigureOrder } from '../kit/figureOrder';
import { sortedRows, sortHead, type SortColumn } from '../kit/sortedRows';
import { baseModels } from './comparisonParts';
import { comparedModelName, fateSigns, sideName } from './differenceWords';

type ComparedModel = ShownDifference['models'][number];

interface GlanceRow extends ComparedModel {
  /** Which of the differences it is of. */
  at: number;
}

interface GlanceColumn extends SortColumn<GlanceRow> {
  cell(model: ComparedModel): unknown;
  /** The class of its cell beside its own, for the color of what it says. */
  tone?(model: ComparedModel): 'correct' | 'incorrect' | 'muted';
}

/** What is sorted by differences is sorted by how much more the other run has. */
const columns: readonly GlanceColumn[] = [
  {
    id: 'accuracy',
    name: 'Accuracy',
    definition: 'correct / (correct + incorrect) over the prompts that both sides judged; sorted by the difference',
    isLowerBetter: false,
    value: ({ accuracy: { base, other } }) =>
      base.share === null || other.share === null ? null : other.share - base.share,
    cell: ({ accuracy: { base, other } }) => html`${formatPercent(base.share)} → ${formatPercent(other.share)}`,
  },
  {
    id: 'worse',
    name: '▼ worse',
    definition: fateSigns.worse.definition,
    isLowerBetter: true,
    value: ({ worsened }) => worsened,
    cell: ({ worsened }) => formatCount(worsened),
    tone: ({ worsened }) => (worsened > 0 ? 'incorrect' : 'muted'),
  },
  {
    id: 'better',
    name: '▲ better',
    definition: fateSigns.better.definition,
    isLowerBetter: false,
    value: ({ improved }) => improved,
    cell: ({ improved }) => formatCount(improved),
    tone: ({ improved }) => (improved > 0 ? 'correct' : 'muted'),
  },
  {
    id: 'verdicts',
    name: 'Verdicts',
    definition: "McNemar's exact test of the changed verdicts, two-sided; sorted by its p",
    isLowerBetter: true,
    isText: true,
    value: ({ pValue }) => pValue,
    cell(model) {
      const row = accuracyRow(model);
      return row ? renderReading(row) : html`<span class="muted">nothing judged on both sides</span>`;
    },
  },
  {
    id: 'total',
    name: 'Total',
    definition: 'Median of the differences of the total, other - base, with its 95% interval',
    isLowerBetter: true,
    isText: true,
    value: ({ figures }) => figures.total?.value ?? null,
    cell: (model) => renderShort(model, 'total p50'),
  },
  {
    id: 'cost',
    name: 'Cost',
    definition: 'Mean of the differences of the cost of a test, other - base',
    isLowerBetter: true,
    isText: true,
    value: ({ figures }) => figures.costUsd?.value ?? null,
    cell: (model) => renderShort(model, 'cost a test'),
  },
];

interface GlanceOrder {
  now: FigureOrder | null;
  change(order: FigureOrder | null): void;
}

/** Nothing when there is only one row. `onChoose` gets the base's model. */
export function renderGlance(
  { sides, differences }: ShownComparison,
  order: GlanceOrder,
  onChoose: (base: string) => void,
): unknown {
  const rows: GlanceRow[] = baseModels(differences).flatMap((base) =>
    differences.flatMap((difference, at) =>
      difference.models.filter((model) => model.base === base).map((model) => ({ ...model, at })),
    ),
  );
  if (rows.length < 2) return nothing;
  const isMany = differences.length > 1;
  return html`<div class="scrolls glance">
    <table aria-label="All models at a glance">
      <thead>
        <tr>
          <th scope="col">Model</th>
          ${isMany ? html`<th scope="col">Run</th>` : nothing}
          ${columns.map((column) => sortHead(column, order.now, order.change))}
        </tr>
      </thead>
      <tbody>
        ${sortedRows(rows, columns, order.now).map(
          (row) =>
            html`<tr>
              <th scope="row">
                <button class="link" title="Go to its figures and prompts" @click=${() => onChoose(row.base)}>
                  ${comparedModelName(sides[0]!, sides[row.at + 1]!, row)}
                </button>
              </th>
              ${isMany ? html`<td>${sideName(row.at + 1, sides.length)}</td>` : nothing}
              ${columns.map(
                ({ id, isText, cell, tone }) =>
                  html`<td class="${isText ? '' : 'number'} ${id} ${tone?.(row) ?? ''}">${cell(row)}</td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function renderReading(row: DifferenceRow): TemplateResult {
  const tone = row.isWorse ? 'worse' : row.isBetter ? 'better' : null;
  return html`<span class=${row.isWorse ? 'incorrect' : row.isBetter ? 'correct' : 'muted'}
    >${tone ? `${fateSigns[tone].glyph} ` : ''}${row.reading}</span
  >`;
}

/** The difference of a figure without its interval, and what it comes to. */
function renderShort({ figures }: ComparedModel, figure: string): TemplateResult {
  const row = differenceRows(figures).find(({ name }) => name === figure);
  if (!row) return html`<span class="muted">n/a</span>`;
  return html`<span title="${row.difference}, ${row.pairs} pairs"
    ><span class="figure">${row.difference.split(' (')[0]}</span> ${renderReading(row)}</span
  >`;
}
