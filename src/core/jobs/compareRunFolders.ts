// Reads run folders and compares them: what the compare page shows, from nothing but what the folders hold.

import { basename } from 'node:path';
import type { ShownComparison, ShownSide } from '../../shared/protocols/compareProtocol';
import { compareRuns } from '../../shared/comparing/compareRuns';
import { shownDifference } from '../../shared/protocols/comparisonView';
import type { RunManifest } from '../../shared/runs/runManifest';
import type { RunState } from '../../shared/run/runState';
import { modelTitle } from '../../shared/words/testText';
import { readListedRun } from '../runFolder/listRuns';
import { openRun } from '../runFolder/openRun';

/** A run folder that takes part. `run` is its name in the answer; `model` (canonical string) only where a single one is compared. */
export interface SideFolder {
  run: string;
  runDirectory: string;
  model?: string;
}

interface ReadRun {
  state: RunState;
  manifest: RunManifest | null;
  problems: string[];
}

/**
 * The first against each of the others. `onStep` is told what is under way. Throws for people when there are fewer than two, when a folder can't be
 * read, or when a run has no such model; runs that have nothing in common are told apart in the answer, not refused.
 */
export async function compareRunFolders(
  sides: readonly SideFolder[],
  onStep: (step: string) => void,
): Promise<ShownComparison> {
  if (sides.length < 2) throw new Error('There is only one run to compare. Choose a second one.');
  const runs = new Map<string, ReadRun>();
  for (const { runDirectory } of sides) {
    if (runs.has(runDirectory)) continue;
    onStep(`Reading ${basename(runDirectory)}`);
    runs.set(runDirectory, await readRun(runDirectory));
  }
  for (const { runDirectory, model } of sides) refuseUnknownModel(runDirectory, model, runs.get(runDirectory)!.state);
  onStep('Comparing');
  const compared = sides.map(({ run, runDirectory, model }) => {
    const { state, manifest } = runs.get(runDirectory)!;
    return { name: run, state, manifest, ...(model === undefined ? {} : { model }) };
  });
  return {
    sides: sides.map((side) => shownSide(side, runs.get(side.runDirectory)!)),
    differences: compareRuns(compared).map(shownDifference),
  };
}

async function readRun(runDirectory: string): Promise<ReadRun> {
  const { state, problem } = await openRun(runDirectory);
  const listed = await readListedRun(runDirectory);
  const manifest = listed && 'manifest' in listed ? listed.manifest : null;
  return {
    state,
    manifest,
    problems: [...(problem === undefined ? [] : [problem]), ...(listed && 'problem' in listed ? [listed.problem] : [])],
  };
}

function refuseUnknownModel(runDirectory: string, model: string | undefined, { models }: RunState): void {
  if (model === undefined || models.some((one) => one.model === model)) return;
  throw new Error(
    `The run ${basename(runDirectory)} has no model ${model}; it has ${models.map((one) => one.model).join(', ')}.`,
  );
}

function shownSide({ run, runDirectory, model }: SideFolder, { state, manifest, problems }: ReadRun): ShownSide {
  return {
    run,
    ...(model === undefined ? {} : { model }),
    folderName: basename(runDirectory),
    benchmarkName: state.benchmarkName,
    startedAt: state.at,
    importedAt: manifest?.importedAt ?? null,
    status: state.status,
    mode: state.mode,
    promptCount: state.prompts.length,
    models: state.models.map((one) => ({ model: one.model, title: modelTitle(one), isSimulated: one.isSimulated })),
    problems,
  };
}
