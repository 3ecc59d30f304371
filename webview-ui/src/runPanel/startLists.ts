// The benchmarks of the workspace, each with a run button, and the newest runs: what an empty panel begins with.

import { css, html, nothing, type TemplateResult } from 'lit';
import type { PanelMessage } from '../../../src/shared/protocols/runPanelProtocol';
import type { StartBenchmark, StartList, StartRun } from '../../../src/shared/protocols/startList';
import { counted } from '../../../src/shared/text/counted';
import { formatPercent } from '../../../src/shared/text/format';
import { playIcon } from '../kit/icons';
import { iconButton } from '../kit/toolkit';

/** What can be asked for here. */
export type StartAction = Extract<
  PanelMessage,
  {
    type: 'backToRun' | 'chooseFile' | 'newBenchmark' | 'openBenchmark' | 'openRun' | 'runBenchmark' | 'useSampleData';
  }
>;

type Tell = (action: StartAction) => void;

export function startLists({ benchmarks, runs, more }: StartList, tell: Tell): unknown {
  if (benchmarks.length === 0 && runs.length === 0) return nothing;
  return html`<div class="lists">
    ${list('Benchmarks', benchmarks, (one) => benchmarkRow(one, tell), more.benchmarks, 'in the Benchmarks view')}
    ${list('Recent runs', runs, (one) => runRow(one, tell), more.runs, 'in the Test Runs view')}
  </div>`;
}

function list<Row>(
  title: string,
  rows: readonly Row[],
  render: (row: Row) => TemplateResult,
  more: number,
  where: string,
): unknown {
  if (rows.length === 0) return nothing;
  return html`<section class="list">
    <h2>${title}</h2>
    <ul>
      ${rows.map(render)}
    </ul>
    ${more > 0 ? html`<p class="muted">${more} more ${where}</p>` : nothing}
  </section>`;
}

function benchmarkRow({ uri, name, folder, size, errors }: StartBenchmark, tell: Tell): TemplateResult {
  const about = size ?? `${counted(errors, 'problem')} to solve first`;
  return html`<li>
    <div class="words">
      <button class="link name" title=${`Open ${name}`} @click=${() => tell({ type: 'openBenchmark', uri })}>
        ${name}
      </button>
      <span class="muted">${folder === '' ? about : `${folder} · ${about}`}</span>
    </div>
    ${iconButton({
      icon: playIcon,
      label: `Run ${name}`,
      isDisabled: size === null,
      onClick: () => tell({ type: 'runBenchmark', uri }),
    })}
  </li>`;
}

function runRow({ runDirectory, benchmarkName, accuracy, errors, when }: StartRun, tell: Tell): TemplateResult {
  return html`<li>
    <span class="accuracy">${formatPercent(accuracy)}</span>
    <div class="words">
      <button
        class="link name"
        title=${`Open the run of ${benchmarkName}`}
        @click=${() => tell({ type: 'openRun', runDirectory })}
      >
        ${benchmarkName}
      </button>
      <span class="muted">${when}${errors === 0 ? nothing : `, ${counted(errors, 'error')}`}</span>
    </div>
  </li>`;
}

export const startListStyles = css`
  .lists {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(260px, 100%), 1fr));
    gap: 20px 28px;
  }
  .list {
    min-width: 0;
  }
  .list h2 {
    margin: 0 0 4px;
    font-size: 13px;
    font-weight: 600;
  }
  .list ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .list li {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 40px;
    border-top: 1px solid var(--isb-border);
  }
  .list .words {
    flex: 1 1 auto;
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    min-width: 0;
  }
  .list .words > * {
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .list > .muted {
    margin: 6px 0 0;
  }
  .list .accuracy {
    flex: 0 0 52px;
    font-variant-numeric: tabular-nums;
    text-align: right;
  }
`;
