// The open run panels of this window: makes them where they disturb least, finds the one of a run, restores them after a reload.
// The panel's own code (and zod with it) is loaded with the first panel, not at activation.

import * as vscode from 'vscode';
import { messageOf } from '../host/commands';
import { Disposable } from '../host/disposable';
import type { PanelParts, RunPanel } from './runPanel';
import type { RunOrigin, RunSession } from '../running/runSession';

export const panelViewType = 'isoSpeedBench.runPanel';

export class RunPanels extends Disposable implements vscode.WebviewPanelSerializer {
  private readonly open = new Set<RunPanel>();

  constructor(
    private readonly parts: PanelParts,
    private readonly reopen: (origin: RunOrigin) => Promise<RunSession>,
  ) {
    super();
    this.register(vscode.window.registerWebviewPanelSerializer(panelViewType, this));
    this.register({ dispose: () => this.panels.forEach((panel) => panel.dispose()) });
  }

  get panels(): readonly RunPanel[] {
    return [...this.open];
  }

  /** The panel that shows the session, made when there is none. The focus stays where it is unless `takeFocus`. */
  async showSession(session: RunSession, { takeFocus = false }: { takeFocus?: boolean } = {}): Promise<RunPanel> {
    const existing = this.panelOf(session) ?? this.panelOfFolder(session.runDirectory);
    if (existing) {
      // A run that goes on takes the place of what its folder showed before.
      if (existing.session !== session) existing.show(session);
      existing.reveal(takeFocus);
      return existing;
    }
    const panel = await this.create(takeFocus);
    panel.show(session);
    return panel;
  }

  /** An empty panel with the drop zone; one that is open already is brought to the front. */
  async showEmpty(): Promise<RunPanel> {
    const existing = this.panels.find((panel) => !panel.session);
    if (!existing) return this.create(true);
    existing.reveal(true);
    return existing;
  }

  isVisible(session: RunSession): boolean {
    return this.panelOf(session)?.isVisible ?? false;
  }

  /** Called by VS Code after a window reload; `state` is what the page had kept. A run that died with the window shows as interrupted. */
  async deserializeWebviewPanel(webviewPanel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const panel = await this.adopt(webviewPanel);
    const { runIdIn } = await import('./panelMessages');
    const runId = runIdIn(state);
    if (runId === undefined) return;
    try {
      const origin = this.parts.memory.find(runId);
      if (origin) panel.show(await this.reopen(origin));
    } catch (error) {
      this.parts.log.warn(`panel not restored: ${messageOf(error)}`);
      panel.showFailure(`The run shown here before can't be opened again. ${messageOf(error)}`);
    }
  }

  private panelOf(session: RunSession): RunPanel | undefined {
    return this.panels.find((panel) => panel.session === session);
  }

  private panelOfFolder(runDirectory: string | undefined): RunPanel | undefined {
    return runDirectory === undefined
      ? undefined
      : this.panels.find((panel) => panel.session?.runDirectory === runDirectory);
  }

  private create(takeFocus: boolean): Promise<RunPanel> {
    const panel = vscode.window.createWebviewPanel(
      panelViewType,
      'Iso Speed Bench',
      { viewColumn: this.columnForNew(), preserveFocus: !takeFocus },
      { enableScripts: true, retainContextWhenHidden: false },
    );
    return this.adopt(panel);
  }

  /** With the other run panels; else beside the text that is being edited; else where the user is. */
  private columnForNew(): vscode.ViewColumn {
    const column = this.panels.find((panel) => panel.viewColumn !== undefined)?.viewColumn;
    if (column !== undefined) return column;
    return vscode.window.activeTextEditor ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
  }

  private async adopt(webviewPanel: vscode.WebviewPanel): Promise<RunPanel> {
    const { RunPanel } = await import('./runPanel');
    const panel = new RunPanel(webviewPanel, this.parts);
    this.open.add(panel);
    panel.onDidDispose(() => this.open.delete(panel));
    return panel;
  }
}
