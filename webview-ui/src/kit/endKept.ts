// A name in too little room: what is cut is its start, as names of models differ at their ends and their API has its mark beside them. The hover has all of it.

import { css, html } from 'lit';
import type { TemplateResult } from 'lit';

/** The name as one piece of text; its looks are in `endKeptStyles`. What stands before the model in a canonical string is `.api`. */
export function endKept(name: string): TemplateResult {
  const end = name.indexOf('~') + 1;
  return html`<span class="end-kept" title=${name}
    ><bdi dir="ltr"><span class="api">${name.slice(0, end)}</span>${name.slice(end)}</bdi></span
  >`;
}

export const endKeptStyles = css`
  /* What is written from right to left is cut at its left; the name inside of it is written as it is. */
  .end-kept {
    display: inline-block;
    min-width: 0;
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    vertical-align: bottom;
    white-space: pre;
    direction: rtl;
    text-align: left;
  }
`;
