// What stands above the models of a run: the lines that stay in view, and what there is to say of a run that is over.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { RunSource } from '../../../src/shared/protocols/runPanelProtocol';
import type { DrawingImages } from '../../../src/shared/run/drawingImages';
import type { RunConditions } from '../../../src/shared/run/runConditions';
import { counted } from '../../../src/shared/text/counted';
import { conditionsStrip } from './conditionsStrip';
import { endStrip } from './endStrip';
import type { EndChoices } from './endStrip';
import { runLegend } from './runLegend';
import type { RunPlayer } from './runPlayer';
import { drawingStrip, errorStrip, progressStrip } from './runStrips';
import { runTitle } from './runTitle';
import type { RunTitleActions } from './runTitle';

interface RunHead {
  player: RunPlayer;
  /** The end is told in a line, which unfolds. */
  isNarrow: boolean;
  source: RunSource;
  /** Of the squares below, CSS px; 0 where they have no room for the times of a test. */
  squareSize: number;
  toolbar: TemplateResult;
  drawing: DrawingImages | null;
  conditions: RunConditions | null;
  /** How the run ended. */
  summary: string;
  /** What can be done with a run that is over; null where nothing can. */
  choices: EndChoices | null;
  title: RunTitleActions;
  skipImages(): void;
  openTest(test: { model: string; index: number }): void;
}

/** Its looks are in `runViewStyles`. */
export function runHead(head: RunHead): TemplateResult {
  const { player, drawing } = head;
  const errors = player.isLive ? nothing : errorStrip(player, head.openTest);
  // Where every test ended in an error, why stands above all else.
  const isHopeless = !player.isLive && player.facts.isAllErrors;
  return html`<section class="top" aria-label="The run">
      ${runTitle(player.state, head.title)}${isHopeless ? errors : nothing}${head.toolbar}${runLegend(player, head.source, head.squareSize)}${player.isLive ? progressStrip(player) : nothing}${drawing ? drawingStrip(drawing, head.skipImages) : nothing}
    </section>
    ${player.isLive ? nothing : runEnd(head, isHopeless ? nothing : errors)}`;
}

/** It may be long, so it scrolls away with the rows. */
function runEnd({ player, isNarrow, summary, choices, conditions }: RunHead, errors: unknown): TemplateResult {
  const { facts } = player;
  const more = html`${errors}${conditions ? conditionsStrip(conditions) : nothing}${facts.untimed === null ? nothing : html`<p class="muted untimed">${facts.untimed}</p>`}`;
  if (!isNarrow)
    return html`<section class="end" aria-label="How it ended">${endStrip(facts, summary, choices)}${more}</section>`;
  const unmet = facts.unmet.length;
  return html`<section class="end" aria-label="How it ended">
    <details>
      <summary title=${summary}>
        ${unmet === 0 ? nothing : html`<b class="incorrect">${counted(unmet, 'requirement')} not met</b> · `}${summary}
      </summary>
      <div class="folded">${endStrip(facts, null, choices)}${more}</div>
    </details>
  </section>`;
}
