// The looks that pages with a title and a text below it share; `.center` is for what stands alone on a page, as long as there is nothing else.

import { css } from 'lit';

export const pageStyles = css`
  :host {
    display: block;
    min-height: 100vh;
  }
  .page {
    display: flex;
    flex-direction: column;
    min-height: 100vh;
  }
  .center {
    flex: 1 1 auto;
    display: flex;
    flex-direction: column;
    gap: 12px;
    align-items: center;
    justify-content: center;
    padding: 24px;
  }
  .empty {
    max-width: 520px;
    text-align: center;
  }
  .empty p {
    margin: 8px 0 14px;
    overflow-wrap: anywhere;
    user-select: text;
  }
  .title {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    min-width: 0;
  }
  .spacer {
    flex: 1 1 0;
  }
  h1 {
    font-size: 16px;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  h2 {
    margin-bottom: 6px;
    font-size: 14px;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
`;
