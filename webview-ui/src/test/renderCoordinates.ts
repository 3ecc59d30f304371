// How the numbers of an answer became places on the picture: the profile, who chose it, the arithmetic, and every number before and after.

import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { CoordinateReading, ProfileChoice, RecordedImage } from '../../../src/shared/results/picture';
import { formatPixels } from '../picture/overlayWords';

const profileChoiceWords: { [choice in ProfileChoice]: string } = {
  benchmark: 'the benchmark file says so',
  settings: 'the settings say so',
  calibration: 'the calibration found it for this model',
  table: 'known of this family of models',
  default: 'nothing is known of this model, so px of the picture sent were asked for',
};

/** Rows are the places in the answer's order. `image`, where it is known, gives the place in px of the original as well. */
export function renderCoordinates(reading: CoordinateReading, image: RecordedImage | undefined): TemplateResult {
  const { transform } = reading;
  return html`<details class="part coordinates" open>
    <summary>Coordinates <span class="muted">how the numbers of the answer were read</span></summary>
    <dl class="figures">
      <div>
        <dt>profile</dt>
        <dd>${reading.profile} <span class="muted">${reading.description}</span></dd>
      </div>
      <div>
        <dt>chosen because</dt>
        <dd>${profileChoiceWords[reading.chosenBy]}</dd>
      </div>
      <div>
        <dt>transform</dt>
        <dd>${transformText(transform)}</dd>
      </div>
      ${
        image
          ? html`<div>
              <dt>picture</dt>
              <dd>${image.width} × ${image.height} px, sent as ${image.sent.width} × ${image.sent.height} px</dd>
            </div>`
          : ''
      }
    </dl>
    ${
      reading.parsed.length === 0
        ? html`<p class="muted">The answer gave no place.</p>`
        : html`<div class="scrolls wide">
            <table class="plain numbers">
              <thead>
                <tr>
                  <th scope="col">#</th>
                  <th scope="col">in the answer</th>
                  <th scope="col" title="0-1 of the upright original, x first">canonical</th>
                  ${image ? html`<th scope="col">px of the original</th>` : ''}
                </tr>
              </thead>
              <tbody>
                ${reading.parsed.map(
                  (numbers, place) =>
                    html`<tr>
                      <td class="muted">${place + 1}</td>
                      <td class="figure">${numbers.join(', ')}</td>
                      <td class="figure">
                        ${(reading.canonical[place] ?? []).map((value) => value.toFixed(4)).join(', ')}
                      </td>
                      ${image ? html`<td class="figure">${originalPixels(reading.canonical[place] ?? [], image)}</td>` : ''}
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }
  </details>`;
}

/** `y first; x / 1000, y / 1000`. */
export function transformText({ order, width, height }: CoordinateReading['transform']): string {
  return `${order === 'yx' ? 'y before x' : 'x before y'}; x / ${formatPixels(width)}, y / ${formatPixels(height)}`;
}

function originalPixels(canonical: readonly number[], { width, height }: RecordedImage): string {
  return canonical.map((value, axis) => formatPixels(value * (axis % 2 === 0 ? width : height))).join(', ');
}
