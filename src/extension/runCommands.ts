// The commands, each a few lines that put the parts together.

import * as vscode from 'vscode';
import { chooseAndSetApiKey } from './apiKeyCommand';
import type { ApiKeys } from './apiKeys';
import type { BenchmarkChecker } from './benchmarkChecker';
import { benchmarkUri, readText } from './benchmarkSource';
import { commandIds, registerCommand, type CommandId } from './commands';
import type { LiveRuns } from './liveRuns';
import type { RunOpener } from './openFiles';
import { progressText, runCounts } from './runCounts';
import { revealFolder } from './runFiles';
import type { RunPanels } from './runPanels';
import type { RunSession } from './runSession';
import { BenchmarkRefused, showRefusal } from './runStarter';
import { readRunSettings, resolveRunsDirectory, settingsSection } from './settings';

export interface CommandParts {
  extensionUri: vscode.Uri;
  checker: BenchmarkChecker;
  keys: ApiKeys;
  opener: RunOpener;
  panels: RunPanels;
  runs: LiveRuns;
  log: vscode.LogOutputChannel;
}

export function registerCommands(parts: CommandParts): vscode.Disposable {
  const { checker, keys, opener, panels, runs, log } = parts;
  const actions: { [id in CommandId]: (argument: unknown) => unknown } = {
    [commandIds.run]: (argument) => runFile(parts, argument),
    [commandIds.open]: () => panels.showEmpty(),
    [commandIds.openRunFolder]: async (argument) => {
      const folder = argument instanceof vscode.Uri ? argument : await chooseRunFolder();
      const open = panels.panels.find((panel) => folder && panel.session?.runDirectory === folder.fsPath);
      if (open) open.reveal(true);
      else if (folder) await panels.showSession(await opener.openFolder(folder.fsPath), true);
    },
    [commandIds.newBenchmark]: () => openExample(parts.extensionUri),
    [commandIds.setApiKey]: async () => chooseAndSetApiKey(keys, await checker.modelApis()),
    [commandIds.cancelRun]: async () => (await chooseRunning(runs, 'Cancel which run?'))?.cancel(),
    [commandIds.showRun]: () => showMenu(runs, panels),
    [commandIds.useSampleData]: async () => panels.showSession(await opener.openSample(), true),
    [commandIds.openSettings]: () => vscode.commands.executeCommand('workbench.action.openSettings', `${settingsSection}.`),
    [commandIds.showLog]: () => log.show(),
  };
  const registered = Object.entries(actions).map(([id, action]) => registerCommand(log, id as CommandId, action));
  return vscode.Disposable.from(...registered);
}

/** Runs a benchmark and shows it; a file with errors is refused with its problems. The session when one started. */
export async function runFile(parts: Pick<CommandParts, 'opener' | 'panels'>, argument: unknown): Promise<RunSession | undefined> {
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

async function chooseRunFolder(): Promise<vscode.Uri | undefined> {
  const workspaceFolder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const defaultUri =
    workspaceFolder && vscode.Uri.file(resolveRunsDirectory(readRunSettings(workspaceFolder).runsFolder, vscode.Uri.joinPath(workspaceFolder, 'benchmark.yaml').fsPath));
  const chosen = await vscode.window.showOpenDialog({
    title: 'Open Run Folder',
    openLabel: 'Open Run',
    canSelectFiles: false,
    canSelectFolders: true,
    defaultUri,
  });
  return chosen?.[0];
}

async function openExample(extensionUri: vscode.Uri): Promise<void> {
  const content = await readText(vscode.Uri.joinPath(extensionUri, 'examples', 'first-run.yaml'));
  const document = await vscode.workspace.openTextDocument({ language: 'yaml', content });
  await vscode.window.showTextDocument(document);
}

/** The one run there is, or the one the user picks. */
async function chooseRunning(runs: LiveRuns, title: string): Promise<RunSession | undefined> {
  const { sessions } = runs;
  if (sessions.length === 0) void vscode.window.showInformationMessage('No benchmark is running.');
  if (sessions.length <= 1) return sessions[0];
  const items = sessions.map((session) => ({
    label: session.state.benchmarkName,
    description: progressText(runCounts(session.state)),
    session,
  }));
  return (await vscode.window.showQuickPick(items, { title }))?.session;
}

/** What the status-bar item opens. */
async function showMenu(runs: LiveRuns, panels: RunPanels): Promise<void> {
  const session = await chooseRunning(runs, 'Which run?');
  if (!session) return;
  const choices: { label: string; act: () => unknown }[] = [
    { label: '$(eye) Show the run', act: () => panels.showSession(session, true) },
    { label: '$(circle-slash) Cancel the run', act: () => session.cancel() },
    { label: '$(folder-opened) Open the run folder', act: () => session.runDirectory && revealFolder(session.runDirectory) },
  ];
  const description = progressText(runCounts(session.state));
  const choice = await vscode.window.showQuickPick(choices, { title: session.state.benchmarkName, placeHolder: description });
  await choice?.act();
}
