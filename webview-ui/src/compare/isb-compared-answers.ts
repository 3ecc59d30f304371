// One prompt, answered on each side: what was asked and expected, and what each answer was, in columns. Asks its owner for what it shows.

import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ComparedAnswer } from '../../../src/shared/protocols/compareProtocol';
import { formatCost, formatCount } from '../../../src/shared/text/format';
import { measureFigures } from '../../../src/shared/figures/measureFigures';
import { notRunWords } from '../../../src/shared/words/notRun';
import { verdictGlyphs } from '../../../src/shared/words/testText';
import { AnswersDialog, answersStyles } from '../test/answersDialog';
import { gotTitle } from '../test/renderCompared';
import { nextIcon, previousIcon } from '../kit/icons';
import { dialogStyles, sharedStyles, textBlockStyles } from '../kit/styles';
import { durationFigures, missingWord, rateFigureOf, renderTestFigures, tokensFigureOf } from '../test/testFigures';
import type { TestFigure } from '../test/testFigures';
import { renderError, renderText, testTextStyles } from '../test/testTexts';
import { button, iconButton, progressRing } from '../kit/toolkit';

/** What the dialog shows of one prompt. */
export interface OpenPrompt {
  /** `▼ worse: #3 add 5 and 5` */
  title: string;
  /** What happened, `correct → incorrect`. */
  change: string;
  /** The columns' heads, base first. */
  sides: { name: string; facts: string }[];
  /** Which of the prompts of the same fate this is, from 1. */
  place: { number: number; count: number; word: string };
  /** The trial that is shown, from 0, and how many there are: one when the runs have no trials. */
  trial: { number: number; count: number };
}

export type AnswersContent =
  { phase: 'loading' } | { phase: 'failed'; message: string } | { phase: 'loaded'; answers: ComparedAnswer[] };

/** Fires `answers-move` (detail -1 or 1: to the next prompt), `trial-move` (to another trial), `answers-pages` (open their test pages) and `answers-closed`. */
@customElement('isb-compared-answers')
export class IsbComparedAnswers extends AnswersDialog {
  @property({ attribute: false }) prompt: OpenPrompt | null = null;
  @property({ attribute: false }) content: AnswersContent = { phase: 'loading' };

  protected override parts(): ReturnType<AnswersDialog['parts']> {
    const { prompt } = this;
    return (
      prompt && {
        title: prompt.title,
        beside: html`<span class="muted change">${prompt.change}</span>`,
        body: this.renderContent(prompt),
        footer: this.renderFooter(prompt),
      }
    );
  }

  private renderContent(prompt: OpenPrompt): unknown {
    const { content } = this;
    switch (content.phase) {
      case 'loading':
        return html`<div class="state">${progressRing('Loading the answers')}</div>`;
      case 'failed':
        return html`<div class="callout" role="alert"><b>The answers could not be loaded.</b> ${content.message}</div>`;
      case 'loaded':
        return this.renderAnswers(prompt, content.answers);
    }
  }

  private renderAnswers(prompt: OpenPrompt, answers: readonly ComparedAnswer[]): TemplateResult {
    const results = answers.flatMap(({ result }) => (result ? [result] : []));
    const areAlike = (pick: (result: (typeof results)[number]) => string): boolean =>
      new Set(results.map(pick)).size <= 1;
    // The same on all sides, as it is when prompts are paired by their hashes, it is shown once.
    const isOnce = { prompt: areAlike((one) => one.prompt), expected: areAlike((one) => one.expected) };
    return html`${results.length > 0 && isOnce.prompt ? html`<div class="once">${renderText('Input prompt', results[0]!.prompt, 'short')}</div>` : nothing}
      ${results.length > 0 && isOnce.expected ? html`<div class="once">${renderText('Expected', results[0]!.expected, 'short')}</div>` : nothing}
      <div class="columns" role="list" aria-label="Answers">
        ${answers.map((answer, position) => this.renderAnswer(prompt.sides[position], answer, isOnce))}
      </div>`;
  }

  private renderAnswer(
    side: OpenPrompt['sides'][number] | undefined,
    { result, notRun, testType }: ComparedAnswer,
    isOnce: { prompt: boolean; expected: boolean },
  ): TemplateResult {
    const verdict = result?.verdict ?? 'not_run';
    return html`<div role="listitem" class="column">
      <h3>
        <span class="mark ${verdict}" aria-hidden="true">${verdict === 'not_run' ? '–' : verdictGlyphs[verdict]}</span>
        <span class="ellipsis" title=${side?.facts ?? ''}>${side?.name} <span class="muted">${side?.facts}</span></span>
        <span class="verdict ${verdict}">${verdict === 'not_run' ? 'NOT RUN' : verdict.toUpperCase()}</span>
      </h3>
      ${
        result === null
          ? html`<div class="callout" role="note">
              ${notRun ? html`<b>Not run: ${notRunWords[notRun.kind]}.</b> ${notRun.message}` : 'This test was not run.'}
            </div>`
          : html`${renderTestFigures(figuresOf(result), missingWord(result))} ${renderError(result.error)}
              ${result.reason ? html`<p class="reason">${result.reason}</p>` : nothing}
              <div class="texts one">
                ${isOnce.prompt ? nothing : renderText('Input prompt', result.prompt, 'short')}
                ${isOnce.expected ? nothing : renderText('Expected', result.expected, 'short')}
                ${renderText(gotTitle(testType), result.got, 'short')}
                ${renderText('Model response', result.response, 'tall')}
                ${result.reasoning ? renderText('Reasoning', result.reasoning, 'short') : nothing}
              </div>`
      }
    </div>`;
  }

  private renderFooter({ place, trial }: OpenPrompt): TemplateResult {
    return html`${button({ label: 'Open Test Pages', isPrimary: true, title: 'Each in its own editor column, with pictures, attempts and the whole conversation', onClick: () => this.tell('answers-pages') })}
      <span class="spacer"></span>
      ${
        trial.count > 1
          ? html`<span class="muted">trial ${trial.number + 1} of ${trial.count}</span>
              ${iconButton({ icon: previousIcon, label: 'Previous trial', isDisabled: trial.number === 0, onClick: () => this.tell('trial-move', -1) })}
              ${iconButton({ icon: nextIcon, label: 'Next trial', isDisabled: trial.number === trial.count - 1, onClick: () => this.tell('trial-move', 1) })}`
          : nothing
      }
      <span class="muted">${formatCount(place.number)} of ${formatCount(place.count)} ${place.word}</span>
      ${iconButton({ icon: previousIcon, label: 'Previous of these (Left)', isDisabled: place.number === 1, onClick: () => this.tell('answers-move', -1) })}
      ${iconButton({ icon: nextIcon, label: 'Next of these (Right)', isDisabled: place.number === place.count, onClick: () => this.tell('answers-move', 1) })}`;
  }

  static override styles = [
    sharedStyles,
    dialogStyles,
    textBlockStyles,
    testTextStyles,
    answersStyles,
    css`
      dialog {
        width: min(1280px, calc(100vw - 32px));
      }
      .change {
        flex: none;
      }
      .once {
        margin-bottom: 10px;
      }
      .once h3 {
        margin-bottom: 4px;
        font-size: 12px;
        font-weight: 600;
      }
      .once pre {
        min-height: 0;
        max-height: 16vh;
      }
      .columns {
        display: grid;
        grid-auto-flow: column;
        grid-auto-columns: minmax(260px, 1fr);
        gap: 14px;
        overflow-x: auto;
      }
      .texts.one {
        margin-top: 0;
      }
      @media (max-width: 620px) {
        .columns {
          grid-auto-flow: row;
        }
      }
    `,
  ];
}

function figuresOf(result: NonNullable<ComparedAnswer['result']>): TestFigure[] {
  const measured = { timings: result.timings ?? null, tokens: result.tokens ?? null, cost: result.cost ?? null };
  const usd = result.cost?.usd ?? null;
  return [
    ...measureFigures(result.measures),
    ...durationFigures(measured, ['total', 'ttft']),
    rateFigureOf(measured),
    tokensFigureOf(measured),
    {
      name: 'cost',
      value: usd === null ? null : formatCost(usd),
      definition: 'USD, at the prices recorded with the run.',
    },
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-compared-answers': IsbComparedAnswers;
  }
}
