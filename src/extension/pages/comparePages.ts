// The compare pages of this window.

import * as vscode from 'vscode';
import { messageOf } from '../../shared/text/messageOf';
import type { ComparedPlace, ComparePage, ComparePageParts } from './comparePage';
import { OpenPages } from './openPages';

export class ComparePages extends OpenPages<ComparePage> {
  constructor(private readonly parts: ComparePageParts) {
    super({ viewType: 'isoSpeedBench.compare', title: 'Compare Runs', hasFind: true });
  }

  /** Compares runs, or models of them, the base first: in the page that has them already, else in a new one. Throws when they can't be compared. */
  async show(places: readonly ComparedPlace[]): Promise<ComparePage> {
    const create = await this.creator();
    const existing = this.all.find((page) => areSame(page.compared, places));
    if (existing) {
      existing.reveal(true);
      return existing;
    }
    const page = create({ viewColumn: vscode.ViewColumn.Active });
    await page.show(places);
    return page;
  }

  protected override async load(): Promise<(panel: vscode.WebviewPanel) => ComparePage> {
    const { ComparePage } = await import('./comparePage');
    return (panel) => new ComparePage(panel, this.parts);
  }

  protected override async restore(page: ComparePage, state: unknown): Promise<void> {
    const { keptComparisonIn } = await import('./pageMessages');
    const places = (keptComparisonIn(state)?.sides ?? []).flatMap(({ run, model }): ComparedPlace[] => {
      const origin = this.parts.memory.find(run);
      return origin?.kind === 'runFolder'
        ? [{ runDirectory: origin.runDirectory, ...(model === undefined ? {} : { model }) }]
        : [];
    });
    if (places.length < 2)
      return page.showNothing(
        'The runs compared here before can’t be found any more: choose them in the Test Runs tree or the runs overview.',
      );
    // What goes wrong is said in the page.
    await page
      .show(places)
      .catch((error: unknown) => this.parts.log.warn(`comparison not restored: ${messageOf(error)}`));
  }
}

function areSame(some: readonly ComparedPlace[], others: readonly ComparedPlace[]): boolean {
  return (
    some.length === others.length &&
    some.every((one, at) => one.runDirectory === others[at]!.runDirectory && one.model === others[at]!.model)
  );
}
