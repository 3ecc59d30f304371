// One test, read closely: what was asked, answered, expected and got, with its figures. Text is only ever text.

import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { measureFigures } from '../../../src/shared/figures/measureFigures';
import type { TestDetail } from '../../../src/shared/protocols/runPanelProtocol';
import type { ModelState, TestState } from '../../../src/shared/run/runState';
import { notRunWords } from '../../../src/shared/words/notRun';
import { formatScore, modelTitle, verdictGlyphs, inBatchText, noVerdictWord } from '../../../src/shared/words/testText';
import { comparedStyles, renderCompared } from '../test/renderCompared';
import { testAsText } from '../test/testAsText';
import '../kit/isb-copy-button';
import { reviewList, reviewListStyles } from '../test/reviewList';
import type { HostLink } from './hostLink';
import { closeIcon, nextIcon, previousIcon } from '../kit/icons';
import { dialogStyles, sharedStyles, textBlockStyles } from '../kit/styles';
import {
  costFigureOf,
  durationFigures,
  missingWord,
  rateFigureOf,
  renderTestFigures,
  tokensFigureOf,
} from '../test/testFigures';
import { renderError, renderPrompt, renderReason, renderText, testTextStyles } from '../test/testTexts';
import { testModalStyles } from './testModalStyles';
import { button, iconButton, progressRing } from '../kit/toolkit';
import { messageOf } from '../../../src/shared/text/messageOf';
import { throughVsCodeBadge } from '../kit/throughVsCodeBadge';

type Loading =
  | { phase: 'loading' }
  | { phase: 'failed'; message: string }
  | { phase: 'loaded'; detail: TestDetail }
  | { phase: 'notRun' };

@customElement('isb-test-modal')
export class IsbTestModal extends LitElement {
  @property({ attribute: false }) link!: HostLink;
  @property({ attribute: false }) model: ModelState | null = null;
  @property({ attribute: false }) test: TestState | null = null;
  /** The test's own. */
  @state() private testType = '';
  /** The name of the test, `#20 trial 2/3`. */
  @state() private name = '';
  /** `row 7 of cases.csv` */
  @state() private row: string | null = null;
  /** Whether the tests of the run differ in their types. */
  @property({ type: Boolean }) isMixed = false;
  /** Not for what an imported report holds: it has no files to open. */
  @property({ type: Boolean }) hasFiles = true;

  @state() private content: Loading = { phase: 'loading' };

  @query('dialog') private readonly dialog!: HTMLDialogElement;
  private shownKey = '';
  private isPressOnBackdrop = false;

  /** Shows a test; opens the modal when it was closed. `row` says which row of which data file its prompt is. */
  show(
    model: ModelState,
    test: TestState,
    { testType, name, row }: { testType: string; name: string; row: string | null },
  ): void {
    this.name = name;
    this.row = row;
    this.testType = testType;
    this.model = model;
    this.test = test;
    void this.updateComplete.then(() => {
      if (!this.dialog.open) this.dialog.showModal();
    });
    const key = `${model.model}#${test.index}#${test.phase}#${test.verdict}#${test.notRun?.kind ?? ''}`;
    if (key === this.shownKey) return;
    this.shownKey = key;
    if (test.phase === 'finished') void this.load(model, test, key);
    else this.content = { phase: 'notRun' };
  }

  close(): void {
    this.dialog.close();
  }

  private async load(model: ModelState, test: TestState, key: string): Promise<void> {
    this.content = { phase: 'loading' };
    let content: Loading;
    try {
      const reply = await this.link.request({ type: 'testDetail', model: model.model, index: test.index });
      content = { phase: 'loaded', detail: reply.detail };
    } catch (error) {
      content = { phase: 'failed', message: messageOf(error) };
    }
    // The user may have gone on to another test meanwhile.
    if (key === this.shownKey) this.content = content;
  }

  override render(): unknown {
    const { model, test } = this;
    return html`<dialog
      aria-labelledby="title"
      @close=${this.closed}
      @keydown=${this.keyPressed}
      @pointerdown=${(event: PointerEvent) => (this.isPressOnBackdrop = event.target === this.dialog)}
      @click=${this.clicked}
    >
      ${
        model && test
          ? html`<div class="sheet" tabindex="-1" autofocus>
              ${this.renderHeader(model, test)}
              <div class="body">${reviewList(test)}${this.renderFigures(model, test)}${this.renderContent()}</div>
              ${this.renderFooter()}
            </div>`
          : nothing
      }
    </dialog>`;
  }

  private renderHeader(model: ModelState, test: TestState): TemplateResult {
    const verdict = test.verdict;
    const mark = verdict === 'not_run' ? (test.notRun ? '–' : '·') : verdictGlyphs[verdict];
    const word = verdict === 'not_run' ? noVerdictWord(test) : verdict.toUpperCase();
    return html`<header role="none">
      <span class="mark ${verdict}" aria-hidden="true">${mark}</span>
      <h2 id="title" class="ellipsis">
        ${this.name} ${modelTitle(model)}
        <span class="muted">(${model.providerLabel})${this.row === null ? nothing : ` ${this.row}`}</span>
      </h2>
      <span class="verdict ${verdict}">${word}</span>
      ${!this.isMixed ? nothing : html`<span class="badge" title="What is judged and how">${this.testType}</span>`}
      ${model.isSimulated ? html`<span class="badge simulated" title="No model was asked. All of this is made up by the simulated model API.">simulated</span>` : nothing}
      ${throughVsCodeBadge(model)}
      <span class="spacer"></span>
      ${iconButton({ icon: closeIcon, label: 'Close', onClick: () => this.close() })}
    </header>`;
  }

  private renderFigures(model: ModelState, test: TestState): unknown {
    if (test.phase !== 'finished') return nothing;
    const result = this.content.phase === 'loaded' ? this.content.detail.result : null;
    const measured = {
      timings: result?.timings ?? test.timings,
      tokens: result?.tokens ?? test.tokens,
      cost: result?.cost ?? test.cost,
    };
    const attempts = result?.attempts ?? 1;
    const score = result?.score ?? test.score;
    return renderTestFigures(
      [
        ...(score === null || Object.keys(result?.measures ?? {}).length === 0
          ? []
          : [
              {
                name: 'score',
                value: formatScore(score),
                definition:
                  'From 0 to 1: how right the answer is. The palest squares are those nearest to the other verdict.',
              },
            ]),
        ...measureFigures(result?.measures),
        rateFigureOf(measured),
        ...durationFigures(measured, ['ttft', 'total', 'load', 'queue', 'retry', 'evaluation']),
        tokensFigureOf(measured),
        costFigureOf(model, measured),
        ...(attempts > 1
          ? [{ name: 'attempts', value: String(attempts), definition: 'Requests made until one was answered.' }]
          : []),
      ],
      result ? missingWord(result) : 'n/a',
    );
  }

  private renderContent(): unknown {
    const { content } = this;
    switch (content.phase) {
      case 'loading':
        return html`<div class="state">${progressRing('Loading the test')}</div>`;
      case 'failed':
        return html`<div class="callout" role="alert"><b>The test could not be loaded.</b> ${content.message}</div>`;
      case 'notRun':
        return this.test?.notRun
          ? html`<div class="callout" role="note">
              <b>Not run: ${notRunWords[this.test.notRun.kind]}.</b> ${this.test.notRun.message}
            </div>`
          : html`<div class="state muted">
              ${this.test?.phase === 'submitted' ? inBatchText : 'This test has no answer yet.'}
            </div>`;
      case 'loaded':
        return this.renderDetail(content.detail);
    }
  }

  private renderDetail({ result, values }: TestDetail): TemplateResult {
    return html`${renderError(result.error)} ${renderReason({ ...result, testType: this.testType })}
      ${
        this.hasFiles && (result.images?.length ?? 0) > 0
          ? html`<p class="reason picture">
              ${button({ label: 'Show the Picture', onClick: () => this.open('openTestPage'), isPrimary: true })}
              <span class="muted">on the test page, with what was to be found and what was found</span>
            </p>`
          : nothing
      }
      <div class="texts long">
        ${renderPrompt(result.prompt, values)} ${renderText('Model response', result.response, 'tall')}
      </div>
      <div class="compared">${renderCompared({ ...result, testType: this.testType })}</div>
      ${result.reasoning ? html`<div class="texts one">${renderText('Reasoning', result.reasoning, 'tall')}</div>` : nothing}`;
  }

  private renderFooter(): TemplateResult {
    const detail = this.content.phase === 'loaded' ? this.content.detail : null;
    const open = (type: 'openTestPage' | 'openTranscript' | 'openResult') => () => this.open(type);
    return html`<footer role="none">
      ${
        this.hasFiles
          ? html`${button({ label: 'Open Test Page', onClick: open('openTestPage'), isPrimary: true, isDisabled: !detail })}
            ${button({ label: 'Open Transcript', onClick: open('openTranscript'), isDisabled: !detail?.hasTranscript })}
            ${button({ label: 'Open Result JSON', onClick: open('openResult'), isDisabled: !detail })}`
          : nothing
      }
      <isb-copy-button
        hint="Prompt, response, expected and got as text"
        .isDisabled=${!detail}
        .subject=${detail}
        .text=${() => detail && testAsText(this.name, this.model!, this.testType, detail.result)}
        @copy-text=${(event: CustomEvent<{ text: string }>) => this.link.post({ type: 'copyText', text: event.detail.text })}
      ></isb-copy-button>
      <span class="spacer"></span>
      ${iconButton({ icon: previousIcon, label: 'Previous test of this model (Left)', onClick: () => this.move('ArrowLeft') })}
      ${iconButton({ icon: nextIcon, label: 'Next test of this model (Right)', onClick: () => this.move('ArrowRight') })}
      ${button({ label: 'Close', name: 'Close (Cancel)', title: 'Cancel (Escape)', onClick: () => this.close() })}
    </footer>`;
  }

  private open(type: 'openTestPage' | 'openTranscript' | 'openResult'): void {
    if (this.model && this.test) this.link.post({ type, model: this.model.model, index: this.test.index });
  }

  private move(key: string): void {
    this.dispatchEvent(new CustomEvent('modal-move', { detail: { key } }));
  }

  private keyPressed(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !event.key.startsWith('Arrow')) return;
    // In a scrolled text up and down scroll it; left and right always change the test.
    const isInText = event.composedPath().some((target) => target instanceof HTMLElement && target.matches('pre'));
    if (isInText && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) return;
    event.preventDefault();
    this.move(event.key);
  }

  private clicked(event: MouseEvent): void {
    // Both press and release on the backdrop: selecting text and letting go outside must not close.
    if (event.target === this.dialog && this.isPressOnBackdrop) this.close();
  }

  private closed(): void {
    this.shownKey = '';
    this.dispatchEvent(new CustomEvent('modal-closed'));
  }

  static override styles = [
    sharedStyles,
    dialogStyles,
    textBlockStyles,
    testTextStyles,
    comparedStyles,
    reviewListStyles,
    testModalStyles,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-test-modal': IsbTestModal;
  }
}
