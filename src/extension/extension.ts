// The entry of the extension: puts the parts together and awaits nothing. SDKs, zod and the YAML parser load at first use.

import * as vscode from 'vscode';
import { registerCommands, showFailure } from './host/commands';
import { compareCommands } from './commands/compareCommands';
import { mergeCommands } from './commands/mergeCommands';
import type { ComparePages } from './pages/comparePages';
import type { OverviewPages } from './pages/overviewPages';
import type { SheetPages } from './pages/sheetPages';
import type { TestPages } from './pages/testPages';
import { FilterStore } from './runs/filterStore';
import { takeOpenAtStart } from './takeOpenAtStart';
import { RunOpener } from './commands/runOpener';
import { PageMemory } from './pages/pageMemory';
import { createPages } from './createPages';
import { createRunning } from './createRunning';
import { registerAgentTools } from './agents/registerAgentTools';
import { filterCommands } from './commands/filterCommands';
import { setupCommands } from './commands/setupCommands';
import type { ApiKeys } from './host/apiKeys';
import type { LiveRuns } from './running/liveRuns';
import { RunActions } from './commands/runActions';
import { RunFolderActions } from './commands/runFolderActions';
import { startList } from './commands/startList';
import { RunJobs } from './commands/runJobs';
import { RunLinks } from './commands/runLinks';
import { runCommands, runFile } from './commands/runCommands';
import { revealPath } from './runs/runFiles';
import { RunReviewer } from './runs/runReviewer';
import { TestFiles, testScheme } from './runs/testFiles';
import { RunFileEditor, runFileViewType } from './pages/runFileEditor';
import type { RunPanels } from './pages/runPanels';
import { RunProgress } from './running/runProgress';
import { RunsFolders } from './runs/runsFolders';
import type { RunSession } from './running/runSession';
import { TestRuns } from './runs/testRuns';
import { readBenchmarkSource } from './benchmarks/benchmarkSource';
import { BenchmarkTests } from './testing/benchmarkTests';
import { findMenuFiles, type MenuFiles } from './benchmarks/fileKinds';
import { modelApiCommands } from './commands/modelApiCommands';
import { BenchmarksTree } from './tree/benchmarksTree';
import { ModelApisTree } from './tree/modelApisTree';
import { newestOfBenchmark } from './runs/newestOfBenchmark';
import { RunsTree } from './tree/runsTree';
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
  readonly sheets: SheetPages;
  /** What opens links to runs. */
  readonly links: RunLinks;
  /** The benchmarks in the Testing view. */
  readonly tests: BenchmarkTests;
  /** The files that menus show on. */
  readonly menuFiles: MenuFiles;
  /** The views. */
  readonly benchmarksTree: BenchmarksTree;
  readonly modelApisTree: ModelApisTree;
  readonly runsTree: RunsTree;
}

export function activate(context: vscode.ExtensionContext): IsoSpeedBenchApi {
  const { extensionUri, subscriptions } = context;
  const log = vscode.window.createOutputChannel('Iso Speed Bench', { log: true });
  const running = createRunning(context, log, (subject) => sheets.show(subject));
  const { keys, projects, checker, diagnostics, runs, starter, resumer, writingHelp } = running;
  const folders = new RunsFolders(runs, projects, log);
  const memory = {
    folder: vscode.Uri.joinPath(context.globalStorageUri, 'runs').fsPath,
    program: vscode.Uri.joinPath(extensionUri, 'dist', 'extension.cjs').fsPath,
  };
  const testRuns = new TestRuns(folders, runs, memory, log);
  const testFiles = new TestFiles(testRuns);
  const filter = new FilterStore(context.workspaceState);
  const viewSettings = new ViewSettingsStore(log);
  const orTellWhy = (work: Promise<unknown>): void => void work.catch((error: unknown) => showFailure(log, error));
  const show = (session: RunSession): void => orTellWhy(panels.showSession(session, { takeFocus: true }));
  const opener = new RunOpener(extensionUri, starter, runs, testRuns, show);
  const distDirectory = vscode.Uri.joinPath(extensionUri, 'dist').fsPath;
  const exporting = { log, distDirectory, secrets: async () => keys.secretsOf(await checker.windowModelApis()) };
  const reviewer = new RunReviewer(distDirectory, runs, testRuns);
  const { files: menuFiles, looking } = findMenuFiles(log);
  const notLookedInto = () => menuFiles.runsFolders.places.filter(({ fsPath }) => !folders.current().includes(fsPath));
  const runFolders = new RunFolderActions(runs, testRuns, exporting, distDirectory, notLookedInto);
  const benchmarksTree = new BenchmarksTree(menuFiles.benchmarks, checker, folders, projects, log);
  const { panels, testPages, comparePages, overview, sheets } = createPages({
    page: { extensionUri, log },
    memory: new PageMemory(context.workspaceState),
    viewSettings,
    testRuns,
    filter,
    opener,
    resumer,
    runFolders,
    testFiles,
    reviewer,
    actions: () => actions,
    running,
    start: {
      startList: () => startList(benchmarksTree, testRuns),
      newBenchmark: async () => {
        const { newBenchmark } = await import('./commands/newBenchmark');
        return newBenchmark(running);
      },
      onDidChangeStart: (listener) =>
        vscode.Disposable.from(
          testRuns.onDidChange((change) => change.kind === 'list' && listener(undefined)),
          benchmarksTree.onDidChangeTreeData(() => listener(undefined)),
        ),
    },
  });
  const actions = new RunActions({ opener, panels, starter, resumer, testRuns });
  const modelApisTree = new ModelApisTree({ ...running, benchmarks: benchmarksTree });
  const runsTree = new RunsTree(testRuns, filter, testFiles);
  const isVisible = (session: RunSession): boolean => panels.isVisible(session);
  const reveal = (folder: string): void => orTellWhy(revealPath(folder));
  const progress = new RunProgress(runs, { isVisible, show, revealPath: reveal });
  const jobs = new RunJobs(distDirectory, runs, resumer, testRuns);
  const tests = new BenchmarkTests({
    benchmarks: menuFiles.benchmarks,
    list: () => benchmarksTree.files(),
    checker,
    runs,
    onDidChangeFiles: diagnostics.onDidChangeFiles,
    start: async (uri, chosen) => {
      const session = await starter.start(await readBenchmarkSource(uri), { showRunning: show, ...chosen });
      if (session) await panels.showSession(session);
      return session;
    },
    findNewest: (part) => newestOfBenchmark(testRuns, part),
    openTest: (place) => testPages.show(place),
    openRun: (runDirectory) => actions.open(runDirectory),
    log,
  });
  const links = new RunLinks({
    extensionId: context.extension.id,
    actions,
    testRuns,
    testPages,
    showFailure: (error) => showFailure(log, error),
  });
  const views = { benchmarks: benchmarksTree, tree: runsTree, testRuns, testFiles, testPages, overview };
  const commands = registerCommands(log, {
    ...runCommands({ extensionUri, opener, panels, runs, actions, sheets, projects }),
    ...modelApiCommands({ ...running, extensionUri, log, tree: modelApisTree }),
    ...setupCommands({ ...running, extensionUri, log }),
    ...viewCommands({ ...views, extensionUri, projects, actions, jobs, links, reviewer, runFolders }),
    ...filterCommands({ testRuns, filter }),
    ...compareCommands({ testRuns, comparePages }),
    ...mergeCommands({ ...running, testRuns, actions, distDirectory }),
  });
  const documents = vscode.workspace.registerTextDocumentContentProvider(testScheme, testFiles);
  const shown = {
    runs,
    testRuns,
    filter,
    viewSettings,
    panels,
    testPages,
    comparePages,
    overview,
    sheets,
    benchmarksTree,
    modelApisTree,
    runsTree,
  };
  subscriptions.push(
    log,
    documents,
    projects,
    diagnostics,
    folders,
    ...Object.values(shown),
    looking,
    ...Object.values(menuFiles),
    progress,
    tests,
    commands,
    writingHelp,
    registerAgentTools({ checker, starter, runs, folders, projects, linkTo: (place) => links.linkTo(place) }),
    vscode.window.registerUriHandler(links),
    vscode.window.registerCustomEditorProvider(
      runFileViewType,
      new RunFileEditor(panels, (runDirectory) => opener.openFolder(runDirectory)),
    ),
  );

  const run = (uri: vscode.Uri): Promise<RunSession | undefined> => runFile({ opener, panels }, uri);
  orTellWhy(takeOpenAtStart(context.workspaceState).then((uri) => uri && run(uri)));
  return { run, opener, keys, menuFiles, links, tests, ...shown };
}
