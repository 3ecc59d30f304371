// The looks of `isb-plots`; those of the plots' own parts are uPlot's.

import { css } from 'lit';

export const plotsStyles = css`
  :host {
    display: block;
  }
  .plots {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(440px, 100%), 1fr));
    gap: 12px 32px;
  }
  section {
    min-width: 0;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    min-height: 30px;
    margin-bottom: 6px;
  }
  h3 {
    font-size: 13px;
    font-weight: 600;
  }
  .pareto h3 {
    text-decoration: underline dotted;
    text-underline-offset: 3px;
    cursor: help;
  }
  .plot {
    min-height: 240px;
    overflow: hidden;
  }
  .readout {
    min-height: 18px;
    font-size: 12px;
    white-space: normal;
  }
  .note {
    font-size: 12px;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: 12px;
  }
  .legend li {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .legend i {
    flex: none;
    width: 22px;
    border-top: 2px solid currentColor;
  }
  .legend i.dash1 {
    border-top-style: dashed;
  }
  .legend i.dash2 {
    border-top-style: dotted;
  }
  .model0 {
    color: var(--isb-chart-blue);
  }
  .model1 {
    color: var(--isb-chart-orange);
  }
  .model2 {
    color: var(--isb-chart-green);
  }
  .model3 {
    color: var(--isb-chart-purple);
  }
  .model4 {
    color: var(--isb-chart-red);
  }
  .model5 {
    color: var(--isb-chart-yellow);
  }
  .model6 {
    color: var(--isb-foreground);
  }
`;
