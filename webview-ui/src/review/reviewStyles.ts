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
  .frame.tests {
    display: flex;
    flex-direction: column;
    height: 100vh;
  }
  .frame.tests .screen:not([hidden]) {
    flex: 1 1 0;
    min-height: 0;
  }
  .center {
    display: flex;
    align-items: center;
    justify-content: center;
    min-height: 80vh;
    padding: 24px;
  }
`;
