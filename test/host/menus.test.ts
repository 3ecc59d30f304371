// On which files menus, title buttons and the line above the first one show: on those that are ours by what is in them, and on no others.

import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { IsoSpeedBenchApi } from '../../src/extension/extension';
import {
  activated,
  answering,
  eventually,
  extensionId,
  tinyBenchmark,
  workspaceFolder,
  WorkspaceFiles,
} from './extensionUnderTest';

interface Manifest {
  activationEvents: string[];
  contributes: {
    menus: { [menu: string]: { command: string; when?: string }[] };
    keybindings: { command: string; when?: string }[];
  };
}

const compose = 'services:\n  web:\n    image: nginx\n    command: [prompts]\n';

describe('menus', () => {
  let api: IsoSpeedBenchApi;
  let files: WorkspaceFiles;

  beforeEach(async () => {
    api = await activated();
    files = new WorkspaceFiles();
  });

  afterEach(() => files.remove());

  const lensesOf = async (uri: vscode.Uri): Promise<vscode.CodeLens[]> =>
    vscode.commands.executeCommand('vscode.executeCodeLensProvider', uri);

  it('show on benchmarks of the workspace, and not on other YAML', async () => {
    const benchmark = await files.write('mine.yaml', tinyBenchmark());
    const other = await files.write('docker-compose.yaml', compose);
    await api.menuFiles.benchmarks.inWorkspace();
    assert.ok(api.menuFiles.benchmarks.paths.includes(benchmark.fsPath));
    assert.ok(!api.menuFiles.benchmarks.paths.includes(other.fsPath));
    await vscode.window.showTextDocument(other);
    assert.deepEqual(await lensesOf(other), []);
    await vscode.window.showTextDocument(benchmark);
    assert.equal((await lensesOf(benchmark)).length, 2);
  });

  it('come and go while a file is written', async () => {
    const uri = await files.write('growing.yaml', compose);
    const editor = await vscode.window.showTextDocument(uri);
    const isShown = (): boolean => api.menuFiles.benchmarks.paths.includes(uri.fsPath);
    assert.ok(!isShown());
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'benchmark_name: New\n'));
    await eventually(api.menuFiles.benchmarks.onDidChange, isShown);
    await editor.edit((edit) => edit.delete(editor.document.lineAt(0).rangeIncludingLineBreak));
    await eventually(api.menuFiles.benchmarks.onDidChange, () => !isShown());
  });

  it('offer to import reports only', async () => {
    const report = await files.write(
      'theirs.json',
      '{ "benchmark_name": "Theirs", "prompt_iterations": [], "models": [] }',
    );
    const short = await files.write('short.json', '{"benchmark_name":"Short","models":[{"model":"a","results":[]}]}');
    const other = await files.write('settings.json', '{ "prompts": [], "models": [] }');
    await api.menuFiles.reports.inWorkspace();
    for (const { fsPath } of [report, short]) assert.ok(api.menuFiles.reports.paths.includes(fsPath), fsPath);
    assert.ok(!api.menuFiles.reports.paths.includes(other.fsPath));
  });

  it('offer to add folders with runs in them only', async () => {
    const folder = join(workspaceFolder(), 'copied');
    const run = join(folder, '2026-11-21_20-38-59_words');
    await mkdir(run, { recursive: true });
    try {
      await writeFile(join(run, 'run.json'), '{}');
      await writeFile(join(folder, 'run.json'), '{}');
      await api.menuFiles.runsFolders.inWorkspace();
      assert.deepEqual(api.menuFiles.runsFolders.paths, [folder]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('offer folders of the workspace with runs first, and take their benchmarks for none of the workspace', async () => {
    const folder = join(workspaceFolder(), 'from-anna');
    const run = join(folder, '2026-11-21_20-38-59_words');
    const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('isoSpeedBench');
    await mkdir(run, { recursive: true });
    try {
      await writeFile(join(run, 'benchmark.yaml'), tinyBenchmark());
      const listed = async (): Promise<boolean> =>
        (await api.benchmarksTree.files()).some(({ fsPath }) => fsPath === join(run, 'benchmark.yaml'));
      assert.equal(await listed(), true);
      await writeFile(join(run, 'run.json'), '{}');
      assert.equal(await listed(), false);
      await api.menuFiles.runsFolders.inWorkspace();
      const labels: string[] = [];
      const first = (items: { label: string }[]): unknown => {
        labels.push(...items.map(({ label }) => label));
        return items[0];
      };
      await answering({ showQuickPick: first }, () =>
        Promise.resolve(vscode.commands.executeCommand('isoSpeedBench.addRunsFolder')),
      );
      assert.deepEqual(labels, ['from-anna', '$(folder-opened) Another Folder...']);
      assert.deepEqual(settings().get('extraRunsFolders'), [folder]);
    } finally {
      await settings().update('extraRunsFolders', undefined, vscode.ConfigurationTarget.Workspace);
      await rm(folder, { recursive: true });
    }
  });

  it('are bound to what a file is, in the Explorer, in editors and in their titles', () => {
    const { menus } = (vscode.extensions.getExtension(extensionId)!.packageJSON as Manifest).contributes;
    const onFiles = ['explorer/context', 'editor/context', 'editor/title'].flatMap((menu) => menus[menu] ?? []);
    const whenOf = (command: string): unknown[] => [
      ...new Set(onFiles.filter((entry) => entry.command === command).map(({ when }) => when)),
    ];
    for (const command of ['isoSpeedBench.run', 'isoSpeedBench.showEstimate'])
      assert.deepEqual(whenOf(command), ['resourcePath in isoSpeedBench.benchmarks']);
    assert.deepEqual(whenOf('isoSpeedBench.importReport'), ['resourcePath in isoSpeedBench.reports']);
  });

  it('leave the keys of other files alone', () => {
    const { keybindings } = (vscode.extensions.getExtension(extensionId)!.packageJSON as Manifest).contributes;
    for (const { command, when } of keybindings)
      assert.match(when ?? '', /resourcePath in isoSpeedBench\.benchmarks/, command);
  });

  it('cost a window without YAML nothing: the extension is not activated there', () => {
    const { activationEvents } = vscode.extensions.getExtension(extensionId)!.packageJSON as Manifest;
    assert.ok(activationEvents.includes('onLanguage:yaml'));
    assert.deepEqual(
      activationEvents.filter((event) => /^(\*|onStartupFinished)$/.test(event)),
      [],
    );
  });
});
