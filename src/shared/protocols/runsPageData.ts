// What the page of a runs folder, its `index.html`, reads: all runs of the folder as they were when it was written, gzipped JSON in base64. The writer is
// in core, the reader in the review page's script.

import type { ListedRunRow } from './overviewProtocol';

/** `id` is the name of the run folder. */
export interface RunsPageRow extends ListedRunRow {
  /** Whether the run has an `index.html` of its own. */
  hasPage: boolean;
}

export interface RunsPageData {
  /** When the page was written, ISO 8601 with offset. */
  writtenAt: string;
  runs: RunsPageRow[];
}

export const runsPageDataId = 'isb-runs';
