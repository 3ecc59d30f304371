// The filter of runs and tests in force in this window: one for the tree and the runs overview, kept over window reloads.

import * as vscode from 'vscode';
import { emptyRunFilter, isEmptyFilter, type RunFilter } from '../../shared/runs/runFilter';
import { Disposable } from '../host/disposable';

const storageKey = 'runs.filter';

export class FilterStore extends Disposable {
  private readonly changed = this.register(new vscode.EventEmitter<RunFilter>());
  readonly onDidChange = this.changed.event;
  private filter: RunFilter;

  constructor(private readonly memento: vscode.Memento) {
    super();
    this.filter = { ...emptyRunFilter, ...memento.get<Partial<RunFilter>>(storageKey, {}) };
    this.setContext();
  }

  get current(): RunFilter {
    return this.filter;
  }

  change(filter: RunFilter): void {
    this.filter = filter;
    void this.memento.update(storageKey, filter);
    this.setContext();
    this.changed.fire(filter);
  }

  clear(): void {
    this.change(emptyRunFilter);
  }

  /** The button that clears is there only while there is something to clear. */
  private setContext(): void {
    void vscode.commands.executeCommand('setContext', 'isoSpeedBench.isFiltered', !isEmptyFilter(this.filter));
  }
}
