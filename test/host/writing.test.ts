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

  const completedAt = async (
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionItem[]> =>
    (
      await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        position,
      )
    ).items.filter(({ kind }) => kind !== vscode.CompletionItemKind.Text);

  const hoverAt = async (document: vscode.TextDocument, marked: string): Promise<string> => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      placeOf(document, marked).start.translate(0, 1),
    );
    return hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (typeof content === 'string' ? content : content.value))
      .join('\n');
  };

  it('completes keys, models and the columns of a data file', async () => {
    await files.write('cases.csv', 'question,answer\n1 + 1,2\n');
    const text = `${tinyBenchmark()}  - file: cases.csv\n    expectation: \nparam`;
    const document = await opened('completed.yaml', text);
    const last = document.lineCount - 1;
    const keys = await completedAt(document, document.lineAt(last).range.end);
    const parameters = keys.find(({ label }) => label === 'parameters');
    assert.equal(parameters?.kind, vscode.CompletionItemKind.Property);
    assert.ok(parameters.documentation instanceof vscode.MarkdownString);
    const columns = await completedAt(document, document.lineAt(last - 1).range.end);
    assert.deepEqual(
      columns.map(({ label }) => label),
      ['question', 'answer'],
    );
    const models = await completedAt(document, placeOf(document, 'simulated~hasty').start);
    assert.ok(models.some(({ label }) => label === 'simulated~swift'));
    assert.ok(models.some(({ label }) => String(label).startsWith('openai~')));
  });

  it('completes data files by the paths that a benchmark has for them', async () => {
    await files.write('cases.csv', 'question,answer\n');
    const document = await opened('files.yaml', `${tinyBenchmark()}  - file: `);
    const end = document.lineAt(document.lineCount - 1).range.end;
    const found = (await completedAt(document, end)).map(({ label }) => label);
    assert.ok(found.includes('cases.csv') && !found.includes('files.yaml'), found.join());
  });

  it('says what a key means', async () => {
    const document = await opened('hovered.yaml', tinyBenchmark());
    assert.match(await hoverAt(document, 'base_prompt'), /The text sent to every model/);
  });

  it('begins a benchmark that is well and asks what was chosen', async () => {
    const asked: string[] = [];
    const picks = (items: (vscode.QuickPickItem | string)[]): unknown => {
      const labels = items.map((item) => (typeof item === 'string' ? item : item.label));
      asked.push(labels.join('|'));
      return items[labels.findIndex((label) => /^JSON$|simulated~swift/.test(label))];
    };
    const uri = await files.write('json-benchmark.yaml', '');
    await answering(
      { showQuickPick: picks, showInputBox: (options: vscode.InputBoxOptions) => options.value },
      async () => vscode.commands.executeCommand('isoSpeedBench.newBenchmark'),
    );
    const { document } = vscode.window.activeTextEditor!;
    files.takes('json-benchmark-2.yaml');
    assert.equal(document.uri.path.split('/').at(-1), 'json-benchmark-2.yaml');
    assert.equal((await vscode.workspace.openTextDocument(uri)).getText(), '');
    assert.match(document.getText(), /benchmark_name: json-benchmark-2\n[^]*- simulated~swift\n[^]*json_schema/);
    assert.match(asked[0]!, /^Text\|JSON\|Python\|Picture\|From a CSV/);
    assert.match(asked[1]!, /^simulated~swift\|.*Ask Ollama.*\|.*Write Another/);
  });

  it('leaves other YAML alone', async () => {
    const document = await opened('docker-compose.yml', 'services:\n  web:\n    image: nginx\n    prompt: a\n');
    assert.deepEqual(await actionsAt(document, 'prompt'), []);
    assert.equal(await hoverAt(document, 'prompt'), '');
    assert.deepEqual(await completedAt(document, placeOf(document, 'prompt').end), []);
  });
});
