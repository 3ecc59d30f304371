// The runs overview and the test page in a real VS Code.

import assert from 'node:assert/strict';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { usingRuns } from './usingRuns';

describe('the pages of runs', () => {
  const runs = usingRuns();

  it('open one overview, and the page of a test beside it', async () => {
    const runDirectory = await runs.finished('Overview');
    await vscode.commands.executeCommand('isoSpeedBench.openOverview');
    const [overview] = runs.api.overview.all;
    await vscode.commands.executeCommand('isoSpeedBench.openOverview');
    assert.deepEqual(runs.api.overview.all, [overview]);
    assert.equal(overview?.title, 'Runs Overview');
    await vscode.commands.executeCommand('isoSpeedBench.openTestPage', {
      kind: 'test',
      runDirectory,
      model: 'simulated~hasty',
      index: 1,
    });
    assert.equal(runs.api.testPages.all[0]?.title, '#1 simulated~hasty: Overview');
  });

  it('bring a test page back after a window reload', async () => {
    const runDirectory = await runs.finished('Back');
    await vscode.commands.executeCommand('isoSpeedBench.openTestPage', {
      kind: 'test',
      runDirectory,
      model: 'simulated~hasty',
      index: 1,
    });
    const panel = (): vscode.WebviewPanel =>
      vscode.window.createWebviewPanel('isoSpeedBench.testPage', 'restored', vscode.ViewColumn.Active);
    await runs.api.testPages.deserializeWebviewPanel(panel(), {
      runId: basename(runDirectory),
      model: 'simulated~hasty',
      index: 2,
    });
    assert.equal(runs.api.testPages.all.at(-1)?.title, '#2 simulated~hasty: Back');
    await runs.api.testPages.deserializeWebviewPanel(panel(), {
      runId: 'never-seen',
      model: 'simulated~hasty',
      index: 2,
    });
    assert.equal(runs.api.testPages.all.at(-1)?.title, 'Test');
  });
});
