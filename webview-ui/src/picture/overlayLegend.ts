// The key to the marks on a picture: only the kinds that are on it, each drawn as it is there.

import { html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { isCrowded } from '../../../src/shared/results/markCrowd';
import type { Overlay } from '../../../src/shared/results/picture';
import { isJudgedByPlace } from './overlayWords';

/** `other` is the title of the model whose findings are laid over; null for none. Its looks are in `overlayStyles`. */
export function overlayLegend(overlay: Overlay, other: string | null): TemplateResult {
  const has = (state: string): boolean => overlay.found.some((mark) => mark.state === state);
  const entries: [boolean, TemplateResult, string][] = [
    [
      overlay.truth.some((mark) => !mark.isMissed),
      sample('truth', 'M2 2H20V10H2Z', svg`<path class="fill" d="M2 2H20V10H2Z"></path>`),
      isJudgedByPlace(overlay) ? 'truth, met' : 'truth',
    ],
    [
      overlay.truth.some((mark) => mark.isMissed),
      sample(
        'truth missed',
        'M2 2H20V10H2Z',
        svg`<path class="hatch" d="M4 10L10 2H13L7 10ZM11 10L17 2H20L14 10Z"></path>`,
      ),
      'truth, missed',
    ],
    [has('hit'), sample('found', 'M1 6H21'), 'found: hit'],
    [
      has('miss'),
      sample('found', 'M1 6H12', svg`<g class="gap"><path class="line" d="M12 6H21"></path></g>`),
      overlay.found.some((mark) => mark.nearest) ? 'found: miss, with the way to the nearest truth' : 'found: miss',
    ],
    [has('extra'), sample('found extra', 'M5 6L11 1L17 6L11 11Z'), 'found: one too many'],
    [has('note'), sample('found note', 'M1 6H21'), 'seen, not judged'],
    [other !== null, sample('other', 'M1 6H21'), `found by ${other ?? ''}`],
  ];
  return html`<ul class="legend" aria-label="Key">
    ${entries.map(([isShown, drawing, words]) => (isShown ? html`<li>${drawing}${words}</li>` : nothing))}
    ${isCrowded(overlay) ? html`<li>Many marks: only misses and extras have labels. Point at a mark to read its own.</li>` : nothing}
  </ul>`;
}

function sample(classes: string, line: string, extra: unknown = nothing): TemplateResult {
  return html`<svg width="22" height="12" viewBox="0 0 22 12" aria-hidden="true" focusable="false">
    ${svg`<g class="${classes}">${extra}<path class="line" d=${line}></path></g>`}
  </svg>`;
}
