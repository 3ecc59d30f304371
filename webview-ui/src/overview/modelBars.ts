// The accuracy of each model of a run as a row of small bars, in the order of the run. The figures are in the tooltip of the cell.

import { svg } from 'lit';
import type { SVGTemplateResult } from 'lit';
import type { ModelSummary } from '../../../src/shared/runs/runManifest';

const height = 18;
/** All bars together at most, px. */
const room = 64;
const widest = 6;

/** A model of which nothing was judged has a line at the foot. */
export function modelBars(models: readonly Pick<ModelSummary, 'accuracy'>[]): SVGTemplateResult {
  const pitch = Math.min(widest + 1, room / Math.max(1, models.length));
  const width = Math.ceil(pitch * models.length);
  return svg`<svg class="bars" width=${width} height=${height} viewBox="0 0 ${width} ${height}" aria-hidden="true">
    ${models.map(({ accuracy }, place) => {
      const share = accuracy === null ? 0 : accuracy;
      const high = Math.max(1, share * height);
      return svg`<rect class="room" x=${place * pitch} y="0" width=${pitch * 0.85} height=${height}></rect
        ><rect class=${accuracy === null ? 'none' : 'bar'} x=${place * pitch} y=${height - high} width=${pitch * 0.85} height=${high}></rect>`;
    })}
  </svg>`;
}
