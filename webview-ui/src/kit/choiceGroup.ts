// One of a few choices, side by side: a group of radio buttons that looks like one button in parts.

import { css, html } from 'lit';
import type { TemplateResult } from 'lit';

interface Choice<Value extends string> {
  value: Value;
  label: string;
  title: string;
}

export function choiceGroup<Value extends string>(
  label: string,
  choices: readonly Choice<Value>[],
  chosen: Value,
  choose: (value: Value) => void,
): TemplateResult {
  return html`<span class="choices" role="radiogroup" aria-label=${label} @keydown=${moveChoice}
    >${choices.map(
      ({ value, label: name, title }) =>
        html`<button
          role="radio"
          aria-checked=${String(value === chosen)}
          tabindex=${value === chosen ? '0' : '-1'}
          title=${title}
          @click=${() => choose(value)}
        >
          ${name}
        </button>`,
    )}</span
  >`;
}

/** Arrow keys choose, as in every group of radio buttons. */
function moveChoice(event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll('button')];
  const from = buttons.findIndex((one) => one.tabIndex === 0);
  const next = buttons[(from + step + buttons.length) % buttons.length];
  next?.click();
  next?.focus();
}

export const choiceStyles = css`
  .choices {
    display: inline-flex;
    border: 1px solid var(--isb-border);
    border-radius: 4px;
    box-sizing: border-box;
    max-width: 100%;
    /* More choices than there is room for go on in the next line. */
    flex-wrap: wrap;
    overflow: hidden;
  }
  .choices button {
    flex: none;
    padding: 3px 9px;
    border: none;
    background: none;
    color: inherit;
    font: inherit;
    white-space: nowrap;
    cursor: pointer;
  }
  .choices button + button {
    border-left: 1px solid var(--isb-border);
  }
  .choices button[aria-checked='true'] {
    background: var(--vscode-button-background, #0078d4);
    color: var(--vscode-button-foreground, #ffffff);
    outline: 1px solid var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -2px;
  }
  .choices button:focus-visible {
    outline: 1px solid var(--isb-focus);
    outline-offset: -1px;
  }
`;
