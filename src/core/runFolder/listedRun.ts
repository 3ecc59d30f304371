// A run as a list of runs has it.

import type { RunManifest } from '../../shared/runs/runManifest';

export type ListedRun =
  | { runDirectory: string; manifest: RunManifest }
  /** A folder with a `run.json` that can't be read; `problem` is for people. */
  | { runDirectory: string; problem: string };
