// The parts of the compare page that stand above the models: what was not equal, which prompts were paired, all models at a glance.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ShownComparison, ShownDifference, ShownPrompt } from '../../../src/shared/protocols/compareProtocol';
import { accuracyRow, differenceRows, type DifferenceRow } from '../../../src/shared/comparing/differenceRows';
import { formatCount, formatPercent } from '../../../src/shared/text/format';
import { comparedModelName, fateSigns, promptName, sideName } from './differenceWords';
import { counted } from '../../../src/shared/text/counted';
import type { FigureOrder } from '../kit/figureOrder';
import { sortedRows, sortHead, type SortColumn } from '../kit/sortedRows';

/** How far judge models can be trusted whose verdicts are among those compared. */
export function renderJudging({ judging }: ShownDifference): TemplateResult[] {
  return judging.map((note) => html`<p class="muted judging">${note}</p>`);
}

/** What differs beside what is compared, as a warning; or that nothing does. */
export function renderNotEqual({ notEqual, notIso }: ShownDifference): TemplateResult {
  if (notEqual.length === 0 && notIso.length === 0)
    return html`<p class="equal">
      <span class="correct" aria-hidden="true">✓</span> Nothing that was recorded differs between the two beside what is
      compared.
    </p>`;
  return html`<div class="callout" role="note">
    <b>! Not equal, so that a difference may come from here</b>
    ${
      notEqual.length === 0
        ? nothing
        : html`<div class="scrolls">
            <table class="facts" aria-label="What was not equal between the runs">
              <thead>
                <tr>
                  <th scope="col"><span class="visually-hidden">What</span></th>
                  <th scope="col">base</th>
                  <th scope="col">other</th>
                </tr>
              </thead>
              <tbody>
                ${notEqual.map(
                  ({ what, base, other }) =>
                    html`<tr>
                      <th scope="row">${what}</th>
                      <td>${base}</td>
                      <td>${other}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }
    ${notIso.map((reason) => html`<p>${reason}</p>`)}
  </div>`;
}

/** How many prompts are compared, and which are not because only one run has them. */
export function renderPairing({
  prompts,
  pairedBy,
  onlyInBase,
  onlyInOther,
  modelsOnlyInBase,
  modelsOnlyInOther,
}: ShownDifference): TemplateResult {
  const how =
    pairedBy === 'hash'
      ? 'with the same text, pictures and expectation'
      : 'some by place in the file and label: they have no hash in at least one run, so nobody can say if their texts, pictures and expectations are the same';
  return html`<p class="muted pairing">
      ${counted(prompts.length, 'prompt')} paired, ${how}.
      ${modelsOnlyInBase.length === 0 || prompts.length === 0 ? nothing : html` Models only in base: ${modelsOnlyInBase.join(', ')}.`}
      ${modelsOnlyInOther.length === 0 || prompts.length === 0 ? nothing : html` Models only in other: ${modelsOnlyInOther.join(', ')}.`}
    </p>
    ${renderOnly('Prompts only in base', onlyInBase)} ${renderOnly('Prompts only in other', onlyInOther)}`;
}

function renderOnly(title: string, prompts: readonly ShownPrompt[]): unknown {
  if (prompts.length === 0) return nothing;
  return html`<details>
    <summary>${title} (${formatCount(prompts.length)})</summary>
    <ul class="only">
      ${prompts.map((prompt) => html`<li>${promptName(prompt)}</li>`)}
    </ul>
  </details>`;
}

/** The models of the base that something is held against, in order. */
export function baseModels(differences: readonly ShownDifference[]): string[] {
  return [...new Set(differences.flatMap(({ models }) => models.map(({ base }) => base)))];
}

interface GlanceRow {
  model: ShownDifference['models'][number];
  /** Which of the differences. */
  at: number;
}

/** What a column is sorted by: differences by how much more the other run has. */
const glanceColumns: readonly SortColumn<GlanceRow>[] = [
  {
    id: 'accuracy',
    name: 'Accuracy',
    definition: 'correct / (correct + incorrect) over the prompts that both sides judged; sorted by the difference',
    isLowerBetter: false,
    value: ({ model: { accuracy } }) =>
      accuracy.base.share === null || accuracy.other.share === null ? null : accuracy.other.share - accuracy.base.share,
  },
  {
    id: 'worse',
    name: '▼ worse',
    definition: fateSigns.worse.definition,
    isLowerBetter: true,
    value: ({ model }) => model.worsened,
  },
  {
    id: 'better',
    name: '▲ better',
    definition: fateSigns.better.definition,
    isLowerBetter: false,
    value: ({ model }) => model.improved,
  },
  {
    id: 'verdicts',
    name: 'Verdicts',
    definition: "McNemar's exact test of the changed verdicts, two-sided; sorted by its p",
    isLowerBetter: true,
    value: ({ model }) => model.pValue,
    isText: true,
  },
  {
    id: 'total',
    name: 'Total',
    definition: 'Median of the differences of the total, other - base, with its 95% interval',
    isLowerBetter: true,
    value: ({ model }) => model.figures.total?.value ?? null,
    isText: true,
  },
  {
    id: 'cost',
    name: 'Cost',
    definition: 'Mean of the differences of the cost of a test, other - base',
    isLowerBetter: true,
    value: ({ model }) => model.figures.costUsd?.value ?? null,
    isText: true,
  },
];

interface GlanceOrder {
  now: FigureOrder | null;
  change(order: FigureOrder | null): void;
}

/** A row per model and run; nothing when there is only one. `onChoose` gets the base's model. */
export function renderGlance(
  { sides, differences }: ShownComparison,
  order: GlanceOrder,
  onChoose: (base: string) => void,
): unknown {
  const rows: GlanceRow[] = baseModels(differences).flatMap((base) =>
    differences.flatMap((difference, at) =>
      difference.models.filter((model) => model.base === base).map((model) => ({ model, at })),
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
          ${glanceColumns.map((column) => sortHead(column, order.now, order.change))}
        </tr>
      </thead>
      <tbody>
        ${sortedRows(rows, glanceColumns, order.now).map(({ model, at }) => {
          const verdicts = accuracyRow(model);
          const figures = differenceRows(model.figures);
          return html`<tr>
            <th scope="row">
              <button class="link" title="Go to its figures and prompts" @click=${() => onChoose(model.base)}>
                ${comparedModelName(sides[0]!, sides[at + 1]!, model)}
              </button>
            </th>
            ${isMany ? html`<td>${sideName(at + 1, sides.length)}</td>` : nothing}
            <td class="number">
              ${formatPercent(model.accuracy.base.share)} → ${formatPercent(model.accuracy.other.share)}
            </td>
            <td class="number worse ${model.worsened > 0 ? 'incorrect' : 'muted'}">${formatCount(model.worsened)}</td>
            <td class="number better ${model.improved > 0 ? 'correct' : 'muted'}">${formatCount(model.improved)}</td>
            <td>
              ${verdicts ? renderReading(verdicts) : html`<span class="muted">nothing judged on both sides</span>`}
            </td>
            <td class="more">${renderShort(figures.find(({ name }) => name === 'total p50'))}</td>
            <td class="more">${renderShort(figures.find(({ name }) => name === 'cost a test'))}</td>
          </tr>`;
        })}
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

/** The difference without its interval, and what it comes to. */
function renderShort(row: DifferenceRow | undefined): unknown {
  if (!row) return html`<span class="muted">n/a</span>`;
  return html`<span title="${row.difference}, ${row.pairs} pairs"
    ><span class="figure">${row.difference.split(' (')[0]}</span> ${renderReading(row)}</span
  >`;
}
