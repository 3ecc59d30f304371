// The part that a run and a resumed run share: record the first event, serve the queues, close the books.

import { setMaxListeners } from 'node:events';
import { basePromptText } from '../../shared/run/basePrompt';
import { openBatches } from '../../shared/run/batches';
import type { RunEnd, RunEvent } from '../../shared/run/events';
import type { RunNoise } from '../../shared/run/runConditions';
import type { RunManifest } from '../../shared/runs/runManifest';
import { isMissing, type RunState } from '../../shared/run/runState';
import { applyEvent } from '../../shared/run/foldRun';
import { createResultImages, type ResultImages } from '../resultImage/resultImages';
import { AskableTests } from './askableTests';
import { TestAsker } from './testAsker';
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
import type { RunContext, RunReporter } from './testToRun';
import type { Asker } from './runTools';
import { writingRun } from './runStopped';
import type { RunToExecute } from './runToExecute';
import { startAsker } from './startAsker';

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

/** What ends the asking: `failure` from within, `signal` from outside, and `stop` is either of them. */
interface AskingEnds {
  failure: AbortController;
  signal: AbortSignal;
  stop: AbortSignal;
}

/** Everything between the first event and the last. */
async function askAndRecord(
  run: RunToExecute,
  images: ResultImages | null,
  listener: RunListener,
  signal: AbortSignal,
  controls: RunControls,
): Promise<AskedRun> {
  const failure = new AbortController();
  const stop = AbortSignal.any([signal, failure.signal]);
  // Every test under way listens to it.
  setMaxListeners(0, stop);
  // Its thread takes a while to start, in which the files of the folder are begun.
  const starting = startAsker(run, stop, controls.askWorker);
  try {
    return await recordAsking(run, starting, { failure, signal, stop }, images, listener, controls);
  } finally {
    await starting.then(
      (asker) => asker.end(),
      // Why there is none was thrown to who wanted to ask.
      () => undefined,
    );
  }
}

async function recordAsking(
  run: RunToExecute,
  starting: Promise<Asker>,
  ends: AskingEnds,
  images: ResultImages | null,
  listener: RunListener,
  controls: RunControls,
): Promise<AskedRun> {
  const { folder, beginning, tools } = run;
  const { runDirectory, state } = folder;
  const quiet = run.planned.plan.mode === 'speed' ? new QuietTime() : null;
  const toDraw = [...folder.undrawn];
  const draw = (): void => {
    for (const test of toDraw.splice(0)) images?.draw(runDirectory, test);
  };
  const { failure, signal } = ends;
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
      starting,
      ends,
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

interface AskingDuties {
  reporter: RunReporter;
  notes: AskingNotes;
  /** In speed mode. */
  quiet: QuietTime | null;
  /** Called every few seconds, so that a killed run leaves figures. */
  writeManifest(): Promise<void>;
  onAsking(): void;
}

/** Asks all that is planned. Only a failure is thrown. */
async function askTests(
  run: RunToExecute,
  { reporter, notes, quiet, writeManifest, onAsking }: AskingDuties,
  starting: Promise<Asker>,
  { failure, signal, stop }: AskingEnds,
  controls: RunControls,
): Promise<RunNoise | null> {
  const { settings, folder, tools } = run;
  const { runDirectory, state } = folder;
  const isBatch = run.planned.plan.mode === 'batch';
  const asker = await starting;
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
