// What is said of a benchmark with errors: it was not run, and why.

import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { BenchmarkProblem } from '../../shared/run/benchmark';
import { counted } from '../../shared/text/counted';
import type { BenchmarkSource } from '../benchmarks/benchmarkSource';

/** The benchmark has errors; nothing was sent. The message has the first few, for where they can't be shown in an editor. */
export class BenchmarkRefused extends Error {
  override name = 'BenchmarkRefused';
  readonly uri: vscode.Uri | undefined;

  constructor(source: BenchmarkSource, problems: readonly BenchmarkProblem[]) {
    const errors = problems.filter((problem) => problem.severity === 'error');
    const shown = errors
      .slice(0, 5)
      .map((problem) => `Line ${problem.line}, column ${problem.column}: ${problem.message}`);
    const more = errors.length > shown.length ? [`... and ${errors.length - shown.length} more.`] : [];
    const head = `${basename(source.path)} has ${counted(errors.length, 'problem')} and was not run; nothing was sent to any model.`;
    super([head, ...shown, ...more].join('\n'));
    this.uri = source.uri;
  }
}

/** Says that a file was not run and offers its problems. */
export function showRefusal(refused: BenchmarkRefused): void {
  if (!refused.uri) return void vscode.window.showErrorMessage(refused.message);
  const [head] = refused.message.split('\n');
  void vscode.window.showErrorMessage(head!, 'Show Problems').then(async (choice) => {
    if (choice) await vscode.commands.executeCommand('workbench.actions.view.problems');
  });
}
