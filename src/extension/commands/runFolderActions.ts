// What is done with whole run folders: exported, moved to the bin, looked for in one more place.

import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import { inSteps } from '../host/inputSteps';
import { ask } from '../host/notices';
import { settingsSection } from '../host/settings';
import type { LiveRuns } from '../running/liveRuns';
import type { TestRuns } from '../runs/testRuns';
import { counted } from '../../shared/text/counted';
import { chooseFolder } from './chooseFolder';
import type { ExportParts } from './exportRun';

export class RunFolderActions {
  constructor(
    private readonly live: LiveRuns,
    private readonly testRuns: TestRuns,
    private readonly exporting: ExportParts,
    private readonly distDirectory: string,
    /** Folders of the workspace that have runs and are not looked into; the same may be there twice. */
    private readonly notLookedInto: () => vscode.Uri[],
  ) {}

  /** As `exportRun`. */
  async export(runDirectory: string): Promise<vscode.Uri | undefined> {
    this.live.refuse(runDirectory);
    const { exportRun } = await import('./exportRun');
    return exportRun(runDirectory, this.exporting);
  }

  /** Puts a summary of a run on the clipboard. */
  async copyAsMarkdown(runDirectory: string): Promise<void> {
    const { copyAsMarkdown } = await import('./exportRun');
    await copyAsMarkdown(runDirectory, this.exporting);
  }

  /** Moves runs to the bin of the system, asking first. A run that is being written is left alone, and that is said. */
  async delete(runDirectories: readonly string[]): Promise<void> {
    const first = runDirectories[0];
    if (first === undefined) return;
    for (const runDirectory of runDirectories) await this.refuseWritten(runDirectory);
    const what = runDirectories.length === 1 ? basename(first) : counted(runDirectories.length, 'run');
    const choice = await ask(
      'warning',
      `Delete ${what}?`,
      'The run folder with all its tests goes to the bin of this system, where it can be restored.',
      'Move to the Bin',
    );
    if (choice !== 'Move to the Bin') return;
    try {
      for (const runDirectory of runDirectories) {
        // Somebody may have begun to write it while the question stood.
        await this.refuseWritten(runDirectory);
        if (!(await this.moveToBin(runDirectory))) break;
        await this.testRuns.forget(runDirectory);
      }
    } finally {
      const { updateRunsPage } = await import('../../core/runFolder/writeRunsPage');
      for (const folder of new Set(runDirectories.map((one) => dirname(one))))
        await updateRunsPage(folder, this.distDirectory);
      this.testRuns.refresh();
    }
  }

  /** Throws for people when this window or another process writes the run. */
  private async refuseWritten(runDirectory: string): Promise<void> {
    this.live.refuse(runDirectory);
    const { isRunLocked } = await import('../../core/runFolder/runLock');
    if (await isRunLocked(runDirectory))
      throw new Error(`${basename(runDirectory)} is being written by another process: wait until it has ended.`);
  }

  /** Adds a folder with runs to those that are looked into; absent when the user chose none. */
  async addFolder(argument?: unknown): Promise<vscode.Uri | undefined> {
    const chosen = argument instanceof vscode.Uri ? argument : await this.chooseRunsFolder();
    if (!chosen) return undefined;
    const configuration = vscode.workspace.getConfiguration(settingsSection);
    const target = vscode.workspace.workspaceFolders
      ? vscode.ConfigurationTarget.Workspace
      : vscode.ConfigurationTarget.Global;
    const written = configuration.get<unknown>('extraRunsFolders');
    const known: unknown[] = Array.isArray(written) ? written : [];
    if (!known.includes(chosen.fsPath))
      await configuration.update('extraRunsFolders', [...known, chosen.fsPath], target);
    this.testRuns.refresh();
    return chosen;
  }

  /** One of the workspace that has runs, if there is any, or another. */
  private async chooseRunsFolder(): Promise<vscode.Uri | undefined> {
    const title = 'Add a Folder With Runs';
    const found = new Map(this.notLookedInto().map((uri) => [uri.fsPath, uri]));
    if (found.size > 0) {
      const items = [
        ...[...found.values()].map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri })),
        { label: '$(folder-opened) Another Folder...', uri: undefined },
      ];
      const chosen = await inSteps(title, (steps) => steps.choose(items, { placeHolder: 'Which folder?' }));
      if (!chosen || chosen.uri) return chosen?.uri;
    }
    return chooseFolder(title, 'Add Runs Folder');
  }

  /** Where there is no bin (a remote machine, a browser) it is asked whether to delete for good. False when the user would rather not. */
  private async moveToBin(runDirectory: string): Promise<boolean> {
    const uri = vscode.Uri.file(runDirectory);
    try {
      await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: true });
      return true;
    } catch (error) {
      this.exporting.log.warn(`${runDirectory} not moved to the bin: ${String(error)}`);
    }
    const choice = await ask(
      'warning',
      `${basename(runDirectory)} can't be moved to a bin here. Delete it for good?`,
      'It can not be restored.',
      'Delete for Good',
    );
    if (choice !== 'Delete for Good') return false;
    await this.refuseWritten(runDirectory);
    await vscode.workspace.fs.delete(uri, { recursive: true });
    return true;
  }
}
