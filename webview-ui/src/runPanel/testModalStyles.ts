// The looks of `isb-test-modal` beside those that all dialogs have.

import { css } from 'lit';

export const testModalStyles = css`
  .compared {
    margin-top: 12px;
  }
  /* The modal is as wide and as high as its texts need and the window has room for; then the long texts scroll, each by itself. */
  dialog {
    width: min(1400px, calc(100vw - 32px));
  }
  .verdict {
    flex: none;
  }
  .body {
    display: flex;
    flex-direction: column;
  }
  .body > * {
    flex: none;
  }
  .body > .long {
    flex: 0 1 auto;
    min-height: 150px;
    grid-template-rows: minmax(0, 1fr);
  }
  .long .text,
  .long pre {
    min-height: 0;
    max-height: none;
  }
  @media (max-width: 620px) {
    /* Of a name that is cut the end would be missing, and names of models differ there. */
    h2.ellipsis {
      white-space: normal;
      overflow-wrap: anywhere;
    }
    .body > .long {
      flex: none;
    }
    .long pre {
      max-height: 40vh;
    }
  }
  .picture {
    display: flex;
    align-items: center;
    gap: 10px;
  }
`;
