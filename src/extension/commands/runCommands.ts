// The commands that run and open benchmarks and runs, each a few lines that put the parts together. Those of the views are in
// `viewCommands`, those of keys, prices and settings in `setupCommands`.

import { noticeText } from '../host/noticeText';
import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import { showInformation } from '../host/notices';
import { benchmarkUri, readBenchmarkSource, readBenchmarkText } from '../benchmarks/benchmarkSource';
import { commandIds, type CommandActions } from '../host/commands';
import type { ProjectFiles } from '../host/projectFiles';
import { nodeIn } from '../tree/chosenNodes';
import { cancelRun } from '../running/cancelRun';
import type { LiveRuns } from '../running/liveRuns';
import type { RunOpener } from './runOpener';
import { chooseFolder } from './chooseFolder';
import type { RunActions } from './runActions';
import { revealPath } from '../runs/runFiles';
import type { RunPanels } from '../pages/runPanels';
import type { SheetPages } from '../pages/sheetPages';
import type { RunSession } from '../running/runSession';
import { BenchmarkRefused, showRefusal } from '../running/benchmarkRefused';

interface RunCommandParts {
  extensionUri: vscode.Uri;
  opener: RunOpener;
  panels: RunPanels;
  runs: LiveRuns;
  actions: RunActions;
  sheets: SheetPages;
  projects: Pick<ProjectFiles, 'usualRunsDirectory'>;
}

/** What the commands of running do. */
export function runCommands(parts: RunCommandParts) {
  const { opener, panels, runs, actions, projects } = parts;
  return {
    [commandIds.run]: (argument) => runFile(parts, isNodeOfFile(argument) ? argument.uri : argument),
    [commandIds.open]: () => panels.showEmpty(),
    [commandIds.openRunFolder]: async (argument) => {
      const chosen =
        argument instanceof vscode.Uri
          ? argument
          : await chooseFolder('Open Run Folder', 'Open Run', vscode.Uri.file(await projects.usualRunsDirectory()));
      if (chosen) await actions.open(basename(chosen.fsPath) === 'run.json' ? dirname(chosen.fsPath) : chosen.fsPath);
    },
    [commandIds.runExample]: () => runExample(parts),
    [commandIds.openExample]: () => openExample(parts.extensionUri),
    [commandIds.showEstimate]: (argument) => showSheet(parts.sheets, isNodeOfFile(argument) ? argument.uri : argument),
    [commandIds.cancelRun]: async (argument) => {
      const session = runningAt(runs, argument) ?? (await chooseRunning(runs, 'Cancel which run?'));
      if (session) await cancelRun(session);
    },
    [commandIds.showRun]: async (argument) => {
      const node = nodeIn(argument);
      const session = runningAt(runs, argument);
      if (session) await panels.showSession(session, { takeFocus: true });
      // Another process may be running it.
      else if (node?.kind === 'run') await actions.open(node.runDirectory);
      else await showMenu(runs, panels);
    },
    [commandIds.useSampleData]: async () => panels.showSession(await opener.openSample(), { takeFocus: true }),
  } satisfies CommandActions;
}

/** Runs a benchmark and shows it; a file with errors is refused with its problems. The session when one started. */
export async function runFile(
  parts: Pick<RunCommandParts, 'opener' | 'panels'>,
  argument: unknown,
): Promise<RunSession | undefined> {
  const uri = await benchmarkUri(argument);
  if (!uri) return undefined;
  try {
    const session = await parts.opener.runFile(uri);
    if (session) await parts.panels.showSession(session);
    return session;
  } catch (error) {
    if (!(error instanceof BenchmarkRefused)) throw error;
    showRefusal(error);
    return undefined;
  }
}

/** Shows what a run of a benchmark is likely to be; what is the matter with a file is said there. */
async function showSheet(sheets: SheetPages, argument: unknown): Promise<void> {
  const uri = await benchmarkUri(argument);
  if (uri) await sheets.show({ source: await readBenchmarkSource(uri), options: {} });
}

/** The *Benchmarks* view calls with one of its nodes. */
function isNodeOfFile(argument: unknown): argument is { uri: vscode.Uri } {
  return (
    typeof argument === 'object' &&
    argument !== null &&
    !(argument instanceof vscode.Uri) &&
    'uri' in argument &&
    argument.uri instanceof vscode.Uri
  );
}

/** Into the runs folder of the workspace: the example itself lies with the extension, where nothing should be written. */
async function runExample({
  extensionUri,
  opener,
  panels,
}: Pick<RunCommandParts, 'extensionUri' | 'opener' | 'panels'>): Promise<void> {
  const text = await readBenchmarkText(vscode.Uri.joinPath(extensionUri, 'examples', 'first-run.yaml'));
  const session = await opener.openDroppedFile('first-run.yaml', text);
  if (session) await panels.showSession(session);
}

async function openExample(extensionUri: vscode.Uri): Promise<void> {
  const content = await readBenchmarkText(vscode.Uri.joinPath(extensionUri, 'examples', 'first-run.yaml'));
  const document = await vscode.workspace.openTextDocument({ language: 'yaml', content });
  await vscode.window.showTextDocument(document);
}

/** The run that was clicked in the tree; absent for one that does not run here, and for the command palette. */
function runningAt(runs: LiveRuns, argument: unknown): RunSession | undefined {
  const node = nodeIn(argument);
  return node?.kind === 'run' ? runs.ofFolder(node.runDirectory) : undefined;
}

/** The one run there is, or the one the user picks. */
async function chooseRunning(runs: LiveRuns, title: string): Promise<RunSession | undefined> {
  const { sessions } = runs;
  if (sessions.length === 0) void showInformation('No benchmark is running.');
  if (sessions.length <= 1) return sessions[0];
  const items = sessions.map((session) => ({
    label: noticeText(session.state.benchmarkName),
    description: session.doing,
    session,
  }));
  return (await vscode.window.showQuickPick(items, { title }))?.session;
}

/** What the status-bar item opens. */
async function showMenu(runs: LiveRuns, panels: RunPanels): Promise<void> {
  const session = await chooseRunning(runs, 'Which run?');
  if (!session) return;
  const choices: { label: string; act: () => unknown }[] = [
    { label: '$(eye) Show the run', act: () => panels.showSession(session, { takeFocus: true }) },
    { label: '$(circle-slash) Cancel the run', act: () => cancelRun(session) },
    {
      label: '$(folder-opened) Open the run folder',
      act: () => session.runDirectory && revealPath(session.runDirectory),
    },
  ];
  const description = session.doing;
  const choice = await vscode.window.showQuickPick(choices, {
    title: session.state.benchmarkName,
    placeHolder: description,
  });
  await choice?.act();
}
