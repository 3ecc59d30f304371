// The *Benchmarks* view: the YAML files of the workspace that are meant as benchmarks, how large a run of each is, and whether it can run.

import { formatCount } from '../../shared/text/format';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { basename, relative } from 'node:path';
import * as vscode from 'vscode';
import type { BenchmarkChecker, CheckedBenchmark } from '../benchmarks/benchmarkChecker';
import { readBenchmarkSource } from '../benchmarks/benchmarkSource';
import { messageOf } from '../../shared/text/messageOf';
import { Disposable } from '../host/disposable';
import { workspacePlace } from '../benchmarks/workspacePlace';
import { counted } from '../../shared/text/counted';
import type { RunsFolders } from '../runs/runsFolders';

const benchmarksViewId = 'isoSpeedBench.benchmarks';

export interface BenchmarkNode {
  uri: vscode.Uri;
  checked: CheckedBenchmark;
}

/** More YAML files than this are not looked into: a workspace of that kind has its benchmarks opened from the Explorer. */
const mostFiles = 2000;
/** Larger YAML is no benchmark written by hand. Bytes. */
const largestBytes = 1_000_000;
const settleMs = 300;

export class BenchmarksTree extends Disposable implements vscode.TreeDataProvider<BenchmarkNode> {
  private readonly changed = this.register(new vscode.EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.changed.event;
  readonly view: vscode.TreeView<BenchmarkNode>;
  private watcher: vscode.FileSystemWatcher | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly checker: BenchmarkChecker,
    private readonly folders: RunsFolders,
    private readonly log: vscode.LogOutputChannel,
  ) {
    super();
    this.view = this.register(vscode.window.createTreeView(benchmarksViewId, { treeDataProvider: this }));
    this.register(vscode.workspace.onDidChangeWorkspaceFolders(() => this.refreshSoon()));
    this.register({
      dispose: () => {
        clearTimeout(this.timer);
        this.watcher?.dispose();
      },
    });
  }

  refresh(): void {
    this.changed.fire(undefined);
  }

  async getChildren(node?: BenchmarkNode): Promise<BenchmarkNode[]> {
    if (node) return [];
    this.watch();
    const found = await vscode.workspace.findFiles('**/*.{yaml,yml}', '**/node_modules/**', mostFiles);
    const runsFolders = this.folders.current();
    const outside = found.filter((uri) => !runsFolders.some((folder) => isBelow(uri.fsPath, folder)));
    const nodes = await Promise.all(outside.map((uri) => this.nodeOf(uri)));
    return nodes
      .filter((one) => one !== undefined)
      .sort((one, other) => one.uri.path.localeCompare(other.uri.path, 'en'));
  }

  getTreeItem({ uri, checked: { benchmark, problems } }: BenchmarkNode): vscode.TreeItem {
    const item = new vscode.TreeItem(oneLine(basename(uri.fsPath)), vscode.TreeItemCollapsibleState.None);
    const errors = problems.filter((problem) => problem.severity === 'error').length;
    const size = benchmark
      ? `${counted(benchmark.modelIds.length, 'model')} x ${formatCount(benchmark.prompts.length)}`
      : counted(errors, 'problem');
    item.id = uri.toString();
    item.resourceUri = uri;
    item.description = size;
    item.contextValue = benchmark ? 'benchmark runnable' : 'benchmark';
    item.iconPath = iconOf(errors, problems.length);
    item.tooltip = [
      vscode.workspace.asRelativePath(uri),
      ...problems.slice(0, 10).map((problem) => `Line ${problem.line}: ${problem.message}`),
    ]
      .map(oneLine)
      .join('\n');
    item.accessibilityInformation = { label: `${oneLine(basename(uri.fsPath))}, ${size}` };
    item.command = { command: 'vscode.open', title: 'Open', arguments: [uri] };
    return item;
  }

  getParent(): undefined {
    return undefined;
  }

  private async nodeOf(uri: vscode.Uri): Promise<BenchmarkNode | undefined> {
    try {
      if ((await vscode.workspace.fs.stat(uri)).size > largestBytes) return undefined;
      const { text } = await readBenchmarkSource(uri);
      const { looksLikeBenchmark } = await import('../../core/benchmark/looksLikeBenchmark');
      return looksLikeBenchmark(text)
        ? { uri, checked: await this.checker.check(text, basename(uri.fsPath), workspacePlace(uri)) }
        : undefined;
    } catch (error) {
      this.log.warn(`${uri.fsPath} not looked into: ${messageOf(error)}`);
      return undefined;
    }
  }

  /** Watching begins with the first look: a view that nobody opens costs nothing. */
  private watch(): void {
    if (this.watcher) return;
    this.watcher = vscode.workspace.createFileSystemWatcher('**/*.{yaml,yml}');
    for (const event of [this.watcher.onDidCreate, this.watcher.onDidChange, this.watcher.onDidDelete])
      event(() => this.refreshSoon());
  }

  private refreshSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), settleMs);
  }
}

function iconOf(errors: number, problems: number): vscode.ThemeIcon {
  if (errors > 0) return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  if (problems > 0) return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  return new vscode.ThemeIcon('dashboard');
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && !way.startsWith('..');
}
