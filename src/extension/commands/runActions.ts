// What can be done with a run folder, from whichever menu: each a few lines that put the parts together.

import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { chooseFile, readBenchmarkText } from '../benchmarks/benchmarkSource';
import { showFailure } from '../host/commands';
import type { LiveRuns } from '../running/liveRuns';
import type { RunOpener } from './runOpener';
import { counted } from '../../shared/text/counted';
import { openReviewPage, revealFolder } from '../runs/runFiles';
import type { RunPanels } from '../pages/runPanels';
import type { RunSession } from '../running/runSession';
import { workspaceRunsFolders } from '../runs/runsFolders';
import type { RunStarter } from '../running/runStarter';
import { settingsSection } from '../host/settings';
import type { TestRuns } from '../runs/testRuns';

interface RunActionParts {
  extensionUri: vscode.Uri;
  opener: RunOpener;
  panels: RunPanels;
  runs: LiveRuns;
  starter: RunStarter;
  testRuns: TestRuns;
  log: vscode.LogOutputChannel;
}

/** Reports hold every answer; 100,000 tests with short ones fit. Bytes. */
const largestReportBytes = 200_000_000;

export class RunActions {
  constructor(private readonly parts: RunActionParts) {}

  /** Shows a run in its panel, the one that has it already when there is one. */
  async open(runDirectory: string): Promise<void> {
    const { panels, opener } = this.parts;
    const open = panels.all.find((panel) => panel.session?.runDirectory === runDirectory);
    if (open) open.reveal(true);
    else await panels.showSession(await opener.openFolder(runDirectory), { takeFocus: true });
  }

  /** Runs what is missing; with `retryErrors` also what ended in error. Shown in its panel. */
  async resume(runDirectory: string, { retryErrors }: { retryErrors: boolean }): Promise<RunSession | undefined> {
    const { starter, panels } = this.parts;
    const session = await starter.resume(runDirectory, { retryErrors });
    if (session) await panels.showSession(session);
    return session;
  }

  /** A new run of the benchmark as this one had it: its text, its models, as many prompts, beside it. */
  async runAgain(runDirectory: string): Promise<RunSession | undefined> {
    const { starter, panels, testRuns, opener } = this.parts;
    const { runFiles } = await import('../../core/runFolder/runFolderPaths');
    const { readRunBenchmark } = await import('../../core/runFolder/openRun');
    const path = join(runDirectory, runFiles.benchmark);
    const state = await testRuns.load(runDirectory);
    const session = await starter.start(
      { path, text: await readRunBenchmark(runDirectory) },
      {
        runsDirectory: dirname(runDirectory),
        models: state.models.map(({ model }) => model),
        limit: state.prompts.length,
        showRunning: opener.showRunning,
      },
    );
    if (session) await panels.showSession(session);
    return session;
  }

  /** Judges the stored answers again, and says what changed. */
  async rescore(runDirectory: string): Promise<void> {
    const { starter, testRuns } = this.parts;
    this.refuseLive(runDirectory);
    const request = await starter.rescoreRequest(runDirectory);
    if (!request) return;
    const { rescoreRun } = await import('../../core/jobs/rescoreRun');
    const outcome = await withCountedProgress(
      `Judging the answers of ${basename(runDirectory)} again`,
      'Judging again was cancelled; what was judged by then is kept.',
      (onProgress, signal) => rescoreRun(request, onProgress, signal),
    );
    testRuns.refresh();
    const changed =
      outcome.changed === 0
        ? 'no verdict changed'
        : `${counted(outcome.changed, 'verdict')} changed; both verdicts are kept`;
    void vscode.window.showInformationMessage(
      `${counted(outcome.judged, 'answer')} of ${basename(runDirectory)} judged again: ${changed}.`,
    );
  }

  /** Draws the result images from what the run folder holds, and says how many could be drawn. */
  async redrawImages(runDirectory: string): Promise<void> {
    this.refuseLive(runDirectory);
    const { annotateRun } = await import('../../core/jobs/annotateRun');
    const { drawn, failed, firstFailure } = await withCountedProgress(
      `Drawing the result images of ${basename(runDirectory)}`,
      'Drawing was cancelled; what was drawn by then is kept.',
      (onProgress, signal) => annotateRun({ runDirectory, distDirectory: this.distDirectory }, onProgress, signal),
    );
    this.parts.testRuns.refresh();
    if (failed > 0)
      throw new Error(
        `${counted(failed, 'result image')} of ${basename(runDirectory)} could not be drawn. ${firstFailure ?? ''}`,
      );
    void vscode.window.showInformationMessage(`${counted(drawn, 'result image')} of ${basename(runDirectory)} drawn.`);
  }

  reveal(runDirectory: string): Promise<void> {
    return revealFolder(runDirectory);
  }

  openReviewPage(runDirectory: string): Promise<void> {
    return openReviewPage(runDirectory, this.parts.extensionUri);
  }

  /** Saves a copy of a run folder elsewhere: it holds everything of the run, so the copy is a whole one. */
  async export(runDirectory: string): Promise<vscode.Uri | undefined> {
    this.refuseLive(runDirectory);
    const chosen = await vscode.window.showOpenDialog({
      title: `Copy ${basename(runDirectory)} Into`,
      openLabel: 'Copy Run Here',
      canSelectFiles: false,
      canSelectFolders: true,
    });
    const into = chosen?.[0];
    if (!into) return undefined;
    const target = await freeName(into, basename(runDirectory));
    const options = { location: vscode.ProgressLocation.Notification, title: `Copying ${basename(runDirectory)}` };
    await vscode.window.withProgress(options, () =>
      Promise.resolve(vscode.workspace.fs.copy(vscode.Uri.file(runDirectory), target)),
    );
    void vscode.window
      .showInformationMessage(`The run was copied to ${target.fsPath}.`, 'Show the Folder')
      .then((choice) => {
        if (choice) revealFolder(target.fsPath).catch((error: unknown) => showFailure(this.parts.log, error));
      });
    return target;
  }

  /** Moves runs to the bin of the system, asking first. A run that is being written is left alone, and that is said. */
  async delete(runDirectories: readonly string[]): Promise<void> {
    const first = runDirectories[0];
    if (first === undefined) return;
    const { isRunLocked } = await import('../../core/runFolder/runLock');
    for (const runDirectory of runDirectories) {
      this.refuseLive(runDirectory);
      if (await isRunLocked(runDirectory))
        throw new Error(`${basename(runDirectory)} is being written by another process: wait until it has ended.`);
    }
    const what = runDirectories.length === 1 ? basename(first) : counted(runDirectories.length, 'run');
    const choice = await vscode.window.showWarningMessage(
      `Delete ${what}?`,
      {
        modal: true,
        detail: 'The run folder with all its tests goes to the bin of this system, where it can be restored.',
      },
      'Move to the Bin',
    );
    if (choice !== 'Move to the Bin') return;
    for (const runDirectory of runDirectories) if (!(await this.moveToBin(runDirectory))) break;
    this.parts.testRuns.refresh();
  }

  /** Adds a folder with runs to those that are looked into; absent when the user chose none. */
  async addFolder(argument?: unknown): Promise<vscode.Uri | undefined> {
    const chosen =
      argument instanceof vscode.Uri ? argument : await chooseFolder('Add a Folder With Runs', 'Add Runs Folder');
    if (!chosen) return undefined;
    const configuration = vscode.workspace.getConfiguration(settingsSection);
    const target = vscode.workspace.workspaceFolders
      ? vscode.ConfigurationTarget.Workspace
      : vscode.ConfigurationTarget.Global;
    const known = configuration.get<string[]>('extraRunsFolders', []);
    if (!known.includes(chosen.fsPath))
      await configuration.update('extraRunsFolders', [...known, chosen.fsPath], target);
    this.parts.testRuns.refresh();
    return chosen;
  }

  /** Makes a run folder of a report and shows it; absent when the user chose none. */
  async importReport(argument?: unknown): Promise<string | undefined> {
    const uri = argument instanceof vscode.Uri ? argument : await chooseFile('Import a Report', { Report: ['json'] });
    if (!uri) return undefined;
    const text = await readBenchmarkText(uri, largestReportBytes);
    const benchmark = argument instanceof vscode.Uri ? undefined : await chooseBenchmarkOf(uri);
    if (benchmark === null) return undefined;
    const runsDirectory = workspaceRunsFolders()[0]!;
    const { importRun } = await import('../../core/jobs/importRun');
    const options = { location: vscode.ProgressLocation.Notification, title: `Importing ${basename(uri.fsPath)}` };
    const runDirectory = await vscode.window.withProgress(options, () =>
      importRun({
        reportText: text,
        reportName: basename(uri.fsPath),
        ...(benchmark ? { benchmark } : {}),
        runsDirectory,
        distDirectory: this.distDirectory,
      }),
    );
    this.parts.testRuns.refresh();
    await this.open(runDirectory);
    return runDirectory;
  }

  private get distDirectory(): string {
    return vscode.Uri.joinPath(this.parts.extensionUri, 'dist').fsPath;
  }

  private refuseLive(runDirectory: string): void {
    if (this.parts.runs.ofFolder(runDirectory))
      throw new Error(`${basename(runDirectory)} is still running: cancel it first, or wait until it has ended.`);
  }

  /** Where there is no bin (a remote machine, a browser) it is asked whether to delete for good. False when the user would rather not. */
  private async moveToBin(runDirectory: string): Promise<boolean> {
    const uri = vscode.Uri.file(runDirectory);
    try {
      await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: true });
      return true;
    } catch (error) {
      this.parts.log.warn(`${runDirectory} not moved to the bin: ${String(error)}`);
    }
    const choice = await vscode.window.showWarningMessage(
      `${basename(runDirectory)} can't be moved to a bin here. Delete it for good?`,
      { modal: true, detail: 'It can not be restored.' },
      'Delete for Good',
    );
    if (choice !== 'Delete for Good') return false;
    await vscode.workspace.fs.delete(uri, { recursive: true });
    return true;
  }
}

/** Shows how far a job on a run is, and lets the user cancel it; then the job gets an error that says `cancelled`. */
function withCountedProgress<T>(
  title: string,
  cancelled: string,
  work: (onProgress: (done: number, total: number) => void, signal: AbortSignal) => Promise<T>,
): Thenable<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort(new Error(cancelled)));
      let shown = 0;
      const onProgress = (done: number, total: number): void => {
        const percent = total === 0 ? 100 : (100 * done) / total;
        progress.report({ message: `${done}/${total}`, increment: percent - shown });
        shown = percent;
      };
      return work(onProgress, abort.signal);
    },
  );
}

/** Asks for a folder; absent when the user chooses none. */
export async function chooseFolder(
  title: string,
  openLabel: string,
  defaultUri?: vscode.Uri,
): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title,
    openLabel,
    canSelectFiles: false,
    canSelectFolders: true,
    defaultUri,
  });
  return chosen?.[0];
}

async function freeName(folder: vscode.Uri, name: string): Promise<vscode.Uri> {
  const taken = new Set((await vscode.workspace.fs.readDirectory(folder)).map(([entry]) => entry));
  let free = name;
  for (let attempt = 2; taken.has(free); attempt++) free = `${name}-${attempt}`;
  return vscode.Uri.joinPath(folder, free);
}

/** The benchmark that a report is of, undefined to do without, null when the import is given up. */
async function chooseBenchmarkOf(report: vscode.Uri): Promise<{ text: string; fileName: string } | undefined | null> {
  const withBenchmark = {
    label: 'With Its Benchmark...',
    detail: 'Answers can be judged again, filtered by test type, and compared prompt by prompt.',
  };
  const without = { label: 'Without', detail: 'The report as it is.' };
  const title = `Import ${basename(report.fsPath)}`;
  const chosen = await vscode.window.showQuickPick([without, withBenchmark], { title });
  if (chosen !== withBenchmark) return chosen ? undefined : null;
  const uri = await chooseFile('The Benchmark That Was Run', { Benchmark: ['yaml', 'yml'] });
  return uri ? { text: await readBenchmarkText(uri), fileName: basename(uri.fsPath) } : null;
}
