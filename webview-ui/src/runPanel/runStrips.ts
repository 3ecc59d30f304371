// The lines below the title of a run: how far it is while it goes on, and why tests ended in errors when it is over.

import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { RunState } from '../../../src/shared/run/runState';
import { formatCount } from '../../../src/shared/text/format';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import type { DrawingImages } from '../../../src/shared/run/drawingImages';
import { drawingText } from '../../../src/shared/words/drawingText';
import { liveProgress, progressText } from '../../../src/shared/words/liveProgress';
import { kindHelp } from '../../../src/shared/words/testKinds';
import { testName } from '../../../src/shared/words/testName';
import { errorKindWords } from '../../../src/shared/words/testText';
import { examplesOf } from './errorGroups';
import type { ErrorGroup } from './errorGroups';
import { button } from '../kit/toolkit';
import type { RunPlayer } from './runPlayer';

/** Tests of a group that have a link of their own. */
const mostLinks = 3;

/** How far a live run is. */
export function progressStrip(player: RunPlayer): TemplateResult {
  const progress = liveProgress(player.state, player.clock);
  return html`<div class="progress-strip">
    <progress
      aria-label="Tests that have finished"
      max=${Math.max(1, progress.total)}
      .value=${progress.finished}
    ></progress>
    <span class="figure">${progressText(progress)}</span>
  </div>`;
}

/** How far the result images are that are drawn after the last answer. */
export function drawingStrip(images: DrawingImages, skip: () => void): TemplateResult {
  return html`<div class="progress-strip">
    <progress
      aria-label="Result images that have been drawn"
      max=${Math.max(1, images.asked)}
      .value=${images.done}
    ></progress>
    <span class="figure">${drawingText(images)}</span>
    ${button({ label: 'Skip', onClick: skip, title: 'End the run without the other result images. “Redraw Result Images” in the menu of the run draws them later.' })}
  </div>`;
}

/** A line for each kind of error, most first; nothing where there is none. `open` shows a test. */
export function errorStrip(
  player: RunPlayer,
  open: (test: { model: string; index: number }) => void,
): TemplateResult | typeof nothing {
  const groups = player.facts.errorGroups;
  if (groups.length === 0) return nothing;
  return html`<ul class="error-strip" aria-label="Why tests ended in errors">
    ${groups.map((group) => renderGroup(group, player.state, open))}
  </ul>`;
}

function renderGroup(
  group: ErrorGroup,
  run: Pick<RunState, 'prompts'>,
  open: (test: ErrorGroup['tests'][number]) => void,
): TemplateResult {
  const { kind, message, isSame, tests } = group;
  const examples = examplesOf(group, mostLinks);
  return html`<li>
    <span class="error" aria-hidden="true">!</span>
    <span class="what" title=${kindHelp[kind]}>${formatCount(tests.length)} ${errorKindWords[kind]}</span>
    <span class="message" title=${oneLine(message)}>${isSame ? '' : 'mostly: '}${oneLine(message)}</span>
    <span class="links"
      >${examples.map(
        (test) =>
          html`<button class="link" title=${test.model} @click=${() => open(test)}>
            ${testName(run, test.index)}
          </button>`,
      )}${tests.length > examples.length ? html`<span class="muted">…</span>` : nothing}</span
    >
  </li>`;
}

export const stripStyles = css`
  .progress-strip {
    display: flex;
    align-items: center;
    gap: 10px;
    font-size: 12px;
  }
  progress {
    flex: 0 1 220px;
    height: 6px;
    accent-color: var(--isb-accent);
  }
  .error-strip {
    display: flex;
    flex-direction: column;
    gap: 3px;
    max-height: 96px;
    overflow-y: auto;
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: 12px;
  }
  .error-strip li {
    display: flex;
    align-items: baseline;
    gap: 8px;
    min-width: 0;
  }
  .error-strip .what {
    flex: none;
    font-weight: 600;
  }
  .error-strip .message {
    flex: 0 1 auto;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .error-strip .links {
    flex: none;
    display: inline-flex;
    gap: 6px;
  }
  /* Where there is little room and all are errors, which is said above all else, why goes on in the next line instead of being cut. */
  @media (max-width: 640px) {
    .top .error-strip li {
      flex-wrap: wrap;
      gap: 2px 8px;
    }
    .top .error-strip .message {
      white-space: normal;
    }
  }
  .error-strip .link {
    padding: 0;
    border: none;
    background: none;
    color: var(--vscode-textLink-foreground, var(--isb-chart-blue));
    font: inherit;
    text-decoration: underline;
    cursor: pointer;
  }
`;
