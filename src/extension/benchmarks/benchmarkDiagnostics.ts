// A benchmark's problems where they are, while it is being written: the same that would keep it from running. Pictures change without the
// file, so they are looked at again when it is saved, when files come and go, and when the user comes back to the window.

import * as vscode from 'vscode';
import type { BenchmarkProblem } from '../../shared/run/benchmark';
import type { BenchmarkChecker } from './benchmarkChecker';
import { isYaml, readBenchmarkText } from './benchmarkSource';
import { isProjectFile, type ProjectFiles } from '../host/projectFiles';
import { messageOf } from '../../shared/text/messageOf';
import { Disposable } from '../host/disposable';
import { settingsSection } from '../host/settings';
import { workspacePlace } from './workspacePlace';

/** How long typing must rest before the file is checked, ms. */
const debounceMs = 250;

export class BenchmarkDiagnostics extends Disposable {
  private readonly collection = this.register(vscode.languages.createDiagnosticCollection('isoSpeedBench'));
  private readonly timers = new Map<vscode.TextDocument, NodeJS.Timeout>();
  /** The number of the last check that was begun: an earlier one that ends later is out of date. */
  private readonly checks = new WeakMap<vscode.TextDocument, number>();
  /** Of files that nobody has open. */
  private isClosedDue = false;
  private isLookingAtClosed = false;
  private readonly filesChanged = this.register(new vscode.EventEmitter<void>());
  /** Fires when pictures may have changed. */
  readonly onDidChangeFiles = this.filesChanged.event;

  constructor(
    private readonly checker: BenchmarkChecker,
    projects: ProjectFiles,
    private readonly log: vscode.LogOutputChannel,
  ) {
    super();
    this.register(projects.onDidChange(() => this.checkAll()));
    this.register(vscode.workspace.onDidOpenTextDocument((document) => this.checkLater(document, 0)));
    this.register(vscode.workspace.onDidChangeTextDocument(({ document }) => this.checkLater(document, debounceMs)));
    this.register(vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)));
    this.register(vscode.workspace.onDidSaveTextDocument(() => this.checkOpen()));
    this.register(
      vscode.workspace.onDidDeleteFiles(({ files }) => {
        for (const uri of files) this.collection.delete(uri);
        this.checkAll();
      }),
    );
    this.register(vscode.workspace.onDidCreateFiles(() => this.checkAll()));
    this.register(vscode.workspace.onDidRenameFiles(() => this.checkAll()));
    this.register(
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.checkAll();
      }),
    );
    this.register(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (['services', 'images'].some((name) => change.affectsConfiguration(`${settingsSection}.${name}`)))
          this.checkAll();
      }),
    );
    this.register({ dispose: () => this.timers.forEach((timer) => clearTimeout(timer)) });
    this.checkAll();
  }

  /** Shows the problems that kept a file from running, open or not. */
  publish(uri: vscode.Uri, problems: readonly BenchmarkProblem[]): void {
    // One without any is not kept: it would be read again whenever the window gets the focus.
    if (problems.length === 0) return this.collection.delete(uri);
    this.collection.set(
      uri,
      problems.map((problem) => toDiagnostic(problem, uri)),
    );
  }

  private checkAll(): void {
    this.filesChanged.fire();
    this.checkOpen();
    this.isClosedDue = true;
    if (!this.isLookingAtClosed) void this.lookAtClosed();
  }

  /** One look at a time, so that an earlier one can't say the last word; all that asks meanwhile gets one more. Never rejects. */
  private async lookAtClosed(): Promise<void> {
    this.isLookingAtClosed = true;
    while (this.isClosedDue && !this.isDisposed) {
      this.isClosedDue = false;
      await this.checkClosed().catch((error: unknown) =>
        this.log.warn(`problems not looked at again: ${messageOf(error)}`),
      );
    }
    this.isLookingAtClosed = false;
  }

  /** What kept a file from running that nobody has open would be said for ever, though it has been put right or is gone. */
  private async checkClosed(): Promise<void> {
    const uris: vscode.Uri[] = [];
    this.collection.forEach((uri) => uris.push(uri));
    for (const uri of uris) {
      if (isOpen(uri)) continue;
      const text = await readBenchmarkText(uri).catch(() => null);
      const problems = text === null ? [] : (await this.checker.check(text, uri.fsPath, workspacePlace(uri))).problems;
      if (!isOpen(uri)) this.publish(uri, problems);
    }
  }

  /** What was saved may be a file that an open benchmark names. */
  private checkOpen(): void {
    for (const document of vscode.workspace.textDocuments) this.checkLater(document, 0);
  }

  private checkLater(document: vscode.TextDocument, delayMs: number): void {
    if (!isYaml(document) && !isProjectFile(document)) return;
    clearTimeout(this.timers.get(document));
    const timer = setTimeout(() => {
      this.timers.delete(document);
      this.check(document).catch((error: unknown) =>
        this.log.warn(`${document.uri.toString()} not checked: ${messageOf(error)}`),
      );
    }, delayMs);
    this.timers.set(document, timer);
  }

  private async check(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const number = (this.checks.get(document) ?? 0) + 1;
    this.checks.set(document, number);
    const problems = await this.checker.problemsIn(document);
    // Closed, typed in or checked again meanwhile: another check is due or none.
    if (document.isClosed || document.version !== version || this.checks.get(document) !== number) return;
    if (problems) this.publish(document.uri, problems);
    else this.collection.delete(document.uri);
  }

  private forget(document: vscode.TextDocument): void {
    clearTimeout(this.timers.get(document));
    this.timers.delete(document);
    this.collection.delete(document.uri);
  }
}

function isOpen(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
}

/** `uri` is the benchmark's. */
function toDiagnostic(problem: BenchmarkProblem, uri: vscode.Uri): vscode.Diagnostic {
  const range = new vscode.Range(problem.line - 1, problem.column - 1, problem.endLine - 1, problem.endColumn - 1);
  const severity = problem.severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const diagnostic = new vscode.Diagnostic(range, problem.message, severity);
  diagnostic.source = 'Iso Speed Bench';
  if (problem.path !== '') diagnostic.code = problem.path;
  if (problem.inFile) diagnostic.relatedInformation = [placeIn(problem.inFile, uri)];
  return diagnostic;
}

/** A link to the place in a file that the benchmark names. */
function placeIn(
  { file, line, column }: NonNullable<BenchmarkProblem['inFile']>,
  uri: vscode.Uri,
): vscode.DiagnosticRelatedInformation {
  const position = new vscode.Position(line - 1, column - 1);
  const place = new vscode.Location(vscode.Uri.joinPath(uri, '..', file), position);
  return new vscode.DiagnosticRelatedInformation(place, 'Here.');
}
