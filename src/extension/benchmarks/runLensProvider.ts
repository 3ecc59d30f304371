// The line above a benchmark that says what a run of it would be, and starts it.

import * as vscode from 'vscode';
import type { BenchmarkChecker } from './benchmarkChecker';
import { commandIds } from '../host/commands';
import { counted } from '../../shared/text/counted';
import { planText } from '../../shared/text/planText';

const firstLine = new vscode.Range(0, 0, 0, 0);

export class RunLensProvider implements vscode.CodeLensProvider {
  constructor(
    private readonly checker: BenchmarkChecker,
    /** Fires when a benchmark may be better or worse than it was though nobody typed in it. */
    readonly onDidChangeCodeLenses: vscode.Event<void>,
  ) {}

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const checked = await this.checker.checkDocument(document);
    if (!checked) return [];
    const { benchmark, problems, rowsLeftOut } = checked;
    if (benchmark) {
      const title = `$(play) Run benchmark (${planText(benchmark.modelIds, benchmark.prompts.length + rowsLeftOut)})`;
      return [
        new vscode.CodeLens(firstLine, { title, command: commandIds.run, arguments: [document.uri] }),
        new vscode.CodeLens(firstLine, {
          title: '$(checklist) Pre-run Sheet',
          command: commandIds.showEstimate,
          arguments: [document.uri],
          tooltip: 'Calls, tokens, costs and minutes that a run is likely to take. Nothing is sent.',
        }),
      ];
    }
    const errors = problems.filter((problem) => problem.severity === 'error').length;
    const title = `$(error) ${counted(errors, 'problem')} to solve before this benchmark can run`;
    return [new vscode.CodeLens(firstLine, { title, command: 'workbench.actions.view.problems' })];
  }
}
