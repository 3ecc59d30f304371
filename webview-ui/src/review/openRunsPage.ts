// The page of a runs folder: the runs overview with the runs that the page carries. A run is opened by its own page, which is in its folder.

import { formatDateTime } from '../../../src/shared/text/format';
import type {
  ListedRunRow,
  OverviewHostMessage,
  OverviewMessage,
} from '../../../src/shared/protocols/overviewProtocol';
import { runsPageDataId, type RunsPageData, type RunsPageRow } from '../../../src/shared/protocols/runsPageData';
import { emptyRunFilter } from '../../../src/shared/runs/runFilter';
import { messageOf } from '../../../src/shared/text/messageOf';
import type { HostChannel } from '../kit/hostChannel';
import type { IsbRunsOverview } from '../overview/isb-runs-overview';
import { readElement } from './reviewPieces';

export async function openRunsPage(page: IsbRunsOverview): Promise<void> {
  page.isReadOnly = true;
  let receive: (message: OverviewHostMessage) => void = () => undefined;
  const pages = new Map<string, string>();
  const channel: HostChannel<OverviewHostMessage, OverviewMessage> = {
    listen: (receiver) => {
      receive = receiver;
      return () => (receive = () => undefined);
    },
    loadState: () => undefined,
    saveState: () => undefined,
    post: (message) => {
      if (message.type !== 'openRun') return;
      const address = pages.get(message.id);
      if (address !== undefined) window.location.assign(address);
      else
        receive({
          type: 'failed',
          message: `${message.id} had no page of its own when this list was written. iso-speed-bench open makes one.`,
        });
    },
  };
  page.connect(channel);
  try {
    const { runs, writtenAt } = await readElement<RunsPageData>(runsPageDataId);
    const rows = runs.map(shownRow);
    for (const { id, page: address } of rows) if (address !== undefined) pages.set(id, address);
    receive({
      type: 'runsListed',
      runs: rows,
      filter: emptyRunFilter,
      folders: [`as of ${formatDateTime(writtenAt)}`],
    });
  } catch (error) {
    receive({ type: 'failed', message: messageOf(error) });
  }
}

function shownRow({ hasPage, ...row }: RunsPageRow): ListedRunRow {
  const page = hasPage ? pageOf(row.folderName) : null;
  return page === null ? row : { ...row, page };
}

/** The address of a run's page beside this one; null for a name that is no text. */
function pageOf(folderName: string): string | null {
  try {
    return `${encodeURIComponent(folderName)}/index.html`;
  } catch {
    return null;
  }
}
