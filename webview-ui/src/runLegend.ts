// The line under the title of a run: how many squares of each look there are, and what to know of the run as a whole.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { formatCount } from '../../src/shared/format';
import type { RunSource } from '../../src/shared/protocol';
import { lookWord, verdictGlyphs } from '../../src/shared/testText';
import type { SquareLook } from '../../src/shared/testText';
import type { RunPlayer } from './runPlayer';

/** Counts are those of the player's clock. Its looks are in `runViewStyles`. */
export function runLegend(player: RunPlayer, source: RunSource): TemplateResult {
  const { python, status, models, runId, testType } = player.state;
  const stats = player.allStats();
  const sum = (value: (one: (typeof stats)[number]) => number): number => stats.reduce((total, one) => total + value(one), 0);
  return html`<div class="legend muted">
    ${entry('correct', verdictGlyphs.correct, sum((one) => one.correct))} ${entry('incorrect', verdictGlyphs.incorrect, sum((one) => one.incorrect))}
    ${entry('error', verdictGlyphs.error, sum((one) => one.error))} ${entry('waiting', '', sum((one) => one.notRun))}
    <span class="about">
      ${status === 'cancelled' || status === 'interrupted' ? html`<span class="badge">${status}</span>` : nothing}
      ${models.some((model) => model.isSimulated)
        ? html`<span class="badge simulated" title="Rows marked so come from no model: their figures are made up.">has simulated models</span>`
        : nothing}
      ${python && !python.isFull
        ? html`<span class="badge isolation" title=${python.note ?? 'Not every layer of isolation was available.'}
            >Python: ${python.runner}, isolation not full</span
          >`
        : nothing}
      <span class="ellipsis" title=${runId}>${testType}${sourceWord(source)}</span>
    </span>
  </div>`;
}

function entry(look: SquareLook, glyph: string, count: number): TemplateResult {
  return html`<span class="entry"
    ><i class="swatch ${look}" aria-hidden="true">${glyph}</i><span class="figure">${formatCount(count)}</span> ${lookWord(look)}</span
  >`;
}

function sourceWord(source: RunSource): string {
  switch (source) {
    case 'report':
      return ' · report';
    case 'sample':
      return ' · sample data';
    case 'live':
    case 'runFolder':
      return '';
  }
}
