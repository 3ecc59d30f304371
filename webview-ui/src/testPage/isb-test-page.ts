// The test page: one test with all that is kept of it, its pictures, every attempt, and the same test of the other models.
// It shows what the host sends and asks for the rest; it knows no files.

import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { shownText } from '../kit/shownText';
import { assertNever } from '../../../src/shared/text/assertNever';
import { formatCount } from '../../../src/shared/text/format';
import type {
  ShownTest,
  TestPageHostMessage,
  TestPageMessage,
  TestPart,
  TestReference,
} from '../../../src/shared/protocols/testPageProtocol';
import { notRunWords } from '../../../src/shared/words/notRun';
import { kindHelp } from '../../../src/shared/words/testKinds';
import { verdictGlyphs } from '../../../src/shared/words/testText';
import { comparedStyles, renderCompared } from '../test/renderCompared';
import '../kit/isb-failure';
import './isb-attempts';
import '../picture/isb-picture';
import './isb-same-test';
import type { HostChannel } from '../kit/hostChannel';
import { nextIcon, previousIcon } from '../kit/icons';
import { renderImages, renderMeasures, renderReading } from '../test/imageTestParts';
import { linkStyles } from '../kit/linkStyles';
import { renderEvaluation } from '../test/renderEvaluation';
import { endKept, endKeptStyles } from '../kit/endKept';
import { sharedStyles, textBlockStyles } from '../kit/styles';
import { durationFigures, missingWord, rateFigureOf, renderTestFigures } from '../test/testFigures';
import { reviewListStyles } from '../test/reviewList';
import { renderReviews } from './renderReviews';
import { testPageStyles } from './testPageStyles';
import { testSummary } from './testSummary';
import { beforePrompt, renderError, renderPrompt, renderReason, renderText, testTextStyles } from '../test/testTexts';
import { button, iconButton, progressRing } from '../kit/toolkit';
import { throughVsCodeBadge } from '../kit/throughVsCodeBadge';
import '../kit/isb-copy-button';
import { testAsText } from '../test/testAsText';

@customElement('isb-test-page')
export class IsbTestPage extends LitElement {
  @state() private test: ShownTest | null = null;
  @state() private failure: string | null = null;
  /** The words of a picture that could not be loaded are shown in its place; the links to it go. */
  @state() private hasResultImage = false;

  @query('.page') private readonly page!: HTMLElement | null;

  private channel: HostChannel<TestPageHostMessage, TestPageMessage> | null = null;
  private stopListening: (() => void) | null = null;

  connect(channel: HostChannel<TestPageHostMessage, TestPageMessage>): void {
    this.channel = channel;
    this.stopListening?.();
    this.stopListening = channel.listen((message) => this.receive(message));
    channel.post({ type: 'ready' });
  }

  private receive(message: TestPageHostMessage): void {
    switch (message.type) {
      case 'testShown': {
        const isOther = this.test?.model.model !== message.test.model.model || this.test.index !== message.test.index;
        this.test = message.test;
        this.failure = null;
        this.channel?.saveState(message.keep);
        if (!isOther) return;
        this.hasResultImage = message.test.imageUrls.resultImage !== null;
        return;
      }
      case 'failed':
        this.failure = message.message;
        return;
      default:
        assertNever(message);
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.keyPressed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.keyPressed);
  }

  override render(): unknown {
    const { test } = this;
    return html`<div class="page">
      <isb-failure .message=${this.failure} @dismiss=${() => (this.failure = null)}></isb-failure>
      ${
        test
          ? html`${this.renderHeader(test)}
              <main>${this.renderBody(test)}</main>`
          : this.failure === null
            ? html`<div class="state">${progressRing('Loading the test')}</div>`
            : nothing
      }
    </div>`;
  }

  private renderHeader(test: ShownTest): TemplateResult {
    const { neighbors, inList } = test;
    const { previous, next } = neighbors;
    const among = inList ? 'in the list' : 'of this model';
    return html`<section class="header" aria-label="This test">
      <nav class="crumbs" aria-label="Where this test is">
        <button
          class="link ellipsis"
          title="Open the run ${test.run.runId}"
          @click=${() => this.post({ type: 'openRun' })}
        >
          ${oneLine(test.run.runId)}
        </button>
        <span class="muted" aria-hidden="true">›</span>
        <span class="ellipsis" title=${oneLine(test.model.model)}>${endKept(oneLine(test.model.model))}</span>
        <span class="muted" aria-hidden="true">›</span>
        <h1 class="ellipsis" title=${oneLine(test.label)}>
          ${test.name} <span class="muted">${test.testType}${test.row === null ? nothing : `, ${test.row}`}</span>
        </h1>
      </nav>
      <div class="steps">
        ${inList ? html`<span class="muted figure" title="Its place in the list of tests that you came from">${formatCount(inList.at)} of ${formatCount(inList.of)}</span>` : nothing}
        ${iconButton({ icon: previousIcon, label: `Previous test ${among} (Left)`, isDisabled: !previous, onClick: () => this.show(previous) })}
        ${iconButton({ icon: nextIcon, label: `Next test ${among} (Right)`, isDisabled: !next, onClick: () => this.show(next) })}
      </div>
    </section>`;
  }

  private renderBody(test: ShownTest): TemplateResult {
    const { detail } = test;
    if (!detail) {
      return html`<div class="callout">
          ${test.notRun ? html`<b>Not run: ${notRunWords[test.notRun.kind]}.</b> ${test.notRun.message}` : test.run.status === 'cancelled' ? html`<b>Not run: ${notRunWords.cancelled}.</b> ${kindHelp.cancelled}` : noResultText(test.run.status)}
        </div>
        ${this.hasResultImage ? this.renderResultImage(test) : nothing} ${this.renderSameTest(test)}`;
    }
    const measured = { timings: detail.timings ?? null, tokens: detail.tokens ?? null, cost: detail.cost ?? null };
    return html`${this.renderSummary(test)} ${this.renderLinks(test)} ${renderError(detail.error)}
      ${renderReason({ ...detail, testType: test.testType })}
      <h2 class="visually-hidden">Prompt and answer</h2>
      ${this.renderPictures(test)}
      ${renderReviews(test, (act) => this.post({ type: 'review', act, model: test.model.model, index: test.index }))}
      ${renderTestFigures([rateFigureOf(measured), ...durationFigures(measured, ['ttft', 'ttfa', 'load', 'queue', 'retry', 'evaluation'])], missingWord(detail))}
      ${this.renderSameTest(test)}
      ${
        detail.reasoning
          ? html`<details class="part">
              <summary>Reasoning</summary>
              <pre tabindex="0">${shownText(detail.reasoning)}</pre>
            </details>`
          : nothing
      }
      ${test.transcript ? html`<isb-attempts .transcript=${test.transcript}></isb-attempts>` : html`<p class="muted part">The conversation with the model was not recorded.</p>`}
      ${renderEvaluation(test.transcript?.evaluation ?? null, detail.verdict, detail.rescores ?? [])}`;
  }

  private renderSummary(test: ShownTest): TemplateResult {
    const verdict = test.detail!.verdict;
    const parts = testSummary(test);
    return html`<div class="summary">
      <span class="mark ${verdict}" aria-hidden="true">${verdictGlyphs[verdict]}</span>
      <span class="verdict ${verdict}">${verdict.toUpperCase()}</span>
      ${parts.map(({ text, isMissing, definition }) => html`<span class="fact figure ${isMissing ? 'muted' : ''}" title=${definition}>${text}</span>`)}
      ${test.model.isSimulated ? html`<span class="badge simulated" title="No model was asked. All of this is made up by the simulated model API.">simulated</span>` : nothing}
      ${throughVsCodeBadge(test.model)}
    </div>`;
  }

  private renderLinks(test: ShownTest): TemplateResult {
    const open = (what: TestPart) => () => this.open(what);
    return html`<div class="links">
      ${test.imageUrls.original === null ? nothing : button({ label: 'Open Original', onClick: open('original') })}
      ${button({ label: 'Open Result Image', onClick: open('resultImage'), isDisabled: !this.hasResultImage, title: this.hasResultImage ? 'Full size' : 'This test has no result image.' })}
      ${button({ label: 'Open Transcript', onClick: open('transcriptText'), isDisabled: !test.transcript, title: 'The whole conversation as a document' })}
      ${button({ label: 'Transcript JSON', onClick: open('transcript'), isDisabled: !test.transcript })}
      ${button({ label: 'Result JSON', onClick: open('result') })}
      ${button({ label: 'Reveal File', onClick: open('file'), title: 'Show the file that keeps this test' })}
      <isb-copy-button
        hint="Prompt, response, expected and got as text"
        .subject=${test}
        .text=${() => testAsText(test.name, test.model, test.testType, test.detail!)}
        @copy-text=${(event: CustomEvent<{ text: string }>) => this.post({ type: 'copyText', text: event.detail.text })}
      ></isb-copy-button>
    </div>`;
  }

  /** An image test: its two pictures. A text test: its words, and the picture made of them. */
  private renderPictures(test: ShownTest): TemplateResult {
    const detail = test.detail!;
    const { original } = test.imageUrls;
    const result = this.renderResultImage(test);
    const words = html`<div class="texts">
        ${renderPrompt(detail.prompt, test.values, beforePrompt(test.transcript))}
        ${renderText('Model response', detail.response, 'tall')}
      </div>
      ${renderCompared({ ...detail, testType: test.testType })}`;
    if (original !== null) {
      return html`${renderImages(test, this.hasResultImage ? result : nothing)} ${renderMeasures(test)} ${words}
      ${renderReading(test)}`;
    }
    return this.hasResultImage
      ? html`<div class="pair text-test">
          <div class="words">${words}</div>
          ${result}
        </div>`
      : words;
  }

  private renderResultImage({ imageUrls }: ShownTest): TemplateResult {
    return html`<isb-picture
      caption="Result image"
      .url=${imageUrls.resultImage}
      @picture-open=${() => this.open('resultImage')}
      @picture-missing=${() => (this.hasResultImage = false)}
    ></isb-picture>`;
  }

  private renderSameTest(test: ShownTest): unknown {
    if (test.sameTest.length < 2) return nothing;
    return html`<isb-same-test
      .test=${test}
      @model-chosen=${(event: CustomEvent<{ model: string }>) => this.show({ model: event.detail.model, index: test.index })}
    ></isb-same-test>`;
  }

  private show(test: TestReference | null): void {
    if (test) this.post({ type: 'showTest', model: test.model, index: test.index });
  }

  private open(what: TestPart): void {
    const { test } = this;
    if (test) this.post({ type: 'open', what, model: test.model.model, index: test.index });
  }

  private post(message: TestPageMessage): void {
    this.channel?.post(message);
  }

  /** Left and right: the model's other tests, or those of the list. Up and down: the same test of the models above and below. */
  private readonly keyPressed = (event: KeyboardEvent): void => {
    const { test } = this;
    if (
      !test ||
      !this.page?.checkVisibility() ||
      event.altKey ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey ||
      event.defaultPrevented
    )
      return;
    const isVertical = event.key === 'ArrowUp' || event.key === 'ArrowDown';
    const keepsKeys = isVertical
      ? 'pre, .scrolls, summary, vscode-dropdown'
      : 'input, vscode-dropdown, vscode-text-field';
    if (event.composedPath().some((target) => target instanceof HTMLElement && target.matches(keepsKeys))) return;
    const target = this.neighbor(test, event.key);
    if (target === undefined) return;
    event.preventDefault();
    this.show(target);
  };

  /** Undefined for a key that goes nowhere, null where there is no neighbor. */
  private neighbor(test: ShownTest, key: string): TestReference | null | undefined {
    if (key === 'ArrowLeft') return test.neighbors.previous;
    if (key === 'ArrowRight') return test.neighbors.next;
    if (key !== 'ArrowUp' && key !== 'ArrowDown') return undefined;
    const place = test.sameTest.findIndex(({ model }) => model.model === test.model.model);
    const other = test.sameTest[place + (key === 'ArrowUp' ? -1 : 1)];
    return other && place >= 0 ? { model: other.model.model, index: test.index } : null;
  }

  static override styles = [
    sharedStyles,
    endKeptStyles,
    textBlockStyles,
    testTextStyles,
    comparedStyles,
    linkStyles,
    testPageStyles,
    reviewListStyles,
  ];
}

function noResultText(status: ShownTest['run']['status']): string {
  if (status === 'waiting') return 'This test has no result yet: its run waits for its batches.';
  return `This test has no result: it was not run${status === 'running' ? ' yet' : ''}.`;
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-test-page': IsbTestPage;
  }
}
