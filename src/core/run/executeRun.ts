// The part that a run and a resumed run share: record the first event, serve the queues, close the books.

import { usualAnswerLimits } from '../../shared/run/answerLimits';
import { setMaxListeners } from 'node:events';
import { basePromptText } from '../../shared/run/basePrompt';
import { openBatches } from '../../shared/run/batches';
import type { RunEnd, RunEvent } from '../../shared/run/events';
import type { RunNoise } from '../../shared/run/runConditions';
import type { RunManifest } from '../../shared/runs/runManifest';
import { isMissing, type RunState } from '../../shared/run/runState';
import { applyEvent } from '../../shared/run/foldRun';
import { createResultImages, type ResultImages } from '../resultImage/resultImages';
import { defaultIdleTimeoutMs } from '../ask/attemptLimits';
import { AskThreadClient } from '../ask/askThreadClient';
import { AskableTests } from './askableTests';
import { TestAsker } from './testAsker';
import type { AskThreadData } from '../ask/askThreadMessages';
import { closeRunFolder } from './closeRunFolder';
import { endConditions } from './endConditions';
import { RunLog } from '../runFolder/runLog';
import { writeJsonAtomically } from '../files/jsonFile';
import { promptsOfFile } from '../runFolder/readBenchmarkText';
import { writeRepeatedly } from '../files/writeRepeatedly';
import { isoWithOffset } from '../ask/runClock';
import type { TestAt } from '../runFolder/readTest';
import { runFiles } from '../runFolder/runFolderPaths';
import { updatedManifest } from './runManifest';
import type { RunControls, RunListener, RunOutcome } from './runRequest';
import { messageOf } from '../../shared/text/messageOf';
import { AskingNotes } from './askingNotes';
import { calibrateJudges } from './calibrateJudges';
import { RunJudges } from './runJudges';
import { QuietTime } from './quietTime';
import { BatchAsker } from './batchAsker';
import { clockOfMachine } from './batchClock';
import { BatchRun } from './batchRun';
import type { Asker, RunContext, RunReporter } from './testToRun';
import { writingRun } from './runStopped';
import type { RunToExecute } from './runToExecute';

/** How old the figures of a killed run in a list may be, ms. */
const manifestEveryMs = 3000;

/**
 * Resolves when the run folder is complete, also when `signal` cancelled the run. `controls` may end the drawing of result images that goes on after
 * the last answer. Throws when the folder can't be written.
 */
export async function executeRun(
  run: RunToExecute,
  listener: RunListener,
  signal: AbortSignal,
  controls: RunControls = {},
): Promise<RunOutcome> {
  const { settings, folder } = run;
  const { skipImages } = controls;
  const images = settings.resultImages
    ? createResultImages(settings.program.distDirectory, (done, asked) => listener.onDrawn?.(done, asked))
    : null;
  const stopDrawing = (): void => void images?.dispose();
  try {
    return await writingRun(folder.runDirectory, async () => {
      const asked = await askAndRecord(run, images, listener, signal, controls);
      // What is cancelled from here on are pictures, which `annotate` can draw later.
      if (!signal.aborted) signal.addEventListener('abort', stopDrawing, { once: true });
      if (skipImages?.aborted) stopDrawing();
      else skipImages?.addEventListener('abort', stopDrawing, { once: true });
      const { problems } = await closeFolder(run, asked, images);
      return { runDirectory: folder.runDirectory, state: folder.state, problems };
    });
  } finally {
    signal.removeEventListener('abort', stopDrawing);
    skipImages?.removeEventListener('abort', stopDrawing);
    await images?.dispose();
  }
}

/** What came of the asking, beside the state. */
interface AskedRun {
  /** Of the run's beginning. */
  manifest: RunManifest;
  notes: AskingNotes;
  /** Null where it was not measured. */
  noise: RunNoise | null;
  /** As `RunLog` says. */
  checkedFrom: ReadonlyMap<string, number>;
}

/** Everything between the first event and the last. */
async function askAndRecord(
  run: RunToExecute,
  images: ResultImages | null,
  listener: RunListener,
  signal: AbortSignal,
  controls: RunControls,
): Promise<AskedRun> {
  const { folder, beginning, tools } = run;
  const { runDirectory, state } = folder;
  const quiet = run.planned.plan.mode === 'speed' ? new QuietTime() : null;
  const toDraw = [...folder.undrawn];
  const draw = (): void => {
    for (const test of toDraw.splice(0)) images?.draw(runDirectory, test);
  };
  const failure = new AbortController();
  const notes = new AskingNotes();
  /** Who shows a run may fail; what was asked and paid goes on. */
  const tell = (events: RunEvent[]): void => {
    try {
      listener.onEvents(events);
    } catch (error) {
      notes.noteProblems([`The screen of the run failed while it went on: ${messageOf(error)}`]);
    }
  };
  const log = await RunLog.open(
    runDirectory,
    (events) => {
      for (const event of events) applyEvent(state, event);
      tell(events);
      for (const ended of endedIn(events)) toDraw.push(ended);
      // In speed mode when nothing is asked any more.
      if (!quiet) draw();
    },
    (error) => failure.abort(error),
  );
  try {
    log.append(beginning.event);
    await log.flush();
    const manifest = beginning.manifest(state);
    const writeManifest = (): Promise<void> =>
      writeJsonAtomically(runDirectory, runFiles.manifest, updatedManifest(notes.addedTo(manifest), state, {}, false));
    await writeManifest();
    const reporter: RunReporter = {
      record: (event) => log.append(event),
      recordWith: (line, event) => log.appendWith(line, event),
      written: () => log.flush(),
    };
    const noise = await askTests(
      run,
      { reporter, notes, quiet, writeManifest, onAsking: () => listener.onAsking?.() },
      failure,
      signal,
      controls,
    );
    draw();
    log.append({ type: 'runFinished', t: tools.clock.now(), status: endOf(state, signal, controls) });
    return { manifest, notes, noise, checkedFrom: log.checkedFrom };
  } finally {
    await log.close();
  }
}

function endOf(state: RunState, signal: AbortSignal, { cancelBatches }: RunControls): RunEnd {
  if (openBatches(state.batches).length > 0) return 'waiting';
  // Whoever leaves a run in batches whose last result has just come has left nothing.
  const isLeft = signal.aborted && (state.mode !== 'batch' || state.models.some(({ tests }) => tests.some(isMissing)));
  return isLeft || cancelBatches?.aborted ? 'cancelled' : 'finished';
}

/** The tests that have ended; a picture is drawn of what is on the disk. */
function endedIn(events: readonly RunEvent[]): TestAt[] {
  return events.flatMap((event) => {
    if (event.type !== 'testFinished') return [];
    const { model, index, evidence = null } = event;
    return [{ model, index, evidence }];
  });
}

/** A run in batches that no judge model looks at asks nothing by itself: it may wait for days, and needs no clock for that. */
const nobody: Asker = {
  ask: () => Promise.reject(new Error('A run in batches asks nothing by itself.')),
  end: () => Promise.resolve(null),
};

interface AskingDuties {
  reporter: RunReporter;
  notes: AskingNotes;
  /** In speed mode. */
  quiet: QuietTime | null;
  /** Called every few seconds, so that a killed run leaves figures. */
  writeManifest(): Promise<void>;
  onAsking(): void;
}

/** Asks all that is planned. `failure` ends the run from within, `signal` cancels it from outside; only a failure is thrown. */
async function askTests(
  run: RunToExecute,
  { reporter, notes, quiet, writeManifest, onAsking }: AskingDuties,
  failure: AbortController,
  signal: AbortSignal,
  controls: RunControls,
): Promise<RunNoise | null> {
  const { settings, folder, tools } = run;
  const { runDirectory, state } = folder;
  const stop = AbortSignal.any([signal, failure.signal]);
  // Every test under way listens to it.
  setMaxListeners(0, stop);
  const isBatch = run.planned.plan.mode === 'batch';
  const asksOne = !isBatch || run.planned.judges.length > 0;
  const asker: Asker = asksOne ? await AskThreadClient.start(askThreadData(run), stop) : nobody;
  try {
    onAsking();
    const place = { runId: state.runId, benchmarkName: state.benchmarkName, runDirectory, run: state };
    const judges = new RunJudges(run.planned.judges, asker, tools, state, settings.patience.maxAttempts);
    const context: RunContext = { place, tools, reporter, notes, asker, judges, settings };
    await calibrateJudges(context, run.planned.plan, state, stop);
    const endTest = (error: unknown): void => {
      // A cancelled test ends quietly and leaves nothing; any other failure (a full disk) ends the run.
      if (signal.aborted) return;
      failure.abort(error);
      throw error;
    };
    const askable = await AskableTests.of(run, reporter);
    if (isBatch) {
      const batches = new BatchAsker(
        new BatchRun(run, context, stop, controls.batchClock ?? clockOfMachine),
        askable,
        controls,
        writeManifest,
      );
      await batches.all();
      failure.signal.throwIfAborted();
      return await asker.end();
    }
    const tests = new TestAsker(run, context, stop, endTest, quiet, askable);
    const keepManifest = quiet ? () => quiet.work(writeManifest) : writeManifest;
    const upkeep = writeRepeatedly(manifestEveryMs, keepManifest, (error) => failure.abort(error));
    try {
      await tests.all();
    } finally {
      await upkeep.stop();
    }
    // Places that were between two tests just stop.
    failure.signal.throwIfAborted();
    return await asker.end();
  } finally {
    await asker.end();
  }
}

function closeFolder(
  run: RunToExecute,
  { manifest, notes, noise, checkedFrom }: AskedRun,
  images: ResultImages | null,
): Promise<RunManifest> {
  const { settings, planned, tools, folder } = run;
  const { runDirectory, state } = folder;
  const { plan } = planned;
  const ended = notes.addedTo(manifest);
  return closeRunFolder({
    runDirectory,
    distDirectory: settings.program.distDirectory,
    state,
    checkedFrom,
    manifest: updatedManifest(ended, state, {
      finishedAt: isoWithOffset(tools.clock.dateAt(state.elapsed)),
      ...endConditions(run, ended, noise),
    }),
    report: {
      benchmarkName: state.benchmarkName,
      purpose: state.purpose,
      basePrompt: basePromptText(plan.benchmark.base_prompt),
      prompts: promptsOfFile(plan.benchmark, plan.prompts),
    },
    images,
    secrets: plan.secrets,
  });
}

function askThreadData({ settings, planned, tools }: RunToExecute): AskThreadData {
  const { attemptTimeoutMs, idleTimeoutMs = defaultIdleTimeoutMs } = settings.patience;
  return {
    ...settings.access,
    secrets: planned.plan.secrets,
    distDirectory: settings.program.distDirectory,
    attemptTimeoutMs,
    idleTimeoutMs,
    limits: { ...usualAnswerLimits, ...settings.patience.answerLimits },
    apis: [...new Set([...planned.models, ...planned.judges].map(({ api }) => api.id))],
    clockOrigin: tools.clock.origin,
  };
}
