// The commands of the two views, each a few lines that put the parts together. They get the node they were called on, and all that is selected.

import * as vscode from 'vscode';
import { commandIds, type CommandActions } from './commands';
import type { EditorTabs } from './editorTabs';
import { chooseFilter, writeTextFilter } from './filterCommands';
import type { FilterStore } from './filterStore';
import type { RunActions } from './runActions';
import { openTestPart, revealFolder } from './runFiles';
import type { TestRuns } from './testRuns';
import type { BenchmarksTree } from './tree/benchmarksTree';
import type { RunsTree } from './tree/runsTree';
import { nodeId, type EvidenceNode, type MoreNode, type RunsTreeNode, type TestNode } from './tree/runsTreeModel';

export interface ViewCommandParts {
  actions: RunActions;
  benchmarks: BenchmarksTree;
  tree: RunsTree;
  testRuns: TestRuns;
  filter: FilterStore;
  tabs: EditorTabs;
}

/** What the commands of the views do. */
export function viewCommands({ actions, benchmarks, tree, testRuns, filter, tabs }: ViewCommandParts) {
  const each = (act: (runDirectory: string) => Promise<unknown>) => async (argument: unknown) => {
    const runDirectory = await runOf(argument, testRuns);
    if (runDirectory !== undefined) await act(runDirectory);
  };
  return {
    [commandIds.refreshBenchmarks]: () => benchmarks.refresh(),
    [commandIds.refreshRuns]: () => testRuns.refresh(),
    [commandIds.openOverview]: () => tabs.openOverview(),
    [commandIds.addRunsFolder]: (argument) => actions.addFolder(argument),
    [commandIds.importReport]: async (argument) => {
      const runDirectory = await actions.importReport(argument);
      if (runDirectory !== undefined && tree.view.visible) await tree.reveal(runDirectory);
    },
    [commandIds.filterByApi]: () => chooseFilter(testRuns, filter, 'apis'),
    [commandIds.filterByModel]: () => chooseFilter(testRuns, filter, 'models'),
    [commandIds.filterByTestType]: () => chooseFilter(testRuns, filter, 'testTypes'),
    [commandIds.filterByVerdict]: () => chooseFilter(testRuns, filter, 'verdicts'),
    [commandIds.filterByText]: () => writeTextFilter(filter),
    [commandIds.clearFilter]: () => filter.clear(),
    [commandIds.replayRun]: each((runDirectory) => actions.open(runDirectory)),
    [commandIds.compareRuns]: async (argument, selected) => {
      const [left, right, ...others] = selectedRuns(argument, selected);
      if (left === undefined || right === undefined || others.length > 0) throw new Error('Select two runs to compare: hold Ctrl (on a Mac Cmd) for the second.');
      await actions.compare([left, right]);
    },
    [commandIds.resumeRun]: each((runDirectory) => actions.resume(runDirectory, { retryErrors: false })),
    [commandIds.retryErrors]: each((runDirectory) => actions.resume(runDirectory, { retryErrors: true })),
    [commandIds.runAgain]: each((runDirectory) => actions.runAgain(runDirectory)),
    [commandIds.rescoreRun]: each((runDirectory) => actions.rescore(runDirectory)),
    [commandIds.openReviewPage]: each((runDirectory) => actions.openReviewPage(runDirectory)),
    [commandIds.revealRun]: async (argument) => {
      const node = nodeIn(argument);
      if (node?.kind === 'test') return openTestPart(node.runDirectory, node.model, node.index, 'folder');
      const runDirectory = await runOf(argument, testRuns);
      if (runDirectory !== undefined) await revealFolder(runDirectory);
    },
    [commandIds.copyRunPath]: async (argument) => vscode.env.clipboard.writeText((await pathOf(argument, testRuns)) ?? ''),
    [commandIds.exportRun]: each((runDirectory) => actions.export(runDirectory)),
    [commandIds.deleteRun]: async (argument, selected) => {
      const chosen = selectedRuns(argument, selected);
      const asked = chosen.length > 0 ? chosen : [await runOf(argument, testRuns)].filter((one) => one !== undefined);
      await actions.delete(asked);
    },
    [commandIds.openTestPage]: (argument) => tabs.openTestPage(requireTest(argument)),
    [commandIds.openTestPageBeside]: (argument) => tabs.openTestPage(requireTest(argument), { isBeside: true }),
    [commandIds.openEvidence]: (argument) => {
      const { runDirectory, model, index, evidence } = requireNode(argument, 'evidence') as EvidenceNode;
      return openTestPart(runDirectory, model, index, evidence);
    },
    [commandIds.showMoreRuns]: (argument) => tree.showMore(requireNode(argument, 'more') as MoreNode),
  } satisfies CommandActions;
}

const kinds: readonly string[] = ['run', 'model', 'test', 'evidence', 'more'] satisfies RunsTreeNode['kind'][];

function nodeIn(argument: unknown): RunsTreeNode | undefined {
  if (typeof argument !== 'object' || argument === null || !('kind' in argument)) return undefined;
  return typeof argument.kind === 'string' && kinds.includes(argument.kind) ? (argument as RunsTreeNode) : undefined;
}

function requireNode(argument: unknown, kind: RunsTreeNode['kind']): RunsTreeNode {
  const node = nodeIn(argument);
  if (node?.kind !== kind) throw new Error('Choose an entry of the Test Runs view.');
  return node;
}

function requireTest(argument: unknown): TestNode {
  return requireNode(argument, 'test') as TestNode;
}

/** The run of a node, the folder of a menu, or, from the command palette, the run that the user picks. */
async function runOf(argument: unknown, testRuns: TestRuns): Promise<string | undefined> {
  if (argument instanceof vscode.Uri) return argument.fsPath;
  const node = nodeIn(argument);
  if (node && node.kind !== 'more') return node.runDirectory;
  const { whenText } = await import('./whenText');
  const now = new Date();
  const items = [...(await testRuns.list()).values()].flatMap((run) =>
    'manifest' in run
      ? [{ label: run.manifest.benchmarkName, description: `${whenText(run.manifest.startedAt, now)} · ${run.manifest.status}`, runDirectory: run.runDirectory }]
      : [],
  );
  if (items.length === 0) {
    void vscode.window.showInformationMessage('There are no runs yet.');
    return undefined;
  }
  return (await vscode.window.showQuickPick(items, { title: 'Which run?', matchOnDescription: true }))?.runDirectory;
}

/** All runs that are selected, when the one that was clicked is among them; else that one. */
function selectedRuns(argument: unknown, selected: unknown): string[] {
  const clicked = nodeIn(argument);
  const nodes = (Array.isArray(selected) ? selected : []).map(nodeIn).filter((node) => node?.kind === 'run');
  const isAmong = clicked !== undefined && nodes.some((node) => nodeId(node) === nodeId(clicked));
  return (isAmong ? nodes : [clicked]).flatMap((node) => (node?.kind === 'run' ? [node.runDirectory] : []));
}

async function pathOf(argument: unknown, testRuns: TestRuns): Promise<string | undefined> {
  const node = nodeIn(argument);
  if (node?.kind !== 'test') return runOf(argument, testRuns);
  const { testDirectory } = await import('../core/run/runFolder');
  return testDirectory(node.runDirectory, node.model, node.index);
}
