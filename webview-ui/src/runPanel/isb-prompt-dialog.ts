// *Show Prompt*: the base prompt of the benchmark, asked of the host when somebody wants to read it.

import { css, html, LitElement } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { BenchmarkText } from '../../../src/shared/protocols/runPanelProtocol';
import type { HostLink } from './hostLink';
import { closeIcon } from '../kit/icons';
import '../kit/isb-copy-button';
import { shownText } from '../kit/shownText';
import { dialogStyles, sharedStyles, textBlockStyles } from '../kit/styles';
import { button, iconButton, progressRing } from '../kit/toolkit';
import { messageOf } from '../../../src/shared/text/messageOf';

@customElement('isb-prompt-dialog')
export class IsbPromptDialog extends LitElement {
  @property({ attribute: false }) link!: HostLink;

  @state() private text: BenchmarkText | null = null;
  @state() private failure: string | null = null;

  @query('dialog') private readonly dialog!: HTMLDialogElement;

  async show(): Promise<void> {
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
          <h2 id="title">Prompt</h2>
          <span class="spacer"></span>
          ${iconButton({ icon: closeIcon, label: 'Close', onClick: () => this.dialog.close() })}
        </header>
        <div class="body">${this.renderBody()}</div>
        <footer role="none">
          <isb-copy-button
            .isDisabled=${!this.text}
            .subject=${this.text}
            .text=${() => this.text?.basePrompt ?? null}
            @copy-text=${(event: CustomEvent<{ text: string }>) => this.link.post({ type: 'copyText', text: event.detail.text })}
          ></isb-copy-button>
          <span class="spacer"></span>
          ${button({ label: 'Close', onClick: () => this.dialog.close() })}
        </footer>
      </div>
    </dialog>`;
  }

  private renderBody(): unknown {
    if (this.failure !== null) return html`<div class="state" role="alert">${this.failure}</div>`;
    if (!this.text) return html`<div class="state">${progressRing('Loading the benchmark')}</div>`;
    return html`<pre tabindex="0">${shownText(this.text.basePrompt)}</pre>`;
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
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-prompt-dialog': IsbPromptDialog;
  }
}
