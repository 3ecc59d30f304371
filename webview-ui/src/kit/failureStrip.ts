// The strip above a page that says what did not work, until it is dismissed. Every page has the same.

import { css, html, nothing } from 'lit';
import { closeIcon } from './icons';
import { iconButton } from './toolkit';

/** The strip, or nothing when `message` is null. */
export function failureStrip(message: string | null, dismiss: () => void): unknown {
  if (message === null) return nothing;
  return html`<div class="failure" role="alert">
    <span>${message}</span>${iconButton({ icon: closeIcon, label: 'Dismiss', onClick: dismiss })}
  </div>`;
}

export const failureStyles = css`
  .failure {
    display: flex;
    align-items: flex-start;
    gap: 10px;
    padding: 8px 8px 8px 16px;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    user-select: text;
    color: var(--vscode-inputValidation-errorForeground, var(--isb-foreground));
    background: var(--vscode-inputValidation-errorBackground, rgba(190, 17, 0, 0.25));
    border-bottom: 1px solid var(--vscode-inputValidation-errorBorder, var(--isb-incorrect));
  }
  .failure span {
    flex: 1 1 auto;
    align-self: center;
  }
`;
