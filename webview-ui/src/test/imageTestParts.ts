// What the test page shows of an image test above its words: the picture with the marks on it, the result image, what was measured, and how
// the answer's numbers were read.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { measureFigures } from '../../../src/shared/figures/measureFigures';
import type { ShownTest } from '../../../src/shared/protocols/testPageProtocol';
import { renderCoordinates } from './renderCoordinates';
import '../picture/isb-overlay';
import { otherFindings } from '../picture/otherFindings';
import { renderTestFigures } from './testFigures';

/** `result` is the result image, or nothing for a test without one; then the picture has the whole width. */
export function renderImages(test: ShownTest, result: unknown): TemplateResult {
  const detail = test.detail!;
  return html`<div class=${result === nothing ? 'solo' : 'pair'}>
    <isb-overlay
      .url=${test.imageUrls.original}
      .size=${detail.images?.[0] ?? null}
      .overlay=${detail.evidence?.overlay ?? null}
      .reading=${detail.evidence?.coordinates ?? null}
      .verdict=${detail.verdict}
      .others=${otherFindings(test)}
    ></isb-overlay>
    ${result}
  </div>`;
}

export function renderMeasures({ detail }: ShownTest): unknown {
  const figures = measureFigures(detail?.measures);
  return figures.length === 0 ? nothing : html`<section aria-label="Measures">${renderTestFigures(figures)}</section>`;
}

export function renderReading({ detail }: ShownTest): unknown {
  const reading = detail?.evidence?.coordinates;
  return reading ? renderCoordinates(reading, detail?.images?.[0]) : nothing;
}
