// Which folders hold runs: those of the workspace's own settings, those the user added, those that runs of this window were made in. Each is
// watched, so that a run that arrives by copy or git shows up. Reads no run.

import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { afterActivation } from '../host/afterActivation';
import { Disposable } from '../host/disposable';
import { Turns } from '../host/turns';
import type { LiveRuns } from '../running/liveRuns';
import { messageOf } from '../../shared/text/messageOf';
import type { ProjectFiles } from '../host/projectFiles';
import {
  readExtraRunsFolders,
  readRunSettings,
  resolveRunsDirectory,
  settingsSection,
  workspaceBenchmarks,
} from '../host/settings';

/** A copy or a checkout is many files: the runs are read again once this long nothing came, ms. */
const settleMs = 150;

export class RunsFolders extends Disposable {
  private readonly changed = this.register(new vscode.EventEmitter<void>());
  /** Fires when a folder is added or taken away, and when a run in one appears, changes or goes. */
  readonly onDidChange = this.changed.event;
  private watchers: vscode.Disposable | undefined;
  private watched: readonly string[] = [];
  private timer: NodeJS.Timeout | undefined;
  /** Runs of this window may be made elsewhere: of a benchmark in no workspace folder. */
  private readonly ofRuns = new Set<string>();

  /** Those that project files name. */
  private ofProjects: readonly string[] = [];
  private readonly readings = new Turns();

  constructor(
    private readonly runs: LiveRuns,
    private readonly projects: ProjectFiles,
    private readonly log: vscode.LogOutputChannel,
  ) {
    super();
    this.register(projects.onDidChange(() => this.readProjects()));
    this.register(
      afterActivation(() => {
        this.readProjects();
      }),
    );
    this.register(vscode.workspace.onDidChangeWorkspaceFolders(() => this.changedSoon()));
    this.register(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (
          change.affectsConfiguration(`${settingsSection}.runsFolder`) ||
          change.affectsConfiguration(`${settingsSection}.extraRunsFolders`)
        )
          this.changedSoon();
      }),
    );
    this.register({
      dispose: () => {
        clearTimeout(this.timer);
        this.watchers?.dispose();
      },
    });
  }

  /** The folders as of now, absolute, each once. The first call starts watching. */
  current(): readonly string[] {
    for (const { runDirectory } of this.runs.sessions) if (runDirectory) this.ofRuns.add(dirname(runDirectory));
    const folders = [
      ...new Set([...workspaceRunsFolders(), ...this.ofProjects, ...readExtraRunsFolders(), ...this.ofRuns]),
    ];
    if (folders.join('\n') !== this.watched.join('\n')) this.watch(folders);
    return folders;
  }

  /** Looks into one more folder for as long as the window is open. */
  add(folder: string): void {
    this.ofRuns.add(folder);
    this.changedSoon();
  }

  private readProjects(): void {
    const turn = this.readings.begin();
    this.projects.runsFolders().then(
      (folders) => {
        if (!this.readings.take(turn) || folders.join('\n') === this.ofProjects.join('\n')) return;
        this.ofProjects = folders;
        this.changedSoon();
      },
      (error: unknown) => this.log.warn(`project files not read: ${messageOf(error)}`),
    );
  }

  private watch(folders: readonly string[]): void {
    this.watchers?.dispose();
    this.watched = folders;
    this.watchers = vscode.Disposable.from(...folders.flatMap((folder) => this.watcherOf(folder)));
  }

  private watcherOf(folder: string): vscode.Disposable[] {
    // The folders themselves too: of a folder that goes as a whole nothing is told of the files in it.
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.file(folder), '{*,*/run.json}'),
    );
    const soon = (): void => this.changedSoon();
    return [watcher, watcher.onDidCreate(soon), watcher.onDidChange(soon), watcher.onDidDelete(soon)];
  }

  private changedSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.changed.fire(), settleMs);
  }
}

/** Where the settings have the runs of the workspace's benchmarks made. */
function workspaceRunsFolders(): string[] {
  return workspaceBenchmarks().map((path) =>
    resolveRunsDirectory(readRunSettings(vscode.Uri.file(path)).runsFolder, path),
  );
}
