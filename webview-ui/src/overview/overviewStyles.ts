// The looks of `isb-runs-overview`.

import { css } from 'lit';

export const overviewStyles = css`
  :host {
    height: 100vh;
  }
  .page {
    height: 100%;
  }
  header {
    padding: 10px 16px;
  }
  .title {
    flex-wrap: nowrap;
    margin-bottom: 8px;
  }
  .title vscode-button {
    flex: none;
    white-space: nowrap;
  }
  .to-trend {
    display: contents;
  }
  @media (max-width: 600px) {
    .title {
      flex-wrap: wrap;
    }
    .title .folders {
      flex-basis: calc(100% - 70px);
    }
  }
  .folders {
    flex: 1 1 0;
  }
`;
