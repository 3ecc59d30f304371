// From a run that did not come to its end, or whose answers are to be judged again, to what the engine needs: the benchmark as the run
// folder has it, trust, keys, budget. Until then nothing is sent anywhere.

import { join } from 'node:path';
import * as vscode from 'vscode';
import type { LoadedBenchmark } from '../../core/benchmark/loadBenchmark';
import type { RescoreRequest } from '../../core/run/runRequest';
import type { PythonSettings } from '../../core/python/pythonSettings';
import { isMissing, type RunState } from '../../shared/run/runState';
import type { ApiKeys } from '../host/apiKeys';
import type { BenchmarkChecker } from '../benchmarks/benchmarkChecker';
import type { EngineStarter } from './engineStarter';
import type { LiveRuns } from './liveRuns';
import { whyNotYet } from '../../shared/words/whyNotYet';
import { keyDialogs, pythonDialog } from './preflightDialogs';
import { resumeBudget } from './resumeBudget';
import type { RunSession } from './runSession';
import { readRunSettings } from '../host/settings';
import { BenchmarkRefused } from './benchmarkRefused';

interface ResumerParts {
  engine: EngineStarter;
  checker: BenchmarkChecker;
  keys: ApiKeys;
  runs: LiveRuns;
  log: vscode.LogOutputChannel;
}

export class RunResumer {
  /** Run folders that are being prepared: a double click is one run. */
  private readonly preparing = new Set<string>();

  constructor(private readonly parts: ResumerParts) {}

  /** Goes on with a run, in its own folder; absent when the user decided against it. Throws when the folder can't be read. */
  async resume(runDirectory: string, { retryErrors }: { retryErrors: boolean }): Promise<RunSession | undefined> {
    if (this.preparing.has(runDirectory)) return undefined;
    const running = this.parts.runs.ofFolder(runDirectory);
    if (running) return stillAsking(running);
    this.preparing.add(runDirectory);
    try {
      return await this.prepareResume(runDirectory, retryErrors);
    } finally {
      this.preparing.delete(runDirectory);
    }
  }

  private async prepareResume(runDirectory: string, retryErrors: boolean): Promise<RunSession | undefined> {
    const { engine, checker, keys, log } = this.parts;
    const { openRun } = await import('../../core/runFolder/openRun');
    const { state } = await openRun(runDirectory);
    const { path, benchmark } = await this.benchmarkOf(runDirectory);
    const resource = vscode.Uri.file(runDirectory);
    const python = await this.pythonFor(resource, benchmark);
    if (!python) return undefined;
    const { settleKeys } = await import('../../core/preflight/preflight');
    const apis = await checker.modelApis(resource);
    const withKeys = await settleKeys(
      { models: modelsToAsk(state, retryErrors), apis },
      keyDialogs(keys, apis, { canLeaveOut: false }),
    );
    if (!withKeys) return undefined;
    const budgetUsd = await resumeBudget(runDirectory, state, readRunSettings(resource).said.budgetUsd);
    if (budgetUsd === undefined) return undefined;
    const settings = await engine.settingsFor(resource, python, withKeys.environment, { isNew: false });
    const request = { ...settings, money: { ...settings.money, budgetUsd }, runDirectory, retryErrors };
    log.info(`resuming ${runDirectory}${retryErrors ? ', tests in error as well' : ''}`);
    return engine.launch(
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
    const { program, reading, resultImages } = await this.parts.engine.settingsFor(
      resource,
      python,
      {},
      { isNew: false },
    );
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
    const { checkRunBenchmark } = await import('../../core/runFolder/loadRunBenchmark');
    const apis = await this.parts.checker.modelApis(vscode.Uri.file(runDirectory));
    const { text, benchmark, problems } = await checkRunBenchmark(runDirectory, apis);
    if (!benchmark) throw new BenchmarkRefused({ path, text }, problems);
    return { path, benchmark };
  }
}

/** The models that something is still to be asked of. */
function modelsToAsk(state: RunState, retryErrors: boolean): RunState['models'] {
  return state.models.filter((model) =>
    model.tests.some((test) => isMissing(test) || (retryErrors && test.verdict === 'error')),
  );
}

/** A run that is asking is shown in place of a second one. Throws for one that has stopped and whose folder is still being written. */
function stillAsking(running: RunSession): RunSession {
  const whyNot = running.state.status === 'running' ? null : whyNotYet(true, running.imagesBeingDrawn);
  if (whyNot !== null) throw new Error(whyNot);
  return running;
}
