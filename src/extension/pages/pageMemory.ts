// Which run a page showed, by the run's id, kept over window reloads. Paths stay on this side: the page knows only the id.

import type * as vscode from 'vscode';
import type { RunOrigin } from '../running/runSession';

const storageKey = 'panels.origins';
const mostKept = 100;

type Entry = [runId: string, origin: RunOrigin];

export class PageMemory {
  constructor(private readonly memento: vscode.Memento) {}

  remember(runId: string, origin: RunOrigin): void {
    const others = this.entries().filter(([known]) => known !== runId);
    void this.memento.update(storageKey, [[runId, origin], ...others].slice(0, mostKept));
  }

  find(runId: string): RunOrigin | undefined {
    return this.entries().find(([known]) => known === runId)?.[1];
  }

  private entries(): Entry[] {
    return this.memento.get<Entry[]>(storageKey, []);
  }
}
