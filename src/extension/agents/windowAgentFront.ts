// The tools for agents as a window offers them: the files of its workspace, runs as the user's own are made, with the same questions.

import * as vscode from 'vscode';
import type { AgentFront, AgentRun, CheckedFile, PlannedAgentRun } from '../../core/agents/agentFront';
import type { AgentInput } from '../../core/agents/agentTools';
import { rowsMeant } from '../../shared/run/model';
import type { RunState } from '../../shared/run/runState';
import type { BenchmarkChecker } from '../benchmarks/benchmarkChecker';
import { readBenchmarkSource, type BenchmarkSource } from '../benchmarks/benchmarkSource';
import { workspacePlace } from '../benchmarks/workspacePlace';
import type { ProjectFiles } from '../host/projectFiles';
import { cancelRun } from '../running/cancelRun';
import type { LiveRuns } from '../running/liveRuns';
import type { RunSession } from '../running/runSession';
import type { RunStarter } from '../running/runStarter';
import type { StartOptions } from '../running/startOptions';
import type { RunsFolders } from '../runs/runsFolders';

export interface WindowAgentParts {
  checker: BenchmarkChecker;
  starter: RunStarter;
  runs: LiveRuns;
  folders: RunsFolders;
  projects: ProjectFiles;
  linkTo(place: { runDirectory: string; test: { model: string; index: number } | null }): string;
}

export class WindowAgentFront implements AgentFront {
  constructor(private readonly parts: WindowAgentParts) {}

  async check(file: string): Promise<CheckedFile> {
    return (await this.checked(file)).checked;
  }

  async findRun(reference: string): Promise<string> {
    const { AgentFolders } = await import('../../core/agents/agentFolders');
    const runs = this.parts.folders.current();
    return (await AgentFolders.at([...workspaceFolders(), ...runs])).run(reference, runs);
  }

  liveState(runDirectory: string): RunState | undefined {
    return this.parts.runs.ofFolder(runDirectory)?.state;
  }

  linkTo(runDirectory: string, test: { model: string; index: number } | null): string {
    return this.parts.linkTo({ runDirectory, test });
  }

  async planRun(order: AgentInput<'run_benchmark'>): Promise<PlannedAgentRun> {
    if (!vscode.workspace.isTrusted)
      throw new Error(
        'This workspace is not trusted, so agents run nothing in it. The user can trust it, or run the benchmark.',
      );
    const { source, checked } = await this.checked(order.file);
    const { benchmark } = checked;
    if (!benchmark) throw new Error(`${order.file} has errors, so nothing was run. Call validate_benchmark.`);
    const { selectPrompts } = await import('../../core/benchmark/selectPrompts');
    const options: StartOptions = {
      places: selectPrompts(benchmark.prompts, order),
      ...(order.models ? { models: modelsMeant(order.models, benchmark.modelIds, order.file) } : {}),
    };
    const { estimate } = await this.parts.starter.estimate(source, options);
    const { project } = checked;
    if (order.budget_usd === undefined) return { estimate, project, start: () => this.start(source, options) };
    // An agent may ask for less than the user allows, not for more.
    const budgetUsd = Math.min(order.budget_usd, estimate.budgetUsd ?? Infinity);
    return {
      estimate: { ...estimate, budgetUsd },
      project,
      start: () => this.start(source, { ...options, budgetUsd }),
    };
  }

  private async start(source: BenchmarkSource, options: StartOptions): ReturnType<PlannedAgentRun['start']> {
    const session = await this.parts.starter.start(source, options);
    if (!session)
      return { notAllowed: ['The user was asked and did not start the run. Nothing was sent to any model.'] };
    return agentRunOf(session);
  }

  private async checked(file: string): Promise<{ source: BenchmarkSource; checked: CheckedFile }> {
    const { AgentFolders } = await import('../../core/agents/agentFolders');
    const path = await (await AgentFolders.at(workspaceFolders())).benchmark(file);
    const source = await readBenchmarkSource(vscode.Uri.file(path));
    const checked = await this.parts.checker.check(source.text, source.path, workspacePlace(source.uri));
    const project = await this.parts.projects.problemsFor(source.uri ?? vscode.Uri.file(path));
    return { source, checked: { ...checked, project } };
  }
}

function workspaceFolders(): string[] {
  return (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
}

/** Canonical strings. Throws a sentence for a name that the benchmark has not. */
function modelsMeant(names: readonly string[], rows: Parameters<typeof rowsMeant>[0], file: string): string[] {
  return names.flatMap((name) => {
    const meant = rowsMeant(rows, name).map(({ model }) => model);
    if (meant.length > 0) return meant;
    throw new Error(`${file} has no model ${name}. Its models are ${rows.map(({ model }) => model).join(', ')}.`);
  });
}

function agentRunOf(session: RunSession): AgentRun {
  const ended = new Promise<void>((resolve, reject) => {
    const end = (): void =>
      session.runDirectory === undefined
        ? reject(new Error(session.problem ?? 'The run could not be made.'))
        : resolve();
    if (session.isRunning) session.onDidEnd(end);
    else end();
  });
  const begun = new Promise<string>((resolve, reject) => {
    const look = (): void => {
      if (session.runDirectory !== undefined) resolve(session.runDirectory);
    };
    look();
    session.onDidAddEvents(look);
    ended.then(look, reject);
  });
  begun.catch(() => undefined);
  return { state: session.state, begun, ended, cancel: () => void cancelRun(session) };
}
