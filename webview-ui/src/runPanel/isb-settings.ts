// The gear: what the user can change of the panel's looks and the replay. Changes apply at once and go to VS Code's settings.

import { css, html, LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { squareSizeRange, tickRange } from '../../../src/shared/run/viewSettings';
import type { ViewSettings } from '../../../src/shared/run/viewSettings';
import { popover, popoverStyles } from '../kit/popover';
import { gearIcon } from '../kit/icons';
import { fillRange, rangeStyles, sharedStyles } from '../kit/styles';
import { checkbox, dropdown, iconButton } from '../kit/toolkit';

@customElement('isb-settings')
export class IsbSettings extends LitElement {
  @property({ attribute: false }) settings!: ViewSettings;
  /** False for a report, which has no real times to replay by. */
  @property({ type: Boolean }) hasRealTimes = true;
  /** Then it is because of that that there are no real times. */
  @property({ type: Boolean }) isBatch = false;
  /** The run was merged from shards, each with its own clock. */
  @property({ type: Boolean }) isMerged = false;

  @query('.popover') private readonly popoverElement!: HTMLElement;

  override updated(): void {
    for (const slider of this.renderRoot.querySelectorAll<HTMLInputElement>('input')) fillRange(slider);
  }

  override render(): unknown {
    const { settings } = this;
    return html`${iconButton({ icon: gearIcon, label: 'Settings of this panel', onClick: () => this.popoverElement.togglePopover() })}
    ${popover({ label: 'Settings of this panel', opener: this, edge: 'right', content: () => this.renderSettings(settings) })}`;
  }

  private renderSettings(settings: ViewSettings): TemplateResult {
    return html`<label class="choice"
        ><span>New panels show</span>${dropdown({
          label: 'New panels show',
          title: 'What a panel shows first. The bar above the models changes the panel at hand.',
          value: settings.layout,
          choices: [
            { value: 'auto', label: 'By the run’s size' },
            { value: 'rows', label: 'Rows' },
            { value: 'matrix', label: 'Matrix' },
            { value: 'prompts', label: 'Prompts' },
          ],
          onChange: (layout) => this.change({ layout }),
        })}</label
      >
      ${this.renderNumber('Replay tick', 'tickMs', tickRange, 'ms', 10)}
      ${this.renderNumber('Square size', 'squareSize', squareSizeRange, 'px', 1)}
      <label class="choice"
        ><span>Model stats</span>${dropdown({
          label: 'Model stats',
          value: settings.modelStats,
          choices: [
            { value: 'verbose', label: 'Verbose' },
            { value: 'simple', label: 'Simple' },
            { value: 'hide', label: 'Hide' },
          ],
          onChange: (modelStats) => this.change({ modelStats }),
        })}</label
      >
      <label class="choice"
        ><span>Replay as</span>${dropdown({
          label: 'Replay as',
          title:
            'In series: a square lights when the running sum of its row’s durations passes the clock, so rows race. As it happened: real start and finish.',
          value: this.hasRealTimes ? settings.replayMode : 'series',
          choices: [
            { value: 'series', label: 'In series' },
            { value: 'asItHappened', label: 'As it happened', isDisabled: !this.hasRealTimes },
          ],
          onChange: (replayMode) => this.change({ replayMode }),
        })}</label
      >
      ${this.hasRealTimes ? '' : html`<p class="muted note">${this.isBatch ? 'Nobody can take start and finish times of batches.' : 'This report has no real start and finish times.'}</p>`}
      ${this.isMerged ? html`<p class="muted note">Shards are put on one clock by the date and time of their machines. So tests of different shards may be off by as much as those clocks were, often less than a second. <i>As it happened</i> does not wait for hours between them: more than 5 s in which nothing was asked take 1 s.</p>` : ''}
      <div class="checks">
        ${checkbox({ label: 'Show provider', isChecked: settings.showProvider, onChange: (showProvider) => this.change({ showProvider }) })}
        ${checkbox({ label: 'Bench mode (only the rows)', isChecked: settings.benchMode, onChange: (benchMode) => this.change({ benchMode }) })}
      </div>`;
  }

  private renderNumber(
    label: string,
    key: 'tickMs' | 'squareSize',
    range: { min: number; max: number },
    unit: string,
    step: number,
  ): TemplateResult {
    return html`<label class="number"
      ><span>${label}</span
      ><input
        type="range"
        min=${range.min}
        max=${range.max}
        step=${step}
        .value=${String(this.settings[key])}
        aria-valuetext="${this.settings[key]} ${unit}"
        @input=${(event: Event) => this.change({ [key]: (event.target as HTMLInputElement).valueAsNumber })}
      /><span class="figure value">${this.settings[key]} ${unit}</span></label
    >`;
  }

  private change(part: Partial<ViewSettings>): void {
    this.dispatchEvent(
      new CustomEvent<ViewSettings>('settings-change', {
        detail: { ...this.settings, ...part },
        bubbles: true,
        composed: true,
      }),
    );
  }

  static override styles = [
    sharedStyles,
    rangeStyles,
    popoverStyles,
    css`
      :host {
        display: inline-block;
      }
      .popover {
        width: 320px;
      }
      label {
        display: grid;
        grid-template-columns: 86px minmax(0, 1fr) 62px;
        align-items: center;
        gap: 8px;
        min-height: 30px;
      }
      label.choice {
        grid-template-columns: 86px minmax(0, 1fr);
      }
      .value {
        text-align: right;
      }
      input {
        width: 100%;
      }
      .note {
        margin: 2px 0 4px;
        font-size: 12px;
      }
      .checks {
        display: flex;
        flex-direction: column;
        gap: 2px;
        margin-top: 6px;
        padding-top: 8px;
        border-top: 1px solid var(--isb-border);
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-settings': IsbSettings;
  }
}
