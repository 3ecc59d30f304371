// The *Test Runs* view: hands the plain tree to VS Code, loads what is expanded, and refreshes only what has changed.

import * as vscode from 'vscode';
import { noticeText } from '../host/noticeText';
import { describeFilter, isEmptyFilter } from '../../shared/runs/runFilter';
import { commandIds } from '../host/commands';
import { Disposable } from '../host/disposable';
import type { FilterStore } from '../runs/filterStore';
import type { TestFiles } from '../runs/testFiles';
import type { TestRuns } from '../runs/testRuns';
import {
  childrenOf,
  nodeId,
  parentOf,
  shownAfterMore,
  testEvidence,
  type MoreNode,
  type RunsTreeNode,
  type RunsTreeView,
  type TestEvidence,
} from './runsTreeModel';
import { runsTreeItem } from './runsTreeItem';
import { runsTreeTooltip } from './runsTreeTooltip';

const runsViewId = 'isoSpeedBench.runs';

/** A live run's own line (and with it all that is expanded below it) is drawn again this often, ms; its models' lines more often. */
const runLineEveryMs = 1500;

export class RunsTree extends Disposable implements vscode.TreeDataProvider<RunsTreeNode> {
  private readonly changed = this.register(new vscode.EventEmitter<RunsTreeNode | undefined>());
  readonly onDidChangeTreeData = this.changed.event;
  readonly view: vscode.TreeView<RunsTreeNode>;
  /** VS Code knows nodes by object: the same id is the same object. */
  private readonly nodes = new Map<string, RunsTreeNode>();
  private readonly evidence = new Map<string, readonly TestEvidence[]>();
  private readonly shown = new Map<string, number>();
  private readonly expanded = new Set<string>();
  private readonly runLineDrawnAt = new Map<string, number>();

  constructor(
    private readonly runs: TestRuns,
    private readonly filter: FilterStore,
    private readonly files: Pick<TestFiles, 'partsOf'>,
  ) {
    super();
    this.view = this.register(
      vscode.window.createTreeView(runsViewId, { treeDataProvider: this, showCollapseAll: true, canSelectMany: true }),
    );
    this.register(this.view.onDidExpandElement(({ element }) => this.expanded.add(nodeId(element))));
    this.register(this.view.onDidCollapseElement(({ element }) => this.expanded.delete(nodeId(element))));
    this.register(filter.onDidChange(() => this.filterChanged()));
    this.register(
      runs.onDidChange((change) => {
        if (change.kind === 'list') this.changed.fire(undefined);
        else this.liveChanged(change.runDirectory, change.models);
      }),
    );
    this.showFilter();
  }

  async getChildren(node?: RunsTreeNode): Promise<RunsTreeNode[]> {
    if (!node) await this.runs.list();
    else if (node.kind === 'model') await this.runs.load(node.runDirectory);
    else if (node.kind === 'test') this.evidence.set(nodeId(node), await this.files.partsOf(node, testEvidence));
    const children = childrenOf(node, this.viewNow());
    if (!node) this.forgetGone();
    return children.map((child) => this.kept(child));
  }

  getTreeItem(node: RunsTreeNode): vscode.TreeItem {
    const { id, label, description, accessibleLabel, icon, facts, canExpand } = runsTreeItem(node, this.viewNow());
    const item = new vscode.TreeItem(
      label,
      canExpand ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
    );
    item.id = id;
    item.description = description;
    item.contextValue = facts;
    item.iconPath = new vscode.ThemeIcon(
      icon.name,
      icon.color === undefined ? undefined : new vscode.ThemeColor(icon.color),
    );
    item.accessibilityInformation = { label: accessibleLabel };
    const command = commandOf(node);
    if (command) item.command = command;
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, node: RunsTreeNode): vscode.TreeItem {
    item.tooltip = runsTreeTooltip(node, this.viewNow()).join('\n');
    return item;
  }

  getParent(node: RunsTreeNode): RunsTreeNode | undefined {
    const parent = parentOf(node);
    return parent && this.kept(parent);
  }

  showMore(node: MoreNode): void {
    this.shown.set(nodeId(node.parent), shownAfterMore(node, this.viewNow()));
    this.changed.fire(node.parent && this.kept(node.parent));
  }

  /** Brings a run into sight and selects it, when the filter leaves it. */
  async reveal(runDirectory: string): Promise<void> {
    const node = this.kept({ kind: 'run', runDirectory });
    const runs = await this.runs.list();
    if (runs.has(runDirectory)) await this.view.reveal(node, { select: true, focus: false });
  }

  private viewNow(): RunsTreeView {
    const { current, states } = this.runs;
    return {
      runs: current,
      filter: this.filter.current,
      states,
      evidence: this.evidence,
      shown: this.shown,
      now: new Date(),
    };
  }

  private kept(node: RunsTreeNode): RunsTreeNode {
    const id = nodeId(node);
    const known = this.nodes.get(id);
    if (known) return known;
    this.nodes.set(id, node);
    return node;
  }

  /** What was handed out of runs that are gone is nobody's any more. */
  private forgetGone(): void {
    const there = this.runs.current;
    for (const [id, node] of this.nodes) {
      if (node.kind === 'more' || there.has(node.runDirectory)) continue;
      for (const known of [this.nodes, this.evidence, this.shown, this.expanded, this.runLineDrawnAt]) known.delete(id);
    }
  }

  private filterChanged(): void {
    this.shown.clear();
    this.showFilter();
    this.changed.fire(undefined);
  }

  private showFilter(): void {
    const { current } = this.filter;
    // An empty message takes the line away, which undefined does as well and says so.
    this.view.message = isEmptyFilter(current) ? undefined : `Filter: ${noticeText(describeFilter(current))}`;
    this.view.description = isEmptyFilter(current) ? undefined : 'filtered';
  }

  /** Drawing a node again draws what is expanded below it, too: the run's own line waits while it is expanded. */
  private liveChanged(runDirectory: string, models: ReadonlySet<string>): void {
    if (!this.view.visible) return;
    const run = this.kept({ kind: 'run', runDirectory });
    const now = performance.now();
    const isDue = now - (this.runLineDrawnAt.get(runDirectory) ?? -Infinity) >= runLineEveryMs;
    if (!this.expanded.has(nodeId(run)) || isDue) {
      this.runLineDrawnAt.set(runDirectory, now);
      this.changed.fire(run);
      return;
    }
    for (const model of models) this.changed.fire(this.kept({ kind: 'model', runDirectory, model }));
  }
}

function commandOf(node: RunsTreeNode): vscode.Command | undefined {
  switch (node.kind) {
    case 'test':
      return { command: commandIds.openTestPage, title: 'Open Test Page', arguments: [node] };
    case 'evidence':
      return { command: commandIds.openEvidence, title: 'Open', arguments: [node] };
    case 'more':
      return { command: commandIds.showMoreRuns, title: 'Show More', arguments: [node] };
    case 'run':
    case 'model':
      return undefined;
  }
}
