// Pages of every kind: asked for twice at once, as by a double click, they are opened once.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { IsoSpeedBenchApi } from '../../src/extension/extension';
import { readBenchmarkSource } from '../../src/extension/benchmarks/benchmarkSource';
import { activated, ended, tinyBenchmark, WorkspaceFiles } from './extensionUnderTest';

describe('a page that is asked for twice at once', () => {
  let api: IsoSpeedBenchApi;
  let files: WorkspaceFiles;
  let uri: vscode.Uri;
  let runDirectories: string[];

  before(async () => {
    api = await activated();
    files = new WorkspaceFiles();
    uri = await files.write('twice.yaml', tinyBenchmark({ name: 'Twice' }));
    runDirectories = [];
    for (let count = 0; count < 2; count++) {
      const session = (await api.run(uri))!;
      await ended(session);
      runDirectories.push(session.runDirectory!);
    }
  });
  beforeEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
  after(() => files.remove());

  const twice = async (show: () => Promise<unknown>): Promise<void> => void (await Promise.all([show(), show()]));

  it('is one test page', async () => {
    const place = { runDirectory: runDirectories[0]!, model: 'simulated~hasty', index: 1 };
    await twice(() => api.testPages.show(place));
    assert.equal(api.testPages.all.length, 1);
  });

  it('is one compare page', async () => {
    await twice(() => api.comparePages.show(runDirectories.map((runDirectory) => ({ runDirectory }))));
    assert.equal(api.comparePages.all.length, 1);
  });

  it('is one runs overview', async () => {
    await twice(() => api.overview.show());
    assert.equal(api.overview.all.length, 1);
  });

  it('is one pre-run sheet', async () => {
    const source = await readBenchmarkSource(uri);
    await twice(() => api.sheets.show({ source, options: {} }));
    assert.equal(api.sheets.all.length, 1);
  });

  it('is one empty panel', async () => {
    await twice(() => api.panels.showEmpty());
    assert.equal(api.panels.all.length, 1);
  });
});
