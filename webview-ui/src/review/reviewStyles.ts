// The looks of `isb-review`: one bar with the run's name and its parts; below it the part that is shown.

import { css } from 'lit';

export const reviewStyles = css`
  :host {
    display: block;
  }
  .bar {
    position: relative;
    z-index: 6;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 20px;
    padding: 0 16px;
    background: var(--isb-panel);
    border-bottom: 1px solid var(--isb-border);
  }
  .about {
    flex: 1 1 260px;
    display: flex;
    align-items: center;
    gap: 10px;
    min-width: 0;
    padding: 8px 0;
  }
  .about .badge {
    flex: none;
  }
  nav {
    display: flex;
    align-self: stretch;
  }
  a {
    display: flex;
    align-items: center;
    gap: 5px;
    padding: 8px 12px;
    color: inherit;
    text-decoration: none;
    border-bottom: 2px solid transparent;
  }
  a:hover {
    color: var(--vscode-textLink-foreground, #4daafc);
  }
  a[aria-current] {
    border-bottom-color: var(--isb-accent);
  }
  a:focus-visible {
    outline: 1px solid var(--isb-focus);
    outline-offset: -2px;
  }
  /* With forced colors what is transparent is drawn. */
  @media (forced-colors: active) {
    a {
      border-bottom-color: Canvas;
    }
    a[aria-current] {
      border-bottom-color: Highlight;
    }
  }
  .frame.tests {
    display: flex;
    flex-direction: column;
    height: 100vh;
  }
  .frame.tests .screen:not([hidden]) {
    flex: 1 1 0;
    min-height: 0;
  }
  .missing {
    max-width: 560px;
    overflow-wrap: anywhere;
  }
  .missing h1 {
    font-size: 20px;
    font-weight: 600;
  }
  .missing p {
    margin-top: 10px;
  }
  .missing a {
    display: inline;
    margin-right: 16px;
    padding: 0;
    color: var(--vscode-textLink-foreground, #4daafc);
    text-decoration: underline;
  }
  @media print {
    nav {
      display: none;
    }
    .bar {
      background: none;
      padding: 0;
    }
    .frame.tests {
      display: block;
      height: auto;
    }
  }
  .center {
    display: flex;
    align-items: center;
    justify-content: center;
    min-height: 80vh;
    padding: 24px;
  }
`;
