// The run panels of this window: made where they disturb least, one for each run.

import * as vscode from 'vscode';
import { messageOf } from '../../shared/text/messageOf';
import { OpenPages } from './openPages';
import type { RunPanelParts, RunPanel } from './runPanel';
import type { RunOrigin, RunSession } from '../running/runSession';

export class RunPanels extends OpenPages<RunPanel> {
  /** Run folders that are being read for a panel. */
  private readonly opening = new Map<string, Promise<void>>();

  constructor(
    private readonly parts: RunPanelParts,
    private readonly reopen: (origin: RunOrigin) => Promise<RunSession>,
  ) {
    super({ viewType: 'isoSpeedBench.runPanel', title: 'Iso Speed Bench', hasFind: false });
  }

  /** The panel that shows the session, made when there is none. The focus stays where it is unless `takeFocus`. */
  async showSession(session: RunSession, { takeFocus = false }: { takeFocus?: boolean } = {}): Promise<RunPanel> {
    const create = await this.creatorBeside(takeFocus);
    const existing = this.panelOf(session) ?? this.panelOfFolder(session.runDirectory);
    if (existing) {
      // A run that goes on takes the place of what its folder showed before.
      if (existing.session !== session) existing.show(session);
      existing.reveal(takeFocus);
      return existing;
    }
    const panel = create();
    panel.show(session);
    return panel;
  }

  /**
   * The panel of a run folder, made when there is none. A new page loads while `read` reads the run. Throws what reading throws; then there is
   * no new panel.
   */
  async showFolder(runDirectory: string, read: () => Promise<RunSession>): Promise<void> {
    const existing = this.panelOfFolder(runDirectory);
    if (existing) return existing.reveal(true);
    const opening =
      this.opening.get(runDirectory) ?? this.showWhenRead(read).finally(() => this.opening.delete(runDirectory));
    this.opening.set(runDirectory, opening);
    await opening;
  }

  /** An empty panel with the drop zone; one that is open already is brought to the front. */
  async showEmpty(): Promise<RunPanel> {
    const create = await this.creatorBeside(true);
    const existing = this.all.find((panel) => panel.isEmpty);
    if (!existing) return create();
    existing.reveal(true);
    return existing;
  }

  /** Shows a run in a panel that VS Code made for its file. What goes wrong is said in it. */
  async showIn(panel: vscode.WebviewPanel, read: () => Promise<RunSession>): Promise<void> {
    const page = await this.adopt(panel);
    try {
      page.show(await read());
    } catch (error) {
      page.showFailure(`The run can't be opened. ${messageOf(error)}`);
    }
  }

  isVisible(session: RunSession): boolean {
    return this.panelOf(session)?.isVisible ?? false;
  }

  protected override async load(): Promise<(panel: vscode.WebviewPanel) => RunPanel> {
    const { RunPanel } = await import('./runPanel');
    return (panel) => new RunPanel(panel, this.parts);
  }

  /** A run that died with the window shows as interrupted. */
  protected override async restore(panel: RunPanel, state: unknown): Promise<void> {
    const { runIdIn } = await import('./runPanelMessages');
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

  private async showWhenRead(read: () => Promise<RunSession>): Promise<void> {
    const reading = read();
    // Whatever comes of it is told when there is a panel.
    reading.catch(() => undefined);
    const create = await this.creatorBeside(true);
    await create().showWhenRead(reading);
  }

  private panelOf(session: RunSession): RunPanel | undefined {
    return this.all.find((panel) => panel.session === session);
  }

  private panelOfFolder(runDirectory: string | undefined): RunPanel | undefined {
    return runDirectory === undefined
      ? undefined
      : this.all.find((panel) => panel.session?.runDirectory === runDirectory);
  }

  private async creatorBeside(takeFocus: boolean): Promise<() => RunPanel> {
    const create = await this.creator();
    return () => create({ viewColumn: this.columnForNew(), preserveFocus: !takeFocus });
  }

  /** With the other run panels; else beside the text that is being edited; else where the user is. */
  private columnForNew(): vscode.ViewColumn {
    const column = this.all.find((panel) => panel.viewColumn !== undefined)?.viewColumn;
    if (column !== undefined) return column;
    return vscode.window.activeTextEditor ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
  }
}
