// The runs under way in this window. Whoever shows progress or cancels asks here.

import { basename } from 'node:path';
import * as vscode from 'vscode';
import { Disposable } from '../host/disposable';
import type { RunSession } from './runSession';

export class LiveRuns extends Disposable {
  private readonly running = new Set<RunSession>();
  private readonly changed = this.register(new vscode.EventEmitter<void>());
  private readonly started = this.register(new vscode.EventEmitter<RunSession>());
  private readonly ended = this.register(new vscode.EventEmitter<RunSession>());

  /** Fires when a run starts, when it has new events and when it ends. */
  readonly onDidChange = this.changed.event;
  readonly onDidStart = this.started.event;
  readonly onDidEnd = this.ended.event;

  /** The runs under way, oldest first. */
  get sessions(): readonly RunSession[] {
    return [...this.running];
  }

  /** Keeps the session until its run has ended. */
  add(session: RunSession): void {
    this.running.add(session);
    session.onDidAddEvents(() => this.changed.fire());
    session.onDidEnd(() => {
      this.running.delete(session);
      void vscode.commands.executeCommand('setContext', 'isoSpeedBench.isRunning', this.running.size > 0);
      this.changed.fire();
      this.ended.fire(session);
    });
    void vscode.commands.executeCommand('setContext', 'isoSpeedBench.isRunning', true);
    this.started.fire(session);
    this.changed.fire();
  }

  ofBenchmark(benchmarkPath: string): RunSession | undefined {
    return this.sessions.find((session) => session.benchmarkPath === benchmarkPath);
  }

  ofFolder(runDirectory: string): RunSession | undefined {
    return this.sessions.find((session) => session.runDirectory === runDirectory);
  }

  /** Throws while a run is being written: what would change its folder must wait. */
  refuse(runDirectory: string): void {
    if (this.ofFolder(runDirectory))
      throw new Error(`${basename(runDirectory)} is still running: cancel it first, or wait until it has ended.`);
  }

  /** Stops the engines: the window is closing. */
  override dispose(): void {
    for (const session of this.running) session.dispose();
    super.dispose();
  }
}
