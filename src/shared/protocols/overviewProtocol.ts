// What the extension host and the runs overview say to each other.
// The host owns the list of runs and the filter, which the tree of test runs shares; the page filters, sorts and selects on its own.

import type { RunFilter } from '../runs/runFilter';
import type { RunManifest } from '../runs/runManifest';

/** The parts of a `run.json` that a row shows. */
const summaryFields = [
  'id',
  'benchmarkName',
  'purpose',
  'comment',
  'shard',
  'merged',
  'testTypes',
  'tags',
  'status',
  'awaited',
  'mode',
  'startedAt',
  'importedAt',
  'elapsedMs',
  'promptCount',
  'models',
  'review',
  'totals',
  'sizeBytes',
] as const satisfies readonly (keyof RunManifest)[];

/** What a row shows of a run. */
export type ListedSummary = Pick<RunManifest, (typeof summaryFields)[number]>;

/** One folder of a runs folder. */
export interface ListedRunRow {
  /** Names the run in messages; unique in the list, and nothing but a name to the page. */
  id: string;
  /** The folder's name, for a run that can't be read. */
  folderName: string;
  /** The runs folder that it is in, as people know it. */
  folder: string;
  /** Null when `run.json` can't be read: then `problem` says why. */
  summary: ListedSummary | null;
  problem: string | null;
  /** The address of the run's own page; absent where the host opens runs. */
  page?: string;
}

/** The part of a manifest that the overview shows. */
export function listedSummary(manifest: RunManifest): ListedSummary {
  return Object.fromEntries(summaryFields.map((field) => [field, manifest[field]])) as ListedSummary;
}

export type OverviewHostMessage =
  /** All runs, in any order, and the filter in force. Sent at `ready` and whenever the list changes. `folders`: the runs folders looked into. */
  | { type: 'runsListed'; runs: ListedRunRow[]; filter: RunFilter; folders: string[] }
  /** The filter was changed elsewhere. */
  | { type: 'filterChanged'; filter: RunFilter }
  /** Something asked for here did not work; said on the page. */
  | { type: 'failed'; message: string };

export type OverviewMessage =
  /** The page has loaded, or has become visible again: send `runsListed`. */
  | { type: 'ready' }
  | { type: 'openRun'; id: string }
  /** Compare these runs, two or more, the base first. */
  | { type: 'compare'; ids: string[] }
  | { type: 'changeFilter'; filter: RunFilter }
  | { type: 'revealRun'; id: string }
  /** Open the run's `index.html` in the browser. */
  | { type: 'resumeRun'; id: string }
  /** The host asks first. */
  | { type: 'deleteRun'; id: string }
  /** Choose another folder with runs to look into. */
  | { type: 'addFolder' };
