// The table of models on the review page, to be sorted by its heads.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ReviewRun } from '../../../src/shared/protocols/reviewData';
import type { ModelSummary } from '../../../src/shared/runs/runManifest';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { modelTitle } from '../../../src/shared/words/testText';
import type { FigureOrder } from '../kit/figureOrder';
import { providerMark } from '../kit/providerMark';
import { sortedRows, sortHead } from '../kit/sortedRows';
import { modelColumns } from './modelColumns';
import { testsAddress } from './testsLink';

/** `onOrder` gets what a click on a head leads to: null for the order of the run. */
export function modelsTable(
  run: ReviewRun,
  order: FigureOrder | null,
  onOrder: (order: FigureOrder | null) => void,
): TemplateResult {
  const { models } = run.manifest;
  const hasWeights = models.some((model) => model.server !== null);
  const best = Math.max(...models.map((model) => model.accuracy ?? -1));
  const columns = modelColumns(run);
  return html`<table class="models stacked">
    <thead>
      <tr>
        <th scope="col">Model</th>
        <th scope="col" class="api">API</th>
        ${columns.map((column) => sortHead(column, order, onOrder))}
        ${hasWeights ? html`<th scope="col" class="weights" title="What the local server says about the weights it served">Weights</th>` : nothing}
      </tr>
    </thead>
    <tbody>
      ${sortedRows(models, columns, order).map(
        (model) =>
          html`<tr class=${model.accuracy === best ? 'best' : ''}>
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
            ${columns.map(
              ({ id, name, cell, note }) =>
                html`<td class="number ${id}" data-name=${name} title=${note?.(model) || nothing}>${cell(model)}</td>`,
            )}
            ${hasWeights ? weightsCell(model) : nothing}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function weightsCell({ server }: ModelSummary): TemplateResult {
  const parts = [server?.parameterSize, server?.quantization, server?.digest?.slice(0, 19)];
  return html`<td class="weights muted" data-name="Weights" title=${oneLine(server?.digest ?? '') || nothing}>
    ${parts.filter(Boolean).join(' ')}
  </td>`;
}
