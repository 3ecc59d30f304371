// The compare page: runs against a base. First what was not equal, then each model's figures and prompts; two clicks lead to the answers.
// The host compares; the page shows, and says what is to be compared with what.

import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { assertNever } from '../../../src/shared/text/assertNever';
import type {
  CompareHostMessage,
  CompareMessage,
  ComparedSide,
  ShownComparison,
  ShownDifference,
} from '../../../src/shared/protocols/compareProtocol';
import { compareStyles } from './compareStyles';
import { baseModels, renderJudging, renderNotEqual, renderPairing } from './comparisonParts';
import { renderGlance } from './renderGlance';
import { comparedModelName, nothingInCommon, sideFacts, sideName } from './differenceWords';
import '../kit/isb-failure';
import type { FigureOrder } from '../kit/figureOrder';
import { sortHeadStyles } from '../kit/sortedRows';
import type { HostChannel } from '../kit/hostChannel';
import './isb-compared-answers';
import type { AnswersContent } from './isb-compared-answers';
import './isb-compared-model';
import { linkStyles } from '../kit/linkStyles';
import { movedPrompt, movedTrial, openedPrompt, testsAt, type PromptPlace } from './openedPrompt';
import { pageStyles } from '../kit/pageStyles';
import { calloutStyles, sharedStyles } from '../kit/styles';
import { button, dropdown, progressRing } from '../kit/toolkit';

@customElement('isb-compare')
export class IsbCompare extends LitElement {
  @state() private comparison: ShownComparison | null = null;
  /** How far comparing is; null when it is done. */
  @state() private step: string | null = 'Comparing';
  /** Why there is nothing to show. */
  @state() private problem: string | null = null;
  @state() private failure: string | null = null;
  @state() private opened: PromptPlace | null = null;
  /** Of the models at a glance; null for that of the base. */
  @state() private order: FigureOrder | null = null;
  @state() private answers: AnswersContent = { phase: 'loading' };

  private channel: HostChannel<CompareHostMessage, CompareMessage> | null = null;
  private lastRequest = 0;

  connect(channel: HostChannel<CompareHostMessage, CompareMessage>): void {
    this.channel = channel;
    channel.listen((message) => this.receive(message));
    channel.post({ type: 'ready' });
  }

  private receive(message: CompareHostMessage): void {
    switch (message.type) {
      case 'comparing':
        this.step = message.step;
        this.problem = null;
        this.opened = null;
        return;
      case 'compared':
        this.comparison = message.comparison;
        this.step = null;
        this.problem = null;
        this.failure = null;
        this.opened = null;
        this.channel?.saveState(message.keep);
        return;
      case 'notCompared':
        this.problem = message.message;
        this.step = null;
        return;
      case 'answersRead':
        if (message.id === this.lastRequest) this.answers = { phase: 'loaded', answers: message.answers };
        return;
      case 'answersFailed':
        if (message.id === this.lastRequest) this.answers = { phase: 'failed', message: message.message };
        return;
      case 'failed':
        this.failure = message.message;
        return;
      default:
        assertNever(message);
    }
  }

  override render(): unknown {
    const { comparison, opened } = this;
    return html`<div class="page">
        <isb-failure .message=${this.failure} @dismiss=${() => (this.failure = null)}></isb-failure>
        ${comparison ? this.renderHeader(comparison) : nothing} ${this.renderBody()}
      </div>
      <isb-compared-answers
        .prompt=${comparison && opened ? openedPrompt(comparison, opened) : null}
        .content=${this.answers}
        @answers-move=${(event: CustomEvent<number>) => this.move(movedPrompt, event.detail)}
        @trial-move=${(event: CustomEvent<number>) => this.move(movedTrial, event.detail)}
        @answers-pages=${this.openPages}
        @answers-closed=${() => (this.opened = null)}
      ></isb-compared-answers>`;
  }

  private renderHeader(comparison: ShownComparison): TemplateResult {
    const { sides } = comparison;
    const isBusy = this.step !== null;
    return html`<header>
      <div class="title">
        <h1>Compare: ${[...new Set(sides.map((side) => oneLine(side.benchmarkName)))].join(', ')}</h1>
        ${
          sides.some((side) => side.models.some((model) => model.isSimulated))
            ? html`<span class="badge simulated" title="Models with this mark do not exist. Their figures are made up."
                >simulated</span
              >`
            : nothing
        }
        <span class="spacer"></span>
        ${sides.length === 2 ? button({ label: 'Swap Base', title: 'Hold the first run against the second', isDisabled: isBusy, onClick: () => this.change([sides[1]!, sides[0]!]) }) : nothing}
        ${button({ label: 'Add Run…', title: 'Hold another run against the base', isDisabled: isBusy, onClick: () => this.channel?.post({ type: 'addRun' }) })}
      </div>
      <ul class="sides" aria-label="Compared runs, the base first">
        ${sides.map((_, position) => this.renderSide(comparison, position, isBusy))}
      </ul>
    </header>`;
  }

  private renderSide({ sides }: ShownComparison, position: number, isBusy: boolean): TemplateResult {
    const side = sides[position]!;
    const others = sides.filter((_, at) => at !== position);
    return html`<li>
      <span class="badge role" title=${position === 0 ? 'What the others are compared with' : 'Compared with the base'}
        >${sideName(position, sides.length)}</span
      >
      <button
        class="link ellipsis"
        title="Open ${side.folderName}"
        @click=${() => this.channel?.post({ type: 'openRun', run: side.run })}
      >
        ${side.folderName}
      </button>
      <span class="muted facts ellipsis">${sideFacts(side)}</span>
      ${dropdown({
        label: `Models of ${sideName(position, sides.length)}`,
        title: 'Compare each model with itself, or choose one and compare it with a model of the other run',
        value: side.model ?? '',
        choices: [
          { value: '', label: 'every model' },
          ...side.models.map(({ model, title }) => ({ value: model, label: title })),
        ],
        onChange: (model) =>
          this.change(
            sides.map((one, at) => (at === position ? { run: one.run, ...(model === '' ? {} : { model }) } : one)),
          ),
      })}
      ${
        position > 0 && sides.length > 2
          ? html`${button({ label: 'Make Base', isDisabled: isBusy, onClick: () => this.change([side, ...others]) })}
            ${button({ label: 'Remove', isDisabled: isBusy, onClick: () => this.change(others) })}`
          : nothing
      }
      ${side.problems.map((problem) => html`<span class="error problem">! ${problem}</span>`)}
    </li>`;
  }

  private renderBody(): unknown {
    const { comparison } = this;
    if (this.step !== null)
      return html`<div class="center">
        ${progressRing(this.step)} <span class="muted" role="status">${this.step}…</span>
      </div>`;
    if (this.problem !== null)
      return html`<main class="center">
        <div class="empty">
          <h1>Nothing to compare</h1>
          <p class="muted" role="alert">${this.problem}</p>
        </div>
      </main>`;
    if (!comparison) return nothing;
    const { sides, differences } = comparison;
    return html`<main>
      <div class="columns">
        ${differences.map(
          (difference, at) =>
            html`<section aria-label="${sideName(at + 1, sides.length)} against base">
              ${differences.length > 1 ? html`<h2>${sideName(at + 1, sides.length)} <span class="muted">${sides[at + 1]!.folderName}</span></h2>` : nothing}
              ${renderNotEqual(difference)} ${renderJudging(difference)} ${renderNothing(difference)}
              ${renderPairing(difference)}
            </section>`,
        )}
      </div>
      ${renderGlance(comparison, { now: this.order, change: (order) => (this.order = order) }, (key) => this.goTo(key))}
      ${baseModels(differences).map((base) => this.renderModel(comparison, base))}
    </main>`;
  }

  /** One model of the base, a column for each run that is held against it. */
  private renderModel({ sides, differences }: ShownComparison, base: string): TemplateResult {
    const found = differences.flatMap((difference, at) =>
      difference.models.flatMap((model, place) => (model.base === base ? [{ difference, at, model, place }] : [])),
    );
    const first = found[0]!;
    return html`<section class="model" id=${base}>
      <h2 tabindex="-1">${comparedModelName(sides[0]!, sides[first.at + 1]!, first.model)}</h2>
      <div class="columns">
        ${found.map(({ difference, at, model, place }) => {
          const name = comparedModelName(sides[0]!, sides[at + 1]!, model);
          return html`<div>
            ${differences.length > 1 ? html`<h3>${sideName(at + 1, sides.length)}${model.base === model.other ? nothing : html`: ${name}`}</h3>` : nothing}
            <isb-compared-model
              .difference=${difference}
              .model=${model}
              .name=${name}
              .otherName=${sideName(at + 1, sides.length)}
              @prompt-open=${(event: CustomEvent<{ position: number }>) => this.show({ difference: at, model: place, position: event.detail.position, trial: 0 })}
            ></isb-compared-model>
          </div>`;
        })}
      </div>
    </section>`;
  }

  private change(sides: readonly ComparedSide[]): void {
    this.channel?.post({
      type: 'changeSides',
      sides: sides.map(({ run, model }) => ({ run, ...(model === undefined ? {} : { model }) })),
    });
  }

  private show(place: PromptPlace): void {
    if (!this.comparison) return;
    this.opened = place;
    this.answers = { phase: 'loading' };
    this.lastRequest += 1;
    this.channel?.post({ type: 'readAnswers', id: this.lastRequest, tests: testsAt(this.comparison, place) });
  }

  private move(to: typeof movedPrompt, step: number): void {
    const place = this.comparison && this.opened ? to(this.comparison, this.opened, step) : null;
    if (place) this.show(place);
  }

  private openPages(): void {
    if (this.comparison && this.opened)
      this.channel?.post({ type: 'openTests', tests: testsAt(this.comparison, this.opened) });
  }

  private goTo(base: string): void {
    const section = [...this.renderRoot.querySelectorAll<HTMLElement>('section.model')].find((one) => one.id === base);
    section?.scrollIntoView({ block: 'start' });
    section?.querySelector('h2')?.focus({ preventScroll: true });
  }

  static override styles = [sharedStyles, pageStyles, calloutStyles, linkStyles, sortHeadStyles, compareStyles];
}

function renderNothing(difference: ShownDifference): unknown {
  const said = nothingInCommon(difference);
  return said ? html`<div class="callout" role="alert"><b>${said.what}</b> ${said.todo}</div>` : nothing;
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-compare': IsbCompare;
  }
}
