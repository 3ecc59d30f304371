// The pre-run sheets of this window, one a benchmark file.

import * as vscode from 'vscode';
import type { SheetSubject } from '../running/sheetSubject';
import { OpenPages } from './openPages';
import type { SheetPage, SheetPageParts } from './sheetPage';

export class SheetPages extends OpenPages<SheetPage> {
  constructor(private readonly parts: SheetPageParts) {
    super({ viewType: 'isoSpeedBench.sheet', title: 'Before the Run', hasFind: true });
  }

  /** Shows the sheet of a benchmark, in the page that has it already where there is one. What is the matter with the file is said there. */
  async show(subject: SheetSubject): Promise<SheetPage> {
    const create = await this.creator();
    const existing = this.all.find((page) => page.path === subject.source.path);
    existing?.reveal(true);
    const page = existing ?? create({ viewColumn: vscode.ViewColumn.Active });
    this.use(page);
    await page.show(subject);
    return page;
  }

  protected override async load(): Promise<(panel: vscode.WebviewPanel) => SheetPage> {
    const { SheetPage } = await import('./sheetPage');
    return (panel) => new SheetPage(panel, this.parts);
  }

  protected override async restore(page: SheetPage, state: unknown): Promise<void> {
    const { keptSheetIn } = await import('./pageMessages');
    const kept = keptSheetIn(state);
    if (kept) await page.showFile(vscode.Uri.parse(kept.uri), kept.leftOut);
    else page.showNothing('This sheet was made before the window was reloaded. Show it again from the benchmark.');
  }
}
