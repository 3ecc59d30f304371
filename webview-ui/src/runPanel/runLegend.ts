// The line under the title of a run: how many squares of each look there are, and what to know of the run as a whole.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { countSubmitted } from '../../../src/shared/run/batches';
import { formatCount } from '../../../src/shared/text/format';
import { notRunText } from '../../../src/shared/words/notRun';
import type { RunSource } from '../../../src/shared/protocols/runPanelProtocol';
import { lookWord, verdictGlyphs } from '../../../src/shared/words/testText';
import type { SquareLook } from '../../../src/shared/words/testText';
import type { NotRunCounts } from '../../../src/shared/words/notRun';
import type { RunPlayer } from './runPlayer';
import type { ReviewMark } from '../grid/reviewMark';
import { squarePhases } from '../grid/squarePhases';
import { leastSizeForPhases } from '../grid/squareSizes';

/** Counts are those of the player's clock; `squareSize` in CSS px. Its looks are in `runViewStyles`. */
export function runLegend(player: RunPlayer, source: RunSource, squareSize: number): TemplateResult {
  const { python, status, models, runId, testType } = player.state;
  const stats = player.allStats();
  const sum = (value: (one: (typeof stats)[number]) => number): number =>
    stats.reduce((total, one) => total + value(one), 0);
  const reasons = addUp(models.flatMap((_, row) => player.notRunOf(row)));
  const running = countRunning(player);
  const submitted = countSubmitted(models.flatMap(({ tests }) => tests));
  const skipped = reasons.reduce((total, { count }) => total + count, 0);
  return html`<div class="legend muted">
    ${entry(
      'correct',
      verdictGlyphs.correct,
      sum((one) => one.correct),
    )}
    ${entry(
      'incorrect',
      verdictGlyphs.incorrect,
      sum((one) => one.incorrect),
    )}
    ${entry(
      'error',
      verdictGlyphs.error,
      sum((one) => one.error),
    )}
    ${running === 0 ? nothing : entry('running', '', running)}
    ${submitted === 0 ? nothing : entry('submitted', '', submitted)}
    ${entry('waiting', '', sum((one) => one.notRun) - skipped - submitted - running)}
    ${skipped === 0 ? nothing : entry('skipped', '–', skipped, notRunText(reasons))}
    ${squareSize < leastSizeForPhases ? nothing : phasesLegend()} ${player.facts.hasLateClock ? lateLegend() : nothing}
    ${reviewLegend(player.facts.marks)}
    <span class="about">
      ${status === 'cancelled' || status === 'interrupted' ? html`<span class="badge">${status}</span>` : nothing}
      ${
        models.some((model) => model.isSimulated)
          ? html`<span
              class="badge simulated"
              title="Rows with this mark come from no model. Their figures are made up."
              >has simulated models</span
            >`
          : nothing
      }
      ${
        python && !python.isFull
          ? html`<span class="badge isolation" title=${python.note ?? 'Not every layer of isolation was available.'}
              >Python: ${python.runner}, isolation not full</span
            >`
          : nothing
      }
      ${player.facts.judges.map(({ text, rubric }) => html`<span class="badge judge" title=${rubric}>${text}</span>`)}
      <span class="ellipsis type" title=${runId}>${testType}${sourceWord(source)}</span>
    </span>
  </div>`;
}

/** Those of a live run: in a replay they change with every frame. */
function countRunning({ isLive, state }: RunPlayer): number {
  if (!isLive) return 0;
  return state.models.reduce((sum, { tests }) => sum + tests.filter(({ phase }) => phase === 'running').length, 0);
}

/** The bar at the bottom of each square, in the order of its parts. */
function phasesLegend(): TemplateResult {
  return html`<span
    class="phases"
    role="group"
    aria-label="The bar in a square: where its time went, from left to right"
  >
    ${squarePhases.map(({ name, word, definition }) => html`<span class="entry" title=${definition}><i class="phase ${name}" aria-hidden="true"></i>${word}</span>`)}
  </span>`;
}

function lateLegend(): TemplateResult {
  return html`<span
    class="entry late"
    title="While the test was asked our own clock was late by more than 5 ms and a tenth of its TTFT: its times may be too long by as much. The hover says how late."
    ><i class="cut" aria-hidden="true"></i>clock late</span
  >`;
}

const markNotes: { readonly [mark in ReviewMark]: string } = {
  reviewed:
    'Somebody looked at the test and agrees with its verdict. The hover says who, and when. In narrow cells a short line in the middle of the lower edge.',
  disagreed:
    'Somebody holds another verdict than the program. The hover says who, when, which one, and why. In narrow cells a line along the whole lower edge.',
  commented:
    'Somebody left a comment and said nothing of the verdict. The hover has it. In narrow cells a dot at each end of the lower edge.',
};

function reviewLegend(marks: readonly ReviewMark[]): TemplateResult[] {
  return marks.map(
    (mark) =>
      html`<span class="entry mark" title=${markNotes[mark]}><i class=${mark} aria-hidden="true"></i>${mark}</span>`,
  );
}

function entry(look: SquareLook, glyph: string, count: number, note = ''): TemplateResult {
  return html`<span class="entry"
    ><i class="swatch ${look}" aria-hidden="true">${glyph}</i
    ><span class="figure">${formatCount(count)}</span> ${lookWord(look)}${note === '' ? nothing : `: ${note}`}</span
  >`;
}

/** One entry a reason, over all rows. */
function addUp(counts: NotRunCounts): NotRunCounts {
  const sums = new Map<NotRunCounts[number]['kind'], number>();
  for (const { kind, count } of counts) sums.set(kind, (sums.get(kind) ?? 0) + count);
  return [...sums].map(([kind, count]) => ({ kind, count }));
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
