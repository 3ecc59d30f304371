// `resume RUN`: runs exactly what is missing of a run, into its own folder, with the benchmark as it was started.

import { brokenOff, nothingSent } from './brokenOff';
import { dirname } from 'node:path';
import { withAskWorker } from '../../core/ask/askWorker';
import { modelApis } from '../../core/providers/modelApis';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { settleKeys } from '../../core/preflight/preflight';
import { readListedRun } from '../../core/runFolder/listRuns';
import { openRun } from '../../core/runFolder/openRun';
import { resumeRun } from '../../core/run/resumeRun';
import type { ResumeRequest, RunControls, RunSettings } from '../../core/run/runRequest';
import type { RunManifest } from '../../shared/runs/runManifest';
import { formatCost, formatCount } from '../../shared/text/format';
import { countOfRun } from '../../shared/figures/runStats';
import { isMissing, isOfRun, type ModelState, type RunState } from '../../shared/run/runState';
import { writeOut, type CliContext } from '../terminal/cliContext';
import type { ResumeCommand } from '../arguments/commands';
import { counted } from '../../shared/text/counted';
import type { ExitCode } from '../terminal/exitCode';
import { readBaseline } from './baseline';
import { findRunFolder } from './findRunFolder';
import { followRun, showOutcome } from './followRun';
import { readRunBenchmark } from '../../core/runFolder/loadRunBenchmark';
import { forRunsThatGoOn } from '../../core/run/settingsInForce';
import { refuseUnknownApis } from './refuseUnknownApis';
import { readProject } from './readProject';
import { trustedServices } from './trustedServices';
import { readEnvironment } from './readEnvironment';
import { runSettings } from './runSettings';
import { keysAtTerminal } from './terminalFront';
import { colorsOf } from '../terminal/terminal';
import { UsageError } from '../arguments/usageError';

export function resumeCommand(command: ResumeCommand, context: CliContext): Promise<ExitCode> {
  return withAskWorker(context.distDirectory, (askWorker) => goOn(command, context, { askWorker }));
}

async function goOn(command: ResumeCommand, context: CliContext, started: RunControls): Promise<ExitCode> {
  const runDirectory = await findRunFolder(command.run, command.runs, context);
  const environment = await readEnvironment(context.environment, context.cwd, command.envFile);
  const { state, problem, isBeingWritten } = await openRun(runDirectory);
  if (isBeingWritten)
    throw new UsageError(
      `${oneLine(state.runId)} is being written by another process.`,
      'Wait until it has ended, or end it.',
    );
  const listed = await readListedRun(runDirectory);
  const manifest = listed && 'manifest' in listed ? listed.manifest : null;
  const colors = colorsOf(context.stderr, context.environment);
  const say = (line: string): Promise<void> => writeOut(context.stderr, `${line}\n`);
  if (problem !== undefined) await say(colors.yellow(problem));
  const heldTo = await readBaseline(
    command,
    {
      benchmarkName: state.benchmarkName,
      models: state.models.map(({ model }) => model),
      prompts: () => state.prompts,
      shard: state.shard ?? undefined,
      runDirectory,
    },
    dirname(runDirectory),
    context,
  );
  const missing = missingTests(state, command.retriesErrors);
  // A run that was killed after its last test still lacks what is written at its end.
  if (missing.length === 0 && manifest?.status === 'finished' && manifest.sizeBytes !== null) {
    await say(nothingMissingText(state));
    // Nothing was run, so what was wrong before is not this command's failure.
    const options = { ...command, heldTo, allowsErrors: true };
    return showOutcome({ runDirectory, state, problems: manifest.problems }, options, context, false);
  }
  const project = await readProject(context.cwd, context);
  for (const warning of project.warnings) await say(warning);
  refuseUnknownApis(command.rates, project.settings.services);
  const services = await trustedServices(
    {
      services: project.settings.services,
      file: project.file,
      texts: [await readRunBenchmark(runDirectory), ...missing.map(({ model }) => model.model)],
      environment,
      isTrusted: command.trustsProject,
    },
    context,
  );
  if (!services) return brokenOff(nothingSent, command, context);
  await settleKeys(
    { models: missing.map((one) => one.model), apis: modelApis(services) },
    keysAtTerminal(environment, { canChooseModels: false }),
  );
  await say(`${colors.bold(oneLine(state.benchmarkName))} (${state.status}): ${missingText(state, missing)}`);
  for (const warning of warningsOf(state, manifest, command)) await say(colors.yellow(warning));
  const settings = runSettings(command, context, environment, forRunsThatGoOn({ ...project.settings, services }));
  const request = resumeRequest(runDirectory, manifest, command, settings);
  const controls = { ...started, ...(command.cancelsBatches ? { cancelBatches: AbortSignal.abort() } : {}) };
  return followRun(
    (listener, signal) => resumeRun(request, listener, signal, controls),
    state,
    { ...command, heldTo },
    context,
  );
}

/** What goes on otherwise than it began, or won't go on for long. */
function warningsOf(state: RunState, manifest: RunManifest | null, command: ResumeCommand): string[] {
  const warnings: string[] = [];
  if (state.python && state.python.runner !== command.python)
    warnings.push(
      `Python of this run was executed with ${state.python.runner}, now it is with ${command.python} (--python).`,
    );
  const budget = manifest?.budgetUsd ?? null;
  const isAtBudget = state.models.some((model) => model.tests.some((test) => test.notRun?.kind === 'budget'));
  if (isAtBudget && command.budgetUsd === undefined && budget !== null)
    warnings.push(
      `The run stopped at its budget of ${formatCost(budget)}, which still holds: --budget USD sets another one in all, --budget none takes it away.`,
    );
  return warnings;
}

/** The run goes on with the limits that it began with, where the command names none. */
function resumeRequest(
  runDirectory: string,
  manifest: RunManifest | null,
  command: ResumeCommand,
  settings: RunSettings,
): ResumeRequest {
  const hadTimeout = command.timeoutSeconds === undefined ? manifest?.attemptTimeoutMs : undefined;
  return {
    ...settings,
    patience: {
      ...settings.patience,
      attemptTimeoutMs: hadTimeout ?? settings.patience.attemptTimeoutMs,
      maxAttempts: command.attempts ?? manifest?.maxAttempts ?? settings.patience.maxAttempts,
    },
    runDirectory,
    retryErrors: command.retriesErrors,
  };
}

interface MissingTests {
  model: ModelState;
  notRun: number;
  /** Tests in batches that are to be collected. */
  submitted: number;
  /** Tests that ended in error and are asked again. */
  errors: number;
}

/** The models that something is missing of. */
function missingTests(state: RunState, retriesErrors: boolean): MissingTests[] {
  return state.models
    .map((model) => ({
      model,
      notRun: model.tests.filter((test) => isMissing(test) && test.phase !== 'submitted').length,
      submitted: model.tests.filter(({ phase }) => phase === 'submitted').length,
      errors: retriesErrors ? model.tests.filter((test) => test.verdict === 'error').length : 0,
    }))
    .filter(({ notRun, errors, submitted }) => notRun + errors + submitted > 0);
}

/** `488 of 900 tests to run: openai~gpt-4o 200, ollama~llama3.2 288 (3 of them errors)` */
function missingText(state: RunState, missing: readonly MissingTests[]): string {
  const total = state.models.reduce((sum, model) => sum + countOfRun(model.tests), 0);
  const toRun = missing.filter(({ notRun, errors }) => notRun + errors > 0);
  const count = toRun.reduce((sum, one) => sum + one.notRun + one.errors, 0);
  const submitted = missing.reduce((sum, one) => sum + one.submitted, 0);
  const collected =
    submitted === 0 ? '' : `${formatCount(submitted)} of ${counted(total, 'test')} to collect of batches`;
  if (count === 0) return collected === '' ? 'no test is missing; the run folder is finished.' : collected;
  const models = toRun.map(({ model, notRun, errors }) => {
    const again = errors === 0 ? '' : ` (${counted(errors, 'error')} again)`;
    return `${oneLine(model.model)} ${formatCount(notRun + errors)}${again}`;
  });
  return `${collected === '' ? '' : `${collected}; `}${formatCount(count)} of ${counted(total, 'test')} to run: ${models.join(', ')}`;
}

function nothingMissingText(state: RunState): string {
  const tests = state.models.flatMap((model) => model.tests.filter(isOfRun));
  const errors = tests.filter((test) => test.verdict === 'error').length;
  const hint = errors === 0 ? '' : ` ${counted(errors, 'test')} ended in error; --retry-errors asks again.`;
  return `Nothing is missing: ${tests.length === 1 ? 'the test has' : `all ${counted(tests.length, 'test')} have`} run.${hint}`;
}
