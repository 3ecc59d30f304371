// The test pages, the compare pages and the runs overview of this window: makes them, finds them again, restores them after a window reload. Their code (and zod
// with it) is loaded with the first of them, not at activation.

import * as vscode from 'vscode';
import { messageOf } from '../host/commands';
import type { ComparedPlace, CompareParts, CompareTab } from './compareTab';
import { Disposable } from '../host/disposable';
import type { OverviewParts, OverviewTab } from './overviewTab';
import type { PanelMemory } from './panelMemory';
import type { TestPlace } from '../runs/gatherShownTest';
import type { TestPageParts, TestPageTab } from './testPageTab';

export const testPageViewType = 'isoSpeedBench.testPage';
export const overviewViewType = 'isoSpeedBench.overview';
export const compareViewType = 'isoSpeedBench.compare';

const options: vscode.WebviewPanelOptions & vscode.WebviewOptions = {
  enableScripts: true,
  retainContextWhenHidden: false,
  enableFindWidget: true,
};

export class EditorTabs extends Disposable {
  private readonly pages = new Set<TestPageTab>();
  private readonly comparePages = new Set<CompareTab>();
  private overviewTab: OverviewTab | undefined;

  constructor(
    private readonly pageParts: TestPageParts,
    private readonly overviewParts: OverviewParts,
    private readonly compareParts: CompareParts,
    private readonly memory: PanelMemory,
  ) {
    super();
    this.register(
      vscode.window.registerWebviewPanelSerializer(testPageViewType, {
        deserializeWebviewPanel: (panel, state) => this.restorePage(panel, state),
      }),
    );
    this.register(
      vscode.window.registerWebviewPanelSerializer(overviewViewType, {
        deserializeWebviewPanel: async (panel) => void (await this.adoptOverview(panel)),
      }),
    );
    this.register(
      vscode.window.registerWebviewPanelSerializer(compareViewType, {
        deserializeWebviewPanel: (panel, state) => this.restoreComparison(panel, state),
      }),
    );
    this.register({
      dispose: () => [...this.pages, ...this.comparePages, this.overviewTab].forEach((tab) => tab?.dispose()),
    });
  }

  /** The test pages, the one used last at the end. */
  get testPages(): readonly TestPageTab[] {
    return [...this.pages];
  }

  get comparisons(): readonly CompareTab[] {
    return [...this.comparePages];
  }

  get overview(): OverviewTab | undefined {
    return this.overviewTab;
  }

  /** Shows a test: in the page that has it already, else in the page used last, else (or with `isBeside`) in a new one. */
  async openTestPage(place: TestPlace, { isBeside = false } = {}): Promise<TestPageTab> {
    const existing =
      this.testPages.find((tab) => isSame(tab.test, place)) ?? (isBeside ? undefined : this.testPages.at(-1));
    if (!existing) return this.createPage(place, isBeside);
    this.pages.delete(existing);
    this.pages.add(existing);
    existing.reveal();
    if (!isSame(existing.test, place)) await existing.show(place);
    return existing;
  }

  /** Shows tests beside each other, each in an editor column of its own: in the page that the column has, else in a new one. */
  async openTestPages(places: readonly TestPlace[]): Promise<TestPageTab[]> {
    const opened: TestPageTab[] = [];
    for (const [position, place] of places.entries()) {
      const viewColumn = position + 1;
      const existing = this.testPages.find((tab) => tab.viewColumn === viewColumn && !opened.includes(tab));
      const tab =
        existing ??
        (await this.adoptPage(
          vscode.window.createWebviewPanel(testPageViewType, 'Test', { viewColumn, preserveFocus: true }, options),
        ));
      opened.push(tab);
      tab.reveal();
      if (!isSame(tab.test, place)) await tab.show(place);
    }
    return opened;
  }

  /** Compares runs, or models of them, the base first: in the page that has them already, else in a new one. Throws when they can't be compared. */
  async openComparison(places: readonly ComparedPlace[]): Promise<CompareTab> {
    const existing = this.comparisons.find((tab) => areSame(tab.compared, places));
    if (existing) {
      existing.reveal(true);
      return existing;
    }
    const tab = await this.adoptComparison(
      vscode.window.createWebviewPanel(compareViewType, 'Compare Runs', vscode.ViewColumn.Active, options),
    );
    await tab.show(places);
    return tab;
  }

  async openOverview(): Promise<OverviewTab> {
    if (!this.overviewTab)
      return this.adoptOverview(
        vscode.window.createWebviewPanel(overviewViewType, 'Runs Overview', vscode.ViewColumn.Active, options),
      );
    this.overviewTab.reveal(true);
    return this.overviewTab;
  }

  private async createPage(place: TestPlace, isBeside: boolean): Promise<TestPageTab> {
    const viewColumn = isBeside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    const tab = await this.adoptPage(
      vscode.window.createWebviewPanel(testPageViewType, 'Test', { viewColumn, preserveFocus: true }, options),
    );
    await tab.show(place);
    return tab;
  }

  /** Called by VS Code after a window reload; `state` is what the page had kept. */
  async restorePage(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const tab = await this.adoptPage(panel);
    const { keptTestIn } = await import('./tabMessages');
    const kept = keptTestIn(state);
    const origin = kept && this.memory.find(kept.runId);
    if (!kept || origin?.kind !== 'runFolder')
      return tab.showNothing('The test shown here before can’t be found any more: open one from the Test Runs tree.');
    try {
      await tab.show({ runDirectory: origin.runDirectory, model: kept.model, index: kept.index });
    } catch (error) {
      this.pageParts.log.warn(`test page not restored: ${messageOf(error)}`);
      tab.showFailure(`The test shown here before can’t be opened again. ${messageOf(error)}`);
    }
  }

  private async adoptPage(panel: vscode.WebviewPanel): Promise<TestPageTab> {
    const { TestPageTab } = await import('./testPageTab');
    const tab = new TestPageTab(panel, this.pageParts);
    this.pages.add(tab);
    tab.onDidDispose(() => this.pages.delete(tab));
    return tab;
  }

  /** Called by VS Code after a window reload; `state` is what the page had kept. */
  async restoreComparison(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const tab = await this.adoptComparison(panel);
    const { keptComparisonIn } = await import('./tabMessages');
    const places = (keptComparisonIn(state)?.sides ?? []).flatMap(({ run, model }): ComparedPlace[] => {
      const origin = this.memory.find(run);
      return origin?.kind === 'runFolder'
        ? [{ runDirectory: origin.runDirectory, ...(model === undefined ? {} : { model }) }]
        : [];
    });
    if (places.length < 2)
      return tab.showNothing(
        'The runs compared here before can’t be found any more: choose them in the Test Runs tree or the runs overview.',
      );
    // What goes wrong is said in the page.
    await tab
      .show(places)
      .catch((error: unknown) => this.compareParts.log.warn(`comparison not restored: ${messageOf(error)}`));
  }

  private async adoptComparison(panel: vscode.WebviewPanel): Promise<CompareTab> {
    const { CompareTab } = await import('./compareTab');
    const tab = new CompareTab(panel, this.compareParts);
    this.comparePages.add(tab);
    tab.onDidDispose(() => this.comparePages.delete(tab));
    return tab;
  }

  private async adoptOverview(panel: vscode.WebviewPanel): Promise<OverviewTab> {
    const { OverviewTab } = await import('./overviewTab');
    const tab = new OverviewTab(panel, this.overviewParts);
    this.overviewTab = tab;
    tab.onDidDispose(() => {
      if (this.overviewTab === tab) this.overviewTab = undefined;
    });
    return tab;
  }
}

function isSame(one: TestPlace | undefined, other: TestPlace): boolean {
  return (
    one !== undefined &&
    one.runDirectory === other.runDirectory &&
    one.model === other.model &&
    one.index === other.index
  );
}

function areSame(some: readonly ComparedPlace[], others: readonly ComparedPlace[]): boolean {
  return (
    some.length === others.length &&
    some.every((one, at) => one.runDirectory === others[at]!.runDirectory && one.model === others[at]!.model)
  );
}
