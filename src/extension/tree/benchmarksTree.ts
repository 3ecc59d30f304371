// The *Benchmarks* view: the YAML files of the workspace that are meant as benchmarks, how large a run of each is, and whether it can run.

import { formatCount } from '../../shared/text/format';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { basename, dirname, join, posix } from 'node:path';
import * as vscode from 'vscode';
import { isThere } from '../../core/files/isThere';
import { runFiles } from '../../core/runFolder/runFolderPaths';
import type { BenchmarkChecker, CheckedBenchmark } from '../benchmarks/benchmarkChecker';
import { readBenchmarkSource } from '../benchmarks/benchmarkSource';
import type { KnownFiles } from '../benchmarks/knownFiles';
import { messageOf } from '../../shared/text/messageOf';
import { Disposable } from '../host/disposable';
import { isBelow } from '../host/isBelow';
import type { ProjectFiles } from '../host/projectFiles';
import { settingsSection } from '../host/settings';
import { workspacePlace } from '../benchmarks/workspacePlace';
import { counted } from '../../shared/text/counted';
import type { RunsFolders } from '../runs/runsFolders';

const benchmarksViewId = 'isoSpeedBench.benchmarks';

export interface BenchmarkNode {
  uri: vscode.Uri;
  checked: CheckedBenchmark;
}

const settleMs = 300;

export class BenchmarksTree extends Disposable implements vscode.TreeDataProvider<BenchmarkNode> {
  private readonly changed = this.register(new vscode.EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.changed.event;
  readonly view: vscode.TreeView<BenchmarkNode>;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly benchmarks: KnownFiles,
    private readonly checker: BenchmarkChecker,
    private readonly folders: RunsFolders,
    projects: Pick<ProjectFiles, 'onDidChange'>,
    private readonly log: vscode.LogOutputChannel,
  ) {
    super();
    this.view = this.register(vscode.window.createTreeView(benchmarksViewId, { treeDataProvider: this }));
    this.register(vscode.workspace.onDidChangeWorkspaceFolders(() => this.refreshSoon()));
    this.register(benchmarks.onDidChange(() => this.refreshSoon()));
    this.register(projects.onDidChange(() => this.refreshSoon()));
    this.register(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(`${settingsSection}.services`)) this.refreshSoon();
      }),
    );
    this.register({ dispose: () => clearTimeout(this.timer) });
  }

  refresh(): void {
    this.changed.fire(undefined);
  }

  async getChildren(node?: BenchmarkNode): Promise<BenchmarkNode[]> {
    if (node) return [];
    const nodes = await Promise.all((await this.files()).map((uri) => this.nodeOf(uri)));
    return nodes
      .filter((one) => one !== undefined)
      .sort((one, other) => one.uri.path.localeCompare(other.uri.path, 'en'));
  }

  /** The benchmarks of the workspace; those that runs keep are none. */
  async files(): Promise<vscode.Uri[]> {
    const found = await this.benchmarks.inWorkspace();
    const runsFolders = this.folders.current();
    const own = found.filter((uri) => !runsFolders.some((folder) => isBelow(uri.fsPath, folder)));
    const kept = await Promise.all(own.map(({ fsPath }) => isKeptByRun(fsPath)));
    return own.filter((_, place) => !kept[place]);
  }

  getTreeItem({ uri, checked: { benchmark, problems } }: BenchmarkNode): vscode.TreeItem {
    const item = new vscode.TreeItem(oneLine(basename(uri.fsPath)), vscode.TreeItemCollapsibleState.None);
    const errors = problems.filter((problem) => problem.severity === 'error').length;
    const size = benchmark
      ? `${counted(benchmark.modelIds.length, 'model')} x ${formatCount(benchmark.prompts.length)}`
      : counted(errors, 'problem');
    item.id = uri.toString();
    item.resourceUri = uri;
    const folder = folderOf(uri);
    item.description = [size, ...(folder === '' ? [] : [folder])].join(' · ');
    item.contextValue = benchmark ? 'benchmark runnable' : 'benchmark';
    item.iconPath = iconOf(errors, problems.length);
    item.tooltip = [
      vscode.workspace.asRelativePath(uri),
      ...problems.slice(0, 10).map((problem) => `Line ${problem.line}: ${problem.message}`),
    ]
      .map(oneLine)
      .join('\n');
    item.accessibilityInformation = { label: [oneLine(basename(uri.fsPath)), item.description].join(', ') };
    item.command = { command: 'vscode.open', title: 'Open', arguments: [uri] };
    return item;
  }

  getParent(): undefined {
    return undefined;
  }

  private async nodeOf(uri: vscode.Uri): Promise<BenchmarkNode | undefined> {
    try {
      const { text } = await readBenchmarkSource(uri);
      return { uri, checked: await this.checker.check(text, uri.fsPath, workspacePlace(uri)) };
    } catch (error) {
      this.log.warn(`${uri.fsPath} not looked into: ${messageOf(error)}`);
      return undefined;
    }
  }

  private refreshSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), settleMs);
  }
}

/** Whether it lies in a run folder, which may be anywhere: somebody sent it. */
async function isKeptByRun(path: string): Promise<boolean> {
  return basename(path) === runFiles.benchmark && (await isThere(join(dirname(path), runFiles.manifest)));
}

/** Below its workspace folder, whose name it begins with where there are several; empty for a benchmark at the root of the only one. */
function folderOf(uri: vscode.Uri): string {
  const folder = posix.dirname(vscode.workspace.asRelativePath(uri));
  return folder === '.' ? '' : oneLine(folder);
}

function iconOf(errors: number, problems: number): vscode.ThemeIcon {
  if (errors > 0) return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  if (problems > 0) return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  return new vscode.ThemeIcon('dashboard');
}
