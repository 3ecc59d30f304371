// Blocks of a test's words, and what went wrong with it. Text is only ever text.

import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { shownText } from '../kit/shownText';
import type { TestTranscript } from '../../../src/shared/results/testResult';
import { counted } from '../../../src/shared/text/counted';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { differenceText } from '../../../src/shared/words/differenceText';
import type { PromptValue } from '../../../src/shared/run/benchmark';
import { kindHelp } from '../../../src/shared/words/testKinds';
import { errorKindWords } from '../../../src/shared/words/testText';
import type { TestError } from '../../../src/shared/run/verdict';
import { calloutStyles } from '../kit/styles';

/** Characters of a placeholder's value: the whole of it is in the prompt. */
const mostShown = 200;
const mostHovered = 1000;

/** A titled block; `tall` for prompts and answers, `short` for values. `above` is between title and text. */
export function renderText(
  title: string,
  text: string | null,
  height: 'tall' | 'short',
  above: unknown = nothing,
): TemplateResult {
  const said = text === null ? 'not recorded' : text === '' ? 'empty' : null;
  return html`<section class="text ${height}">
    <h3>${title}</h3>
    ${above}
    <pre tabindex="0" aria-label=${title} class=${said === null ? '' : 'muted'}>${said ?? shownText(text!)}</pre>
  </section>`;
}

/** The prompt as it was sent, below what went into its placeholders and what is said of what came before it. */
export function renderPrompt(
  prompt: string,
  values: readonly PromptValue[],
  before: string | null = null,
): TemplateResult {
  const said = before === null ? nothing : html`<p class="muted before">${before}</p>`;
  return renderText(
    'Input prompt',
    prompt,
    'tall',
    html`${values.length === 0 ? nothing : renderValues(values)}${said}`,
  );
}

/** What a model was told before the prompt; null where that is nothing, or nobody knows. */
export function beforePrompt(transcript: Pick<TestTranscript, 'attempts'> | null): string | null {
  const messages = (transcript?.attempts.at(-1)?.request.messages ?? []).slice(0, -1);
  const turns = messages.filter(({ role }) => role !== 'system').length;
  const parts = [
    ...(turns < messages.length ? ['a system text'] : []),
    ...(turns > 0 ? [counted(turns, 'message')] : []),
  ];
  return parts.length === 0 ? null : `Before it: ${parts.join(' and ')}, all under Request below.`;
}

function renderValues(values: readonly PromptValue[]): TemplateResult {
  return html`<ul class="values scrolls" tabindex="0" aria-label="Values of this prompt">
    ${values.map(
      ({ name, value }) =>
        html`<li>
          <span class="muted">${oneLine(name)}</span>
          <span class="value ellipsis" title=${oneLine(value.slice(0, mostHovered))}
            >${oneLine(value.slice(0, mostShown))}</span
          >
        </li>`,
    )}
  </ul>`;
}

/** Why the verdict is what it is, as judging said it, or what is to be seen of expected and got. */
export function renderReason(test: Parameters<typeof differenceText>[0]): TemplateResult | typeof nothing {
  const text = test.reason ?? differenceText(test);
  return text ? html`<p class="reason">${text}</p>` : nothing;
}

/** The kind of an error, its HTTP status and what to do about it. */
export function renderError(error: TestError | undefined): TemplateResult | typeof nothing {
  if (!error) return nothing;
  return html`<div class="callout" role="note">
    <b title=${kindHelp[error.kind]}
      >${errorKindWords[error.kind]}${error.status === undefined ? '' : ` (HTTP ${error.status})`}.</b
    >
    ${error.message}
  </div>`;
}

export const testTextStyles = css`
  .mark {
    flex: none;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    width: 22px;
    height: 22px;
    border: 1.5px solid currentColor;
    border-radius: 4px;
    font-weight: 700;
  }
  .mark.not_run {
    color: var(--isb-muted);
  }
  .verdict {
    font-size: 12px;
    font-weight: 600;
    letter-spacing: 0.04em;
  }
  .figures {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 22px;
    margin: 0 0 12px;
  }
  dt {
    font-size: 11px;
    line-height: 14px;
    color: var(--isb-muted);
  }
  dd {
    margin: 0;
  }
  .texts {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 12px;
  }
  .texts.one {
    grid-template-columns: minmax(0, 1fr);
    margin-top: 12px;
  }
  .texts h3 {
    margin-bottom: 4px;
    font-size: 12px;
    font-weight: 600;
  }
  .text {
    display: flex;
    flex-direction: column;
    min-width: 0;
  }
  .text pre {
    flex: 1 1 auto;
  }
  .values {
    flex: none;
    max-height: 76px;
    margin: 0 0 4px;
    padding: 0;
    overflow-y: auto;
    font-size: 12px;
    list-style: none;
  }
  .values li {
    display: flex;
    gap: 8px;
    min-width: 0;
  }
  .values .muted {
    flex: none;
  }
  .value {
    min-width: 0;
    font-family: var(--isb-mono);
    user-select: text;
  }
  .tall pre {
    min-height: 96px;
    max-height: 34vh;
  }
  .short pre {
    min-height: 34px;
    max-height: 18vh;
  }
  ${calloutStyles}
  .callout {
    margin-bottom: 12px;
  }
  .reason {
    margin-bottom: 12px;
    overflow-wrap: anywhere;
    user-select: text;
  }
  .state {
    display: flex;
    justify-content: center;
    padding: 48px 0;
  }
  @media (max-width: 620px) {
    .texts {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
