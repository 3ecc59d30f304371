// What the suites about runs share: runs that have ended, in a workspace that is empty before and after each test.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { IsoSpeedBenchApi } from '../../src/extension/extension';
import { activated, ended, tinyBenchmark, WorkspaceFiles } from './extensionUnderTest';

/** Made anew for each test. */
class RunsUnderTest {
  api!: IsoSpeedBenchApi;
  files!: WorkspaceFiles;
  /** A folder outside of the workspace. */
  elsewhere!: string;

  async begin(): Promise<void> {
    this.api = await activated();
    this.files = new WorkspaceFiles();
    this.elsewhere = await mkdtemp(join(tmpdir(), 'isb-host-'));
    await vscode.commands.executeCommand('isoSpeedBench.runs.focus');
  }

  async end(): Promise<void> {
    for (const session of this.api.runs.sessions) {
      session.cancel();
      await ended(session);
    }
    this.api.filter.clear();
    await vscode.workspace
      .getConfiguration('isoSpeedBench')
      .update('extraRunsFolders', undefined, vscode.ConfigurationTarget.Workspace);
    await this.files.remove();
    await rm(this.elsewhere, { recursive: true, force: true });
  }

  /** Runs a tiny benchmark to its end; returns its run folder. */
  async finished(name: string, models?: string[]): Promise<string> {
    const session = await this.api.run(await this.files.write(`${name}.yaml`, tinyBenchmark({ name, models })));
    assert.ok(session);
    await ended(session);
    assert.ok(session.runDirectory);
    return session.runDirectory;
  }

  /** Waits until the list of runs is as asked, looking again whenever it has changed. */
  async untilListed(isWanted: (directories: string[]) => boolean): Promise<void> {
    for (;;) {
      const changed = new Promise<void>((resolve) => {
        const subscription = this.api.testRuns.onDidChange(() => {
          subscription.dispose();
          resolve();
        });
      });
      if (isWanted([...(await this.api.testRuns.list()).keys()])) return;
      await changed;
    }
  }
}

/** Call it inside `describe`; use the result inside `it`. */
export function usingRuns(): RunsUnderTest {
  const runs = new RunsUnderTest();
  beforeEach(() => runs.begin());
  afterEach(() => runs.end());
  return runs;
}
