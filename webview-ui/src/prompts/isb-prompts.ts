// The prompts of a run in one list: how many of the shown models answered each correctly, what was expected, and what was got, the same answers
// together. It draws only the rows that are seen, and asks its owner for each.

import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { counted } from '../../../src/shared/text/counted';
import { formatCount } from '../../../src/shared/text/format';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { lookWord, verdictGlyphs } from '../../../src/shared/words/testText';
import type { SquareLook } from '../../../src/shared/words/testText';
import { LongTable } from '../kit/longTable';
import { sharedStyles } from '../kit/styles';
import { tableRowHeight, tableStyles } from '../kit/tableStyles';
import '../kit/isb-copy-button';
import type { AnswerGroup } from './answerGroups';
import type { PromptRow } from './promptRow';
import { promptsStyles } from './promptsStyles';

/** A square of the strip with its gap, px. */
const squarePitch = 13;

/** Groups of answers that are written out. */
const mostGroups = 8;

/**
 * Rows are named by whatever number their owner knows them by. Fires `prompt-open` with one, `prompts-seen` with those on the screen, and
 * `copy-text` with the test data.
 */
@customElement('isb-prompts')
export class IsbPrompts extends LitElement {
  /** The prompts that are listed, from above. */
  @property({ attribute: false }) rows: readonly number[] = [];
  @property({ attribute: false }) rowOf!: (row: number) => PromptRow;
  /** All prompts of the run. */
  @property({ type: Number }) total = 0;
  /** Titles of the shown models, in their order. */
  @property({ attribute: false }) models: readonly string[] = [];
  /** What is to be said above the list; null for nothing. */
  @property({ attribute: false }) note: string | null = null;

  /** What *Copy Test Data* copies; null where it could not be read. */
  @property({ attribute: false }) testData!: () => Promise<string | null>;

  private readonly table = new LongTable(this, {
    rowHeight: tableRowHeight,
    keys: () => this.rows,
    open: (place) => this.tell('prompt-open', this.rows[place]),
  });

  /** Gives the row of a prompt the focus; the first one where it is not listed. */
  focusPrompt(row: number): Promise<void> {
    return this.table.focus(Math.max(0, this.rows.indexOf(row)));
  }

  override updated(): void {
    // By script, for the page's policy forbids style attributes.
    this.style.setProperty('--isb-strip', `${Math.max(64, this.models.length * squarePitch + 16)}px`);
    const { first, end } = this.table.drawn;
    this.tell('prompts-seen', this.rows.slice(first, end));
  }

  override render(): TemplateResult {
    const count =
      this.rows.length === this.total
        ? counted(this.total, 'prompt')
        : `${formatCount(this.rows.length)} of ${formatCount(this.total)} prompts`;
    return html`<section aria-label="Prompts">
      <div class="head">
        <span role="status" class="figure">${count}</span>
        ${this.note === null ? nothing : html`<span class="muted ellipsis" title=${this.note}>${this.note}</span>`}
        <span class="spacer"></span>
        <isb-copy-button
          label="Copy Test Data"
          hint="Placeholder values and expectations of all prompts, as JSON"
          .text=${this.testData}
        ></isb-copy-button>
      </div>
      <div class="scroller" tabindex="-1">
        <table aria-label="Prompts" aria-rowcount=${this.rows.length + 1} @keydown=${this.table.keyPressed}>
          <thead>
            <tr aria-rowindex="1">
              <th scope="col" class="index number"><span>#</span></th>
              <th scope="col" class="score number" title="Models that answered correctly, of those with a verdict">
                <span>Correct</span>
              </th>
              <th scope="col" class="strip"><span>Models</span></th>
              <th scope="col" class="label"><span>Prompt</span></th>
              <th scope="col" class="expected"><span>Expected</span></th>
              <th scope="col" class="got"><span>Got</span></th>
            </tr>
          </thead>
          ${this.table.renderBody((place) => this.renderRow(this.rowOf(this.rows[place]!), place))}
        </table>
        ${this.rows.length === 0 ? html`<p class="none">No prompt is like that.</p>` : nothing}
      </div>
    </section>`;
  }

  private renderRow(row: PromptRow, place: number): TemplateResult {
    const { number, label, tags, looks, correct, judged, expected } = row;
    const share = judged === 0 ? '' : correct === 0 ? 'incorrect' : correct === judged ? 'correct' : '';
    return html`<tr
      class="item"
      data-place=${place}
      aria-rowindex=${place + 2}
      tabindex=${this.table.tabIndexOf(place)}
    >
      <td class="index number">#${number}</td>
      <td class="score number ${share}">${judged === 0 ? '–' : `${correct}/${judged}`}</td>
      <td class="strip">
        <span class="squares" aria-hidden="true">${looks.map((look, at) => this.renderSquare(look, at))}</span>
      </td>
      <td class="label" title=${oneLine(label)}>
        ${oneLine(label)}${tags.map((tag) => html` <span class="badge">${oneLine(tag)}</span>`)}
      </td>
      <td class="expected" title=${expected ?? nothing}>${expected === null ? '' : oneLine(expected)}</td>
      <td class="got" title=${gotText(row)}>${this.renderGot(row)}</td>
    </tr>`;
  }

  private renderSquare(look: SquareLook, at: number): TemplateResult {
    const glyph = look === 'correct' || look === 'incorrect' || look === 'error' ? verdictGlyphs[look] : '';
    return html`<i class=${look} title="${this.models[at] ?? ''}: ${lookWord(look)}">${glyph}</i>`;
  }

  private renderGot({ answers, errors, awaited }: PromptRow): unknown {
    const more = answers.length - mostGroups;
    return html`${answers
      .slice(0, mostGroups)
      .map(
        (group) =>
          html`<span class="answer"
            ><span class=${group.verdict} aria-hidden="true">${verdictGlyphs[group.verdict]}</span>
            ${answerText(group)}</span
          >`,
      )}${more > 0 ? html`<span class="muted">and ${more} more</span>` : nothing}${
      errors > 0 ? html`<span class="answer error">${verdictGlyphs.error} ${counted(errors, 'error')}</span>` : nothing
    }${awaited > 0 ? html`<span class="muted">…</span>` : nothing}`;
  }

  private tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  static override styles = [sharedStyles, tableStyles, promptsStyles];
}

/** `25 (5x)`; an answer without words is `empty`. */
function answerText({ got, count }: AnswerGroup): string {
  return `${got === '' ? 'empty' : oneLine(got)}${count > 1 ? ` (${formatCount(count)}x)` : ''}`;
}

/** All that a cell has no room for. */
function gotText({ answers, errors }: PromptRow): string {
  return [
    ...answers.map((group) => `${verdictGlyphs[group.verdict]} ${answerText(group)}`),
    ...(errors > 0 ? [`${counted(errors, 'error')}`] : []),
  ].join('\n');
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-prompts': IsbPrompts;
  }
}
