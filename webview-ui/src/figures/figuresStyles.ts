// The looks of `isb-figures`.

import { css } from 'lit';

export const figuresStyles = css`
  .body {
    padding: 0 16px 12px;
  }
  table {
    border-collapse: separate;
    border-spacing: 0;
    user-select: text;
  }
  thead th {
    padding-bottom: 2px;
    vertical-align: bottom;
  }
  /* The names stay while the figures are scrolled sideways. */
  th:first-child {
    position: sticky;
    left: 0;
    z-index: 1;
    background: var(--isb-background);
  }
  tbody th {
    max-width: 240px;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .best {
    font-weight: 700;
  }
  th .unit {
    display: block;
    min-height: 15px;
    font-size: 11px;
  }
  .machines {
    margin: 0 0 12px;
    padding: 0;
    font-size: 12px;
    list-style: none;
    overflow-wrap: anywhere;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    margin: 8px 0 14px;
    font-size: 12px;
  }
  @media (max-width: 480px) {
    tbody th {
      max-width: 120px;
    }
  }
`;
