// Starts the engine in its own thread, with the settings that the user has here.

import * as vscode from 'vscode';
import { buildOf, versionWithCommit } from '../../core/files/buildOf';
import type { EngineTask } from '../../core/run/engineMessages';
import type { RunSettings } from '../../core/run/runRequest';
import type { Environment } from '../../core/providers/provider';
import type { PythonSettings } from '../../core/python/pythonSettings';
import type { BenchmarkChecker } from '../benchmarks/benchmarkChecker';
import type { ProjectFiles } from '../host/projectFiles';
import { readRunSettings } from '../host/settings';
import { userAnswerLimits } from '../host/userAnswerLimits';
import type { LiveRuns } from './liveRuns';
import type { RunSession, SessionStart } from './runSession';

interface EngineParts {
  extension: vscode.Extension<unknown>;
  checker: BenchmarkChecker;
  projects: ProjectFiles;
  /** Where a fetched price list is kept. */
  priceFile: string;
  runs: LiveRuns;
  log: vscode.LogOutputChannel;
}

export class EngineStarter {
  constructor(private readonly parts: EngineParts) {}

  /** What a run needs beside what is run: the settings in force, and what was settled with the user. A run that goes on is not new. Throws a sentence about limits that are none. */
  async settingsFor(
    resource: vscode.Uri,
    python: PythonSettings,
    environment: Environment,
    { isNew }: { isNew: boolean },
  ): Promise<RunSettings> {
    const { extension, checker, projects, priceFile } = this.parts;
    const { said, answerLimits } = readRunSettings(resource);
    const { forRunsThatGoOn, settingsInForce } = await import('../../core/run/settingsInForce');
    const file = await projects.settingsFor(resource);
    const {
      money,
      services: _,
      ...others
    } = settingsInForce(isNew ? file : forRunsThatGoOn(file), {
      ...said,
      answerLimits: userAnswerLimits(answerLimits),
    });
    return {
      ...others,
      access: { environment, services: (await checker.services(resource)).rows },
      money: { ...money, priceFile },
      python,
      program: {
        startedFrom: 'vscode',
        versions: {
          'iso-speed-bench': versionWithCommit(versionOf(extension), buildOf(this.pathIn('dist'))),
          vscode: vscode.version,
        },
        distDirectory: this.pathIn('dist'),
      },
    };
  }

  /** The run is among the live ones from here on. */
  async launch(start: SessionStart, task: EngineTask): Promise<RunSession> {
    const { runs, log } = this.parts;
    const [{ EngineRun }, { RunSession }] = await Promise.all([import('./engineRun'), import('./runSession')]);
    const enginePath = this.pathIn('dist', 'node', 'engine.mjs');
    const session = RunSession.startLive(start, (listener) => new EngineRun(enginePath, task, listener, log));
    runs.add(session);
    return session;
  }

  private pathIn(...parts: string[]): string {
    return vscode.Uri.joinPath(this.parts.extension.extensionUri, ...parts).fsPath;
  }
}

function versionOf(extension: vscode.Extension<unknown>): string {
  const { version } = extension.packageJSON as { version?: unknown };
  return typeof version === 'string' ? version : 'unknown';
}
