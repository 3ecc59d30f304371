// What stands in the cells of the table of runs.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ListedRunRow, ListedSummary } from '../../../src/shared/protocols/overviewProtocol';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { partText } from '../../../src/shared/words/shardText';
import { modelBars } from './modelBars';
import type { ColumnInfo } from './overviewRows';

/** What stands in a cell of the table; `text`: its `cellText`. */
export function overviewCell(column: ColumnInfo['column'], row: ListedRunRow, text: string): unknown {
  const run = row.summary;
  switch (column) {
    case 'status':
      return html`<div class="two-lines">${renderStatus(row, text)}</div>`;
    case 'topModel':
      return run
        ? html`<div class="models">${modelBars(run.models)}<span class="two-lines">${text}</span></div>`
        : text;
    case 'name':
      return html`<div class="two-lines">
        ${renderName(row, text)}${run ? renderBadges(run) : nothing} ${run ? renderRemarks(run) : nothing}
      </div>`;
    case 'startedAt':
    case 'cost':
    case 'reviewed':
      return html`<div class="two-lines">${text}</div>`;
    default:
      return text;
  }
}

/** A link where the run has a page of its own, so that it can be opened as any link can. */
function renderName({ page }: ListedRunRow, text: string): unknown {
  if (page === undefined) return text;
  return html`<a href=${page} tabindex="-1" @click=${(event: Event) => event.stopPropagation()}>${text}</a>`;
}

function renderBadges(run: NonNullable<ListedRunRow['summary']>): unknown {
  return run.models.some((model) => model.isSimulated)
    ? html` <span class="badge simulated" title="Models with this mark do not exist. Their figures are made up."
        >${run.models.every((model) => model.isSimulated) ? 'simulated' : 'some simulated'}</span
      >`
    : nothing;
}

const statusGlyphs = { running: '~', finished: '✓', cancelled: '–', interrupted: '!', waiting: '…' } as const;

function renderStatus({ summary }: ListedRunRow, text: string): TemplateResult {
  return html`<span class="status ${summary?.status ?? 'unreadable'}"
    ><span aria-hidden="true">${summary ? statusGlyphs[summary.status] : '!'}</span> ${text}</span
  >`;
}

/** Which part of a run it is, and its comment. */
function renderRemarks(run: ListedSummary): unknown {
  const remarks = [partText(run) ?? '', oneLine(run.comment)].filter((text) => text !== '');
  return remarks.length === 0 ? nothing : html`<span class="muted">${remarks.join(' · ')}</span>`;
}
