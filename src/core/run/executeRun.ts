// The part that a run and a resumed run share: record the first event, serve the queues, close the books.

import { setMaxListeners } from 'node:events';
import { join } from 'node:path';
import type { RunResumed, RunStarted } from '../../shared/events';
import type { RunManifest } from '../../shared/runManifest';
import { applyEvent, type RunState } from '../../shared/runState';
import { fillPrompt } from '../benchmark/fillPrompt';
import { expectedText } from '../evaluators/expectedText';
import type { PythonRunner } from '../python/pythonRunner';
import { createResultImages } from '../resultImage/resultImages';
import type { AskOutcome } from './askModel';
import { closeRunFolder } from './closeRunFolder';
import type { ConnectedModel } from './connectModels';
import { EventLog } from './eventLog';
import { writeJsonAtomically } from './jsonFile';
import type { RunPlan } from './planRun';
import { writeRepeatedly } from './repeatedWrite';
import { isoWithOffset, type RunClock } from './runClock';
import { runFiles } from './runFolder';
import { updatedManifest } from './runManifest';
import type { RunListener, RunOutcome, RunSettings } from './runRequest';
import { runTest, type RunContext, type TestToRun } from './runTest';
import { runQueues, type ScheduledTest } from './schedule';

/** How old the figures of a killed run in a list may be, ms. */
const manifestEveryMs = 3000;

export interface RunToExecute {
  settings: RunSettings;
  plan: RunPlan;
  models: readonly ConnectedModel[];
  /** Null when no test of the plan executes Python. */
  python: PythonRunner | null;
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
  const images = settings.resultImages ? createResultImages(settings.distDirectory) : null;
  try {
    let manifest: RunManifest;
    const sampling: RunManifest['sampling'] = {};
    try {
      log.append(run.first);
      await log.flush();
      const begun = run.manifest(state);
      manifest = begun;
      const writeManifest = (): Promise<void> => writeJsonAtomically(join(runDirectory, runFiles.manifest), updatedManifest(begun, state));
      await writeManifest();
      for (const directory of run.undrawn) images?.draw(directory);
      const context: RunContext = {
        runId: state.runId,
        runDirectory,
        benchmarkName: state.benchmarkName,
        evaluator: plan.evaluator,
        python: run.python,
        clock,
        attemptTimeoutMs: settings.attemptTimeoutMs,
        maxAttempts: settings.maxAttempts,
        record: (event) => log.append(event),
        noteParameters: (model, parameters) => (sampling[model] ??= parameters),
        drawImage: (directory) => images?.draw(directory),
      };
      const upkeep = writeRepeatedly(manifestEveryMs, writeManifest, (error) => failure.abort(error));
      try {
        await askAll(run, context, stop, (error) => {
          // A cancelled test ends quietly and leaves nothing; any other failure (a full disk) ends the run.
          if (signal.aborted) return;
          failure.abort(error);
          throw error;
        });
      } finally {
        await upkeep.stop();
      }
      // Places that were between two tests just stop.
      failure.signal.throwIfAborted();
      log.append({ type: 'runFinished', t: clock.now(), status: signal.aborted ? 'cancelled' : 'finished' });
    } finally {
      await log.close();
    }
    const sent = Object.fromEntries(Object.entries(sampling).filter(([, parameters]) => Object.keys(parameters).length > 0));
    const { benchmark, promptCount } = plan;
    const closed = await closeRunFolder({
      runDirectory,
      distDirectory: settings.distDirectory,
      state,
      manifest: updatedManifest(manifest, state, { finishedAt: isoWithOffset(clock.dateAt(state.elapsed)), sampling: { ...manifest.sampling, ...sent } }),
      report: { benchmarkName: state.benchmarkName, purpose: state.purpose, basePrompt: benchmark.base_prompt, prompts: benchmark.prompts.slice(0, promptCount) },
      images,
    });
    return { runDirectory, state, problems: closed.problems };
  } finally {
    await images?.dispose();
  }
}

async function askAll(run: RunToExecute, context: RunContext, stop: AbortSignal, endTest: (error: unknown) => void): Promise<void> {
  const queuedAt = run.clock.now();
  const unreachable = new Set<string>();
  const ask = async (scheduled: ScheduledTest): Promise<() => Promise<void>> => {
    try {
      const { asked, finish } = await runTest(context, testToRun(scheduled, run, queuedAt, unreachable), stop);
      noteReachability(unreachable, scheduled.model.model, asked);
      return () => finish().catch(endTest);
    } catch (error) {
      endTest(error);
      return () => Promise.resolve();
    }
  };
  await runQueues(run.plan.queues, ask, stop);
}

/**
 * A model that could not be reached in all attempts of one test gets a single attempt for the next ones, until one succeeds:
 * a server that is down is not worth the waits of every prompt.
 */
function noteReachability(unreachable: Set<string>, model: string, asked: AskOutcome): void {
  if (asked.error?.kind === 'network') unreachable.add(model);
  else unreachable.delete(model);
}

function testToRun(scheduled: ScheduledTest, { plan, models, repeated }: RunToExecute, queuedAt: number, unreachable: ReadonlySet<string>): TestToRun {
  const connected = models.find((one) => one.info.model === scheduled.model.model)!;
  const prompt = plan.benchmark.prompts[scheduled.index - 1]!;
  return {
    model: connected.info,
    api: connected.api,
    provider: connected.provider,
    prompt,
    index: scheduled.index,
    promptText: fillPrompt(plan.benchmark.base_prompt, prompt.dynamic_variables),
    expectedText: expectedText(prompt.expectation, plan.benchmark.evaluator),
    queuedAt,
    isUnreachable: unreachable.has(scheduled.model.model),
    isRepeated: repeated.has(`${scheduled.model.model}#${scheduled.index}`),
  };
}
