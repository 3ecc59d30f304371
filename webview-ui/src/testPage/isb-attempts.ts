// Every attempt of a test: where its time went, the request as sent, the response chunk by chunk, what failed and how long was waited.

import { html, LitElement, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { shownText } from '../kit/shownText';
import { formatCount, formatDuration, formatSize } from '../../../src/shared/text/format';
import type { ChatMessage, RecordedAttempt, TestTranscript } from '../../../src/shared/results/testResult';
import { errorKindWords, inOnePiece, notTaken } from '../../../src/shared/words/testText';
import { attemptPhases, chunkWords, timeScale } from './attemptPhases';
import { attemptStyles } from './attemptStyles';
import { sharedStyles, textBlockStyles } from '../kit/styles';
import { renderError } from '../test/testTexts';
import { button } from '../kit/toolkit';
import { tokenSourceNotes } from '../../../src/shared/words/tokenSourceNotes';
import { counted } from '../../../src/shared/text/counted';

/** Chunks listed before somebody asks for all: a long answer has thousands. */
const firstChunks = 200;
/** Width of the drawing that the time bar is stretched from. */
const barWidth = 1000;

@customElement('isb-attempts')
export class IsbAttempts extends LitElement {
  @property({ attribute: false }) transcript: TestTranscript | null = null;

  /** Attempts whose every chunk is listed. */
  @state() private unfolded: ReadonlySet<RecordedAttempt> = new Set();
  @state() private opened: ReadonlySet<RecordedAttempt> = new Set();

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('transcript')) return;
    this.unfolded = new Set();
    const last = this.transcript?.attempts.at(-1);
    this.opened = new Set(last ? [last] : []);
  }

  override render(): unknown {
    const { transcript } = this;
    if (!transcript) return nothing;
    const earlier = transcript.earlier ?? [];
    return html`${earlier.map(
      ({ attempts }, place) =>
        html`<h2>Earlier, time ${place + 1}: asked again afterwards because it had ended in error</h2>
          ${attempts.map((attempt) => this.renderAttempt(attempt))}`,
    )}
    ${earlier.length > 0 ? html`<h2>The last time</h2>` : html`<h2>${transcript.attempts.length > 1 ? 'Attempts' : 'Request and response'}</h2>`}
    ${transcript.attempts.length === 0 ? html`<p class="muted">The conversation with the model was not recorded.</p>` : transcript.attempts.map((attempt) => this.renderAttempt(attempt))}`;
  }

  private renderAttempt(attempt: RecordedAttempt): TemplateResult {
    const { response, chunks, error, retryInMs } = attempt;
    const isOpen = this.opened.has(attempt);
    const facts = [
      formatDuration(attempt.times.endedAt - attempt.times.dispatchedAt),
      ...(error ? [`${errorKindWords[error.kind]}${error.status === undefined ? '' : `, HTTP ${error.status}`}`] : []),
      ...(chunks.length > 0 ? [counted(chunks.length, 'chunk')] : []),
      ...(attempt.inFlight === undefined ? [] : [`${formatCount(attempt.inFlight)} in flight`]),
      ...(attempt.lateness === undefined ? [] : [`clock late by ${formatDuration(attempt.lateness)} at most`]),
      ...(response?.finishReason ? [`finish reason ${response.finishReason}`] : []),
      ...(retryInMs === undefined ? [] : [`next attempt after ${formatDuration(retryInMs)}`]),
    ];
    return html`<details .open=${isOpen} @toggle=${(event: Event) => this.toggled(attempt, event)}>
      <summary>
        <b>Attempt ${attempt.attempt}</b>
        <span
          class="muted"
          title=${attempt.inFlight === undefined ? nothing : 'In flight: requests of the run under way when this one was sent, itself included.'}
          >${facts.join(' · ')}</span
        >
      </summary>
      ${
        isOpen
          ? html`<div class="attempt">
              ${renderTimeBar(attempt)} ${renderError(error)}
              <div class="sides">
                <section aria-label="Request">${renderRequest(attempt)}</section>
                <section aria-label="Response">
                  ${
                    response
                      ? this.renderResponse(attempt)
                      : html`<h3>Response</h3>
                          <p class="muted">None.</p>`
                  }
                </section>
              </div>
            </div>`
          : nothing
      }
    </details>`;
  }

  private renderResponse(attempt: RecordedAttempt): TemplateResult {
    const response = attempt.response!;
    const { tokens, serverTimings } = response;
    const facts: [string, string | null][] = [
      ['model', response.model],
      ['system fingerprint', response.systemFingerprint ?? null],
      ['came', response.isWhole ? inOnePiece : null],
      ['id', response.id],
      ['finish reason', response.finishReason],
      [
        'tokens',
        tokens.input === null && tokens.output === null
          ? null
          : `${formatCount(tokens.input)} in, ${formatCount(tokens.output)} out (${tokenSourceNotes[tokens.source] ?? 'as the API counts'})`,
      ],
      ...(tokens.cached === null ? [] : [['cached', formatCount(tokens.cached)] as [string, string]]),
      ...(tokens.reasoning === null ? [] : [['reasoning', formatCount(tokens.reasoning)] as [string, string]]),
      ...Object.entries(serverTimings ?? {}).map(([name, ms]): [string, string] => [
        `server: ${name}`,
        formatDuration(typeof ms === 'number' ? ms : null),
      ]),
      ...Object.entries(response.headers),
    ];
    return html`<h3>Response</h3>
      <pre class="message" tabindex="0">${response.text === '' ? 'empty' : shownText(response.text)}</pre>
      ${
        response.reasoning === ''
          ? nothing
          : html`<h3>Reasoning</h3>
              <pre class="message" tabindex="0">${shownText(response.reasoning)}</pre>`
      }
      ${renderFacts(facts.filter(([, value]) => value !== null))} ${this.renderChunks(attempt)}`;
  }

  private renderChunks(attempt: RecordedAttempt): unknown {
    if (attempt.chunks.length === 0) return nothing;
    const all = chunkWords(attempt);
    const shown = this.unfolded.has(attempt) ? all : all.slice(0, firstChunks);
    return html`<h3>Chunk by chunk</h3>
      <div class="chunks scrolls" tabindex="0" role="region" aria-label="Chunks of the response">
        <table>
          <thead>
            <tr>
              <th scope="col" class="number">#</th>
              <th scope="col" class="number" title="Since dispatch of the request">after</th>
              <th scope="col" class="number" title="Since the chunk before">gap</th>
              <th scope="col">text</th>
            </tr>
          </thead>
          <tbody>
            ${shown.map(
              ({ t, kind, text }, place) =>
                html`<tr class=${kind}>
                  <td class="number muted">${place + 1}</td>
                  <td class="number">${t.toFixed(1)} ms</td>
                  <td class="number muted">${place === 0 ? '' : `${(t - all[place - 1]!.t).toFixed(1)} ms`}</td>
                  <td class="words">${renderWords(kind, text)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
        ${
          shown.length < all.length
            ? button({
                label: `Show All ${formatCount(all.length)} Chunks`,
                onClick: ({ currentTarget }) => {
                  // The button goes: what it showed has the focus.
                  (currentTarget as HTMLElement).closest<HTMLElement>('.chunks')?.focus();
                  this.unfolded = new Set([...this.unfolded, attempt]);
                },
              })
            : nothing
        }
      </div>`;
  }

  private toggled(attempt: RecordedAttempt, event: Event): void {
    const isOpen = (event.target as HTMLDetailsElement).open;
    if (isOpen === this.opened.has(attempt)) return;
    const opened = new Set(this.opened);
    if (isOpen) opened.add(attempt);
    else opened.delete(attempt);
    this.opened = opened;
  }

  static override styles = [sharedStyles, textBlockStyles, attemptStyles];
}

/** Where the time went, to scale, with a line for each chunk; the words below say the same without color. */
function renderTimeBar(attempt: RecordedAttempt): unknown {
  const phases = attemptPhases(attempt);
  const length = phases.at(-1)?.end ?? 0;
  if (length <= 0) return nothing;
  const { placeOf, brokenAt } = timeScale(phases);
  const x = (ms: number): number => Math.round(placeOf(ms) * barWidth * 10) / 10;
  const dispatched = attempt.times.dispatchedAt - attempt.times.queuedAt;
  const ticks = attempt.chunks.length > 1 ? attempt.chunks.map(({ t }) => `M${x(dispatched + t)} 0V4`).join('') : '';
  return html`<div class="time">
    <svg
      class="bar"
      viewBox="0 0 ${barWidth} 16"
      preserveAspectRatio="none"
      role="img"
      aria-label="Where the time of attempt ${attempt.attempt} went"
    >
      ${phases.map(({ phase, start, end }) => svg`<rect class=${phase} x=${x(start)} y="4" width=${Math.max(1, x(end) - x(start))} height="12"></rect>`)}
      ${svg`<path class="ticks" d=${ticks} vector-effect="non-scaling-stroke"></path>`}
      ${brokenAt === null ? nothing : svg`<path class="break" d="M${brokenAt * barWidth - 8} 16l8 -12h8l-8 12z"></path>`}
    </svg>
    <ul>
      ${phases.map(({ phase, word, definition, start, end }) => html`<li title=${definition}><i class=${phase} aria-hidden="true"></i>${word} <span class="figure">${formatDuration(end - start)}${brokenAt !== null && phase === 'queue' ? ', not to scale' : ''}</span></li>`)}
    </ul>
  </div>`;
}

function renderRequest({ request }: RecordedAttempt): TemplateResult {
  const parameters = Object.entries(request.parameters).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const leftOut: [string, string][] = request.refused ? [[notTaken, request.refused.join(', ')]] : [];
  return html`<h3>Request</h3>
    ${request.messages.map(
      (message: ChatMessage) =>
        html`<div class="role muted">${message.role}</div>
          ${renderSentImages(message)}
          <pre class="message" tabindex="0">${shownText(message.content)}</pre>`,
    )}
    ${renderFacts([['sent to', request.url], ['model', request.model], ...parameters, ...leftOut])}`;
}

/** The pictures that went with a message: the bytes sent, as they are kept in the run folder. */
function renderSentImages({ images = [] }: ChatMessage): unknown {
  if (images.length === 0) return nothing;
  return html`<ul class="images" aria-label="Pictures sent">
    ${images.map(({ file, width, height, mediaType, bytes, sha256 }) => html`<li title="SHA-256 ${sha256}"><span class="file">${file}</span> <span class="muted figure">${width} × ${height} px · ${mediaType} · ${formatSize(bytes)}</span></li>`)}
  </ul>`;
}

function renderFacts(facts: readonly (readonly [string, string | null])[]): unknown {
  if (facts.length === 0) return nothing;
  return html`<dl class="facts">
    ${facts.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

/** Blanks of the template would be shown, so the cell holds nothing else. */
function renderWords(kind: 'reasoning' | 'answer', text: string): unknown {
  return kind === 'reasoning' ? [html`<span class="muted">reasoning: </span>`, visibleText(text)] : visibleText(text);
}

/** Line breaks and blanks at the ends are what a chunk often is: they are shown as signs. */
function visibleText(text: string): string {
  return text.replaceAll('\n', '⏎').replaceAll('\t', '⇥').replace(/^ | $/g, '·');
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-attempts': IsbAttempts;
  }
}
