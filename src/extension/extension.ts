// The entry of the extension: puts the parts together and awaits nothing. SDKs, zod and the YAML parser load at first use.

import * as vscode from 'vscode';
import { ApiKeys } from './host/apiKeys';
import { BenchmarkChecker } from './benchmarks/benchmarkChecker';
import { registerCommands, showFailure } from './host/commands';
import { compareCommands } from './commands/compareCommands';
import { BenchmarkDiagnostics } from './benchmarks/benchmarkDiagnostics';
import type { ComparePages } from './pages/comparePages';
import type { OverviewPages } from './pages/overviewPages';
import type { TestPages } from './pages/testPages';
import { EstimateSheets } from './running/estimateSheets';
import { FilterStore } from './runs/filterStore';
import { LiveRuns } from './running/liveRuns';
import { takeOpenAtStart } from './takeOpenAtStart';
import { RunOpener } from './commands/runOpener';
import { PageMemory } from './pages/pageMemory';
import { createPages } from './createPages';
import { RunActions } from './commands/runActions';
import { RunFolderActions } from './commands/runFolderActions';
import { RunJobs } from './commands/runJobs';
import { EngineStarter } from './running/engineStarter';
import { RunResumer } from './running/runResumer';
import { runCommands, runFile } from './commands/runCommands';
import { revealPath } from './runs/runFiles';
import { TestFiles, testScheme } from './runs/testFiles';
import { RunLensProvider } from './benchmarks/runLensProvider';
import type { RunPanels } from './pages/runPanels';
import { RunProgress } from './running/runProgress';
import { RunsFolders } from './runs/runsFolders';
import type { RunSession } from './running/runSession';
import { RunStarter } from './running/runStarter';
import { TestRuns } from './runs/testRuns';
import { BenchmarksTree } from './tree/benchmarksTree';
import { RunsTree } from './tree/runsTree';
import { priceFileIn } from './commands/updatePricesCommand';
import { viewCommands } from './commands/viewCommands';
import { ViewSettingsStore } from './pages/viewSettingsStore';

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
  readonly testRuns: TestRuns;
  readonly filter: FilterStore;
  readonly testPages: TestPages;
  readonly comparePages: ComparePages;
  readonly overview: OverviewPages;
  /** The two views. */
  readonly benchmarksTree: BenchmarksTree;
  readonly runsTree: RunsTree;
}

export function activate(context: vscode.ExtensionContext): IsoSpeedBenchApi {
  const { extensionUri, subscriptions } = context;
  const log = vscode.window.createOutputChannel('Iso Speed Bench', { log: true });
  const keys = new ApiKeys(context.secrets);
  const checker = new BenchmarkChecker();
  const diagnostics = new BenchmarkDiagnostics(checker, log);
  const runs = new LiveRuns();
  const folders = new RunsFolders(runs);
  const testRuns = new TestRuns(folders, runs, log);
  const filter = new FilterStore(context.workspaceState);
  const viewSettings = new ViewSettingsStore(log);
  const show = (session: RunSession): void =>
    void panels.showSession(session, { takeFocus: true }).catch((error: unknown) => showFailure(log, error));
  const reveal = (folder: string): void => void revealPath(folder).catch((error: unknown) => showFailure(log, error));
  const sheets = new EstimateSheets();
  const priceFile = priceFileIn(context.globalStorageUri);
  const engine = new EngineStarter({ extension: context.extension, checker, priceFile, runs, log });
  const starter = new RunStarter({ engine, checker, diagnostics, keys, runs, sheets, log });
  const resumer = new RunResumer({ engine, checker, keys, runs, log });
  const opener = new RunOpener(extensionUri, starter, runs, testRuns, show);
  const testFiles = new TestFiles(testRuns);
  const runFolders = new RunFolderActions(runs, testRuns, log);
  const { panels, testPages, comparePages, overview } = createPages({
    page: { extensionUri, log },
    memory: new PageMemory(context.workspaceState),
    viewSettings,
    testRuns,
    filter,
    opener,
    resumer,
    runFolders,
    testFiles,
    actions: () => actions,
  });
  const actions = new RunActions({ opener, panels, starter, resumer, testRuns });
  const jobs = new RunJobs(vscode.Uri.joinPath(extensionUri, 'dist').fsPath, runs, resumer, testRuns);
  const benchmarksTree = new BenchmarksTree(checker, folders, log);
  const runsTree = new RunsTree(testRuns, filter, testFiles);
  const isVisible = (session: RunSession): boolean => panels.isVisible(session);
  const progress = new RunProgress(runs, { isVisible, show, revealPath: reveal });
  const views = { benchmarks: benchmarksTree, tree: runsTree, testRuns, testFiles, filter, testPages, overview };
  const commands = registerCommands(log, {
    ...runCommands({ extensionUri, checker, keys, opener, panels, runs, actions, starter, sheets, priceFile, log }),
    ...viewCommands({ ...views, extensionUri, actions, jobs, runFolders }),
    ...compareCommands({ testRuns, comparePages }),
  });
  const lenses = vscode.languages.registerCodeLensProvider(
    { language: 'yaml' },
    new RunLensProvider(checker, diagnostics.onDidChangeFiles),
  );
  subscriptions.push(
    log,
    vscode.workspace.registerTextDocumentContentProvider(testScheme, testFiles),
    diagnostics,
    runs,
    sheets,
    folders,
    testRuns,
    filter,
    viewSettings,
    panels,
    testPages,
    comparePages,
    overview,
    benchmarksTree,
    runsTree,
    progress,
    commands,
    lenses,
  );

  const run = (uri: vscode.Uri): Promise<RunSession | undefined> => runFile({ opener, panels }, uri);
  takeOpenAtStart(context.workspaceState)
    .then((uri) => uri && run(uri))
    .catch((error: unknown) => showFailure(log, error));
  return {
    run,
    opener,
    runs,
    panels,
    keys,
    viewSettings,
    testRuns,
    filter,
    testPages,
    comparePages,
    overview,
    benchmarksTree,
    runsTree,
  };
}
