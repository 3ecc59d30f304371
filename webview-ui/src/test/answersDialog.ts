// A dialog that shows the answers to one prompt beside each other and leads to the next prompt. What it shows is its owner's.

import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { query } from 'lit/decorators.js';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { closeIcon } from '../kit/icons';
import { button, iconButton } from '../kit/toolkit';

interface DialogParts {
  title: string;
  /** Behind the title. */
  beside?: TemplateResult;
  body: unknown;
  /** The footer up to its *Close*. */
  footer: unknown;
}

/** Fires `answers-move` with -1 or 1, and `answers-closed`. */
export abstract class AnswersDialog extends LitElement {
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  private isPressOnBackdrop = false;

  /** Null while the dialog is closed. */
  protected abstract parts(): DialogParts | null;

  override updated(): void {
    const isShown = this.parts() !== null;
    if (isShown && !this.dialog.open) this.dialog.showModal();
    else if (!isShown && this.dialog.open) this.dialog.close();
  }

  override render(): TemplateResult {
    const parts = this.parts();
    return html`<dialog
      aria-labelledby="title"
      @close=${() => this.tell('answers-closed')}
      @keydown=${this.keyPressed}
      @pointerdown=${(event: PointerEvent) => (this.isPressOnBackdrop = event.target === this.dialog)}
      @click=${(event: MouseEvent) => event.target === this.dialog && this.isPressOnBackdrop && this.dialog.close()}
    >
      ${parts ? this.renderSheet(parts) : nothing}
    </dialog>`;
  }

  private renderSheet({ title, beside, body, footer }: DialogParts): TemplateResult {
    return html`<div class="sheet" tabindex="-1" autofocus>
      <header role="none">
        <h2 id="title" class="ellipsis" title=${oneLine(title)}>${oneLine(title)}</h2>
        ${beside ?? nothing}
        <span class="spacer"></span>
        ${iconButton({ icon: closeIcon, label: 'Close', onClick: () => this.dialog.close() })}
      </header>
      <div class="body">${body}</div>
      <footer role="none">
        ${footer} ${button({ label: 'Close', title: 'Close (Escape)', onClick: () => this.dialog.close() })}
      </footer>
    </div>`;
  }

  private keyPressed(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    this.tell('answers-move', step);
  }

  protected tell(type: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

export const answersStyles = css`
  [role='listitem'] {
    min-width: 0;
  }
  [role='listitem'] > h3 {
    display: flex;
    align-items: center;
    gap: 8px;
    min-width: 0;
    margin-bottom: 8px;
    font-size: 13px;
    font-weight: 600;
  }
  [role='listitem'] > h3 .muted {
    font-weight: 400;
    font-size: 12px;
  }
  [role='listitem'] > h3 .verdict {
    flex: none;
    margin-left: auto;
  }
`;
