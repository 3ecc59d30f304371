// One prompt, answered by every shown model, side by side: what was asked and expected, and what each model said. What it shows is its owner's.

import { endKept, endKeptStyles } from '../kit/endKept';
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatCount } from '../../../src/shared/text/format';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import type { TestDetail } from '../../../src/shared/protocols/runPanelProtocol';
import type { BenchmarkPrompt } from '../../../src/shared/run/benchmark';
import type { ModelInfo } from '../../../src/shared/run/model';
import type { TestState } from '../../../src/shared/run/runState';
import { notRunWords } from '../../../src/shared/words/notRun';
import { modelTitle, verdictGlyphs, inBatchText, noVerdictWord } from '../../../src/shared/words/testText';
import { nextIcon, previousIcon } from '../kit/icons';
import { linkStyles } from '../kit/linkStyles';
import { dialogStyles, sharedStyles, textBlockStyles } from '../kit/styles';
import { iconButton, progressRing } from '../kit/toolkit';
import { AnswersDialog, answersStyles } from '../test/answersDialog';
import { expectationText } from './expectationText';
import { reviewList, reviewListStyles } from '../test/reviewList';
import { comparedStyles, gotTitle, renderCompared } from '../test/renderCompared';
import {
  costFigureOf,
  durationFigures,
  missingWord,
  rateFigureOf,
  renderTestFigures,
  tokensFigureOf,
} from '../test/testFigures';
import { renderError, renderText, testTextStyles } from '../test/testTexts';

/** What is known of a test's words. */
export type AnswerContent =
  { phase: 'loading' } | { phase: 'failed'; message: string } | { phase: 'loaded'; result: TestDetail['result'] };

export interface AnsweredTest {
  model: ModelInfo;
  test: TestState;
  testType: string;
  /** Which of several tests of the prompt it is, `trial 2/3`; null for the only one. */
  variant: string | null;
  /** Null for a test without a verdict. */
  content: AnswerContent | null;
}

export interface AnsweredPrompt {
  /** `#6 What is 8 plus 11?` */
  title: string;
  /** What the benchmark says of it; null while that is not known. */
  prompt: BenchmarkPrompt | null;
  /** Which of the listed prompts it is, from 1; 0 for one that is not among them any more. */
  place: number;
  count: number;
  tests: readonly AnsweredTest[];
}

/** Fires `answers-move` with -1 or 1, `answers-closed`, and `test-open` with the test. */
@customElement('isb-prompt-answers')
export class IsbPromptAnswers extends AnswersDialog {
  @property({ attribute: false }) shown: AnsweredPrompt | null = null;

  protected override parts(): ReturnType<AnswersDialog['parts']> {
    const { shown } = this;
    return (
      shown && {
        title: shown.title,
        body: html`${this.renderPrompt(shown)}${this.renderAnswers(shown)}`,
        footer: html`<span class="spacer"></span>
          <span class="muted"
            >${shown.place === 0 ? '–' : formatCount(shown.place)} of ${formatCount(shown.count)}</span
          >
          ${iconButton({ icon: previousIcon, label: 'Previous prompt (Left)', isDisabled: shown.place <= 1, onClick: () => this.tell('answers-move', -1) })}
          ${iconButton({ icon: nextIcon, label: 'Next prompt (Right)', isDisabled: shown.place >= shown.count, onClick: () => this.tell('answers-move', 1) })}`,
      }
    );
  }

  /** What all tests have in common is said once. */
  private renderPrompt(shown: AnsweredPrompt): TemplateResult {
    const values = Object.entries(shown.prompt?.dynamic_variables ?? {});
    const prompt = common(shown, (result) => result.prompt);
    const expected = common(shown, (result) => result.expected);
    return html`${
        values.length === 0
          ? nothing
          : html`<dl class="values" aria-label="Placeholder values">
              ${values.map(
                ([name, value]) =>
                  html`<dt>${oneLine(name)}</dt>
                    <dd>${String(value)}</dd>`,
              )}
            </dl>`
      }
      <div class="texts once">
        ${prompt === null ? nothing : renderText('Input prompt', prompt, 'short')}
        ${
          expected !== null
            ? renderText('Expected', expected, 'short')
            : shown.prompt
              ? renderText('Expectation', expectationText(shown.prompt), 'short')
              : nothing
        }
      </div>`;
  }

  private renderAnswers(shown: AnsweredPrompt): TemplateResult {
    const isOnce = {
      prompt: common(shown, (result) => result.prompt) !== null,
      expected: common(shown, (result) => result.expected) !== null,
    };
    return html`<div class="answers" role="list" aria-label="Answers">
      ${shown.tests.map((one) => this.renderAnswer(one, isOnce))}
    </div>`;
  }

  private renderAnswer(
    { model, test, testType, variant, content }: AnsweredTest,
    isOnce: { prompt: boolean; expected: boolean },
  ): TemplateResult {
    const { verdict } = test;
    const title = modelTitle(model);
    const mark = verdict === 'not_run' ? (test.notRun ? '–' : '·') : verdictGlyphs[verdict];
    const word = verdict === 'not_run' ? noVerdictWord(test) : verdict.toUpperCase();
    return html`<div role="listitem" class="answer">
      <h3>
        <span class="mark ${verdict}" aria-hidden="true">${mark}</span>
        <button
          class="link ellipsis"
          title="Open this test"
          @click=${() => this.tell('test-open', { model: model.model, index: test.index })}
        >
          ${endKept(title)}
        </button>
        ${variant === null ? nothing : html`<span class="muted variant">${variant}</span>`}
        <span class="verdict ${verdict}">${word}</span>
      </h3>
      ${reviewList(test)}
      ${
        content === null
          ? html`<p class="muted">
              ${test.notRun ? html`Not run: ${notRunWords[test.notRun.kind]}. ${test.notRun.message}` : test.phase === 'submitted' ? inBatchText : 'There is no answer yet.'}
            </p>`
          : this.renderContent(model, testType, content, isOnce)
      }
    </div>`;
  }

  private renderContent(
    model: ModelInfo,
    testType: string,
    content: AnswerContent,
    isOnce: { prompt: boolean; expected: boolean },
  ): TemplateResult {
    if (content.phase === 'loading') return html`<div class="state">${progressRing('Loading the answer')}</div>`;
    if (content.phase === 'failed')
      return html`<div class="callout" role="alert"><b>The answer could not be loaded.</b> ${content.message}</div>`;
    const { result } = content;
    const measured = { timings: result.timings ?? null, tokens: result.tokens ?? null, cost: result.cost ?? null };
    const isWrong = result.verdict === 'incorrect';
    return html`${renderTestFigures(
        [
          ...durationFigures(measured, ['total', 'ttft']),
          rateFigureOf(measured),
          tokensFigureOf(measured),
          costFigureOf(model, measured),
        ],
        missingWord(result),
      )}
      ${renderError(result.error)} ${result.reason ? html`<p class="reason">${result.reason}</p>` : nothing}
      ${isWrong ? renderCompared({ ...result, testType }) : nothing}
      <div class="texts one">
        ${isOnce.prompt ? nothing : renderText('Input prompt', result.prompt, 'short')}
        ${isOnce.expected || isWrong ? nothing : renderText('Expected', result.expected, 'short')}
        ${isWrong || result.verdict === 'error' ? nothing : renderText(gotTitle(testType), result.got, 'short')}
        ${result.response === result.got && !isWrong ? nothing : renderText('Model response', result.response, 'tall')}
      </div>`;
  }

  static override styles = [
    sharedStyles,
    endKeptStyles,
    dialogStyles,
    textBlockStyles,
    testTextStyles,
    comparedStyles,
    reviewListStyles,
    linkStyles,
    answersStyles,
    css`
      dialog {
        width: calc(100vw - 32px);
        max-width: 1800px;
      }
      .values {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 2px 12px;
        max-height: 18vh;
        margin: 0 0 10px;
        overflow: auto;
        user-select: text;
      }
      .values dt {
        font-size: 12px;
        line-height: inherit;
      }
      .values dd {
        font-family: var(--isb-mono);
        font-size: 12px;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .answers {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(300px, 100%), 1fr));
        gap: 14px;
        margin-top: 14px;
      }
      .answer {
        padding: 10px 12px;
        border: 1px solid var(--isb-border);
        border-radius: 4px;
      }
      .variant {
        flex: none;
      }
      .link {
        min-width: 0;
        padding: 0;
        border: none;
        background: none;
        font: inherit;
        cursor: pointer;
      }
      .answer .state {
        padding: 16px 0;
      }
    `,
  ];
}

/** What all loaded answers have alike; null where there is none, or they differ. */
function common({ tests }: AnsweredPrompt, pick: (result: TestDetail['result']) => string): string | null {
  const texts = new Set(tests.flatMap(({ content }) => (content?.phase === 'loaded' ? [pick(content.result)] : [])));
  const [text] = texts;
  return texts.size === 1 ? text! : null;
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-prompt-answers': IsbPromptAnswers;
  }
}
