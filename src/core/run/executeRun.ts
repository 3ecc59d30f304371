// The part that a run and a resumed run share: record the first event, serve the queues, close the books.

import { setMaxListeners } from 'node:events';
import { join } from 'node:path';
import type { RunResumed, RunStarted } from '../../shared/run/events';
import type { RunNoise } from '../../shared/run/runConditions';
import type { RunManifest } from '../../shared/runs/runManifest';
import { applyEvent, type RunState } from '../../shared/run/runState';
import type { PriceBook } from '../cost/priceBook';
import type { RunImages } from '../images/runImages';
import type { PythonRunner } from '../python/pythonRunner';
import { createResultImages } from '../resultImage/resultImages';
import { Asker } from '../ask/askThreadClient';
import { Asking } from './askTests';
import type { AskThreadData } from '../ask/askThreadMessages';
import { closeRunFolder } from './closeRunFolder';
import { endConditions } from './endConditions';
import { EventLog } from '../runFolder/eventLog';
import { writeJsonAtomically } from '../files/jsonFile';
import { promptsOfFile } from '../runFolder/openRun';
import type { PlannedModel } from './plannedModel';
import type { RunPlan } from './planRun';
import { writeRepeatedly } from '../files/repeatedWrite';
import { isoWithOffset, type RunClock } from '../ask/runClock';
import { runFiles } from '../runFolder/runFolderPaths';
import { updatedManifest } from './runManifest';
import type { RunListener, RunOutcome, RunSettings } from './runRequest';
import type { RunContext } from './runTest';
import { TestFolders } from '../runFolder/testFolders';
import type { ChosenProfile } from './testPlan';


/** How old the figures of a killed run in a list may be, ms. */
const manifestEveryMs = 3000;

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

/** Resolves when the run folder is complete, also when `signal` cancelled the run. Throws when the folder can't be written. */
export async function executeRun(run: RunToExecute, listener: RunListener, signal: AbortSignal): Promise<RunOutcome> {
  const { settings, plan, runDirectory, state, clock } = run;
  const failure = new AbortController();
  const stop = AbortSignal.any([signal, failure.signal]);
  // Every test under way listens to it.
  setMaxListeners(0, stop);
  const log = await EventLog.open(
    join(runDirectory, runFiles.events),
    (events) => {
      for (const event of events) applyEvent(state, event);
      listener.onEvents(events);
    },
    (error) => failure.abort(error),
  );
  const images = settings.resultImages ? createResultImages(settings.distDirectory, (done, asked) => listener.onDrawn?.(done, asked)) : null;
  const stopDrawing = (): void => void images?.dispose();
  let asker: Asker | null = null;
  let noise: RunNoise | null = null;
  try {
    let manifest: RunManifest;
    const sampling: RunManifest['sampling'] = {};
    const refused: RunManifest['refusedParameters'] = {};
    try {
      log.append(run.first);
      await log.flush();
      const begun = run.manifest(state);
      manifest = begun;
      const writeManifest = (): Promise<void> => writeJsonAtomically(join(runDirectory, runFiles.manifest), updatedManifest(begun, state, {}, false));
      await writeManifest();
      for (const directory of run.undrawn) images?.draw(directory);
      asker = await Asker.start(askThreadData(run), stop);
      listener.onAsking?.();
      const context: RunContext = {
        runId: state.runId,
        runDirectory,
        folders: new TestFolders(runDirectory),
        benchmarkName: state.benchmarkName,
        images: run.images,
        python: run.python,
        clock,
        prices: run.prices,
        asker,
        maxAttempts: settings.maxAttempts,
        record: (event) => log.append(event),
        noteParameters: (model, parameters, refusedNames) => {
          sampling[model] ??= parameters;
          if (refusedNames.length > 0) refused[model] = [...new Set([...(refused[model] ?? []), ...refusedNames])].sort();
        },
        drawImage: (directory) => images?.draw(directory),
      };
      const upkeep = writeRepeatedly(manifestEveryMs, writeManifest, (error) => failure.abort(error));
      try {
        await new Asking(run, context, stop, (error) => {
          // A cancelled test ends quietly and leaves nothing; any other failure (a full disk) ends the run.
          if (signal.aborted) return;
          failure.abort(error);
          throw error;
        }).all();
      } finally {
        await upkeep.stop();
      }
      // Places that were between two tests just stop.
      failure.signal.throwIfAborted();
      noise = await asker.end();
      log.append({ type: 'runFinished', t: clock.now(), status: signal.aborted ? 'cancelled' : 'finished' });
    } finally {
      await log.close();
    }
    const sent = Object.fromEntries(Object.entries(sampling).filter(([, parameters]) => Object.keys(parameters).length > 0));
    const refusedParameters = { ...manifest.refusedParameters, ...refused };
    const conditions = endConditions(run, state, { ...manifest, refusedParameters }, { ...manifest.sampling, ...sent }, noise);
    // What is cancelled from here on are pictures, which `annotate` can draw later.
    if (!signal.aborted) signal.addEventListener('abort', stopDrawing, { once: true });
    const closed = await closeRunFolder({
      runDirectory,
      distDirectory: settings.distDirectory,
      state,
      manifest: updatedManifest(manifest, state, { finishedAt: isoWithOffset(clock.dateAt(state.elapsed)), sampling: { ...manifest.sampling, ...sent }, refusedParameters, ...conditions }),
      report: { benchmarkName: state.benchmarkName, purpose: state.purpose, basePrompt: plan.benchmark.base_prompt, prompts: promptsOfFile(plan.benchmark, plan.prompts) },
      images,
    });
    return { runDirectory, state, problems: closed.problems };
  } finally {
    signal.removeEventListener('abort', stopDrawing);
    await asker?.end();
    await images?.dispose();
  }
}

function askThreadData({ settings, models, clock }: RunToExecute): AskThreadData {
  const { environment, services, distDirectory, attemptTimeoutMs } = settings;
  return { environment, services, distDirectory, attemptTimeoutMs, apis: [...new Set(models.map(({ api }) => api.id))], clockOrigin: clock.origin };
}

