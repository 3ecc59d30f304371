// The mark of a model whose figures are not those of a model that was asked directly: VS Code was between.

import { html, nothing, type TemplateResult } from 'lit';
import { isThroughVsCode, throughVsCodeNote } from '../../../src/shared/run/throughVsCode';

/** Nothing for any other model. */
export function throughVsCodeBadge(model: { readonly provider: string }): TemplateResult | typeof nothing {
  return isThroughVsCode(model)
    ? html`<span class="badge simulated" title=${throughVsCodeNote}>through VS Code</span>`
    : nothing;
}
