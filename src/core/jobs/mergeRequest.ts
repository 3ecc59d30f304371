// What a merging is asked for, and how far it is.

import type { RunSettings } from '../run/runRequest';

export interface MergeRequest {
  /** Shards, and runs that were merged from shards; absolute paths. */
  runDirectories: readonly string[];
  /** The folder to be made, an absolute path. */
  target: string;
  /** Which models share a host is said by these. */
  access: RunSettings['access'];
  distDirectory: string;
  /** What else is to be said of the new run, for people; absent for nothing. */
  problems?: readonly string[];
}

/** How far a merging is: tests, or `what` else is counted. */
export type MergeProgress = (done: number, total: number, what?: string) => void;
