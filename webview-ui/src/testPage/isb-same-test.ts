// *Same test, other models*: what each model of the run made of one prompt, in columns.

import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shownText } from '../kit/shownText';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { formatCost, formatDuration } from '../../../src/shared/text/format';
import type { SameTest, ShownTest } from '../../../src/shared/protocols/testPageProtocol';
import { modelTitle, verdictGlyphs } from '../../../src/shared/words/testText';
import { linkStyles } from '../kit/linkStyles';
import { providerMark, providerMarkStyles } from '../kit/providerMark';
import { endKept, endKeptStyles } from '../kit/endKept';
import { sharedStyles, textBlockStyles } from '../kit/styles';

/** Fires `model-chosen` with the model whose test is to be shown. */
@customElement('isb-same-test')
export class IsbSameTest extends LitElement {
  @property({ attribute: false }) test: ShownTest | null = null;

  override render(): unknown {
    const { test } = this;
    if (!test) return nothing;
    return html`<h2>Same test, other models <span class="muted">(Up and Down)</span></h2>
      <div class="columns scrolls" tabindex="0" role="list" aria-label="Same test, other models">
        ${test.sameTest.map((one) => this.renderColumn(one, one.model.model === test.model.model))}
      </div>`;
  }

  override updated(): void {
    // With many models the shown one may be outside; only the columns scroll, never the page.
    const columns = this.renderRoot.querySelector<HTMLElement>('.columns');
    const shown = this.renderRoot.querySelector<HTMLElement>('.shown');
    if (!columns || !shown) return;
    const left = shown.offsetLeft - columns.offsetLeft;
    if (left < columns.scrollLeft || left + shown.offsetWidth > columns.scrollLeft + columns.clientWidth)
      columns.scrollLeft = left;
  }

  private renderColumn(
    { model, verdict, total, costUsd, response, got, reason }: SameTest,
    isShown: boolean,
  ): TemplateResult {
    const isKnown = verdict !== 'not_run';
    return html`<div
      role="listitem"
      class="column ${isShown ? 'shown' : ''}"
      aria-current=${isShown ? 'true' : nothing}
    >
      <div class="name">
        ${providerMark(model.provider, model.providerLabel)}
        ${
          isShown
            ? html`<b class="ellipsis" title=${oneLine(model.model)}>${endKept(modelTitle(model))}</b>`
            : html`<button
                class="link ellipsis"
                title="Show the test of ${oneLine(model.model)}"
                @click=${() => this.choose(model.model)}
              >
                ${endKept(modelTitle(model))}
              </button>`
        }
      </div>
      <div class="figures">
        <span class="verdict ${verdict}">${isKnown ? `${verdictGlyphs[verdict]} ${verdict}` : 'not run'}</span>
        ${isKnown ? html`<span class="muted figure">${formatDuration(total)} · ${formatCost(costUsd)}</span>` : nothing}
        ${model.isSimulated ? html`<span class="badge simulated">simulated</span>` : nothing}
      </div>
      ${
        got === null
          ? nothing
          : html`<h3>Got</h3>
              <pre class="short" tabindex="0">${got === '' ? 'empty' : shownText(got)}</pre>`
      }
      ${
        response === null
          ? nothing
          : html`<h3>Response</h3>
              <pre tabindex="0">${response === '' ? 'empty' : shownText(response)}</pre>`
      }
      ${reason && !got?.includes(reason) ? html`<p class="muted reason">${reason}</p>` : nothing}
    </div>`;
  }

  private choose(model: string): void {
    this.dispatchEvent(new CustomEvent('model-chosen', { detail: { model } }));
  }

  static override styles = [
    sharedStyles,
    endKeptStyles,
    linkStyles,
    textBlockStyles,
    providerMarkStyles,
    css`
      :host {
        display: block;
      }
      h2 {
        margin: 18px 0 6px;
        font-size: 13px;
        font-weight: 600;
      }
      h2 .muted {
        font-weight: 400;
        font-size: 12px;
      }
      .columns {
        display: flex;
        gap: 8px;
        overflow-x: auto;
        padding-bottom: 8px;
      }
      .columns:focus-visible {
        outline: 1px solid var(--isb-focus);
        outline-offset: 2px;
      }
      .column {
        flex: 1 0 240px;
        max-width: 420px;
        min-width: 0;
        padding: 8px 10px;
        border: 1px solid var(--isb-border);
        border-radius: 4px;
      }
      .column.shown {
        border-color: var(--isb-focus);
        box-shadow: inset 0 0 0 1px var(--isb-focus);
      }
      .name,
      .figures {
        display: flex;
        align-items: center;
        gap: 8px;
        min-width: 0;
      }
      .figures {
        flex-wrap: wrap;
        margin: 6px 0;
      }
      .badge {
        flex: none;
      }
      .verdict {
        font-weight: 600;
        white-space: nowrap;
      }
      .verdict.not_run {
        font-weight: 400;
        color: var(--isb-muted);
      }
      .link {
        font-weight: 600;
      }
      h3 {
        margin: 6px 0 2px;
        font-size: 11px;
        font-weight: 400;
        color: var(--isb-muted);
      }
      pre {
        max-height: 200px;
        padding: 6px 8px;
      }
      pre.short {
        max-height: 90px;
      }
      .reason {
        margin-top: 6px;
        overflow-wrap: anywhere;
        user-select: text;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-same-test': IsbSameTest;
  }
}
