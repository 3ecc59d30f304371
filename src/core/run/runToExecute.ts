// Everything that executing a run needs, gathered by whoever starts or resumes it.

import type { RunResumed, RunStarted } from '../../shared/run/events';
import type { RunState } from '../../shared/run/runState';
import type { RunManifest } from '../../shared/runs/runManifest';
import { chooseProfiles, type ChosenProfile } from './testPlan';
import type { TestAt } from '../runFolder/readTest';
import { plannedModels, type PlannedModel } from './plannedModel';
import type { RunPlan } from './planRun';
import type { RunSettings } from './runRequest';
import type { RunTools } from './runTools';

/** What is asked, of whom, and how. */
export interface PlannedRun {
  plan: RunPlan;
  models: readonly PlannedModel[];
  judges: readonly PlannedModel[];
  /** How each model gives places, by its canonical string. */
  profiles: ReadonlyMap<string, ChosenProfile>;
}

/** The folder that is written, as far as the run had come. */
interface BegunFolder {
  /** Locked by the caller. */
  runDirectory: string;
  /** Empty for a new run. */
  state: RunState;
  /** The tests that are asked again, as they ended before, by `model#index`. */
  repeated: ReadonlyMap<string, TestAt>;
  /** Tests that should have a result image and have none. */
  undrawn: readonly TestAt[];
}

/** What is said at once. */
interface RunBeginning {
  event: RunStarted | RunResumed;
  /** Called when the event is in the state. */
  manifest(state: RunState): RunManifest;
}

export interface RunToExecute {
  settings: RunSettings;
  planned: PlannedRun;
  tools: RunTools;
  folder: BegunFolder;
  beginning: RunBeginning;
}

/** `calibrations`: coordinate profile ids by model, as calibrating found them. */
export function plannedRun(
  plan: RunPlan,
  { coordinates }: RunSettings['reading'],
  calibrations: { readonly [model: string]: string },
): PlannedRun {
  const judges = plannedModels({ ...plan, models: plan.judges });
  return { plan, models: plannedModels(plan), judges, profiles: chooseProfiles(plan, coordinates, calibrations) };
}
