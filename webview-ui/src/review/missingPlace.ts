// What is shown for an address that asks for something this run has not: what it was, and the ways on.

import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { testName } from '../../../src/shared/words/testName';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import type { RunState } from '../../../src/shared/run/runState';
import type { ReviewPlace } from './reviewAddress';

/** Says what is missing; null for a place that is there. */
export function missingPlace(place: ReviewPlace, { models, prompts }: RunState): string | null {
  if (place.screen === 'unknown') return 'The address names no part of this page.';
  if (place.screen !== 'test') return null;
  const { model, index } = place;
  const name = testName({ prompts }, index);
  const test = `This run has no test ${name} of ${oneLine(model)}.`;
  if (!models.some((one) => one.model === model)) return `${test} It has no such model.`;
  if (index >= 1 && index <= prompts.length) return null;
  return `${test} Its tests are ${testName({ prompts }, 1)} to ${testName({ prompts }, prompts.length)}.`;
}

/** `missing` as `missingPlace` says it. */
export function renderMissing(missing: string, { benchmarkName }: RunState): TemplateResult {
  return html`<main class="center">
    <div class="missing">
      <h1>This is not here</h1>
      <p role="alert">${missing}</p>
      <p class="muted">
        The link may be to another run, or to this one before it was run again. This is ${oneLine(benchmarkName)}.
      </p>
      <p><a href="#tests">All tests</a> <a href="#overview">Overview</a></p>
    </div>
  </main>`;
}
