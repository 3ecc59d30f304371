// The runs overview of this window: there is one, unless a window reload brings back more.

import * as vscode from 'vscode';
import { OpenPages } from './openPages';
import type { OverviewPage, OverviewPageParts } from './overviewPage';

export class OverviewPages extends OpenPages<OverviewPage> {
  constructor(private readonly parts: OverviewPageParts) {
    super({ viewType: 'isoSpeedBench.overview', title: 'Runs Overview', hasFind: true });
  }

  async show(): Promise<OverviewPage> {
    const create = await this.creator();
    const existing = this.all.at(-1);
    if (!existing) return create({ viewColumn: vscode.ViewColumn.Active });
    existing.reveal(true);
    return existing;
  }

  protected override async load(): Promise<(panel: vscode.WebviewPanel) => OverviewPage> {
    const { OverviewPage } = await import('./overviewPage');
    return (panel) => new OverviewPage(panel, this.parts);
  }

  /** The page asks for the list itself; it keeps nothing. */
  protected override async restore(): Promise<void> {}
}
