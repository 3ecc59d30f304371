// What becomes of a file that can't be run: its first problems in words, and where to go from there.

import { basename } from 'node:path';
import * as vscode from 'vscode';
import { showError } from '../host/notices';
import { looksLikeReport } from '../../core/benchmark/looksLikeBenchmark';
import type { BenchmarkProblem } from '../../shared/run/benchmark';
import { counted } from '../../shared/text/counted';
import type { BenchmarkSource } from '../benchmarks/benchmarkSource';
import { commandIds } from '../host/commands';

/** The benchmark has errors; nothing was sent. The message has the first few, for where they can't be shown in an editor. */
export class BenchmarkRefused extends Error {
  override name = 'BenchmarkRefused';
  readonly uri: vscode.Uri | undefined;
  /** It is no benchmark but the report of one. */
  readonly isReport: boolean;

  constructor(source: BenchmarkSource, problems: readonly BenchmarkProblem[]) {
    const errors = problems.filter((problem) => problem.severity === 'error');
    const shown = errors
      .slice(0, 5)
      .map((problem) => `Line ${problem.line}, column ${problem.column}: ${problem.message}`);
    const more = errors.length > shown.length ? [`... and ${errors.length - shown.length} more.`] : [];
    const head = `${basename(source.path)} has ${counted(errors.length, 'problem')} and was not run; nothing was sent to any model.`;
    super([head, ...shown, ...more].join('\n'));
    this.uri = source.uri;
    this.isReport = looksLikeReport(source.text);
  }
}

/** Says that a file was not run and offers its problems. */
export function showRefusal(refused: BenchmarkRefused): void {
  const { uri } = refused;
  if (!uri) return void showError(refused.message);
  if (refused.isReport) {
    const message = `${basename(uri.fsPath)} is a report of a benchmark, not a benchmark.`;
    void showError(message, 'Import Report').then(async (choice) => {
      if (choice) await vscode.commands.executeCommand(commandIds.importReport, uri);
    });
    return;
  }
  const [head] = refused.message.split('\n');
  void showError(head!, 'Show Problems').then(async (choice) => {
    if (choice) await vscode.commands.executeCommand('workbench.actions.view.problems');
  });
}
