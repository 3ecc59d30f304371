// What checks benchmarks and starts runs, and knows those that are running.

import type * as vscode from 'vscode';
import { BenchmarkChecker } from './benchmarks/benchmarkChecker';
import { BenchmarkDiagnostics } from './benchmarks/benchmarkDiagnostics';
import { registerWritingHelp } from './benchmarks/registerWritingHelp';
import { afterActivation } from './host/afterActivation';
import { ApiKeys } from './host/apiKeys';
import { priceFileIn } from './host/priceFileIn';
import { ProjectFiles } from './host/projectFiles';
import { EngineStarter } from './running/engineStarter';
import { LiveRuns } from './running/liveRuns';
import { RunResumer } from './running/runResumer';
import { RunStarter } from './running/runStarter';
import type { SheetSubject } from './running/sheetSubject';

/** `showSheet` shows the pre-run sheet; the pages are made after this. */
export function createRunning(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  showSheet: (subject: SheetSubject) => Promise<unknown>,
) {
  const keys = new ApiKeys(context.secrets);
  const projects = new ProjectFiles();
  const checker = new BenchmarkChecker(projects);
  const diagnostics = new BenchmarkDiagnostics(checker, projects, log);
  const runs = new LiveRuns();
  const priceFile = priceFileIn(context.globalStorageUri);
  const { onDidChangeFiles } = diagnostics;
  const writingHelp = afterActivation(() => registerWritingHelp({ checker, priceFile, onDidChangeFiles }));
  const engine = new EngineStarter({ extension: context.extension, checker, projects, priceFile, runs, log });
  const starter = new RunStarter({ engine, checker, diagnostics, projects, keys, runs, showSheet, log });
  const resumer = new RunResumer({ engine, checker, keys, runs, log });
  return { keys, projects, checker, diagnostics, writingHelp, runs, priceFile, starter, resumer };
}
