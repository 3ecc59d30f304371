// A name in too little room: what is cut is its middle, as names of models differ at their ends.

import { css, html } from 'lit';
import type { TemplateResult } from 'lit';

/** So many characters of the end are never cut. */
const keptEnd = 14;

/** The name in two parts, of which only the first gives way; its looks are in `endKeptStyles`. A short name is one part. */
export function endKept(name: string): TemplateResult {
  const characters = [...name];
  if (characters.length <= 2 * keptEnd) return html`<span class="end-kept"><span class="start">${name}</span></span>`;
  const start = characters.slice(0, -keptEnd).join('');
  const end = characters.slice(-keptEnd).join('');
  return html`<span class="end-kept"><span class="start">${start}</span><span class="end">${end}</span></span>`;
}

export const endKeptStyles = css`
  .end-kept {
    display: inline-flex;
    min-width: 0;
    white-space: pre;
  }
  .end-kept .start {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .end-kept .end {
    flex: none;
  }
`;
