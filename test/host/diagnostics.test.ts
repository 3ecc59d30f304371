// The problems of a benchmark while it is being written, and the lens above it.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, answering, eventually, tinyBenchmark, WorkspaceFiles } from './extensionUnderTest';

describe('benchmark problems while typing', () => {
  let files: WorkspaceFiles;

  beforeEach(async () => {
    await activated();
    files = new WorkspaceFiles();
  });

  afterEach(() => files.remove());

  const problemsOf = (uri: vscode.Uri): vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri);
  const problemsBecome = (uri: vscode.Uri, isRight: (problems: vscode.Diagnostic[]) => boolean): Promise<void> =>
    eventually(vscode.languages.onDidChangeDiagnostics, () => isRight(problemsOf(uri)));

  /** Types into a document whatever editor has the focus just then. */
  const replaceLine = async (document: vscode.TextDocument, line: number, text: string): Promise<void> => {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, document.lineAt(line).range, text);
    assert.ok(await vscode.workspace.applyEdit(edit));
  };

  it('appear where they are and go when they are solved', async () => {
    const uri = await files.write('typing.yaml', tinyBenchmark());
    const { document } = await vscode.window.showTextDocument(uri);
    const evaluator = document.lineAt(3).text;
    await replaceLine(document, 3, 'evaluator: no_such_thing');
    await problemsBecome(uri, (problems) => problems.length === 1);
    const [problem] = problemsOf(uri);
    assert.equal(document.getText(problem!.range), 'no_such_thing');
    assert.equal(problem!.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(problem!.code, 'evaluator');
    await replaceLine(document, 3, evaluator);
    await problemsBecome(uri, (problems) => problems.length === 0);
  });

  it('leave other YAML alone', async () => {
    const other = await files.write('other.yaml', 'name: ci\non: push\njobs: {}\n');
    const benchmark = await files.write(
      'known.yaml',
      tinyBenchmark({ models: ['simulated~hasty', 'simulated~hasty'] }),
    );
    await vscode.window.showTextDocument(other);
    await vscode.window.showTextDocument(benchmark);
    // The benchmark was opened later: when it has been checked the other one has been too.
    await problemsBecome(benchmark, (problems) => problems.length === 1);
    assert.equal(problemsOf(benchmark)[0]!.severity, vscode.DiagnosticSeverity.Warning);
    assert.deepEqual(problemsOf(other), []);
  });

  it('are not told of text that is only shown, such as the older one of a comparison', async () => {
    const faulty = tinyBenchmark().replace('evaluator:', 'evaluatr:');
    const provider = vscode.workspace.registerTextDocumentContentProvider('older', {
      provideTextDocumentContent: () => faulty,
    });
    try {
      const older = vscode.Uri.parse('older:/compared.yaml');
      await vscode.window.showTextDocument(older);
      const written = await files.write('compared.yaml', faulty);
      await vscode.window.showTextDocument(written);
      // It was opened later: when it has been checked the other one has been too.
      await problemsBecome(written, (problems) => problems.length > 0);
      assert.deepEqual(problemsOf(older), []);
      assert.deepEqual(await vscode.commands.executeCommand('vscode.executeCodeLensProvider', older), []);
    } finally {
      provider.dispose();
    }
  });

  it('that kept a file from running go when it is put right, though nobody opened it', async () => {
    const api = await activated();
    const faulty = await files.write('unopened.yaml', tinyBenchmark().replace('evaluator:', 'evaluatr:'));
    const [said] = await answering({ showErrorMessage: undefined }, () => api.run(faulty));
    assert.match(said!, /unopened\.yaml has 2 problems/);
    assert.ok(problemsOf(faulty).length > 0);
    await files.write('unopened.yaml', tinyBenchmark());
    await files.write('iso-speed-bench.yaml', 'mode: speed\n');
    await problemsBecome(faulty, (problems) => problems.length === 0);
  });

  it('go with the file', async () => {
    const uri = await files.write('closing.yaml', tinyBenchmark().replace('evaluator:', 'evaluatr:'));
    await vscode.window.showTextDocument(uri);
    await problemsBecome(uri, (problems) => problems.length > 0);
    const deletion = new vscode.WorkspaceEdit();
    deletion.deleteFile(uri);
    await vscode.workspace.applyEdit(deletion);
    await problemsBecome(uri, (problems) => problems.length === 0);
  });

  it('follow the pictures that a benchmark names, also when nobody types in it', async () => {
    const prompt = (image: string): string => `  - image: ${image}\n    expectation: { box: [0, 0, 1, 1] }\n`;
    const text = `benchmark_name: Signs\npurpose: A test.\nbase_prompt: Where is it?\nevaluator: box\nmodels: [simulated~swift]\nprompts:\n`;
    const picture = await files.write('sign.png', '');
    const uri = await files.write('signs.yaml', `${text}${prompt('sign.png')}${prompt('../outside.png')}`);
    await vscode.window.showTextDocument(uri);
    await problemsBecome(uri, (problems) => problems.length === 2);
    const [empty, outside] = problemsOf(uri);
    assert.match(empty!.message, /sign\.png is empty/);
    assert.match(outside!.message, /is outside of .*isoSpeedBench\.images\.allowOutsideWorkspace/);
    assert.equal(outside!.range.start.line, 8);
    // One black pixel.
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
      'base64',
    );
    const creation = new vscode.WorkspaceEdit();
    creation.createFile(picture, { overwrite: true, contents: png });
    assert.ok(await vscode.workspace.applyEdit(creation));
    await problemsBecome(uri, (problems) => problems.length === 1);
  });

  it('say above a benchmark what a run of it would be', async () => {
    const uri = await files.write('lens.yaml', tinyBenchmark({ models: ['simulated~hasty', 'simulated~swift'] }));
    await vscode.window.showTextDocument(uri);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 10);
    assert.deepEqual(
      lenses.map((lens) => lens.command?.title),
      ['$(play) Run benchmark (2 models x 3 prompts = 6 tests)', '$(checklist) Pre-run Sheet'],
    );
  });
});
