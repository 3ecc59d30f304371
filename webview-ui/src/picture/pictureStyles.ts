// The looks that all pictures of a test share: a title, and a word where the picture is missing.

import { css } from 'lit';

export const pictureStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  figure {
    margin: 0;
  }
  figcaption {
    margin-bottom: 4px;
    font-size: 12px;
    font-weight: 600;
  }
  .missing {
    display: flex;
    align-items: center;
    justify-content: center;
    min-height: 120px;
    border: 1px dashed var(--isb-border);
    border-radius: 4px;
  }
`;
