// A section about a run that is folded up where the squares come first, and stands open under a heading where it is what people come for.

import { css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { FoldedSection } from './foldedSection';

export abstract class TitledSection extends FoldedSection {
  /** Folded up until somebody asks: in the run panel, where the squares come first. */
  @property({ type: Boolean }) isFolded = false;

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('isFolded') && !this.isFolded) this.isOpen = true;
    super.willUpdate(changed);
  }

  /** `about` says beside the title of the folded section what is in it. */
  protected renderSection(title: string, about: string, body: unknown): TemplateResult {
    if (this.isFolded) return this.renderFolded(title, about, body);
    return html`<h2>${title}</h2>
      ${body}`;
  }
}

export const titledStyles = css`
  h2 {
    margin: 24px 0 8px;
    font-size: 14px;
    font-weight: 600;
  }
  table {
    user-select: text;
  }
`;
