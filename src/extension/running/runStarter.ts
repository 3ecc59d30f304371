// From a benchmark's text, or from a run that did not come to its end, to a run under way. Everything that must be known or asked comes before
// the engine starts: problems of the file, a run of it already going, trust, cost, keys. Until then nothing is sent anywhere.

import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import type { LoadedBenchmark } from '../../core/benchmark/loadBenchmark';
import type { EngineTask } from '../../core/run/engineMessages';
import type { RescoreRequest, RunRequest, RunSettings } from '../../core/run/runRequest';
import type { Cleared } from '../../core/preflight/preflight';
import type { Environment } from '../../core/providers/provider';
import type { PythonSettings } from '../../core/python/pythonSettings';
import type { RunEstimate } from '../../core/estimate/estimateRun';
import { isMissing, type RunState } from '../../shared/run/runState';
import type { ApiKeys } from '../host/apiKeys';
import type { BenchmarkChecker } from '../benchmarks/benchmarkChecker';
import type { BenchmarkSource } from '../benchmarks/benchmarkSource';
import type { BenchmarkDiagnostics } from '../benchmarks/benchmarkDiagnostics';
import type { EstimateSheets } from './estimateSheets';
import { EngineRun } from './engineRun';
import { workspaceImagePlace } from '../benchmarks/imagePlace';
import type { LiveRuns } from './liveRuns';
import { costDialog, keyDialogs, pythonDialog } from './preflightDialogs';
import { resumeBudget } from './resumeBudget';
import { planText } from '../../shared/text/planText';
import { progressText, runCounts } from './runCounts';
import { RunSession, type SessionStart } from './runSession';
import { readRunSettings, resolveRunsDirectory } from '../host/settings';
import { BenchmarkRefused } from './benchmarkRefused';

export interface StartOptions {
  /** Ask before a run that may cost money: for files that nobody has said *run* of. */
  confirmCost?: boolean;
  /** Called when the user would rather see the run of this file that is going on. */
  showRunning?: (session: RunSession) => void;
  /** Where the run folder is made; as the settings say when absent. */
  runsDirectory?: string;
  /** Only these models, as canonical strings, and only the first so many prompts. */
  models?: readonly string[];
  limit?: number;
}

interface StarterParts {
  extension: vscode.Extension<unknown>;
  checker: BenchmarkChecker;
  diagnostics: BenchmarkDiagnostics;
  keys: ApiKeys;
  runs: LiveRuns;
  sheets: EstimateSheets;
  /** Where a fetched price list is kept. */
  priceFile: string;
  log: vscode.LogOutputChannel;
}

export class RunStarter {
  /** Paths whose run is being prepared: a double click is one run. */
  private readonly preparing = new Set<string>();

  constructor(private readonly parts: StarterParts) {}

  /** Starts a run; absent when the user decided against it. Throws `BenchmarkRefused` for a file with errors. */
  async start(source: BenchmarkSource, options: StartOptions = {}): Promise<RunSession | undefined> {
    if (this.preparing.has(source.path)) return undefined;
    this.preparing.add(source.path);
    try {
      return await this.prepare(source, options);
    } finally {
      this.preparing.delete(source.path);
    }
  }

  private async prepare(source: BenchmarkSource, options: StartOptions): Promise<RunSession | undefined> {
    const { checker, diagnostics, keys, sheets, log } = this.parts;
    const place = workspaceImagePlace(source.uri);
    const { benchmark, problems } = await checker.check(source.text, basename(source.path), place);
    if (source.uri) diagnostics.publish(source.uri, problems);
    if (!benchmark) throw new BenchmarkRefused(source, problems);
    const services = await checker.services();
    for (const problem of services.problems) log.warn(`setting isoSpeedBench.${problem}`);
    const apis = await checker.modelApis();

    const resource = vscode.Uri.file(source.path);
    if (!(await this.confirmSecondRun(source, options))) return undefined;
    const { preflight } = await import('../../core/preflight/preflight');
    const { python, confirmAboveUsd } = readRunSettings(resource);
    const cleared = await preflight(
      {
        benchmark,
        models: benchmark.modelIds.filter(({ model }) => options.models?.includes(model) ?? true),
        apis,
        python,
        isTrusted: vscode.workspace.isTrusted,
        confirmAboveUsd: options.confirmCost ? null : confirmAboveUsd,
        estimate: async (ready) =>
          this.estimateOf(source, await this.requestFor(source, options, { ...ready, python })),
      },
      {
        ...pythonDialog,
        ...keyDialogs(keys, apis, { canLeaveOut: true }),
        ...costDialog((estimate) => sheets.show(estimate, source.path)),
      },
    );
    if (!cleared) return undefined;
    const request = await this.requestFor(source, options, cleared);
    log.info(
      `run of ${source.path}: ${planText(cleared.models.length, benchmark.prompts.length)}, into ${request.runsDirectory}`,
    );
    return this.launch(
      { benchmarkName: benchmark.benchmark_name, purpose: benchmark.purpose, benchmarkPath: source.path },
      { kind: 'run', request },
    );
  }

  /** What a run of a benchmark is likely to be; nothing is sent. Throws `BenchmarkRefused` for a file with errors. */
  async estimate(source: BenchmarkSource): Promise<RunEstimate> {
    const { checker, diagnostics, keys } = this.parts;
    const { benchmark, problems } = await checker.check(
      source.text,
      basename(source.path),
      workspaceImagePlace(source.uri),
    );
    if (source.uri) diagnostics.publish(source.uri, problems);
    if (!benchmark) throw new BenchmarkRefused(source, problems);
    const environment = await keys.environmentFor(await checker.modelApis());
    const { python } = readRunSettings(vscode.Uri.file(source.path));
    return this.estimateOf(
      source,
      await this.requestFor(source, {}, { models: benchmark.modelIds, environment, python }),
    );
  }

  private async estimateOf(source: BenchmarkSource, request: RunRequest): Promise<RunEstimate> {
    const { estimateBenchmark } = await import('../../core/estimate/estimateBenchmark');
    return estimateBenchmark({ ...request, place: workspaceImagePlace(source.uri) });
  }

  private async requestFor(
    source: BenchmarkSource,
    { runsDirectory, limit }: StartOptions,
    { models, environment, python }: Cleared,
  ): Promise<RunRequest> {
    const resource = vscode.Uri.file(source.path);
    return {
      ...(await this.settingsFor(resource, python, environment)),
      benchmarkPath: source.path,
      benchmarkText: source.text,
      runsDirectory: runsDirectory ?? resolveRunsDirectory(readRunSettings(resource).runsFolder, source.path),
      models: models.map(({ model }) => model),
      limit,
      imagesRoot: workspaceImagePlace(source.uri).imagesRoot,
    };
  }

  /** Goes on with a run, in its own folder; absent when the user decided against it. Throws when the folder can't be read. */
  async resume(runDirectory: string, { retryErrors }: { retryErrors: boolean }): Promise<RunSession | undefined> {
    if (this.preparing.has(runDirectory)) return undefined;
    const running = this.parts.runs.ofFolder(runDirectory);
    if (running) return running;
    this.preparing.add(runDirectory);
    try {
      return await this.prepareResume(runDirectory, retryErrors);
    } finally {
      this.preparing.delete(runDirectory);
    }
  }

  private async prepareResume(runDirectory: string, retryErrors: boolean): Promise<RunSession | undefined> {
    const { checker, keys, log } = this.parts;
    const { openRun } = await import('../../core/runFolder/openRun');
    const { state } = await openRun(runDirectory);
    const { path, benchmark } = await this.benchmarkOf(runDirectory);
    const resource = vscode.Uri.file(runDirectory);
    const python = await this.pythonFor(resource, benchmark);
    if (!python) return undefined;
    const { settleKeys } = await import('../../core/preflight/preflight');
    const apis = await checker.modelApis();
    const withKeys = await settleKeys(
      { models: modelsToAsk(state, retryErrors), apis },
      keyDialogs(keys, apis, { canLeaveOut: false }),
    );
    if (!withKeys) return undefined;
    const budgetUsd = await resumeBudget(runDirectory, state, readRunSettings(resource).money.budgetUsd);
    if (budgetUsd === undefined) return undefined;
    const settings = await this.settingsFor(resource, python, withKeys.environment);
    const request = { ...settings, money: { ...settings.money, budgetUsd }, runDirectory, retryErrors };
    log.info(`resuming ${runDirectory}${retryErrors ? ', tests in error as well' : ''}`);
    return this.launch(
      {
        benchmarkName: state.benchmarkName,
        purpose: state.purpose,
        benchmarkPath: path,
        resumed: { runDirectory, state },
      },
      { kind: 'resume', request },
    );
  }

  /** What judging a run's stored answers again needs; absent when the user decided against it. */
  async rescoreRequest(runDirectory: string): Promise<RescoreRequest | undefined> {
    const { benchmark } = await this.benchmarkOf(runDirectory);
    const resource = vscode.Uri.file(runDirectory);
    const python = await this.pythonFor(resource, benchmark);
    if (!python) return undefined;
    const { program, reading, resultImages } = await this.settingsFor(resource, python, {});
    return { runDirectory, reading, python, program, resultImages };
  }

  /** What executes the Python that a run's models wrote; absent when the user decided against it. */
  private async pythonFor(resource: vscode.Uri, benchmark: LoadedBenchmark): Promise<PythonSettings | undefined> {
    const { settlePython } = await import('../../core/preflight/preflight');
    const { python } = readRunSettings(resource);
    return settlePython({ python, benchmark, isTrusted: vscode.workspace.isTrusted }, pythonDialog);
  }

  /** The benchmark as a run folder has it. Throws when it can't be read. */
  private async benchmarkOf(runDirectory: string): Promise<{ path: string; benchmark: LoadedBenchmark }> {
    const { runFiles } = await import('../../core/runFolder/runFolderPaths');
    const path = join(runDirectory, runFiles.benchmark);
    const { readRunBenchmark } = await import('../../core/runFolder/openRun');
    const text = await readRunBenchmark(runDirectory);
    const { benchmark, problems } = await this.parts.checker.check(text, basename(path), null);
    if (!benchmark) throw new BenchmarkRefused({ path, text }, problems);
    return { path, benchmark };
  }

  private async settingsFor(
    resource: vscode.Uri,
    python: PythonSettings,
    environment: Environment,
  ): Promise<RunSettings> {
    const { extension, checker, priceFile } = this.parts;
    const { pace, patience, money, reading, resultImages } = readRunSettings(resource);
    return {
      access: { environment, services: (await checker.services()).rows },
      pace,
      patience,
      money: { ...money, priceFile },
      reading,
      python,
      program: {
        startedFrom: 'vscode',
        versions: { 'iso-speed-bench': versionOf(extension), vscode: vscode.version },
        distDirectory: vscode.Uri.joinPath(extension.extensionUri, 'dist').fsPath,
      },
      resultImages,
    };
  }

  private launch(start: SessionStart, task: EngineTask): RunSession {
    const { extension, runs, log } = this.parts;
    const enginePath = vscode.Uri.joinPath(extension.extensionUri, 'dist', 'node', 'engine.mjs').fsPath;
    const session = RunSession.startLive(start, (listener) => new EngineRun(enginePath, task, listener, log));
    runs.add(session);
    return session;
  }

  private async confirmSecondRun(source: BenchmarkSource, options: StartOptions): Promise<boolean> {
    const running = this.parts.runs.ofBenchmark(source.path);
    if (!running) return true;
    const choice = await vscode.window.showWarningMessage(
      `${basename(source.path)} is running already (${progressText(runCounts(running.state))}).`,
      { modal: true, detail: 'A second run at the same time shares the rate limits and slows down both.' },
      'Run It Again',
      'Show the Running One',
    );
    if (choice === 'Show the Running One') options.showRunning?.(running);
    return choice === 'Run It Again';
  }
}

/** The models that something is still to be asked of. */
function modelsToAsk(state: RunState, retryErrors: boolean): RunState['models'] {
  return state.models.filter((model) =>
    model.tests.some((test) => isMissing(test) || (retryErrors && test.verdict === 'error')),
  );
}

function versionOf(extension: vscode.Extension<unknown>): string {
  const { version } = extension.packageJSON as { version?: unknown };
  return typeof version === 'string' ? version : 'unknown';
}
