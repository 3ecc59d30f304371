// What checks benchmarks and starts runs, and knows those that are running.

import * as vscode from 'vscode';
import { BenchmarkChecker } from './benchmarks/benchmarkChecker';
import { BenchmarkDiagnostics } from './benchmarks/benchmarkDiagnostics';
import { RunLensProvider } from './benchmarks/runLensProvider';
import { registerWritingHelp } from './benchmarks/registerWritingHelp';
import { priceFileIn } from './commands/updatePricesCommand';
import { ApiKeys } from './host/apiKeys';
import { EngineStarter } from './running/engineStarter';
import { EstimateSheets } from './running/estimateSheets';
import { LiveRuns } from './running/liveRuns';
import { RunResumer } from './running/runResumer';
import { RunStarter } from './running/runStarter';

export function createRunning(context: vscode.ExtensionContext, log: vscode.LogOutputChannel) {
  const keys = new ApiKeys(context.secrets);
  const checker = new BenchmarkChecker();
  const diagnostics = new BenchmarkDiagnostics(checker, log);
  const lenses = vscode.languages.registerCodeLensProvider(
    { language: 'yaml' },
    new RunLensProvider(checker, diagnostics.onDidChangeFiles),
  );
  const runs = new LiveRuns();
  const sheets = new EstimateSheets();
  const priceFile = priceFileIn(context.globalStorageUri);
  const writingHelp = registerWritingHelp(checker, priceFile);
  const engine = new EngineStarter({ extension: context.extension, checker, priceFile, runs, log });
  const starter = new RunStarter({ engine, checker, diagnostics, keys, runs, sheets, log });
  const resumer = new RunResumer({ engine, checker, keys, runs, log });
  return { keys, checker, diagnostics, lenses, writingHelp, runs, sheets, priceFile, starter, resumer };
}
