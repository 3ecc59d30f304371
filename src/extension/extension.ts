// The entry of the extension: puts the parts together and awaits nothing. SDKs, zod and the YAML parser load at first use.

import * as vscode from 'vscode';
import { ApiKeys } from './apiKeys';
import { BenchmarkChecker } from './benchmarkChecker';
import { showFailure } from './commands';
import { BenchmarkDiagnostics } from './diagnostics';
import { LiveRuns } from './liveRuns';
import { takeOpenAtStart } from './openAtStart';
import { RunOpener } from './openFiles';
import { PanelMemory } from './panelMemory';
import { registerCommands, runFile } from './runCommands';
import { openTestFile, revealFolder } from './runFiles';
import { RunLensProvider } from './runLens';
import { RunPanels } from './runPanels';
import { RunProgress } from './runProgress';
import type { RunSession } from './runSession';
import { RunStarter } from './runStarter';
import { ViewSettingsStore } from './viewSettingsStore';

/** What the extension offers to other extensions and to its own tests. */
export interface IsoSpeedBenchApi {
  /** Runs a benchmark as the command does, shown in a panel; absent when it was refused or the user decided against it. */
  run(uri: vscode.Uri): Promise<RunSession | undefined>;
  /** What a panel calls when a file is dropped on it or chosen in it. */
  readonly opener: RunOpener;
  readonly runs: LiveRuns;
  readonly panels: RunPanels;
  readonly keys: ApiKeys;
  readonly viewSettings: ViewSettingsStore;
}

export function activate(context: vscode.ExtensionContext): IsoSpeedBenchApi {
  const { extensionUri, subscriptions } = context;
  const log = vscode.window.createOutputChannel('Iso Speed Bench', { log: true });
  const keys = new ApiKeys(context.secrets);
  const checker = new BenchmarkChecker();
  const diagnostics = new BenchmarkDiagnostics(checker, log);
  const runs = new LiveRuns();
  const viewSettings = new ViewSettingsStore(log);
  const show = (session: RunSession): void => void panels.showSession(session, true).catch((error: unknown) => showFailure(log, error));
  const reveal = (folder: string): void => void revealFolder(folder).catch((error: unknown) => showFailure(log, error));
  const starter = new RunStarter({ extension: context.extension, checker, diagnostics, keys, runs, log });
  const opener = new RunOpener(extensionUri, starter, runs, show);
  const actions = {
    openDroppedFile: (name: string, text: string) => opener.openDroppedFile(name, text),
    chooseFile: () => opener.chooseFile(),
    openSample: () => opener.openSample(),
    openTestFile,
    revealFolder,
  };
  const panels = new RunPanels({ extensionUri, settings: viewSettings, actions, memory: new PanelMemory(context.workspaceState), log }, (origin) => opener.reopen(origin));
  const progress = new RunProgress(runs, { isVisible: (session) => panels.isVisible(session), show, revealFolder: reveal });
  const commands = registerCommands({ extensionUri, checker, keys, opener, panels, runs, log });
  const lenses = vscode.languages.registerCodeLensProvider({ language: 'yaml' }, new RunLensProvider(checker));
  subscriptions.push(log, diagnostics, runs, viewSettings, panels, progress, commands, lenses);

  const run = (uri: vscode.Uri): Promise<RunSession | undefined> => runFile({ opener, panels }, uri);
  takeOpenAtStart(context.workspaceState)
    .then((uri) => uri && run(uri))
    .catch((error: unknown) => showFailure(log, error));
  return { run, opener, runs, panels, keys, viewSettings };
}
