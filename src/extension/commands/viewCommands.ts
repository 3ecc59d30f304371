// The commands of the two views, each a few lines that put the parts together. They get the node they were called on, and all that is selected.

import * as vscode from 'vscode';
import { commandIds, type CommandActions } from '../host/commands';
import type { ProjectFiles } from '../host/projectFiles';
import type { OverviewPages } from '../pages/overviewPages';
import type { TestPages } from '../pages/testPages';
import type { RunLinks } from './runLinks';
import { runOf } from './runOf';
import type { RunActions } from './runActions';
import type { RunFolderActions } from './runFolderActions';
import type { RunJobs } from './runJobs';
import { openReviewPage, revealPath } from '../runs/runFiles';
import type { TestFiles } from '../runs/testFiles';
import type { RunReviewer } from '../runs/runReviewer';
import type { TestRuns } from '../runs/testRuns';
import type { BenchmarksTree } from '../tree/benchmarksTree';
import { chosenRuns, nodeIn } from '../tree/chosenNodes';
import type { RunsTree } from '../tree/runsTree';
import type { EvidenceNode, MoreNode, RunsTreeNode, TestNode } from '../tree/runsTreeModel';

interface ViewCommandParts {
  extensionUri: vscode.Uri;
  actions: RunActions;
  jobs: RunJobs;
  links: RunLinks;
  reviewer: Pick<RunReviewer, 'signOff'>;
  runFolders: RunFolderActions;
  benchmarks: BenchmarksTree;
  tree: RunsTree;
  testRuns: TestRuns;
  testFiles: TestFiles;
  testPages: TestPages;
  overview: OverviewPages;
  projects: Pick<ProjectFiles, 'usualRunsDirectory' | 'runsDirectoryFor'>;
}

/** What the commands of the views do. */
export function viewCommands(parts: ViewCommandParts) {
  const {
    extensionUri,
    actions,
    jobs,
    links,
    reviewer,
    runFolders,
    benchmarks,
    tree,
    testRuns,
    testFiles,
    testPages,
    overview,
    projects,
  } = parts;
  const each = (act: (runDirectory: string) => Promise<unknown>) => async (argument: unknown) => {
    const runDirectory = await runOf(argument, testRuns);
    if (runDirectory !== undefined) await act(runDirectory);
  };
  return {
    [commandIds.refreshBenchmarks]: () => benchmarks.refresh(),
    [commandIds.refreshRuns]: () => testRuns.refresh(),
    [commandIds.openOverview]: () => overview.show(),
    [commandIds.addRunsFolder]: (argument) => runFolders.addFolder(argument),
    [commandIds.importReport]: async (argument) => {
      const { importReport } = await import('./importReport');
      const runDirectory = await importReport(vscode.Uri.joinPath(extensionUri, 'dist').fsPath, projects, argument);
      if (runDirectory === undefined) return;
      testRuns.refresh();
      await actions.open(runDirectory);
      if (tree.view.visible) await tree.reveal(runDirectory);
    },
    [commandIds.replayRun]: each((runDirectory) => actions.open(runDirectory)),
    [commandIds.resumeRun]: each((runDirectory) => actions.resume(runDirectory, { retryErrors: false })),
    [commandIds.retryErrors]: each((runDirectory) => actions.resume(runDirectory, { retryErrors: true })),
    [commandIds.runAgain]: each((runDirectory) => actions.runAgain(runDirectory)),
    [commandIds.rescoreRun]: each((runDirectory) => jobs.rescore(runDirectory)),
    [commandIds.signOffRun]: each((runDirectory) => reviewer.signOff(runDirectory)),
    [commandIds.redrawImages]: each((runDirectory) => jobs.redrawImages(runDirectory)),
    [commandIds.openReviewPage]: each((runDirectory) => openReviewPage(runDirectory, extensionUri)),
    [commandIds.revealRun]: async (argument) => {
      const node = nodeIn(argument);
      if (node?.kind === 'test') return testFiles.open(node, 'file');
      const runDirectory = await runOf(argument, testRuns);
      if (runDirectory !== undefined) await revealPath(runDirectory);
    },
    [commandIds.copyRunPath]: async (argument) =>
      vscode.env.clipboard.writeText((await pathOf(argument, testRuns, testFiles)) ?? ''),
    [commandIds.copyRunLink]: async (argument) => {
      const node = nodeIn(argument);
      const test = node?.kind === 'test' ? { model: node.model, index: node.index } : null;
      const runDirectory = await runOf(argument, testRuns);
      if (runDirectory !== undefined) await vscode.env.clipboard.writeText(links.linkTo({ runDirectory, test }));
    },
    [commandIds.copyAsMarkdown]: each((runDirectory) => runFolders.copyAsMarkdown(runDirectory)),
    [commandIds.exportRun]: each((runDirectory) => runFolders.export(runDirectory)),
    [commandIds.deleteRun]: async (argument, selected) => {
      const chosen = chosenRuns(argument, selected);
      const asked = chosen.length > 0 ? chosen : [await runOf(argument, testRuns)].filter((one) => one !== undefined);
      await runFolders.delete(asked);
    },
    [commandIds.openTestPage]: (argument) => testPages.show(requireTest(argument)),
    [commandIds.openTestPageBeside]: (argument) => testPages.show(requireTest(argument), { isBeside: true }),
    [commandIds.openEvidence]: (argument) => {
      const node = requireNode(argument, 'evidence') as EvidenceNode;
      return testFiles.open(node, node.evidence);
    },
    [commandIds.showMoreRuns]: (argument) => tree.showMore(requireNode(argument, 'more') as MoreNode),
  } satisfies CommandActions;
}

function requireNode(argument: unknown, kind: RunsTreeNode['kind']): RunsTreeNode {
  const node = nodeIn(argument);
  if (node?.kind !== kind) throw new Error('Choose an entry of the Test Runs view.');
  return node;
}

function requireTest(argument: unknown): TestNode {
  return requireNode(argument, 'test') as TestNode;
}

/** Of a test: the file that keeps it. */
async function pathOf(argument: unknown, testRuns: TestRuns, testFiles: TestFiles): Promise<string | undefined> {
  const node = nodeIn(argument);
  return node?.kind === 'test' ? testFiles.pathOf(node) : runOf(argument, testRuns);
}
