// The base of everything in the extension that holds on to something and must let go of it.

import type * as vscode from 'vscode';

export abstract class Disposable implements vscode.Disposable {
  private readonly held: vscode.Disposable[] = [];
  private isOver = false;

  get isDisposed(): boolean {
    return this.isOver;
  }

  /** Lets go of everything registered, latest first. A second call does nothing. */
  dispose(): void {
    if (this.isOver) return;
    this.isOver = true;
    for (const part of this.held.splice(0).reverse()) part.dispose();
  }

  /** Ties `part` to this object's life; registered after the end it is let go of at once. */
  protected register<T extends vscode.Disposable>(part: T): T {
    if (this.isOver) part.dispose();
    else this.held.push(part);
    return part;
  }
}
