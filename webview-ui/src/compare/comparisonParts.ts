// The parts of the compare page that stand above the models: what was not equal, and which prompts were paired.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ShownDifference, ShownPrompt } from '../../../src/shared/protocols/compareProtocol';
import { formatCount } from '../../../src/shared/text/format';
import { promptName } from './differenceWords';
import { counted } from '../../../src/shared/text/counted';

/** How far judge models can be trusted whose verdicts are among those compared. */
export function renderJudging({ judging }: ShownDifference): TemplateResult[] {
  return judging.map((note) => html`<p class="muted judging">${note}</p>`);
}

/** What differs beside what is compared, as a warning; or that nothing does. */
export function renderNotEqual({ notEqual, notIso }: ShownDifference): TemplateResult {
  if (notEqual.length === 0 && notIso.length === 0)
    return html`<p class="equal">
      <span class="correct" aria-hidden="true">✓</span> Nothing that was recorded differs between the two beside what is
      compared.
    </p>`;
  return html`<div class="callout" role="note">
    <b>! Not equal, so that a difference may come from here</b>
    ${
      notEqual.length === 0
        ? nothing
        : html`<div class="scrolls">
            <table class="facts" aria-label="What was not equal between the runs">
              <thead>
                <tr>
                  <th scope="col"><span class="visually-hidden">What</span></th>
                  <th scope="col">base</th>
                  <th scope="col">other</th>
                </tr>
              </thead>
              <tbody>
                ${notEqual.map(
                  ({ what, base, other }) =>
                    html`<tr>
                      <th scope="row">${what}</th>
                      <td>${base}</td>
                      <td>${other}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }
    ${notIso.map((reason) => html`<p>${reason}</p>`)}
  </div>`;
}

/** How many prompts are compared, and which are not because only one run has them. */
export function renderPairing({
  prompts,
  pairedBy,
  onlyInBase,
  onlyInOther,
  modelsOnlyInBase,
  modelsOnlyInOther,
}: ShownDifference): TemplateResult {
  const how =
    pairedBy === 'hash'
      ? 'with the same text, pictures and expectation'
      : 'some by place in the file and label: they have no hash in at least one run, so nobody can say if their texts, pictures and expectations are the same';
  return html`<p class="muted pairing">
      ${counted(prompts.length, 'prompt')} paired, ${how}.
      ${modelsOnlyInBase.length === 0 || prompts.length === 0 ? nothing : html` Models only in base: ${modelsOnlyInBase.join(', ')}.`}
      ${modelsOnlyInOther.length === 0 || prompts.length === 0 ? nothing : html` Models only in other: ${modelsOnlyInOther.join(', ')}.`}
    </p>
    ${renderOnly('Prompts only in base', onlyInBase)} ${renderOnly('Prompts only in other', onlyInOther)}`;
}

function renderOnly(title: string, prompts: readonly ShownPrompt[]): unknown {
  if (prompts.length === 0) return nothing;
  return html`<details>
    <summary>${title} (${formatCount(prompts.length)})</summary>
    <ul class="only">
      ${prompts.map((prompt) => html`<li>${promptName(prompt)}</li>`)}
    </ul>
  </details>`;
}

/** The models of the base that something is held against, in order. */
export function baseModels(differences: readonly ShownDifference[]): string[] {
  return [...new Set(differences.flatMap(({ models }) => models.map(({ base }) => base)))];
}
