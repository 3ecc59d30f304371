// The test pages of this window.

import * as vscode from 'vscode';
import { messageOf } from '../../shared/text/messageOf';
import type { TestPlace } from '../runs/testFiles';
import { OpenPages } from './openPages';
import type { TestPage, TestPageParts } from './testPage';

export class TestPages extends OpenPages<TestPage> {
  constructor(private readonly parts: TestPageParts) {
    super({ viewType: 'isoSpeedBench.testPage', title: 'Test', hasFind: true });
  }

  /** Shows a test: in the page that has it already, else in the page used last, else (or with `isBeside`) in a new one. */
  async show(place: TestPlace, { isBeside = false } = {}): Promise<TestPage> {
    const create = await this.creator();
    const existing = this.all.find((page) => isSame(page.test, place)) ?? (isBeside ? undefined : this.all.at(-1));
    if (!existing) {
      const viewColumn = isBeside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
      const page = create({ viewColumn, preserveFocus: true });
      await page.show(place);
      return page;
    }
    this.use(existing);
    existing.reveal();
    if (!isSame(existing.test, place)) await existing.show(place);
    return existing;
  }

  /** Shows tests beside each other, each in an editor column of its own: in the page that the column has, else in a new one. */
  async showBesideEachOther(places: readonly TestPlace[]): Promise<TestPage[]> {
    const create = await this.creator();
    const shown: TestPage[] = [];
    for (const [position, place] of places.entries()) {
      const viewColumn = position + 1;
      const existing = this.all.find((page) => page.viewColumn === viewColumn && !shown.includes(page));
      const page = existing ?? create({ viewColumn, preserveFocus: true });
      shown.push(page);
      page.reveal();
      if (!isSame(page.test, place)) await page.show(place);
    }
    return shown;
  }

  protected override async load(): Promise<(panel: vscode.WebviewPanel) => TestPage> {
    const { TestPage } = await import('./testPage');
    return (panel) => new TestPage(panel, this.parts);
  }

  protected override async restore(page: TestPage, state: unknown): Promise<void> {
    const { keptTestIn } = await import('./pageMessages');
    const kept = keptTestIn(state);
    const origin = kept && this.parts.memory.find(kept.runId);
    if (!kept || origin?.kind !== 'runFolder')
      return page.showNothing('The test shown here before can’t be found any more: open one from the Test Runs tree.');
    try {
      await page.show({ runDirectory: origin.runDirectory, model: kept.model, index: kept.index });
    } catch (error) {
      this.parts.log.warn(`test page not restored: ${messageOf(error)}`);
      page.showFailure(`The test shown here before can’t be opened again. ${messageOf(error)}`);
    }
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
