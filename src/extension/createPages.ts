// The pages in editor tabs, and what each lets the others and the commands do.

import { commands, Uri, window, type ViewColumn } from 'vscode';
import type { RunActionName } from '../shared/protocols/runPanelProtocol';
import type { TestPart } from '../shared/protocols/testPageProtocol';
import type { RunActions } from './commands/runActions';
import type { RunFolderActions } from './commands/runFolderActions';
import type { RunOpener } from './commands/runOpener';
import { commandIds } from './host/commands';
import { ComparePages } from './pages/comparePages';
import { OverviewPages } from './pages/overviewPages';
import type { PageParts } from './pages/page';
import type { PageMemory } from './pages/pageMemory';
import type { PanelActions } from './pages/panelActions';
import { RunPanels } from './pages/runPanels';
import { SheetPages } from './pages/sheetPages';
import { TestPages } from './pages/testPages';
import type { ViewSettingsStore } from './pages/viewSettingsStore';
import type { RunOrigin } from './running/runSession';
import type { RunResumer } from './running/runResumer';
import type { SheetSubject } from './running/sheetSubject';
import type { createRunning } from './createRunning';
import { askAndStoreKey } from './host/apiKeyCommand';
import { readBenchmarkSource } from './benchmarks/benchmarkSource';
import type { FilterStore } from './runs/filterStore';
import { revealPath } from './runs/runFiles';
import type { TestFiles, TestPlace } from './runs/testFiles';
import { chooseRun } from './runs/chooseRuns';
import type { RunReviewer } from './runs/runReviewer';
import type { TestRuns } from './runs/testRuns';

interface PagesParts {
  page: PageParts;
  memory: PageMemory;
  viewSettings: ViewSettingsStore;
  testRuns: TestRuns;
  filter: FilterStore;
  opener: RunOpener;
  resumer: RunResumer;
  runFolders: RunFolderActions;
  testFiles: TestFiles;
  reviewer: RunReviewer;
  /** They need the panels, so that they are there after this. */
  actions(): RunActions;
  running: ReturnType<typeof createRunning>;
  start: Pick<PanelActions, 'startList' | 'newBenchmark' | 'onDidChangeStart'>;
}

interface ExtensionPages {
  panels: RunPanels;
  testPages: TestPages;
  comparePages: ComparePages;
  overview: OverviewPages;
  sheets: SheetPages;
}

export function createPages(parts: PagesParts): ExtensionPages {
  const { page, memory, testRuns, testFiles, filter, runFolders, actions } = parts;
  const openRun = (runDirectory: string): Promise<void> => actions().open(runDirectory);
  const testPages = new TestPages({ ...page, runs: testRuns, memory, testFiles, reviewer: parts.reviewer, openRun });
  const comparePages = new ComparePages({
    ...page,
    runs: testRuns,
    memory,
    openRun,
    showTests: (places): Promise<unknown> => testPages.showBesideEachOther(places),
    chooseRun: (title, without) => chooseRun(testRuns, title, without),
  });
  const overview = new OverviewPages({
    ...page,
    runs: testRuns,
    filter,
    actions: {
      open: openRun,
      reveal: revealPath,
      resume: (runDirectory, options) => actions().resume(runDirectory, options),
      delete: (runDirectories) => runFolders.delete(runDirectories),
      addFolder: () => runFolders.addFolder(),
    },
    compare: (runDirectories): Promise<unknown> =>
      comparePages.show(runDirectories.map((runDirectory) => ({ runDirectory }))),
  });
  const panels = createPanels(parts, testPages);
  return { panels, testPages, comparePages, overview, sheets: createSheets(parts, panels) };
}

function createSheets({ page, running, opener }: PagesParts, panels: RunPanels): SheetPages {
  const { starter, keys, checker, diagnostics } = running;
  return new SheetPages({
    ...page,
    read: readBenchmarkSource,
    estimate: ({ source, options }) => starter.estimate(source, options),
    run: async ({ source, options }: SheetSubject): Promise<void> => {
      const session = await starter.start(source, { showRunning: opener.showRunning, ...options });
      if (session) await panels.showSession(session, { takeFocus: true });
    },
    setKey: async (keyVariable): Promise<void> => {
      const api = (await checker.windowModelApis()).find((one) => one.keyVariable === keyVariable);
      if (!api) throw new Error(`No model API has a key named ${keyVariable}.`);
      await askAndStoreKey(keys, keyVariable, api.label);
    },
    onDidChangeKeys: keys.onDidChange,
    onDidChangeFiles: diagnostics.onDidChangeFiles,
  });
}

function createPanels(
  { page, memory, viewSettings, opener, resumer, testFiles, start }: PagesParts,
  testPages: TestPages,
): RunPanels {
  const actions = {
    openDroppedFile: (name: string, text: string) => opener.openDroppedFile(name, text),
    chooseFile: () => opener.chooseFile(),
    openSample: () => opener.openSample(),
    openTestPart: (place: TestPlace, part: TestPart, viewColumn?: ViewColumn) =>
      testFiles.open(place, part, viewColumn),
    openTestPage: (runDirectory: string, model: string, index: number): Promise<unknown> =>
      testPages.show({ runDirectory, model, index }),
    resumeRun: (runDirectory: string) => resumer.resume(runDirectory, { retryErrors: false }),
    revealPath,
    ...start,
    runBenchmark: (uri: Uri) => opener.runFile(uri),
    openBenchmark: (uri: Uri) => Promise.resolve(window.showTextDocument(uri)),
    openRun: (runDirectory: string) => opener.openFolder(runDirectory),
    reopen: (origin: RunOrigin) => opener.reopen(origin),
    // The command says what goes wrong, as it does when it is called from the tree.
    runAction: async (action: RunActionName, runDirectory: string): Promise<void> => {
      await commands.executeCommand(commandIds[action], Uri.file(runDirectory));
    },
  };
  return new RunPanels({ ...page, settings: viewSettings, actions, memory }, actions.reopen);
}
