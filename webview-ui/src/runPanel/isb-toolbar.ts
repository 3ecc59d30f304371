// The buttons of a run: replay, flash, a new benchmark, cancel while it is live, the timeline and the gear.

import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { ViewSettings } from '../../../src/shared/run/viewSettings';
import './isb-settings';
import './isb-timeline';
import type { IsbTimeline } from './isb-timeline';
import type { RunPlayer } from './runPlayer';
import { sharedStyles } from '../kit/styles';
import { button } from '../kit/toolkit';

@customElement('isb-toolbar')
export class IsbToolbar extends LitElement {
  @property({ attribute: false }) player!: RunPlayer;
  @property({ attribute: false }) settings!: ViewSettings;
  @property({ type: Boolean }) canCancel = false;
  @property({ type: Boolean }) canResume = false;
  /** Why *Resume* has to wait, said beside it; null when it can be pressed. */
  @property({ attribute: false }) whyNotResumed: string | null = null;
  /** True where no other benchmark can be opened. */
  @property({ type: Boolean }) isReadOnly = false;
  @property({ type: Boolean }) hasRealTimes = true;
  @property({ type: Boolean }) isMerged = false;
  /** True after *Cancel* was pressed, until the run has ended. */
  @property({ type: Boolean }) isCancelling = false;

  @query('isb-timeline') private readonly timeline?: IsbTimeline;

  /** The clock has moved: only the timeline is drawn again. */
  clockChanged(): void {
    this.timeline?.requestUpdate();
  }

  override render(): unknown {
    const { player } = this;
    const tell = (type: 'new-bench' | 'cancel-run' | 'resume-run') => () =>
      this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true }));
    const buttons = player.isLive
      ? button({
          label: this.isCancelling ? 'Cancelling…' : 'Cancel Run',
          onClick: tell('cancel-run'),
          isDisabled: !this.canCancel || this.isCancelling,
          title: 'Stop the run. What has finished is kept.',
        })
      : html`${this.canResume ? this.resumeButton(tell('resume-run')) : nothing}
        ${button({ label: 'Replay Bench', onClick: () => player.replay(), isPrimary: !this.canResume, isDisabled: player.length === 0, title: player.pace === null ? 'Play the run again from the start' : 'Show the tests again one after the other, at an even pace' })}
        ${button({ label: 'Flash', onClick: () => player.flash(), title: 'Show all results at once' })}
        ${this.isReadOnly ? nothing : button({ label: 'New Bench', onClick: tell('new-bench'), title: 'Back to the drop zone, for another benchmark or report' })}`;
    return html`<div class="toolbar ${player.isLive ? 'live' : 'over'}" role="group" aria-label="Run">
      <div class="buttons">${buttons}</div>
      <isb-timeline .player=${player}></isb-timeline>
      <isb-settings
        .settings=${this.settings}
        .hasRealTimes=${this.hasRealTimes}
        .isBatch=${player.state.mode === 'batch'}
        .isMerged=${this.isMerged}
      ></isb-settings>
    </div>`;
  }

  private resumeButton(resume: () => void): unknown {
    const { whyNotResumed } = this;
    return html`${button({ label: 'Resume', onClick: resume, isPrimary: true, isDisabled: whyNotResumed !== null, title: whyNotResumed ?? 'Run the missing tests into the same run folder' })}${whyNotResumed === null ? nothing : html`<span class="muted">${whyNotResumed}</span>`}`;
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
      .toolbar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 14px;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px;
      }
      isb-settings {
        margin-left: auto;
      }
      /* On a line of its own, with the gear at the end of it. */
      @media (max-width: 760px) {
        .over isb-timeline {
          flex-basis: calc(100% - 50px);
        }
      }
      /* The clock of a live run has room beside its button. */
      .live isb-timeline {
        flex-basis: 90px;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-toolbar': IsbToolbar;
  }
}
