// Help with writing a benchmark in the editor: what is completed, explained and put right, in real documents.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, answering, tinyBenchmark, WorkspaceFiles } from './extensionUnderTest';

describe('help with writing', () => {
  let files: WorkspaceFiles;

  beforeEach(async () => {
    await activated();
    files = new WorkspaceFiles();
  });

  afterEach(() => files.remove());

  const opened = async (name: string, text: string): Promise<vscode.TextDocument> =>
    (await vscode.window.showTextDocument(await files.write(name, text))).document;

  const placeOf = (document: vscode.TextDocument, marked: string): vscode.Range => {
    const start = document.getText().indexOf(marked);
    assert.ok(start >= 0, `${marked} is not in the file`);
    return new vscode.Range(document.positionAt(start), document.positionAt(start + marked.length));
  };

  const actionsAt = async (document: vscode.TextDocument, marked: string): Promise<vscode.CodeAction[]> =>
    (
      await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        placeOf(document, marked),
        vscode.CodeActionKind.QuickFix.value,
      )
    ).filter(({ title }) => /^(Rename|Write|Move|Add My Own)/.test(title));

  it('puts a misspelt key right', async () => {
    const document = await opened('misspelt.yaml', tinyBenchmark().replace('evaluator:', 'evaluatr:'));
    const [action, ...others] = await actionsAt(document, 'evaluatr');
    assert.equal(action?.title, 'Rename to `evaluator`');
    assert.equal(others.length, 0);
    assert.ok(await vscode.workspace.applyEdit(action.edit!));
    assert.match(document.getText(), /^evaluator:/m);
    assert.deepEqual(await actionsAt(document, 'evaluator:'), []);
  });

  it('writes the model API in front of a model', async () => {
    const document = await opened('bare.yaml', tinyBenchmark({ models: ['gpt-4o'] }));
    const [action] = await actionsAt(document, 'gpt-4o');
    assert.ok(await vscode.workspace.applyEdit(action!.edit!));
    assert.match(document.getText(), /openai~gpt-4o/);
  });

  it('adds a server that a benchmark names', async () => {
    const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('isoSpeedBench');
    const document = await opened('server.yaml', tinyBenchmark({ models: ['mine~model'] }));
    const [action] = await actionsAt(document, 'mine~model');
    assert.equal(action?.title, 'Add My Own Server...');
    const { command, arguments: given = [] } = action.command!;
    const takesWhatIsThere = (options: vscode.InputBoxOptions): string => options.value ?? '';
    try {
      await answering({ showInputBox: takesWhatIsThere, showInformationMessage: undefined }, async () =>
        vscode.commands.executeCommand(command, ...(given as unknown[])),
      );
      const row = { id: 'mine', label: 'mine', baseUrl: 'http://127.0.0.1:8080/v1' };
      assert.deepEqual(settings().get('services'), [row]);
      assert.deepEqual(await actionsAt(document, 'mine~model'), []);
    } finally {
      await settings().update('services', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('leaves other YAML alone', async () => {
    const document = await opened('docker-compose.yml', 'services:\n  web:\n    image: nginx\n    prompt: a\n');
    assert.deepEqual(await actionsAt(document, 'prompt'), []);
  });
});
