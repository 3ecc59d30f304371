// Buttons that look like links, as they lead somewhere.

import { css } from 'lit';

export const linkStyles = css`
  .link {
    padding: 0;
    font: inherit;
    color: var(--vscode-textLink-foreground, #4daafc);
    background: none;
    border: none;
    cursor: pointer;
  }
  .link:hover {
    text-decoration: underline;
  }
  .link:focus-visible {
    outline: 1px solid var(--isb-focus);
    outline-offset: 1px;
  }
`;
