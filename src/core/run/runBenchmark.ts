// One run from request to complete run folder: plan, make the folder, say what begins, and execute.

import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { runSchemaVersion, type PythonIsolation, type RunStarted } from '../../shared/events';
import { emptyRun } from '../../shared/runState';
import { promptLabel } from '../benchmark/fillPrompt';
import { createPythonRunner } from '../python/createPythonRunner';
import { connectModels, type ConnectedModel } from './connectModels';
import { executeRun } from './executeRun';
import { planRun, type RunPlan } from './planRun';
import { isoWithOffset, startRunClock } from './runClock';
import { gatherFacts } from './runFacts';
import { createRunFolder, runFiles, runFolderName } from './runFolder';
import { lockRun } from './runLock';
import { newManifest } from './runManifest';
import type { RunListener, RunOutcome, RunRequest } from './runRequest';

/**
 * Runs a benchmark. Resolves when the run folder is complete, also for a run that `signal` cancelled.
 * Throws before anything is sent when the request can't be run, and later only when the run folder can't be written.
 */
export async function runBenchmark(request: RunRequest, listener: RunListener, signal: AbortSignal): Promise<RunOutcome> {
  const plan = planRun(request, basename(request.benchmarkPath));
  const gathering = gatherFacts(plan, request.environment, { path: request.benchmarkPath, text: request.benchmarkText });
  const python = plan.evaluator.runsPython ? createPythonRunner(request.python, join(request.distDirectory, 'sandbox')) : null;
  try {
    const isolation = await python?.start();
    const models = await connectModels(plan, request.environment);
    const facts = await gathering;
    const clock = startRunClock();
    const { runDirectory, runId } = await createRunFolder(request.runsDirectory, runFolderName(clock.startedAt, plan.benchmark.benchmark_name));
    const lock = await lockRun(runDirectory);
    try {
      await writeFile(join(runDirectory, runFiles.benchmark), request.benchmarkText);
      listener.onStarted(runDirectory);
      return await executeRun(
        {
          settings: request,
          plan,
          models,
          python,
          clock,
          runDirectory,
          state: emptyRun(),
          first: runStarted(plan, models, runId, isoWithOffset(clock.startedAt), clock.now(), isolation),
          manifest: (state) => newManifest(request, state, plan.queues, facts),
          repeated: new Set(),
          undrawn: [],
        },
        listener,
        signal,
      );
    } finally {
      await lock.release();
    }
  } finally {
    await python?.dispose();
  }
}

function runStarted(plan: RunPlan, models: readonly ConnectedModel[], runId: string, at: string, t: number, isolation: PythonIsolation | undefined): RunStarted {
  const { benchmark, promptCount } = plan;
  return {
    type: 'runStarted',
    t,
    schemaVersion: runSchemaVersion,
    runId,
    at,
    benchmarkName: benchmark.benchmark_name,
    purpose: benchmark.purpose,
    testType: benchmark.evaluator,
    models: models.map((model) => model.info),
    prompts: benchmark.prompts
      .slice(0, promptCount)
      .map((prompt, position) => ({ index: position + 1, label: promptLabel(prompt.dynamic_variables, prompt.expectation) })),
    ...(isolation ? { python: isolation } : {}),
  };
}
