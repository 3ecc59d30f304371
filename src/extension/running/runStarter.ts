// From a benchmark's text to a run under way. Everything that must be known or asked comes before the engine starts: problems of the file, a run of it already going, trust, cost, keys. Until then nothing is sent anywhere.

import { basename } from 'node:path';
import * as vscode from 'vscode';
import { ask } from '../host/notices';
import type { BenchmarkProblem } from '../../shared/run/benchmark';
import type { Overrides } from '../../shared/runs/runManifest';
import type { LoadedBenchmark } from '../../core/benchmark/loadBenchmark';
import type { RunRequest } from '../../core/run/runRequest';
import type { Cleared } from '../../core/preflight/preflight';
import type { RunEstimate } from '../../core/estimate/estimateRun';
import { askForComment } from './askForComment';
import type { ApiKeys } from '../host/apiKeys';
import type { BenchmarkChecker } from '../benchmarks/benchmarkChecker';
import type { BenchmarkSource } from '../benchmarks/benchmarkSource';
import type { BenchmarkDiagnostics } from '../benchmarks/benchmarkDiagnostics';
import type { SheetSubject } from './sheetSubject';
import type { EngineStarter } from './engineStarter';
import { workspacePlace } from '../benchmarks/workspacePlace';
import type { LiveRuns } from './liveRuns';
import { costDialog, keyDialogs, pythonDialog } from './preflightDialogs';
import { planText } from '../../shared/text/planText';
import type { RunSession } from './runSession';
import type { ProjectFiles } from '../host/projectFiles';
import { readRunSettings } from '../host/settings';
import { BenchmarkRefused } from './benchmarkRefused';
import { SettingsNotice } from './settingsNotice';
import type { StartOptions } from './startOptions';

interface StarterParts {
  engine: EngineStarter;
  checker: BenchmarkChecker;
  diagnostics: BenchmarkDiagnostics;
  projects: ProjectFiles;
  keys: ApiKeys;
  runs: LiveRuns;
  /** Shows the pre-run sheet, in which nothing is run yet. */
  showSheet(subject: SheetSubject): Promise<unknown>;
  log: vscode.LogOutputChannel;
}

export class RunStarter {
  /** Paths whose run is being prepared: a double click is one run. */
  private readonly preparing = new Set<string>();

  private readonly notice: SettingsNotice;

  constructor(private readonly parts: StarterParts) {
    this.notice = new SettingsNotice(parts.log);
  }

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
    const { checker, keys, projects, showSheet, log } = this.parts;
    const resource = vscode.Uri.file(source.path);
    await projects.check(resource);
    const { benchmark } = await this.checked(source, options.overrides);
    const services = await checker.services(resource);
    const apis = await checker.modelApis(resource);
    // The user's settings are for all folders of the window.
    const known = [...apis, ...(await checker.windowModelApis())].map(({ id }) => id);
    await this.notice.tell(resource, [...new Set(known)], services.problems);

    if (!(await this.confirmSecondRun(source, options))) return undefined;
    const { preflight } = await import('../../core/preflight/preflight');
    const { python, confirmAboveUsd, asksForComment } = readRunSettings(resource);
    const cleared = await preflight(
      {
        benchmark,
        models: chosenModels(benchmark, options),
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
        ...costDialog(({ models }) =>
          showSheet({ source, options: { ...options, models: models.map(({ model }) => model) } }),
        ),
      },
    );
    if (!cleared) return undefined;
    const { comment: given = '' } = options;
    const comment = asksForComment ? await askForComment(benchmark.benchmark_name, given) : given;
    if (comment === undefined) return undefined;
    const request = { ...(await this.requestFor(source, options, cleared)), comment };
    log.info(
      `run of ${source.path}: ${planText(cleared.models, benchmark.prompts.length)}, into ${request.runsDirectory}`,
    );
    return this.parts.engine.launch(
      {
        benchmarkName: benchmark.benchmark_name,
        purpose: benchmark.purpose,
        benchmarkPath: source.path,
        askedBy: options.askedBy,
      },
      { kind: 'run', request },
    );
  }

  /** What a run of a benchmark is likely to be, and the warnings of its file; nothing is sent. Throws `BenchmarkRefused` for a file with errors. */
  async estimate(
    source: BenchmarkSource,
    options: StartOptions = {},
  ): Promise<{ estimate: RunEstimate; warnings: BenchmarkProblem[] }> {
    const { checker, keys, projects } = this.parts;
    await projects.check(vscode.Uri.file(source.path));
    const { benchmark, warnings } = await this.checked(source, options.overrides);
    const environment = await keys.environmentFor(await checker.modelApis(vscode.Uri.file(source.path)));
    const { python } = readRunSettings(vscode.Uri.file(source.path));
    const models = chosenModels(benchmark, options);
    return {
      estimate: await this.estimateOf(source, await this.requestFor(source, options, { models, environment, python })),
      warnings,
    };
  }

  /** The benchmark and its warnings, all its problems shown where they are. Throws `BenchmarkRefused` for a file with errors. */
  private async checked(
    source: BenchmarkSource,
    overrides?: Overrides,
  ): Promise<{ benchmark: LoadedBenchmark; warnings: BenchmarkProblem[] }> {
    const { checker, diagnostics } = this.parts;
    const place = workspacePlace(source.uri);
    const { benchmark, problems } = await checker.check(source.text, source.path, place, overrides);
    if (source.uri) diagnostics.publish(source.uri, problems);
    if (!benchmark) throw new BenchmarkRefused(source, problems);
    return { benchmark, warnings: problems };
  }

  private async estimateOf(source: BenchmarkSource, request: RunRequest): Promise<RunEstimate> {
    const { estimateBenchmark } = await import('../../core/estimate/estimateBenchmark');
    return estimateBenchmark({ ...request, place: workspacePlace(source.uri) });
  }

  private async requestFor(
    source: BenchmarkSource,
    { runsDirectory, places, overrides, budgetUsd }: StartOptions,
    { models, environment, python }: Cleared,
  ): Promise<RunRequest> {
    const resource = vscode.Uri.file(source.path);
    const settings = await this.parts.engine.settingsFor(resource, python, environment, { isNew: true });
    return {
      ...settings,
      ...(budgetUsd === undefined ? {} : { money: { ...settings.money, budgetUsd } }),
      benchmarkPath: source.path,
      benchmarkText: source.text,
      runsDirectory: runsDirectory ?? (await this.parts.projects.runsDirectoryFor(source.path)),
      models: models.map(({ model }) => model),
      ...(places ? { places } : {}),
      ...(overrides ? { overrides } : {}),
      filesRoot: workspacePlace(source.uri).filesRoot,
    };
  }

  private async confirmSecondRun(source: BenchmarkSource, options: StartOptions): Promise<boolean> {
    const running = this.parts.runs.ofBenchmark(source.path);
    if (!running) return true;
    const choice = await ask(
      'warning',
      `${basename(source.path)} is running already (${running.doing}).`,
      'A second run at the same time shares the rate limits and slows down both.',
      'Run It Again',
      'Show the Running One',
    );
    if (choice === 'Show the Running One') options.showRunning?.(running);
    return choice === 'Run It Again';
  }
}

function chosenModels({ modelIds }: LoadedBenchmark, { models }: StartOptions): LoadedBenchmark['modelIds'] {
  return modelIds.filter(({ model }) => models?.includes(model) ?? true);
}
