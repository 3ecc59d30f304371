// One run from request to complete run folder: plan, make the folder, say what begins, and execute.

import { rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { runSchemaVersion, type RunStarted } from '../../shared/run/events';
import type { PythonIsolation } from '../../shared/run/pythonIsolation';
import { emptyRun } from '../../shared/run/runState';
import { createPriceBook } from '../cost/priceBook';
import { filesBeside, type BenchmarkFiles } from '../benchmark/benchmarkFiles';
import { filesOfRun, keepFiles, keptFile } from '../runFolder/keptFiles';
import type { BenchmarkPlace } from '../benchmark/locateFile';
import { copiesInRun } from '../images/copiesInRun';
import { loadWithImages } from '../images/loadWithImages';
import { prepareImages } from '../images/prepareImages';
import { asRow } from '../benchmark/asRow';
import { promptInfos } from '../benchmark/promptInfos';
import { picturesShown } from '../benchmark/picturesShown';
import { openRunImages, type RunImages } from '../images/runImages';
import { scrubberOf } from '../providers/scrubber';
import { takeWayOut } from '../providers/wayOut';
import { rememberedFiles } from '../checks/rememberedFiles';
import type { PythonRunner } from '../python/pythonRunner';
import { withInterpreters } from '../javascript/withInterpreters';
import { checkOwnPython, ownPythonOf } from './checkOwnPython';
import { plannedRun, type PlannedRun } from './runToExecute';
import { executeRun } from './executeRun';
import { beginningRun } from './runStopped';
import { InvalidBenchmark, planRun, type RunPlan } from './planRun';
import { isoWithOffset, startRunClock } from '../ask/runClock';
import { gatherFacts } from './runFacts';
import { replaceFile } from '../files/replaceFile';
import { createRunFolder, runFiles, runFolderName } from '../runFolder/runFolderPaths';
import { lockNewRun, withLock } from '../runFolder/runLock';
import { runShard } from './runShard';
import { newManifest, thisMachine } from './runManifest';
import type { RunControls, RunListener, RunOutcome, RunRequest } from './runRequest';
import { calibrationsFor } from './testPlan';

/**
 * Runs a benchmark. Resolves when the run folder is complete, also for a run that `signal` cancelled, or whose last pictures `controls` left out.
 * Throws before anything is sent when the request can't be run, and later only when the run folder can't be written.
 */
export async function runBenchmark(
  request: RunRequest,
  listener: RunListener,
  signal: AbortSignal,
  controls: RunControls = {},
): Promise<RunOutcome> {
  const fileName = basename(request.benchmarkPath);
  const files = filesBeside(placeOf(request));
  const plan = planRun(request, { fileName, files });
  await refuseBadImages(request, plan, fileName);
  const planned = plannedRun(plan, request.reading, await calibrationsFor(plan.prompts, request.runsDirectory));
  const prices = await createPriceBook({
    models: [...planned.models, ...planned.judges],
    overrides: request.money.prices,
    benchmarkPrices: plan.benchmark.prices,
    projectPrices: request.money.projectPrices,
    priceFile: request.money.priceFile,
  });
  takeWayOut(request.access.environment);
  const gathering = gatherFacts(plan, prices, { path: request.benchmarkPath, text: request.benchmarkText });
  return withInterpreters(
    plan.runsPython,
    request.python,
    request.program.distDirectory,
    async (interpreters, isolation) => {
      await refuseBadPython(request, plan, files, interpreters.python, signal);
      const facts = await gathering;
      const { runDirectory, runId } = await beginningRun(request.runsDirectory, () =>
        createRunFolder(request.runsDirectory, runFolderName(new Date(), plan.benchmark.benchmark_name, request.shard)),
      );
      const beginning = <T>(work: () => Promise<T>): Promise<T> =>
        beginningRun(request.runsDirectory, () => withoutFolderOnFailure(runDirectory, work));
      return withLock(await beginning(() => lockNewRun(runDirectory)), async () => {
        await beginning(() =>
          replaceFile(runDirectory, runFiles.benchmark, (file) => file.writeFile(request.benchmarkText)),
        );
        const images = await withoutFolderOnFailure(runDirectory, async () => {
          await keepFiles(runDirectory, plan.files, files);
          return imagesOf(request, plan, runDirectory, listener, signal);
        });
        const kept = rememberedFiles(filesOfRun(runDirectory, plan.files.map(keptFile)));
        const clock = startRunClock();
        listener.onStarted(runDirectory);
        const begun = { runId, at: isoWithOffset(clock.startedAt), t: clock.now() };
        return executeRun(
          {
            settings: request,
            planned,
            tools: { images, interpreters, files: kept, prices, clock },
            folder: { runDirectory, state: emptyRun(), repeated: new Map(), undrawn: [] },
            beginning: {
              event: runStarted(request, planned, images, begun, isolation),
              manifest: (state) => newManifest(request, state, plan, facts),
            },
          },
          listener,
          signal,
          controls,
        );
      });
    },
  );
}

/** Where the files of the benchmark are. */
function placeOf({ benchmarkPath, filesRoot }: RunRequest): BenchmarkPlace {
  return { benchmarkFolder: dirname(benchmarkPath), filesRoot, copies: copiesInRun(benchmarkPath) };
}

async function refuseBadImages(request: RunRequest, { images, apis }: RunPlan, fileName: string): Promise<void> {
  if (images.length === 0) return;
  const { benchmarkText, overrides } = request;
  const options = { fileName, knownProviders: apis, overrides };
  const { benchmark, problems } = await loadWithImages(benchmarkText, options, placeOf(request));
  if (!benchmark) throw new InvalidBenchmark(fileName, problems);
}

async function refuseBadPython(
  { benchmarkPath, benchmarkText }: RunRequest,
  { benchmark }: RunPlan,
  files: BenchmarkFiles,
  python: PythonRunner | null,
  signal: AbortSignal,
): Promise<void> {
  if (!python) return;
  const problems = await checkOwnPython(ownPythonOf(benchmark, files), benchmarkText, python, signal);
  if (problems.length > 0) throw new InvalidBenchmark(basename(benchmarkPath), problems);
}

/** What can't be put into a new run folder leaves no run, and no folder of it. */
async function withoutFolderOnFailure<T>(runDirectory: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await rm(runDirectory, { recursive: true, force: true });
    throw error;
  }
}

/** Puts the pictures into the run folder. */
async function imagesOf(
  request: RunRequest,
  plan: RunPlan,
  runDirectory: string,
  listener: RunListener,
  signal: AbortSignal,
): Promise<RunImages> {
  if (plan.images.length === 0) return openRunImages(runDirectory);
  listener.onPreparing?.(new Set(plan.images.map(({ source }) => source)).size);
  return prepareImages(
    {
      images: plan.images,
      ...placeOf(request),
      size: plan.benchmark.imageSize,
      models: plan.models,
      runDirectory,
      distDirectory: request.program.distDirectory,
    },
    signal,
  );
}

function runStarted(
  { comment: written = '', shard, benchmarkText }: RunRequest,
  planned: PlannedRun,
  images: RunImages,
  begun: Pick<RunStarted, 'runId' | 'at' | 't'>,
  isolation: PythonIsolation | undefined,
): RunStarted {
  const { mode, benchmark, prompts: asked, places, secrets } = planned.plan;
  const comment = written.trim();
  const prompts = promptInfos(
    benchmark,
    asked,
    (prompt) => {
      const sources = picturesShown(prompt);
      // The pictures of what is skipped are not read.
      return prompt.skip === undefined || sources.length === 0
        ? sources.map((source) => images.find(source).sha256)
        : null;
    },
    places,
  );
  return {
    type: 'runStarted',
    schemaVersion: runSchemaVersion,
    ...begun,
    benchmarkName: benchmark.benchmark_name,
    purpose: benchmark.purpose,
    ...(comment === '' ? {} : { comment: scrubberOf(secrets)(comment) }),
    testType: benchmark.testType,
    models: planned.models.map(({ info }) => asRow(info, benchmark)),
    prompts,
    mode,
    machine: thisMachine(),
    ...(isolation ? { python: isolation } : {}),
    ...(shard ? { shard: runShard(shard, benchmarkText, planned, prompts, images) } : {}),
  };
}
