// A benchmark's problems where they are, while it is being written: the same that would keep it from running.

import * as vscode from 'vscode';
import type { BenchmarkProblem } from '../shared/benchmark';
import type { BenchmarkChecker } from './benchmarkChecker';
import { isYaml } from './benchmarkSource';
import { messageOf } from './commands';
import { Disposable } from './disposable';
import { settingsSection } from './settings';

/** How long typing must rest before the file is checked, ms. */
const debounceMs = 250;

export class BenchmarkDiagnostics extends Disposable {
  private readonly collection = this.register(vscode.languages.createDiagnosticCollection('isoSpeedBench'));
  private readonly timers = new Map<vscode.TextDocument, NodeJS.Timeout>();

  constructor(
    private readonly checker: BenchmarkChecker,
    private readonly log: vscode.LogOutputChannel,
  ) {
    super();
    this.register(vscode.workspace.onDidOpenTextDocument((document) => this.checkLater(document, 0)));
    this.register(vscode.workspace.onDidChangeTextDocument(({ document }) => this.checkLater(document, debounceMs)));
    this.register(vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)));
    this.register(vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach((uri) => this.collection.delete(uri))));
    this.register(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(`${settingsSection}.services`)) this.checkAll();
      }),
    );
    this.register({ dispose: () => this.timers.forEach((timer) => clearTimeout(timer)) });
    this.checkAll();
  }

  /** Shows the problems that kept a file from running, open or not. */
  publish(uri: vscode.Uri, problems: readonly BenchmarkProblem[]): void {
    this.collection.set(uri, problems.map(toDiagnostic));
  }

  private checkAll(): void {
    for (const document of vscode.workspace.textDocuments) this.checkLater(document, 0);
  }

  private checkLater(document: vscode.TextDocument, delayMs: number): void {
    if (!isYaml(document)) return;
    clearTimeout(this.timers.get(document));
    const timer = setTimeout(() => {
      this.timers.delete(document);
      this.check(document).catch((error: unknown) => this.log.warn(`${document.uri.toString()} not checked: ${messageOf(error)}`));
    }, delayMs);
    this.timers.set(document, timer);
  }

  private async check(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const checked = await this.checker.checkDocument(document);
    // Closed or typed in again meanwhile: another check is due or none.
    if (document.isClosed || document.version !== version) return;
    if (checked) this.publish(document.uri, checked.problems);
    else this.collection.delete(document.uri);
  }

  private forget(document: vscode.TextDocument): void {
    clearTimeout(this.timers.get(document));
    this.timers.delete(document);
    this.collection.delete(document.uri);
  }
}

function toDiagnostic(problem: BenchmarkProblem): vscode.Diagnostic {
  const range = new vscode.Range(problem.line - 1, problem.column - 1, problem.endLine - 1, problem.endColumn - 1);
  const severity = problem.severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const diagnostic = new vscode.Diagnostic(range, problem.message, severity);
  diagnostic.source = 'Iso Speed Bench';
  if (problem.path !== '') diagnostic.code = problem.path;
  return diagnostic;
}
