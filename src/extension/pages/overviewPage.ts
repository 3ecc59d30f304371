// The runs overview in an editor tab: hands the list and the filter to the page and does what is asked of a run there.

import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { ListedRun } from '../../core/runFolder/listedRun';
import { assertNever } from '../../shared/text/assertNever';
import {
  listedSummary,
  type ListedRunRow,
  type OverviewHostMessage,
  type OverviewMessage,
} from '../../shared/protocols/overviewProtocol';
import type { RunFilter } from '../../shared/runs/runFilter';
import type { FilterStore } from '../runs/filterStore';
import { parseOverviewMessage } from './pageMessages';
import type { TestRuns } from '../runs/testRuns';
import { Page, type ParsedMessage, type PageParts } from './page';

export interface OverviewActions {
  open(runDirectory: string): Promise<unknown>;
  reveal(runDirectory: string): Promise<unknown>;
  resume(runDirectory: string, options: { retryErrors: boolean }): Promise<unknown>;
  delete(runDirectories: readonly string[]): Promise<unknown>;
  addFolder(): Promise<unknown>;
}

export interface OverviewPageParts extends PageParts {
  runs: TestRuns;
  filter: FilterStore;
  actions: OverviewActions;
  /** Opens the comparison of these runs; the first one is the base. */
  compare(runDirectories: readonly string[]): Promise<unknown>;
}

export class OverviewPage extends Page<OverviewMessage, OverviewHostMessage> {
  /** The page names a run by the number it got here: paths stay on this side. */
  private readonly ids = new Map<string, string>();
  private ownFilter: RunFilter | undefined;

  constructor(
    panel: vscode.WebviewPanel,
    private readonly parts: OverviewPageParts,
  ) {
    super(panel, parts);
    panel.title = 'Runs Overview';
    this.register(
      parts.runs.onDidChange((change) => {
        // A live run is told of when it ends: a table that changes under the mouse can't be read.
        if (change.kind === 'list' && this.isReady)
          this.sendRuns().catch((error: unknown) => parts.log.warn(`runs overview: ${String(error)}`));
      }),
    );
    this.register(
      parts.filter.onDidChange((filter) => {
        if (filter !== this.ownFilter) this.send({ type: 'filterChanged', filter });
      }),
    );
    this.load({ script: 'overview.js', element: 'isb-runs-overview' });
  }

  protected override parse(raw: unknown): ParsedMessage<OverviewMessage> {
    return parseOverviewMessage(raw);
  }

  protected override sendFailure(message: string): void {
    this.send({ type: 'failed', message });
  }

  protected override async handle(message: OverviewMessage): Promise<void> {
    const { actions, filter } = this.parts;
    switch (message.type) {
      case 'ready':
        return this.sendRuns();
      case 'openRun':
        return void (await actions.open(this.directoryOf(message.id)));
      case 'compare':
        return void (await this.parts.compare(message.ids.map((id) => this.directoryOf(id))));
      case 'changeFilter':
        this.ownFilter = message.filter;
        return filter.change(message.filter);
      case 'revealRun':
        return void (await actions.reveal(this.directoryOf(message.id)));
      case 'resumeRun':
        return void (await actions.resume(this.directoryOf(message.id), { retryErrors: false }));
      case 'deleteRun':
        return void (await actions.delete([this.directoryOf(message.id)]));
      case 'addFolder':
        return void (await actions.addFolder());
      default:
        return assertNever(message);
    }
  }

  private async sendRuns(): Promise<void> {
    const { runs, filter } = this.parts;
    const listed = await runs.list();
    const folders = runs.folders.current().map(folderName);
    this.send({
      type: 'runsListed',
      runs: [...listed.values()].map((run) => this.row(run)),
      filter: filter.current,
      folders,
    });
  }

  private row(run: ListedRun): ListedRunRow {
    const { runDirectory } = run;
    const isReadable = 'manifest' in run;
    return {
      id: this.idOf(runDirectory),
      folderName: basename(runDirectory),
      folder: folderName(dirname(runDirectory)),
      summary: isReadable ? listedSummary(run.manifest) : null,
      problem: isReadable ? null : run.problem,
    };
  }

  private idOf(runDirectory: string): string {
    const id = this.ids.get(runDirectory) ?? `run-${this.ids.size + 1}`;
    this.ids.set(runDirectory, id);
    return id;
  }

  private directoryOf(id: string): string {
    for (const [runDirectory, known] of this.ids) if (known === id) return runDirectory;
    throw new Error('This run is not in the list any more.');
  }
}

function folderName(folder: string): string {
  return vscode.workspace.asRelativePath(folder, (vscode.workspace.workspaceFolders?.length ?? 0) > 1);
}
