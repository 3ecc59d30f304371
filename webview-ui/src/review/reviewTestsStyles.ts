// The looks of `isb-review-tests`: columns go, least telling first, as the page gets narrow. What is said of an answer goes last.

import { css } from 'lit';

export const reviewTestsStyles = css`
  :host {
    display: block;
    height: 100%;
  }
  .page {
    display: flex;
    flex-direction: column;
    height: 100%;
  }
  .head {
    padding: 10px 16px;
  }
  .failure {
    margin-top: 8px;
    color: var(--isb-error);
  }
  /* For paper only. */
  .cut {
    display: none;
  }
  th.verdict {
    width: 118px;
  }
  td.verdict,
  th.verdict button {
    padding-left: 16px;
  }
  th.number:not(.total, .speed, .cost) {
    width: 64px;
  }
  .model {
    width: 19%;
  }
  .expected,
  .got {
    width: 15%;
  }
  td.prompt,
  td.expected,
  td.got {
    unicode-bidi: plaintext;
  }
  .type {
    width: 11%;
  }
  .total,
  .speed,
  .cost {
    width: 100px;
  }
  table:not(.mixed) .type {
    display: none;
  }
  @media print {
    .page {
      display: block;
      height: auto;
    }
    .head {
      display: none;
    }
    .cut {
      display: block;
    }
    th {
      position: static;
    }
    td {
      max-height: none;
      white-space: normal;
      overflow-wrap: anywhere;
    }
    tr {
      break-inside: avoid;
    }
  }
  @container (max-width: 1180px) {
    .cost,
    .type {
      display: none;
    }
  }
  @container (max-width: 1000px) {
    .speed {
      display: none;
    }
  }
  @container (max-width: 820px) {
    .total {
      display: none;
    }
  }
  @container (max-width: 680px) {
    .prompt {
      display: none;
    }
    .model {
      width: 30%;
    }
    .expected,
    .got {
      width: auto;
    }
  }
  @container (max-width: 480px) {
    .expected {
      display: none;
    }
    th.verdict {
      width: 102px;
    }
  }
`;
