// Play, pause, jump, scrub, speed and the clock of a replay; while a run is live its elapsed time.

import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { formatClock } from '../../../src/shared/text/format';
import { endIcon, loopIcon, pauseIcon, playIcon, startIcon } from '../kit/icons';
import { replayPlaceText, untimedText } from './replayWords';
import type { RunPlayer } from './runPlayer';
import { fillRange, rangeStyles, sharedStyles } from '../kit/styles';
import { dropdown, iconButton } from '../kit/toolkit';

const speeds = ['0.1', '0.25', '0.5', '1', '2', '5', '10', '25', '100'] as const;

const untimedTitle =
  'Nobody took times of this run. The replay shows its tests in their order at an even pace, which says nothing of how long they took.';

@customElement('isb-timeline')
export class IsbTimeline extends LitElement {
  @property({ attribute: false }) player!: RunPlayer;

  @query('input') private readonly slider?: HTMLInputElement;

  override updated(): void {
    if (this.slider) fillRange(this.slider);
  }

  override render(): unknown {
    const { player } = this;
    if (player.isLive) {
      return html`<div class="live" role="group" aria-label="Run in progress">
        <span class="dot" aria-hidden="true"></span
        ><span class="figure clock" role="timer">${formatClock(player.clock)}</span>
      </div>`;
    }
    const { clock, length } = player;
    const hasLength = length > 0;
    const place = replayPlaceText(player);
    const [now, end] = place.split(' / ');
    const untimed = untimedText(player.state, player);
    return html`<div class="bar" role="group" aria-label="Replay">
      ${iconButton({ icon: startIcon, label: 'To the start', onClick: () => player.seek(0), isDisabled: !hasLength })}
      ${
        player.isPlaying
          ? iconButton({ icon: pauseIcon, label: 'Pause', onClick: () => player.pause() })
          : iconButton({ icon: playIcon, label: 'Play', onClick: () => player.play(), isDisabled: !hasLength })
      }
      ${iconButton({ icon: endIcon, label: 'To the end', onClick: () => player.flash(), isDisabled: !hasLength })}
      <input
        type="range"
        min="0"
        max=${Math.max(1, Math.ceil(length))}
        step="any"
        .value=${String(clock)}
        ?disabled=${!hasLength}
        aria-label="Replay position"
        aria-valuetext=${place.replace(' / ', ' of ')}
        @input=${this.scrubbed}
        @keydown=${this.keyPressed}
      />
      <span class="figure clock">${now}<span class="length"> / ${end}</span></span>
      ${untimed === null ? nothing : html`<span class="muted untimed" title=${untimedTitle}>${untimed}</span>`}
      ${dropdown({
        label: 'Replay speed',
        title: 'Replay speed',
        value: String(player.speed) as (typeof speeds)[number],
        choices: speeds.map((speed) => ({ value: speed, label: `${speed}x` })),
        onChange: (speed) => this.changed({ speed: Number(speed) }),
      })}
      ${iconButton({
        icon: loopIcon,
        label: 'Loop: replay again and again',
        isPressed: player.isLooping,
        onClick: () => this.changed({ isLooping: !player.isLooping }),
      })}
    </div>`;
  }

  private changed(change: { speed?: number; isLooping?: boolean }): void {
    if (change.speed !== undefined) this.player.speed = change.speed;
    if (change.isLooping !== undefined) this.player.isLooping = change.isLooping;
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent('ui-changed', { bubbles: true, composed: true }));
  }

  private scrubbed(event: Event): void {
    this.player.pause();
    this.player.seek((event.target as HTMLInputElement).valueAsNumber);
  }

  /** Moves by a second, or by a test where there are no times; by ten with the Page keys. With `step="any"` a browser alone would move by a hundredth. */
  private keyPressed(event: KeyboardEvent): void {
    const seconds: { [key: string]: number } = {
      ArrowRight: 1,
      ArrowUp: 1,
      ArrowLeft: -1,
      ArrowDown: -1,
      PageUp: 10,
      PageDown: -10,
    };
    const step = seconds[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.player.pause();
    this.player.seek(this.player.clock + step * (this.player.pace ?? 1000));
  }

  static override styles = [
    sharedStyles,
    rangeStyles,
    css`
      :host {
        display: block;
        flex: 1 1 380px;
        min-width: 0;
      }
      .bar,
      .live {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px;
      }
      .live {
        gap: 10px;
      }
      /* Opacity is animated off the main thread, which a live run has better use for. */
      .dot {
        width: 10px;
        height: 10px;
        border-radius: 50%;
        background: var(--isb-running);
        will-change: opacity;
        animation: pulse 1.4s ease-in-out infinite;
      }
      @keyframes pulse {
        50% {
          opacity: 0.3;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .dot {
          animation: none;
        }
      }
      input[type='range'] {
        flex: 1 1 60px;
        min-width: 40px;
        margin: 0 8px;
      }
      .clock {
        min-width: 116px;
        margin-right: 6px;
        text-align: right;
      }
      .live .clock {
        min-width: 0;
      }
      .untimed {
        margin-right: 6px;
      }
      vscode-dropdown {
        min-width: 84px;
        width: 84px;
      }
      /* One line: how long the replay is, the slider tells. */
      @media (max-width: 480px) {
        .bar {
          flex-wrap: nowrap;
        }
        /* To the start and to the end: the slider does that, and so do the buttons above. */
        .bar > vscode-button:nth-of-type(1),
        .bar > vscode-button:nth-of-type(3) {
          display: none;
        }
        .length {
          display: none;
        }
        .clock {
          min-width: 54px;
          margin-right: 2px;
        }
        input[type='range'] {
          margin: 0 4px;
        }
        vscode-dropdown {
          min-width: 68px;
          width: 68px;
        }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-timeline': IsbTimeline;
  }
}
