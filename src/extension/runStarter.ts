// From a benchmark's text to a run under way. Everything that must be known or asked comes before the engine starts:
// problems of the file, a run of it already going, trust, cost, keys. Until then nothing is sent anywhere.

import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { LoadedBenchmark } from '../core/benchmark/loadBenchmark';
import type { Environment, ModelApi } from '../core/providers/provider';
import type { PythonSettings } from '../core/run/runRequest';
import type { BenchmarkProblem } from '../shared/benchmark';
import type { ModelId } from '../shared/model';
import { askAndStoreKey } from './apiKeyCommand';
import type { ApiKeys } from './apiKeys';
import type { BenchmarkChecker } from './benchmarkChecker';
import type { BenchmarkSource } from './benchmarkSource';
import type { BenchmarkDiagnostics } from './diagnostics';
import { EngineRun } from './engineClient';
import type { LiveRuns } from './liveRuns';
import { count, planText, progressText, runCounts } from './runCounts';
import { RunSession } from './runSession';
import { readRunSettings, resolveRunsDirectory } from './settings';

/** The benchmark has errors; nothing was sent. The message has the first few, for where they can't be shown in an editor. */
export class BenchmarkRefused extends Error {
  override name = 'BenchmarkRefused';
  readonly uri: vscode.Uri | undefined;

  constructor(source: BenchmarkSource, problems: readonly BenchmarkProblem[]) {
    const errors = problems.filter((problem) => problem.severity === 'error');
    const shown = errors.slice(0, 5).map((problem) => `Line ${problem.line}, column ${problem.column}: ${problem.message}`);
    const more = errors.length > shown.length ? [`... and ${errors.length - shown.length} more.`] : [];
    const head = `${basename(source.path)} has ${count(errors.length, 'problem')} and was not run; nothing was sent to any model.`;
    super([head, ...shown, ...more].join('\n'));
    this.uri = source.uri;
  }
}

export interface StartOptions {
  /** Ask before a run that may cost money: for files that nobody has said *run* of. */
  confirmCost?: boolean;
  /** Called when the user would rather see the run of this file that is going on. */
  showRunning?: (session: RunSession) => void;
}

export interface StarterParts {
  extension: vscode.Extension<unknown>;
  checker: BenchmarkChecker;
  diagnostics: BenchmarkDiagnostics;
  keys: ApiKeys;
  runs: LiveRuns;
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
    const { checker, diagnostics, log } = this.parts;
    const { benchmark, problems } = await checker.check(source.text, basename(source.path));
    if (source.uri) diagnostics.publish(source.uri, problems);
    if (!benchmark) throw new BenchmarkRefused(source, problems);
    const services = await checker.services();
    for (const problem of services.problems) log.warn(`setting isoSpeedBench.${problem}`);
    const apis = await checker.modelApis();

    const python = await choosePython(readRunSettings().python, benchmark);
    if (!python) return undefined;
    if (!(await this.confirmSecondRun(source, options))) return undefined;
    if (options.confirmCost && !(await confirmCost(benchmark, apis))) return undefined;
    const withKeys = await this.settleKeys(benchmark.modelIds, apis);
    if (!withKeys) return undefined;
    return this.launch(source, benchmark, python, withKeys);
  }

  private async launch(
    source: BenchmarkSource,
    benchmark: LoadedBenchmark,
    python: PythonSettings,
    { models, environment }: { models: readonly ModelId[]; environment: Environment },
  ): Promise<RunSession> {
    const { extension, checker, runs, log } = this.parts;
    const settings = readRunSettings(vscode.Uri.file(source.path));
    const inExtension = (...parts: string[]): string => vscode.Uri.joinPath(extension.extensionUri, ...parts).fsPath;
    const request = {
      benchmarkPath: source.path,
      benchmarkText: source.text,
      runsDirectory: resolveRunsDirectory(settings.runsFolder, source.path),
      models: models.length < benchmark.modelIds.length ? models.map((model) => model.model) : undefined,
      environment,
      services: (await checker.services()).rows,
      concurrency: settings.concurrency,
      attemptTimeoutMs: settings.attemptTimeoutMs,
      maxAttempts: settings.maxAttempts,
      python,
      startedFrom: 'vscode' as const,
      versions: { 'iso-speed-bench': versionOf(extension), vscode: vscode.version },
      sandboxDirectory: inExtension('dist', 'sandbox'),
    };
    log.info(`run of ${source.path}: ${planText(models.length, benchmark.prompts.length)}, into ${request.runsDirectory}`);
    const start = { benchmarkName: benchmark.benchmark_name, purpose: benchmark.purpose, benchmarkPath: source.path };
    const enginePath = inExtension('dist', 'node', 'engine.mjs');
    const session = RunSession.startLive(start, (listener) => new EngineRun(enginePath, request, listener, log));
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

  /** The models that can run and what they run with; absent when the user gave up. */
  private async settleKeys(
    models: readonly ModelId[],
    apis: readonly ModelApi[],
  ): Promise<{ models: readonly ModelId[]; environment: Environment } | undefined> {
    const { missingKeys } = await import('../core/providers/modelApis');
    for (;;) {
      const environment = await this.parts.keys.environmentFor(apis);
      const missing = missingKeys(models, apis, environment);
      const first = missing[0];
      if (!first) return { models, environment };
      const needing = new Set(missing.flatMap((one) => one.models));
      const others = models.filter((model) => !needing.has(model.model));
      const setKey = `Set ${first.keyVariable}`;
      const choice = await vscode.window.showWarningMessage(
        `No API key is set for ${count(needing.size, 'model')} of this benchmark.`,
        { modal: true, detail: missing.map((one) => `${one.keyVariable}: needed by ${one.models.join(', ')}`).join('\n') },
        setKey,
        ...(others.length > 0 ? ['Run Without These Models'] : []),
      );
      if (choice === 'Run Without These Models') return { models: others, environment };
      if (choice !== setKey) return undefined;
      if (!(await askAndStoreKey(this.parts.keys, first.keyVariable, first.api.label))) return undefined;
    }
  }
}

/** Host Python is for workspaces the user trusts: the prompts of a stranger's benchmark decide what a model writes. */
async function choosePython(settings: PythonSettings, benchmark: LoadedBenchmark): Promise<PythonSettings | undefined> {
  const runsPython = benchmark.evaluator.includes('python');
  if (settings.runner === 'sandbox' || !runsPython || vscode.workspace.isTrusted) return settings;
  const choice = await vscode.window.showWarningMessage(
    `Model-written Python is not run with ${settings.runner} on this machine while the workspace is not trusted.`,
    { modal: true, detail: 'The sandbox keeps it from files, network and processes and can run it here.' },
    'Run in the Sandbox',
    'Manage Workspace Trust',
  );
  if (choice === 'Manage Workspace Trust') await vscode.commands.executeCommand('workbench.trust.manage');
  return choice === 'Run in the Sandbox' ? { ...settings, runner: 'sandbox' } : undefined;
}

async function confirmCost(benchmark: LoadedBenchmark, apis: readonly ModelApi[]): Promise<boolean> {
  const paid = benchmark.modelIds.filter((model) => {
    const api = apis.find((one) => one.id === model.provider);
    return !api || !(api.isLocal || api.isSimulated);
  });
  if (paid.length === 0) return true;
  const choice = await vscode.window.showInformationMessage(
    `Run ${benchmark.benchmark_name}: ${planText(benchmark.modelIds.length, benchmark.prompts.length)}?`,
    { modal: true, detail: `This may cost money with: ${paid.map((model) => model.model).join(', ')}` },
    'Run',
  );
  return choice === 'Run';
}

function versionOf(extension: vscode.Extension<unknown>): string {
  const { version } = extension.packageJSON as { version?: unknown };
  return typeof version === 'string' ? version : 'unknown';
}

/** Says that a file was not run and offers its problems. */
export function showRefusal(refused: BenchmarkRefused): void {
  if (!refused.uri) return void vscode.window.showErrorMessage(refused.message);
  const [head] = refused.message.split('\n');
  void vscode.window.showErrorMessage(head!, 'Show Problems').then(async (choice) => {
    if (choice) await vscode.commands.executeCommand('workbench.actions.view.problems');
  });
}

