// The part that a run and a resumed run share: record the first event, serve the queues, close the books.

import { setMaxListeners } from 'node:events';
import { join } from 'node:path';
import type { RunNoise } from '../../shared/run/runConditions';
import type { RunManifest } from '../../shared/runs/runManifest';
import { applyEvent } from '../../shared/run/runState';
import { createResultImages } from '../resultImage/resultImages';
import { AskThreadClient } from '../ask/askThreadClient';
import { TestAsker } from './askTests';
import type { AskThreadData } from '../ask/askThreadMessages';
import { closeRunFolder } from './closeRunFolder';
import { endConditions } from './endConditions';
import { EventLog } from '../runFolder/eventLog';
import { writeJsonAtomically } from '../files/jsonFile';
import { promptsOfFile } from '../runFolder/openRun';
import { writeRepeatedly } from '../files/repeatedWrite';
import { isoWithOffset } from '../ask/runClock';
import { runFiles } from '../runFolder/runFolderPaths';
import { updatedManifest, withRemoteHosts } from './runManifest';
import type { RunListener, RunOutcome } from './runRequest';
import type { RunContext } from './testToRun';
import { TestFolders } from '../runFolder/testFolders';
import type { RunToExecute } from './runToExecute';

/** How old the figures of a killed run in a list may be, ms. */
const manifestEveryMs = 3000;

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
  const images = settings.resultImages
    ? createResultImages(settings.distDirectory, (done, asked) => listener.onDrawn?.(done, asked))
    : null;
  const stopDrawing = (): void => void images?.dispose();
  let asker: AskThreadClient | null = null;
  let noise: RunNoise | null = null;
  try {
    let manifest: RunManifest;
    const sampling: RunManifest['sampling'] = {};
    const remoteHosts = new Map<string, string>();
    const refused: RunManifest['refusedParameters'] = {};
    try {
      log.append(run.first);
      await log.flush();
      const begun = run.manifest(state);
      manifest = begun;
      const writeManifest = (): Promise<void> =>
        writeJsonAtomically(join(runDirectory, runFiles.manifest), updatedManifest(begun, state, {}, false));
      await writeManifest();
      for (const directory of run.undrawn) images?.draw(directory);
      asker = await AskThreadClient.start(askThreadData(run), stop);
      listener.onAsking?.();
      const context: RunContext = {
        runId: state.runId,
        runDirectory,
        folders: new TestFolders(runDirectory),
        benchmarkName: state.benchmarkName,
        images: run.images,
        python: run.python,
        thinkingTags: settings.thinkingTags,
        clock,
        prices: run.prices,
        asker,
        maxAttempts: settings.maxAttempts,
        record: (event) => log.append(event),
        noteParameters: (model, parameters, refusedNames) => {
          sampling[model] ??= parameters;
          if (refusedNames.length > 0)
            refused[model] = [...new Set([...(refused[model] ?? []), ...refusedNames])].sort();
        },
        noteRemoteHost: (model, host) => remoteHosts.set(model, host),
        drawImage: (directory) => images?.draw(directory),
      };
      const upkeep = writeRepeatedly(manifestEveryMs, writeManifest, (error) => failure.abort(error));
      try {
        await new TestAsker(run, context, stop, (error) => {
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
    const sent = Object.fromEntries(
      Object.entries(sampling).filter(([, parameters]) => Object.keys(parameters).length > 0),
    );
    const refusedParameters = { ...manifest.refusedParameters, ...refused };
    const ended = withRemoteHosts({ ...manifest, refusedParameters }, remoteHosts);
    const conditions = endConditions(run, state, ended, { ...manifest.sampling, ...sent }, noise);
    // What is cancelled from here on are pictures, which `annotate` can draw later.
    if (!signal.aborted) signal.addEventListener('abort', stopDrawing, { once: true });
    const closed = await closeRunFolder({
      runDirectory,
      distDirectory: settings.distDirectory,
      state,
      manifest: updatedManifest(ended, state, {
        finishedAt: isoWithOffset(clock.dateAt(state.elapsed)),
        sampling: { ...manifest.sampling, ...sent },
        ...conditions,
      }),
      report: {
        benchmarkName: state.benchmarkName,
        purpose: state.purpose,
        basePrompt: plan.benchmark.base_prompt,
        prompts: promptsOfFile(plan.benchmark, plan.prompts),
      },
      images,
    });
    return { runDirectory, state, problems: closed.problems };
  } finally {
    signal.removeEventListener('abort', stopDrawing);
    await asker?.end();
    await images?.dispose();
  }
}

function askThreadData({ settings, plan, models, clock }: RunToExecute): AskThreadData {
  const { environment, services, distDirectory, attemptTimeoutMs } = settings;
  return {
    environment,
    secrets: plan.secrets,
    services,
    distDirectory,
    attemptTimeoutMs,
    apis: [...new Set(models.map(({ api }) => api.id))],
    clockOrigin: clock.origin,
  };
}
