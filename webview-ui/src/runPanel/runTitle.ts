// The first line of a run: its name, its purpose and comment, and what can be read of it.

import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { partText } from '../../../src/shared/words/shardText';
import type { RunState } from '../../../src/shared/run/runState';
import { folderIcon } from '../kit/icons';
import { button, iconButton } from '../kit/toolkit';

export interface RunTitleActions {
  showPrompt(): void;
  /** Null where there is no folder to be seen. */
  revealFolder: (() => void) | null;
}

/** Its looks are in `runViewStyles`. */
export function runTitle(
  run: Pick<RunState, 'benchmarkName' | 'purpose' | 'comment' | 'shard' | 'merged' | 'status'>,
  { showPrompt, revealFolder }: RunTitleActions,
): TemplateResult {
  const about = [partText(run) ?? '', run.purpose, run.comment].map(oneLine).filter((text) => text !== '');
  return html`<div class="title">
    <h1 class="ellipsis" title=${[oneLine(run.benchmarkName), ...about].join('\n')}>${oneLine(run.benchmarkName)}</h1>
    <span class="purpose muted ellipsis" title=${about.join('\n')}>${about.join(' · ')}</span>
    <span class="buttons"
      >${button({ label: 'Show Prompt', onClick: showPrompt })}${
        revealFolder ? iconButton({ icon: folderIcon, label: 'Reveal the run folder', onClick: revealFolder }) : nothing
      }</span
    >
  </div>`;
}
