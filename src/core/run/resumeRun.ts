// Goes on with a run that was interrupted or cancelled: asks exactly what is missing, into the same folder, with the benchmark it began with.

import { basename, dirname } from 'node:path';
import { usualAnswerLimits } from '../../shared/run/answerLimits';
import { openBatches } from '../../shared/run/batches';
import { runSchemaVersion, type RunEvent, type RunResumed } from '../../shared/run/events';
import type { PythonIsolation } from '../../shared/run/pythonIsolation';
import type { RunManifest } from '../../shared/runs/runManifest';
import { emptyRun, findTest, isMissing, waitingTest, type RunState, type TestState } from '../../shared/run/runState';
import { applyEvent } from '../../shared/run/foldRun';
import { isBeforeParameters } from '../runFolder/isBeforeParameters';
import { filesOfRun } from '../runFolder/keptFiles';
import { isInside } from '../files/insideFolder';
import { createPriceBook, reopenPriceBook, type PriceBook } from '../cost/priceBook';
import { openRunImages } from '../images/runImages';
import { takeWayOut } from '../providers/wayOut';
import { rememberedFiles } from '../checks/rememberedFiles';
import { withInterpreters } from '../javascript/withInterpreters';
import { plannedRun, type PlannedRun } from './runToExecute';
import { executeRun } from './executeRun';
import { planRun, type RunPlan } from './planRun';
import { cutHalfLineOf } from '../files/cutHalfLine';
import { testsWithoutImage } from '../runFolder/testsWithoutImage';
import { readEvents } from '../runFolder/readEvents';
import type { TestAt } from '../runFolder/readTest';
import { firstAndRest, unreadableTests } from '../runFolder/unreadableTests';
import { isoWithOffset, startRunClock } from '../ask/runClock';
import { gatherFacts, type RunFacts } from './runFacts';
import { runFiles } from '../runFolder/runFolderPaths';
import { withRunLock } from '../runFolder/runLock';
import { newManifest, thisMachine, updatedManifest } from './runManifest';
import { tagsInForce } from './tagsInForce';
import type { ResumeRequest, RunControls, RunListener, RunOutcome } from './runRequest';
import { parseRecord } from '../files/parseRecord';
import { readPlainFile, readPlainText } from '../files/plainFile';
import { decodeText, EncodingError } from '../files/textFile';
import { manifestSchema } from '../runFolder/manifestSchema';
import { calibrationsFor } from './testPlan';

/**
 * Resumes a run. The listener gets only the events that are added. A run that lacks nothing is left as it is. `controls` may leave its last pictures out.
 * Throws before anything is sent when the folder is no run, is being written by another process, can't be written, or lacks a key.
 */
export async function resumeRun(
  request: ResumeRequest,
  listener: RunListener,
  signal: AbortSignal,
  controls: RunControls = {},
): Promise<RunOutcome> {
  const { runDirectory } = request;
  if (!isInside(runDirectory, runFiles.events))
    throw new Error(
      `${basename(runDirectory)} can't be resumed: it has no ${runFiles.events}, so nothing of it was ever asked. Run its benchmark again.`,
    );
  return withRunLock(runDirectory, async () => {
    const left = await readWhatIsLeft(runDirectory, request.retryErrors);
    if (left.isComplete) {
      listener.onStarted(runDirectory);
      return { runDirectory, state: left.state, problems: left.manifest?.problems ?? [] };
    }
    const plan = await planRest(request, left);
    return goOn(asBefore(request, left.manifest), plan, left, listener, signal, controls);
  });
}

interface RunLeft {
  state: RunState;
  /** `run.json` as it was written; null when the run was stopped before that. */
  manifest: RunManifest | null;
  /** `model#index` of every test to ask. */
  missing: Set<string>;
  /** Those of them that have been asked before and ended in error, as they ended. */
  repeated: Map<string, TestAt>;
  /** Said in `run.json`. */
  problems: string[];
  isComplete: boolean;
}

async function readWhatIsLeft(runDirectory: string, retryErrors: boolean): Promise<RunLeft> {
  const name = basename(runDirectory);
  // Read before anything is changed: a newer format is refused with the folder as it was.
  const { state, failed, badLines } = await readState(runDirectory, name);
  const droppedBytes = await cutHalfLineOf(runDirectory, runFiles.events);
  if (state.runId === '')
    throw new Error(`${name} can't be resumed: it was stopped before anything was asked. Run its benchmark again.`);
  const manifestText = await readPlainText(runDirectory, runFiles.manifest).catch(() => null);
  const isLost = manifestText !== null && !isJson(manifestText);
  const manifest =
    manifestText === null || isLost
      ? null
      : parseRecord(manifestSchema, manifestText, `${runFiles.manifest} of ${name}`);
  // What it was asked with is not recorded: what is asked now would be another run.
  if (state.testType === '' || manifest?.importedAt)
    throw new Error(`${name} was imported from a report; it can't be resumed. Run its benchmark instead.`);

  const unreadable = await unreadableTests(runDirectory, state);
  for (const { test } of unreadable) forget(findTest(state, test.model, test.index)!);
  const missing = new Set<string>();
  const repeated = new Map<string, TestAt>();
  for (const { model, tests } of state.models) {
    for (const test of tests) {
      const key = `${model}#${test.index}`;
      const isRetried = retryErrors && test.phase === 'finished' && test.verdict === 'error';
      if (isMissing(test) || isRetried) missing.add(key);
      if (isRetried || (isMissing(test) && failed.has(key)))
        repeated.set(key, { model, index: test.index, evidence: test.evidence });
    }
  }
  const open = openBatches(state.batches);
  // Whether they were sent is not known; their tests are planned, so that they can be.
  for (const { model, tests, id } of open)
    for (const index of id === null ? tests : []) missing.add(`${model}#${index}`);
  const problems = [
    ...(droppedBytes > 0
      ? [
          `The last ${droppedBytes} bytes of ${runFiles.events}, half a line from when the run was stopped, were dropped when it was resumed.`,
        ]
      : []),
    ...(badLines > (droppedBytes > 0 ? 1 : 0)
      ? [`${runFiles.events} has lines that can't be read; they were left out.`]
      : []),
  ];
  if (isLost) problems.push(`${runFiles.manifest} was no JSON any more; it was made anew when the run was resumed.`);
  if (unreadable.length > 0) problems.push(lostWords(unreadable.map(({ reason }) => reason)));
  const isClosed = manifest?.status === 'finished' && manifest.sizeBytes !== null;
  return {
    state,
    manifest,
    missing,
    repeated,
    problems,
    isComplete: missing.size === 0 && open.length === 0 && state.status === 'finished' && isClosed,
  };
}

/** The test is to be asked as if it never had been: its events tell of words that are gone. */
function forget(test: TestState): void {
  Object.assign(test, waitingTest(test.index));
}

/** One sentence, however many tests can't be read. */
function lostWords(reasons: readonly string[]): string {
  return `${firstAndRest(reasons)} ${reasons.length === 1 ? 'It was' : 'They were'} asked again when the run was resumed.`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // That it is none is all that is asked.
    return false;
  }
}

async function readState(
  runDirectory: string,
  name: string,
): Promise<{ state: RunState; failed: Set<string>; badLines: number }> {
  const state = emptyRun();
  /** Tests with an error among the events, also where a repetition was cut short after it. */
  const failed = new Set<string>();
  const badLines = await readEvents(runDirectory, name, (event: RunEvent) => {
    applyEvent(state, event);
    if (event.type === 'testFinished' && event.verdict === 'error') failed.add(`${event.model}#${event.index}`);
  });
  return { state, failed, badLines };
}

async function planRest(request: ResumeRequest, { state, manifest, missing }: RunLeft): Promise<RunPlan> {
  const benchmarkText = await readPlainFile(request.runDirectory, runFiles.benchmark)
    .then((bytes) => decodeText(bytes, runFiles.benchmark))
    .catch((cause: unknown) => {
      const why = cause instanceof EncodingError ? cause.message : `its ${runFiles.benchmark} can't be read.`;
      throw new Error(`${basename(request.runDirectory)} can't be resumed: ${why}`, { cause });
    });
  const models = state.models.map((model) => model.model);
  // A run is made in one mode from its beginning to its end; its budget stays unless another one is given.
  const budgetUsd = request.money.budgetUsd ?? (manifest ? (manifest.budgetUsd ?? 'none') : null);
  const whole = {
    benchmarkText,
    models,
    overrides: manifest?.overrides,
    places: state.prompts.map(({ index, place = index }) => place),
    access: request.access,
    pace: { ...request.pace, mode: state.mode },
    money: { ...request.money, budgetUsd },
  };
  const files = filesOfRun(request.runDirectory, manifest?.files ?? null);
  const source = {
    fileName: runFiles.benchmark,
    files,
    isRecorded: true,
    isBeforeParameters: await isBeforeParameters(request.runDirectory),
  };
  return planRun(whole, source, ({ model, index }) => missing.has(`${model.model}#${index}`));
}

/** A run's answers are taken in within the same limits and read with the same thinking tags to its end, unless others are given. */
function asBefore(request: ResumeRequest, manifest: RunManifest | null): ResumeRequest {
  if (!manifest) return request;
  const thinkingTags = [...tagsInForce(request.reading.thinkingTags, manifest)];
  const answerLimits = { ...manifest.answerLimits, ...request.patience.answerLimits };
  return {
    ...request,
    patience: { ...request.patience, answerLimits },
    reading: { ...request.reading, thinkingTags },
  };
}

/** The prices that the run began with; those of today only where none were written down. */
function pricesOf(
  request: ResumeRequest,
  { plan, models }: PlannedRun,
  manifest: RunManifest | null,
): Promise<PriceBook> {
  if (manifest) return reopenPriceBook(models, manifest.prices);
  return createPriceBook({
    models,
    overrides: request.money.prices,
    benchmarkPrices: plan.benchmark.prices,
    projectPrices: request.money.projectPrices,
    priceFile: request.money.priceFile,
  });
}

async function goOn(
  request: ResumeRequest,
  plan: RunPlan,
  left: RunLeft,
  listener: RunListener,
  signal: AbortSignal,
  controls: RunControls = {},
): Promise<RunOutcome> {
  const { runDirectory } = request;
  const { state, repeated } = left;
  const planned = plannedRun(plan, request.reading, await calibrationsFor(plan.prompts, dirname(runDirectory)));
  const prices = await pricesOf(request, planned, left.manifest);
  takeWayOut(request.access.environment);
  const gathering = left.manifest ? null : gatherFacts(plan, prices);
  return withInterpreters(
    plan.runsPython,
    request.python,
    request.program.distDirectory,
    async (interpreters, isolation) => {
      const facts = await gathering;
      const undrawn = request.resultImages ? await testsWithoutImage(runDirectory, state) : [];
      const images = await openRunImages(runDirectory);
      const kept = rememberedFiles(filesOfRun(runDirectory, left.manifest?.files ?? null));
      const clock = startRunClock(state.elapsed);
      listener.onStarted(runDirectory);
      return executeRun(
        {
          settings: request,
          planned,
          tools: { images, interpreters, files: kept, prices, clock },
          folder: { runDirectory, state, repeated, undrawn },
          beginning: {
            event: runResumed(clock.now(), isoWithOffset(new Date()), isolation),
            manifest: (now) => manifestOnResuming(request, plan, left, now, facts),
          },
        },
        listener,
        signal,
        controls,
      );
    },
  );
}

/** The manifest that the run had, or a new one where it was stopped before that, with what was found wrong now. */
function manifestOnResuming(
  request: ResumeRequest,
  plan: RunPlan,
  { manifest: begun, problems }: RunLeft,
  state: RunState,
  facts: RunFacts | null,
): RunManifest {
  const manifest =
    begun ?? newManifest(request, state, plan, facts ?? { git: null, prices: [], servers: {}, problems: [] });
  const { thinkingTags } = request.reading;
  return updatedManifest(manifest, state, {
    finishedAt: null,
    budgetUsd: plan.budgetUsd,
    answerLimits: { ...usualAnswerLimits, ...request.patience.answerLimits },
    thinkingTags: thinkingTags.length > 0 ? thinkingTags : manifest.thinkingTags,
    problems: [...new Set([...manifest.problems, ...problems])],
  });
}

function runResumed(t: number, at: string, isolation: PythonIsolation | undefined): RunResumed {
  const machine = thisMachine();
  return {
    type: 'runResumed',
    schemaVersion: runSchemaVersion,
    t,
    at,
    machine,
    ...(isolation ? { python: isolation } : {}),
  };
}
