// Starts the engine in its own thread, with the settings that the user has here.

import * as vscode from 'vscode';
import { buildOf, versionWithCommit } from '../../core/files/buildOf';
import type { EngineTask } from '../../core/run/engineMessages';
import type { RunSettings } from '../../core/run/runRequest';
import type { Environment } from '../../core/providers/provider';
import type { PythonSettings } from '../../core/python/pythonSettings';
import type { BenchmarkChecker } from '../benchmarks/benchmarkChecker';
import { readRunSettings } from '../host/settings';
import { userAnswerLimits } from '../host/userAnswerLimits';
import { EngineRun } from './engineRun';
import type { LiveRuns } from './liveRuns';
import { RunSession, type SessionStart } from './runSession';

interface EngineParts {
  extension: vscode.Extension<unknown>;
  checker: BenchmarkChecker;
  /** Where a fetched price list is kept. */
  priceFile: string;
  runs: LiveRuns;
  log: vscode.LogOutputChannel;
}

export class EngineStarter {
  constructor(private readonly parts: EngineParts) {}

  /** What a run needs beside what is run: the user's settings, and what was settled with the user. Throws a sentence about limits that are none. */
  async settingsFor(resource: vscode.Uri, python: PythonSettings, environment: Environment): Promise<RunSettings> {
    const { extension, checker, priceFile } = this.parts;
    const { pace, patience, answerLimits, money, reading, resultImages } = readRunSettings(resource);
    return {
      access: { environment, services: (await checker.services()).rows },
      pace,
      patience: { ...patience, answerLimits: userAnswerLimits(answerLimits) },
      money: { ...money, priceFile },
      reading,
      python,
      program: {
        startedFrom: 'vscode',
        versions: {
          'iso-speed-bench': versionWithCommit(versionOf(extension), buildOf(this.pathIn('dist'))),
          vscode: vscode.version,
        },
        distDirectory: this.pathIn('dist'),
      },
      resultImages,
    };
  }

  /** The run is among the live ones from here on. */
  launch(start: SessionStart, task: EngineTask): RunSession {
    const { runs, log } = this.parts;
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
