// Ways into a run from outside of our views: a link, and its `run.json` opened as the run.

import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { IsoSpeedBenchApi } from '../../src/extension/extension';
import { activated, answering, ended, tinyBenchmark, until, WorkspaceFiles } from './extensionUnderTest';

describe('a run', () => {
  let api: IsoSpeedBenchApi;
  let files: WorkspaceFiles;
  let runDirectory: string;

  before(async () => {
    api = await activated();
    files = new WorkspaceFiles();
    const session = await api.run(await files.write('linked.yaml', tinyBenchmark({ name: 'Linked' })));
    await ended(session!);
    runDirectory = session!.runDirectory!;
  });

  beforeEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  after(() => files.remove());

  const shown = (): (string | undefined)[] => api.panels.all.map((panel) => panel.session?.runDirectory);
  const follow = (link: string): Promise<void> => api.links.handleUri(vscode.Uri.parse(link, true));

  it('is opened by the link that its entry in the tree copies', async () => {
    await vscode.commands.executeCommand('isoSpeedBench.copyRunLink', vscode.Uri.file(runDirectory));
    const link = await vscode.env.clipboard.readText();
    assert.match(link, /^[a-z-]+:\/\/iso-speed-bench\.iso-speed-bench\/run\?folder=/);
    const asked = await answering({ showWarningMessage: undefined }, () => follow(link));
    assert.deepEqual(asked, []);
    assert.deepEqual(shown(), [runDirectory]);
  });

  it('has a link for each test', async () => {
    await vscode.commands.executeCommand('isoSpeedBench.copyRunLink', {
      kind: 'test',
      runDirectory,
      model: 'simulated~hasty',
      index: 2,
    });
    await follow(await vscode.env.clipboard.readText());
    assert.equal(api.testPages.all.at(-1)?.title, '#2 simulated~hasty: Linked');
  });

  it('outside of the workspace and the runs folders is opened only when told so', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'isb-elsewhere-'));
    try {
      const copy = join(elsewhere, `a + b & 100% #${basename(runDirectory)}`);
      await cp(runDirectory, copy, { recursive: true });
      const link = api.links.linkTo({ runDirectory: copy, test: null });
      const asked = await answering({ showWarningMessage: undefined }, () => follow(link));
      assert.deepEqual(asked, ['showWarningMessage: Open a run from outside of this workspace?']);
      assert.deepEqual(shown(), []);
      await answering({ showWarningMessage: 'Open' }, () => follow(link));
      assert.deepEqual(shown(), [copy]);
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await rm(elsewhere, { recursive: true });
    }
  });

  it('is not opened by a link that says nothing that can be', async () => {
    const base = 'vscode://iso-speed-bench.iso-speed-bench';
    const folder = encodeURIComponent(runDirectory);
    const links = [
      `${base}/other?folder=${folder}`,
      `${base}/run`,
      `${base}/run?folder=runs`,
      `${base}/run?folder=${encodeURIComponent(dirname(runDirectory))}`,
      `${base}/run?folder=${folder}&test=1`,
      `${base}/run?folder=${folder}&model=simulated~hasty&test=-1`,
      `${base}/run?folder=${folder}&model=simulated~hasty&test=x`,
    ];
    for (const link of links) {
      const asked = await answering({ showErrorMessage: undefined }, () => follow(link));
      assert.match(asked.join(), /The link can't be opened/, link);
    }
    assert.deepEqual(shown(), []);
  });

  it('is what its run.json opens as, when the user wants it so', async () => {
    await vscode.commands.executeCommand(
      'vscode.openWith',
      vscode.Uri.file(join(runDirectory, 'run.json')),
      'isoSpeedBench.runFile',
    );
    await until(() => shown().includes(runDirectory));
    assert.deepEqual(shown(), [runDirectory]);
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputCustom && input.viewType === 'isoSpeedBench.runFile');
  });
});
