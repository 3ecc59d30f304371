// Everything that executing a run needs, gathered by whoever starts or resumes it.

import type { RunStarted, RunResumed } from '../../shared/run/events';
import type { RunState } from '../../shared/run/runState';
import type { RunManifest } from '../../shared/runs/runManifest';
import type { RunClock } from '../ask/runClock';
import type { PriceBook } from '../cost/priceBook';
import type { RunImages } from '../images/runImages';
import type { PythonRunner } from '../python/pythonRunner';
import type { PlannedModel } from './plannedModel';
import type { RunPlan } from './planRun';
import type { RunSettings } from './runRequest';
import type { ChosenProfile } from './testPlan';

export interface RunToExecute {
  settings: RunSettings;
  plan: RunPlan;
  models: readonly PlannedModel[];
  /** How each model gives places, by its canonical string. */
  profiles: ReadonlyMap<string, ChosenProfile>;
  images: RunImages;
  /** Null when no test of the plan executes Python. */
  python: PythonRunner | null;
  prices: PriceBook;
  clock: RunClock;
  /** Locked by the caller. */
  runDirectory: string;
  /** Empty for a new run; else as far as the run had come. */
  state: RunState;
  first: RunStarted | RunResumed;
  /** Called when `first` is in the state. */
  manifest(state: RunState): RunManifest;
  /** `model#index` of the tests that are asked again. */
  repeated: ReadonlySet<string>;
  /** Test folders that should have a result image and have none. */
  undrawn: readonly string[];
}
