// The light bulb of a benchmark's problems: the change that each problem has with it, and a way to add a model API that is not known.

import * as vscode from 'vscode';
import type { BenchmarkProblem, ProblemFix } from '../../shared/run/benchmark';
import type { BenchmarkChecker } from './benchmarkChecker';
import { commandIds } from '../host/commands';

export class QuickFixProvider implements vscode.CodeActionProvider {
  static readonly metadata = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };

  constructor(private readonly checker: BenchmarkChecker) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const problems = await this.checker.problemsIn(document);
    return (problems ?? []).flatMap((problem) => {
      const place = rangeOf(problem);
      if (!place.intersection(range)) return [];
      const diagnostic = diagnostics.find(({ message, range: at }) => message === problem.message && at.isEqual(place));
      return actionsFor(problem, document.uri).map((action) => {
        if (diagnostic) action.diagnostics = [diagnostic];
        return action;
      });
    });
  }
}

function actionsFor({ fix, unknownApi }: BenchmarkProblem, uri: vscode.Uri): vscode.CodeAction[] {
  const actions: vscode.CodeAction[] = [];
  if (fix) {
    const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
    action.edit = editOf(fix, uri);
    action.isPreferred = true;
    actions.push(action);
  }
  if (unknownApi !== undefined) {
    const title = 'Add My Own Server...';
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.command = { command: commandIds.addServer, title, arguments: [unknownApi] };
    actions.push(action);
  }
  return actions;
}

function editOf({ edits }: ProblemFix, uri: vscode.Uri): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const one of edits) edit.replace(uri, rangeOf(one), one.text);
  return edit;
}

/** Problems count lines and columns from 1. */
function rangeOf({ line, column, endLine, endColumn }: ProblemFix['edits'][number] | BenchmarkProblem): vscode.Range {
  return new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
}
