// The events of a run from its start on, kept until somebody is ready to take them: nothing is missed meanwhile.

import type * as vscode from 'vscode';
import type { RunEvent } from '../../shared/run/events';
import type { RunSession } from '../running/runSession';

export class HeldEvents implements vscode.Disposable {
  private readonly held: RunEvent[] = [];
  private take = (events: readonly RunEvent[]): void => void this.held.push(...events);
  private readonly listening: vscode.Disposable;

  constructor(session: Pick<RunSession, 'onDidAddEvents'>) {
    this.listening = session.onDidAddEvents(({ events }) => this.take(events));
  }

  /** Hands over what was held, then all that comes. */
  pass(take: (events: readonly RunEvent[]) => void): void {
    take(this.held.splice(0));
    this.take = take;
  }

  dispose(): void {
    this.listening.dispose();
  }
}
