// *Show prompt* and *Show test data*: the benchmark's own text, asked of the host when somebody wants to read it.

import { css, html, LitElement } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { BenchmarkPrompt } from '../../../src/shared/run/benchmark';
import type { BenchmarkText } from '../../../src/shared/protocols/runPanelProtocol';
import type { HostLink } from './hostLink';
import { closeIcon } from '../kit/icons';
import { dialogStyles, sharedStyles, textBlockStyles } from '../kit/styles';
import { button, iconButton, progressRing } from '../kit/toolkit';
import { messageOf } from '../../../src/shared/text/messageOf';

type Part = 'prompt' | 'data';

@customElement('isb-text-dialog')
export class IsbTextDialog extends LitElement {
  @property({ attribute: false }) link!: HostLink;

  @state() private shown: Part = 'prompt';
  @state() private text: BenchmarkText | null = null;
  @state() private failure: string | null = null;

  @query('dialog') private readonly dialog!: HTMLDialogElement;

  async show(part: Part): Promise<void> {
    this.shown = part;
    this.text = null;
    this.failure = null;
    this.dialog.showModal();
    try {
      this.text = (await this.link.request({ type: 'benchmarkText' })).text;
    } catch (error) {
      this.failure = messageOf(error);
    }
  }

  override render(): unknown {
    return html`<dialog aria-labelledby="title" @click=${this.clicked}>
      <div class="sheet" tabindex="-1" autofocus>
        <header role="none">
          <h2 id="title">${this.shown === 'prompt' ? 'Prompt' : 'Test data'}</h2>
          <span class="spacer"></span>
          ${iconButton({ icon: closeIcon, label: 'Close', onClick: () => this.dialog.close() })}
        </header>
        <div class="body">${this.renderBody()}</div>
        <footer role="none">
          ${button({ label: 'Copy', onClick: () => this.copy(), isDisabled: !this.text })}
          <span class="spacer"></span>
          ${button({ label: 'Close', onClick: () => this.dialog.close() })}
        </footer>
      </div>
    </dialog>`;
  }

  private renderBody(): unknown {
    if (this.failure !== null) return html`<div class="state" role="alert">${this.failure}</div>`;
    if (!this.text) return html`<div class="state">${progressRing('Loading the benchmark')}</div>`;
    if (this.shown === 'prompt') return html`<pre tabindex="0">${this.text.basePrompt}</pre>`;
    return html`<table>
      <thead>
        <tr>
          <th scope="col">#</th>
          <th scope="col">Dynamic variables</th>
          <th scope="col">Expectation</th>
        </tr>
      </thead>
      <tbody>
        ${this.text.prompts.map(
          (prompt, position) =>
            html`<tr>
              <td class="figure muted">${position + 1}</td>
              <td>${renderVariables(prompt)}</td>
              <td>${plainText(prompt.expectation)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  private copy(): void {
    if (!this.text) return;
    this.link.post({
      type: 'copyText',
      text: this.shown === 'prompt' ? this.text.basePrompt : JSON.stringify(this.text.prompts, null, 2),
    });
  }

  private clicked(event: MouseEvent): void {
    if (event.target === this.dialog) this.dialog.close();
  }

  static override styles = [
    sharedStyles,
    dialogStyles,
    textBlockStyles,
    css`
      .state {
        display: flex;
        justify-content: center;
        padding: 48px 0;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        user-select: text;
      }
      th {
        position: sticky;
        top: -4px;
        text-align: left;
        font-size: 12px;
        font-weight: 600;
        background: var(--isb-panel);
      }
      th,
      td {
        padding: 5px 8px;
        border-bottom: 1px solid var(--isb-border);
        vertical-align: top;
      }
      td {
        font-family: var(--isb-mono);
        font-size: 12px;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      td > div {
        white-space: pre-wrap;
      }
    `,
  ];
}

function renderVariables(prompt: BenchmarkPrompt): unknown {
  const variables = Object.entries(prompt.dynamic_variables ?? {});
  if (variables.length === 0) return html`<span class="muted">none</span>`;
  return variables.map(([name, value]) => html`<div><span class="muted">${name}:</span> ${String(value)}</div>`);
}

function plainText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-text-dialog': IsbTextDialog;
  }
}
