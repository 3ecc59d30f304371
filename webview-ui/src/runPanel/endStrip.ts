// How a run ended, in a line, and what can be done next.

import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { RunActionName } from '../../../src/shared/protocols/runPanelProtocol';
import type { CheckedRequirement } from '../../../src/shared/figures/checkedRequirements';
import { formatCount, formatDateTime } from '../../../src/shared/text/format';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { requirementResult } from '../../../src/shared/words/requirementText';
import { signOffText } from '../../../src/shared/words/reviewText';
import { button } from '../kit/toolkit';
import type { RunFacts } from './runFacts';

export interface EndChoices {
  /** Why what needs the whole run folder has to wait; null when it need not. */
  whyNotYet: string | null;
  act(action: RunActionName): void;
}

type EndFacts = Pick<RunFacts, 'retriable' | 'hasBegun' | 'hasBenchmark' | 'signOffs' | 'unmet'>;

/** `summary` is of the whole run, and null where it is said already. `choices` are null where nothing can be done, as for a report. */
export function endStrip(
  { retriable, hasBegun, hasBenchmark, signOffs, unmet }: EndFacts,
  summary: string | null,
  choices: EndChoices | null,
): TemplateResult {
  const choice = (action: RunActionName, label: string, title: string, whyNot: string | null = null): TemplateResult =>
    button({ label, title: whyNot ?? title, isDisabled: whyNot !== null, onClick: () => choices?.act(action) });
  const whyNotYet = choices?.whyNotYet ?? null;
  return html`<div class="end-strip">
    ${summary === null ? nothing : html`<span class="summary">${summary}</span>`}
    ${
      choices === null
        ? nothing
        : html`<span class="choices">
            ${hasBenchmark ? choice('runAgain', 'Run Again', 'A new run of what this one asked: the benchmark, its files and pictures as the run kept them, its models, prompts and comment. What has changed since is run from the benchmark itself.') : nothing}
            ${
              retriable === 0
                ? nothing
                : choice(
                    'retryErrors',
                    `Run Only What Failed (${formatCount(retriable)})`,
                    'Asks again in this same run what ended in an error. Wrong answers are not asked again: they are answers. The errors are kept in the transcripts.',
                    whyNotYet,
                  )
            }
            ${
              hasBegun
                ? html`${choice('compareWithPrevious', 'Compare with Previous', 'What is different from the run of this benchmark before this one.')}
                  ${choice('copyAsMarkdown', 'Copy as Markdown', 'A summary for a pull request or a chat: the models, and what failed.')}
                  ${choice('openReviewPage', 'Review Page', 'The page of this run, to be read in a browser and given to others.', whyNotYet)}`
                : nothing
            }
          </span>`
    }
    ${signOffs.map((one) => html`<span class="signed">Signed off by ${signOffText(one, formatDateTime)}</span>`)}
    ${unmetStrip(unmet)}
  </div>`;
}

/** What the benchmark requires of the models and they did not come to; nothing where that is nothing. */
export function unmetStrip(unmet: readonly CheckedRequirement[]): TemplateResult | typeof nothing {
  if (unmet.length === 0) return nothing;
  return html`<ul class="unmet" aria-label="Required and not met">
    ${unmet.map(
      (one) =>
        html`<li>
          <span class="incorrect" aria-hidden="true">✗</span> ${oneLine(one.model)}: ${requirementResult(one)}
        </li>`,
    )}
  </ul>`;
}

export const endStripStyles = css`
  .end-strip {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 14px;
  }
  .end-strip .choices {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  /* Where there is little room the squares need it. */
  @media (max-width: 640px) {
    .end-strip .choices {
      gap: 4px;
    }
    .end-strip .choices > * {
      --button-padding-horizontal: 7px;
      --button-padding-vertical: 2px;
      --type-ramp-base-font-size: 12px;
    }
  }
  .signed {
    font-size: 12px;
    flex: 1 0 100%;
    color: var(--vscode-descriptionForeground);
    overflow-wrap: anywhere;
  }
  .unmet {
    flex: 1 0 100%;
    max-height: 96px;
    overflow-y: auto;
    margin: 4px 0;
    padding: 0;
    list-style: none;
    font-size: 12px;
  }
  .unmet .incorrect {
    color: var(--isb-incorrect);
    font-weight: 600;
  }
`;
