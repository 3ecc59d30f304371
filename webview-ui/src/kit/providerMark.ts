// A small monogram for each model API: two letters in one of the theme's chart colors. Ours, not anybody's logo.

import { css, html } from 'lit';
import type { TemplateResult } from 'lit';

const marks: { [provider: string]: { letters: string; hue: Hue } } = {
  ollama: { letters: 'Ol', hue: 'plain' },
  openai: { letters: 'OA', hue: 'green' },
  anthropic: { letters: 'An', hue: 'orange' },
  deepseek: { letters: 'De', hue: 'blue' },
  gemini: { letters: 'Ge', hue: 'purple' },
  fireworks: { letters: 'Fw', hue: 'red' },
  groq: { letters: 'Gq', hue: 'orange' },
  openrouter: { letters: 'Or', hue: 'plain' },
  mistral: { letters: 'Mi', hue: 'yellow' },
  xai: { letters: 'xA', hue: 'plain' },
  together: { letters: 'To', hue: 'blue' },
  lmstudio: { letters: 'LM', hue: 'purple' },
  vllm: { letters: 'vL', hue: 'yellow' },
  vscode: { letters: 'VS', hue: 'blue' },
  tesseract: { letters: 'Te', hue: 'yellow' },
  simulated: { letters: 'Si', hue: 'plain' },
};

type Hue = 'plain' | 'green' | 'orange' | 'blue' | 'purple' | 'red' | 'yellow';

/** The mark of a model API. One nobody knows gets its first two letters. */
export function providerMark(provider: string, label: string): TemplateResult {
  const mark = marks[provider] ?? { letters: provider.slice(0, 2), hue: 'plain' as const };
  return html`<span class="provider-mark ${mark.hue}" title=${label} aria-hidden="true">${mark.letters}</span>`;
}

export const providerMarkStyles = css`
  .provider-mark {
    flex: none;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    width: 24px;
    height: 24px;
    border-radius: 5px;
    border: 1px solid currentColor;
    font-size: 11px;
    font-weight: 600;
    line-height: 1;
    color: var(--isb-muted);
  }
  .provider-mark.green {
    color: var(--isb-chart-green);
  }
  .provider-mark.orange {
    color: var(--isb-chart-orange);
  }
  .provider-mark.blue {
    color: var(--isb-chart-blue);
  }
  .provider-mark.purple {
    color: var(--isb-chart-purple);
  }
  .provider-mark.red {
    color: var(--isb-chart-red);
  }
  .provider-mark.yellow {
    color: var(--isb-chart-yellow);
  }
`;
