// A project file in the editor: its problems, what it brings to the benchmarks of its folder, and what of it counts without trust.

import assert from 'node:assert/strict';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import {
  activated,
  answering,
  ended,
  eventually,
  extensionId,
  tinyBenchmark,
  WorkspaceFiles,
  workspaceFolder,
} from './extensionUnderTest';

const sampleReport = 'media/sample-report.json';
const service = 'services:\n  - { id: gateway, base_url: "http://127.0.0.1:9/v1" }\n';

describe('a project file in VS Code', () => {
  let files: WorkspaceFiles;

  beforeEach(async () => {
    await activated();
    files = new WorkspaceFiles();
  });

  afterEach(() => files.remove());

  const problemsBecome = (uri: vscode.Uri, isRight: (messages: string[]) => boolean): Promise<void> =>
    eventually(vscode.languages.onDidChangeDiagnostics, () =>
      isRight(vscode.languages.getDiagnostics(uri).map(({ message }) => message)),
    );

  it('is underlined where it is wrong, and completed', async () => {
    const uri = await files.write('iso-speed-bench.yaml', 'atempts: 2\nmode: \n');
    const { document } = await vscode.window.showTextDocument(uri);
    await problemsBecome(uri, (messages) => messages.some((one) => one.includes('did you mean `attempts`?')));
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      document.lineAt(1).range.end,
    );
    const labels = items.map(({ label }) => label);
    assert.ok(labels.includes('speed') && labels.includes('throughput'), labels.join());
  });

  it('makes a service known to the benchmarks beside it, from what is typed on', async () => {
    const benchmark = await files.write('asks.yaml', tinyBenchmark({ models: ['gateway~m'] }));
    await vscode.window.showTextDocument(benchmark);
    await problemsBecome(benchmark, (messages) => messages.some((one) => one.includes('no model API `gateway`')));
    await files.write('iso-speed-bench.yaml', service);
    await problemsBecome(benchmark, (messages) => messages.length === 0);
  });

  it('counts for its benchmarks in the Benchmarks view, too, which says what folder each is in', async () => {
    const { benchmarksTree } = await activated();
    files.takes('own');
    await mkdir(join(workspaceFolder(), 'own'));
    const uri = await files.write('own/asks.yaml', tinyBenchmark({ models: ['gateway~m'] }));
    await vscode.window.showTextDocument(uri);
    const described = async (): Promise<unknown> =>
      (await benchmarksTree.getChildren())
        .filter((node) => node.uri.fsPath === uri.fsPath)
        .map((node) => benchmarksTree.getTreeItem(node).description)[0];
    const becomes = async (description: string): Promise<void> => {
      for (;;) {
        const changed = new Promise<void>((resolve) => {
          const listening = benchmarksTree.onDidChangeTreeData(() => {
            listening.dispose();
            resolve();
          });
        });
        if ((await described()) === description) return;
        await changed;
      }
    };
    await becomes('1 problem · own');
    await files.write('own/iso-speed-bench.yaml', service);
    await becomes('1 model x 3 · own');
  });

  it('with errors keeps benchmarks from running, and says what they are', async () => {
    const api = await activated();
    await files.write('iso-speed-bench.yaml', 'atempts: 2\n');
    const benchmark = await files.write('waits.yaml', tinyBenchmark());
    await assert.rejects(
      api.run(benchmark),
      /iso-speed-bench\.yaml has 1 problem, so nothing was run or sent\. Line 1/,
    );
  });

  it('says where runs go', async () => {
    const api = await activated();
    files.takes('runs-of-the-project');
    await files.write('iso-speed-bench.yaml', 'runs_folder: runs-of-the-project\n');
    const benchmark = await files.write('goes.yaml', tinyBenchmark({ prompts: 1 }));
    const session = await api.run(benchmark);
    assert.ok(session);
    await ended(session);
    assert.ok(session.runDirectory?.startsWith(join(workspaceFolder(), 'runs-of-the-project')), session.runDirectory);
  });

  it('says where reports are imported to, and where a run folder is looked for', async () => {
    await activated();
    files.takes('runs-of-the-project');
    await files.write('iso-speed-bench.yaml', 'runs_folder: runs-of-the-project\n');
    const there = join(workspaceFolder(), 'runs-of-the-project');
    const report = vscode.Uri.joinPath(vscode.extensions.getExtension(extensionId)!.extensionUri, sampleReport);
    await vscode.commands.executeCommand('isoSpeedBench.importReport', report);
    assert.equal((await readdir(there)).length, 1);
    // A report of the workspace goes where the runs of its own folder are.
    files.takes('own');
    await mkdir(join(workspaceFolder(), 'own'));
    await files.write('own/iso-speed-bench.yaml', 'runs_folder: own-runs\n');
    const own = await files.write('own/report.json', await readFile(report.fsPath, 'utf8'));
    await vscode.commands.executeCommand('isoSpeedBench.importReport', own);
    assert.equal((await readdir(join(workspaceFolder(), 'own', 'own-runs'))).length, 1);
    const asked = await answering({ showOpenDialog: undefined }, () =>
      Promise.resolve(vscode.commands.executeCommand('isoSpeedBench.openRunFolder')),
    );
    const [dialog = ''] = asked;
    assert.ok(dialog.includes(JSON.stringify(there)), dialog);
  });

  it('in a workspace that is not trusted says what of it does not count', async () => {
    const original = Object.getOwnPropertyDescriptor(vscode.workspace, 'isTrusted')!;
    Object.defineProperty(vscode.workspace, 'isTrusted', { ...original, get: () => false });
    try {
      const uri = await files.write('iso-speed-bench.yaml', `${service}attempts: 2\nmode: speed\n`);
      await vscode.window.showTextDocument(uri);
      const said = 'This workspace is not trusted, so services, attempts of this file do not count.';
      await problemsBecome(uri, (messages) => messages.includes(said));
      const benchmark = await files.write('unknown.yaml', tinyBenchmark({ models: ['gateway~m'] }));
      await vscode.window.showTextDocument(benchmark);
      await problemsBecome(benchmark, (messages) => messages.some((one) => one.includes('no model API `gateway`')));
    } finally {
      Object.defineProperty(vscode.workspace, 'isTrusted', original);
    }
  });
});
