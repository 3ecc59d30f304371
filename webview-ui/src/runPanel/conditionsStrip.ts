// The line of a run that is over which says under which conditions it was made; what is not as it should be stands out and unfolds.

import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { RunConditions } from '../../../src/shared/run/runConditions';
import { conditionParts } from './conditionTexts';

export function conditionsStrip(conditions: RunConditions): TemplateResult {
  return html`<div class="conditions" role="group" aria-label="How the run was made">
    ${conditionParts(conditions).map(({ name, text, definition, isWarning, details }) => {
      const words = html`<span title=${definition}
        >${isWarning ? html`<b aria-hidden="true">!</b> ` : nothing}${text}</span
      >`;
      const look = `condition ${name} ${isWarning ? 'warning' : 'muted'}`;
      if (details.length === 0) return html`<span class=${look}>${words}</span>`;
      return html`<details class=${look}>
        <summary>${words}</summary>
        <ul>
          ${details.map((line) => html`<li>${line}</li>`)}
        </ul>
      </details>`;
    })}
  </div>`;
}

export const conditionsStyles = css`
  .conditions {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 4px 16px;
    font-size: 12px;
    user-select: text;
  }
  .condition.warning > span,
  .condition.warning summary {
    color: var(--isb-error);
  }
  .condition.warning > span,
  .condition summary {
    padding: 0 6px;
    border: 1px solid currentColor;
    border-radius: 8px;
  }
  .condition summary {
    width: fit-content;
    cursor: pointer;
  }
  .condition summary:focus-visible {
    outline: 1px solid var(--isb-focus);
    outline-offset: 1px;
  }
  .condition[open] {
    flex: 1 1 100%;
  }
  .condition ul {
    max-height: 30vh;
    margin: 4px 0 0;
    padding-left: 20px;
    overflow: auto;
    overflow-wrap: anywhere;
  }
`;
