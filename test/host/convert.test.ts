// *Convert to Benchmark...*: a file of another tool becomes a benchmark that opens, and nothing that is there is lost.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { activated, answering, eventually, WorkspaceFiles, workspaceFolder } from './extensionUnderTest';

const config = `
prompts: ["Capital of {{country}}?"]
providers: [openai:gpt-x]
tests:
  - vars: { country: France }
    assert: [{ type: contains, value: Paris }, { type: similar, value: Paris }]
`;

describe('converting', () => {
  let files: WorkspaceFiles;

  beforeEach(async () => {
    await activated();
    files = new WorkspaceFiles();
    files.takes('promptfooconfig.bench.yaml');
  });

  afterEach(() => files.remove());

  const convert = (uri: vscode.Uri) => async (): Promise<unknown> =>
    vscode.commands.executeCommand('isoSpeedBench.convertToBenchmark', uri);
  const written = (): Promise<string> => readFile(join(workspaceFolder(), 'promptfooconfig.bench.yaml'), 'utf8');
  const openTexts = (): string[] => vscode.window.visibleTextEditors.map(({ document }) => document.getText());

  it('opens the benchmark, and what was not carried over', async () => {
    const uri = await files.write('promptfooconfig.yaml', config);
    const asked = await answering({ showInformationMessage: 'Show What Was Not Carried Over' }, convert(uri));
    assert.deepEqual(asked, [
      'showInformationMessage: promptfooconfig.yaml is a benchmark now: 1 prompt, 1 model. 1 place to look at.',
    ]);
    assert.match(await written(), /base_prompt: "?Capital of \{\{country\}\}\?"?\n[^]*contains: Paris/);
    await eventually(vscode.window.onDidChangeVisibleTextEditors, () =>
      openTexts().some((text) => text.includes('promptfooconfig.yaml:6:48 **assert similar**')),
    );
    assert.ok(openTexts().some((text) => text.includes('benchmark_name: promptfooconfig')));
  });

  it('asks before it replaces what is there', async () => {
    const uri = await files.write('promptfooconfig.yaml', config);
    await files.write('promptfooconfig.bench.yaml', 'mine');
    assert.deepEqual(await answering({ showWarningMessage: undefined }, convert(uri)), [
      'showWarningMessage: Replace promptfooconfig.bench.yaml?',
    ]);
    assert.equal(await written(), 'mine');
    await answering({ showWarningMessage: 'Replace', showInformationMessage: undefined }, convert(uri));
    assert.match(await written(), /contains: Paris/);
  });

  it('says of a file that is none what it takes', async () => {
    const uri = await files.write('notes.csv', 'shopping\nmilk\n');
    const [said, ...others] = await answering({ showErrorMessage: undefined }, convert(uri));
    assert.match(said!, /notes\.csv is in no format that is known\. These are: a prompt file of GitHub Models/);
    assert.deepEqual(others, []);
  });
});
