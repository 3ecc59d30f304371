// One run from request to complete run folder: plan, write what is known, run the queues, close the books.

import { setMaxListeners } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { runSchemaVersion, type PythonIsolation, type RunEvent } from '../../shared/events';
import type { ModelInfo } from '../../shared/model';
import { applyEvent, emptyRun } from '../../shared/runState';
import { fillPrompt, promptLabel } from '../benchmark/fillPrompt';
import { expectedText } from '../evaluators/expectedText';
import { pricesUsed } from '../cost/testCost';
import { connectionFor, findModelApi, modelInfo } from '../providers/modelApis';
import type { ModelApi, Provider } from '../providers/provider';
import { createPythonRunner } from '../python/createPythonRunner';
import type { PythonRunner } from '../python/pythonRunner';
import type { AskOutcome } from './askModel';
import { EventLog } from './eventLog';
import { writeJsonAtomically } from './jsonFile';
import { planRun, type RunPlan } from './planRun';
import { isoWithOffset, startRunClock } from './runClock';
import { createRunFolder, runFiles, runFolderName } from './runFolder';
import { runManifest } from './runManifest';
import type { RunListener, RunOutcome, RunRequest } from './runRequest';
import { runTest, type RunContext, type TestToRun } from './runTest';
import { runQueues, type ScheduledTest } from './schedule';
import { writeReport } from './writeReport';

/**
 * Runs a benchmark. Resolves when the run folder is complete, also for a run that `signal` cancelled.
 * Throws before anything is sent when the request can't be run, and later only when the run folder can't be written.
 */
export async function runBenchmark(request: RunRequest, listener: RunListener, signal: AbortSignal): Promise<RunOutcome> {
  const plan = planRun(request, basename(request.benchmarkPath));
  const python = plan.evaluator.runsPython ? createPythonRunner(request.python, request.sandboxDirectory) : null;
  try {
    const isolation = await python?.start();
    return await runPlanned(request, plan, python, isolation, listener, signal);
  } finally {
    await python?.dispose();
  }
}

async function runPlanned(
  request: RunRequest,
  plan: RunPlan,
  python: PythonRunner | null,
  isolation: PythonIsolation | undefined,
  listener: RunListener,
  signal: AbortSignal,
): Promise<RunOutcome> {
  const models = await connectModels(request, plan);
  const clock = startRunClock();
  const { runDirectory, runId } = await createRunFolder(request.runsDirectory, runFolderName(clock.startedAt, plan.benchmark.benchmark_name));
  await writeFile(join(runDirectory, runFiles.benchmark), request.benchmarkText);

  listener.onStarted(runDirectory);

  const state = emptyRun();
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
  const record = (event: RunEvent): void => log.append(event);
  const prompts = plan.benchmark.prompts.slice(0, plan.promptCount);
  record({
    type: 'runStarted',
    t: clock.now(),
    schemaVersion: runSchemaVersion,
    runId,
    at: isoWithOffset(clock.startedAt),
    benchmarkName: plan.benchmark.benchmark_name,
    purpose: plan.benchmark.purpose,
    testType: plan.benchmark.evaluator,
    models: models.map((model) => model.info),
    prompts: prompts.map((prompt, position) => ({ index: position + 1, label: promptLabel(prompt.dynamic_variables, prompt.expectation) })),
    ...(isolation ? { python: isolation } : {}),
  });
  await log.flush();
  const prices = (await Promise.all(models.map((model) => pricesUsed(model.api, model.info)))).filter((price) => price !== null);
  const writeManifest = (): Promise<void> =>
    writeJsonAtomically(join(runDirectory, runFiles.manifest), runManifest(request, state, clock, plan.queues, prices));
  await writeManifest();

  const context: RunContext = {
    runId,
    runDirectory,
    benchmarkName: plan.benchmark.benchmark_name,
    evaluator: plan.evaluator,
    python,
    clock,
    attemptTimeoutMs: request.attemptTimeoutMs,
    maxAttempts: request.maxAttempts,
    record,
  };
  // A cancelled test ends quietly and leaves nothing; any other failure (a full disk) ends the run.
  const endTest = (error: unknown): void => {
    if (signal.aborted) return;
    failure.abort(error);
    throw error;
  };
  const queuedAt = clock.now();
  const unreachable = new Set<string>();
  const ask = async (scheduled: ScheduledTest): Promise<() => Promise<void>> => {
    try {
      const { asked, finish } = await runTest(context, testToRun(scheduled, plan, models, queuedAt, unreachable), stop);
      noteReachability(unreachable, scheduled.model.model, asked);
      return () => finish().catch(endTest);
    } catch (error) {
      endTest(error);
      return () => Promise.resolve();
    }
  };
  try {
    await runQueues(plan.queues, ask, stop);
    record({ type: 'runFinished', t: clock.now(), status: signal.aborted ? 'cancelled' : 'finished' });
  } finally {
    await log.close();
  }
  await writeReport(
    runDirectory,
    { benchmarkName: plan.benchmark.benchmark_name, purpose: plan.benchmark.purpose, basePrompt: plan.benchmark.base_prompt, prompts },
    state,
  );
  await writeManifest();
  return { runDirectory, state };
}

interface ConnectedModel {
  info: ModelInfo;
  api: ModelApi;
  provider: Provider;
}

/** Connects every model; models of one API share a connection, so that they share its sockets too. */
async function connectModels(request: RunRequest, plan: RunPlan): Promise<ConnectedModel[]> {
  const connections = new Map<ModelApi, Promise<Provider>>();
  return Promise.all(
    plan.models.map(async (model) => {
      const api = findModelApi(plan.apis, model.provider);
      const connecting = connections.get(api) ?? api.connect(connectionFor(api, request.environment));
      connections.set(api, connecting);
      return { info: modelInfo(model, plan.apis), api, provider: await connecting };
    }),
  );
}

/**
 * A model that could not be reached in all attempts of one test gets a single attempt for the next ones, until one succeeds:
 * a server that is down is not worth the waits of every prompt.
 */
function noteReachability(unreachable: Set<string>, model: string, asked: AskOutcome): void {
  if (asked.error?.kind === 'network') unreachable.add(model);
  else unreachable.delete(model);
}

function testToRun(
  scheduled: ScheduledTest,
  plan: RunPlan,
  models: readonly ConnectedModel[],
  queuedAt: number,
  unreachable: ReadonlySet<string>,
): TestToRun {
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
  };
}
