// The tiles at the top of the review page: the run in a few large numbers.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { accuracyOf } from '../../../src/shared/figures/runStats';
import type { ReviewRun } from '../../../src/shared/protocols/reviewData';
import { elapsedOf } from '../../../src/shared/runs/runManifest';
import { formatCost, formatCount, formatDuration, formatPercent } from '../../../src/shared/text/format';
import { planText } from '../../../src/shared/text/planText';
import { otherCostText } from '../../../src/shared/words/otherCostText';
import { verdictGlyphs } from '../../../src/shared/words/testText';
import { notRunReasons } from './notRunReasons';
import { testsLink } from './testsLink';

interface Tile {
  name: string;
  value: unknown;
  note?: string;
}

export function runTiles(run: ReviewRun): TemplateResult {
  return html`<div class="tiles">
    ${tilesOf(run).map(
      ({ name, value, note }) =>
        html`<div class="tile">
          <div class="value figure">${value}</div>
          <div class="muted">${name}</div>
          ${note ? html`<div class="note muted">${note}</div>` : nothing}
        </div>`,
    )}
  </div>`;
}

function tilesOf({ manifest, state }: ReviewRun): Tile[] {
  const { totals, submitted } = manifest;
  const notRun = totals.notRun - submitted;
  const cost = [
    `${formatCount(totals.priced)} of ${formatCount(totals.tests - totals.notRun)} priced`,
    otherCostText(totals.otherCost),
  ];
  return [
    {
      name: 'tests',
      value: testsLink(totals.tests, []),
      note: planText(manifest.models, manifest.promptCount).split(' = ')[0]!,
    },
    { name: 'correct', value: testsLink(totals.correct, ['correct']), note: verdictGlyphs.correct },
    { name: 'incorrect', value: testsLink(totals.incorrect, ['incorrect']), note: verdictGlyphs.incorrect },
    {
      name: totals.error === 1 ? 'error' : 'errors',
      value: testsLink(totals.error, ['error']),
      note: verdictGlyphs.error,
    },
    ...(submitted > 0
      ? [{ name: 'submitted', value: testsLink(submitted, ['submitted']), note: 'in batches, to be collected' }]
      : []),
    ...(notRun > 0 ? [{ name: 'not run', value: testsLink(notRun, ['not_run']), note: notRunReasons(state) }] : []),
    { name: 'accuracy', value: formatPercent(accuracyOf(totals)), note: 'correct / (correct + incorrect)' },
    { name: 'elapsed', value: formatDuration(elapsedOf(manifest)) },
    {
      name: 'estimated cost',
      value: formatCost(totals.costUsd),
      note: cost.filter((part) => part !== null).join('; '),
    },
  ];
}
