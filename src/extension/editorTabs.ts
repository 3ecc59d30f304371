// The test pages and the runs overview of this window: makes them, finds them again, restores them after a window reload. Their code (and zod
// with it) is loaded with the first of them, not at activation.

import * as vscode from 'vscode';
import { messageOf } from './commands';
import { Disposable } from './disposable';
import type { OverviewParts, OverviewTab } from './overviewTab';
import type { PanelMemory } from './panelMemory';
import type { TestPlace } from './shownTest';
import type { TestPageParts, TestPageTab } from './testPageTab';

export const testPageViewType = 'isoSpeedBench.testPage';
export const overviewViewType = 'isoSpeedBench.overview';

const options: vscode.WebviewPanelOptions & vscode.WebviewOptions = { enableScripts: true, retainContextWhenHidden: false, enableFindWidget: true };

export class EditorTabs extends Disposable {
  private readonly pages = new Set<TestPageTab>();
  private overviewTab: OverviewTab | undefined;

  constructor(
    private readonly pageParts: TestPageParts,
    private readonly overviewParts: OverviewParts,
    private readonly memory: PanelMemory,
  ) {
    super();
    this.register(vscode.window.registerWebviewPanelSerializer(testPageViewType, { deserializeWebviewPanel: (panel, state) => this.restorePage(panel, state) }));
    this.register(
      vscode.window.registerWebviewPanelSerializer(overviewViewType, {
        deserializeWebviewPanel: async (panel) => void (await this.adoptOverview(panel)),
      }),
    );
    this.register({ dispose: () => [...this.pages, this.overviewTab].forEach((tab) => tab?.dispose()) });
  }

  /** The test pages, the one used last at the end. */
  get testPages(): readonly TestPageTab[] {
    return [...this.pages];
  }

  get overview(): OverviewTab | undefined {
    return this.overviewTab;
  }

  /** Shows a test: in the page that has it already, else in the page used last, else (or with `isBeside`) in a new one. */
  async openTestPage(place: TestPlace, { isBeside = false } = {}): Promise<TestPageTab> {
    const existing = this.testPages.find((tab) => isSame(tab.test, place)) ?? (isBeside ? undefined : this.testPages.at(-1));
    if (!existing) return this.createPage(place, isBeside);
    this.pages.delete(existing);
    this.pages.add(existing);
    existing.reveal();
    if (!isSame(existing.test, place)) await existing.show(place);
    return existing;
  }

  async openOverview(): Promise<OverviewTab> {
    if (!this.overviewTab) return this.adoptOverview(vscode.window.createWebviewPanel(overviewViewType, 'Runs Overview', vscode.ViewColumn.Active, options));
    this.overviewTab.reveal(true);
    return this.overviewTab;
  }

  private async createPage(place: TestPlace, isBeside: boolean): Promise<TestPageTab> {
    const viewColumn = isBeside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    const tab = await this.adoptPage(vscode.window.createWebviewPanel(testPageViewType, 'Test', { viewColumn, preserveFocus: true }, options));
    await tab.show(place);
    return tab;
  }

  /** Called by VS Code after a window reload; `state` is what the page had kept. */
  async restorePage(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const tab = await this.adoptPage(panel);
    const { keptTestIn } = await import('./tabMessages');
    const kept = keptTestIn(state);
    const origin = kept && this.memory.find(kept.runId);
    if (!kept || origin?.kind !== 'runFolder') return tab.showNothing('The test shown here before can’t be found any more: open one from the Test Runs tree.');
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
  return one !== undefined && one.runDirectory === other.runDirectory && one.model === other.model && one.index === other.index;
}
