// How a run is to be begun.

import type { Overrides } from '../../shared/runs/runManifest';
import type { RunSession } from './runSession';

export interface StartOptions {
  /** Ask before a run that may cost money: for files that nobody has said *run* of. */
  confirmCost?: boolean;
  /** Called when the user would rather see the run of this file that is going on. */
  showRunning?: (session: RunSession) => void;
  /** Where the run folder is made; as the settings say when absent. */
  runsDirectory?: string;
  /** Only these models, as canonical strings, and only the prompts at these places of the benchmark. */
  models?: readonly string[];
  places?: readonly number[];
  /** What is said in place of the file. */
  overrides?: Overrides;
  /** The line to know the run by; where the setting says to ask for one, what is offered. */
  comment?: string;
  /** USD that the run may cost, in place of what settings and file say. */
  budgetUsd?: number;
  /** What the session is known by to who asked for it. */
  askedBy?: symbol;
}
