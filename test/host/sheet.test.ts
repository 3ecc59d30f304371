// The pre-run sheet in a real VS Code: it opens, follows its file and the keys, and runs what is chosen there.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { IsoSpeedBenchApi } from '../../src/extension/extension';
import type { SheetPage } from '../../src/extension/pages/sheetPage';
import type { SheetHostMessage } from '../../src/shared/protocols/sheetProtocol';
import { activated, answering, ended, eventually, tinyBenchmark, WorkspaceFiles } from './extensionUnderTest';

const hasty = 'simulated~hasty';
const steady = 'simulated~steady';
const keyless = 'mistral~mistral-small';
const keyVariable = 'MISTRAL_API_KEY';

describe('the pre-run sheet', () => {
  let api: IsoSpeedBenchApi;
  let files: WorkspaceFiles;

  beforeEach(async () => {
    api = await activated();
    files = new WorkspaceFiles();
  });

  afterEach(async () => {
    await files.remove();
    await api.keys.remove(keyVariable);
  });

  async function opened(uri: vscode.Uri): Promise<SheetPage> {
    await vscode.commands.executeCommand('isoSpeedBench.showEstimate', uri);
    const page = api.sheets.all.at(-1);
    assert.ok(page);
    return page;
  }

  function shown(page: SheetPage): Extract<SheetHostMessage, { type: 'sheetShown' }> {
    assert.equal(page.shown?.type, 'sheetShown', JSON.stringify(page.shown));
    return page.shown;
  }

  it('runs the models that are not left out', async () => {
    const uri = await files.write('sheet.yaml', tinyBenchmark({ name: 'Sheet', models: [hasty, steady] }));
    const page = await opened(uri);
    assert.equal(page.title, 'Before the run: sheet.yaml');
    assert.equal(shown(page).sheet.totals[0]!.value, '6 calls (2 models x 3 prompts)');
    await page.handle({ type: 'leaveOut', models: [steady] });
    assert.equal(shown(page).sheet.totals[0]!.value, '3 calls (1 model x 3 prompts)');
    const before = new Set(api.runs.sessions);
    await page.handle({ type: 'run' });
    const session = api.runs.sessions.find((one) => !before.has(one)) ?? api.panels.all.at(-1)?.session;
    assert.ok(session);
    await ended(session);
    assert.deepEqual(
      session.state.models.map(({ model }) => model),
      [hasty],
    );
    await page.handle({ type: 'leaveOut', models: [hasty, steady] });
    await assert.rejects(page.handle({ type: 'run' }), /No model is chosen/);
  });

  it('is one page a file, which follows it, and says what is the matter with it', async () => {
    const uri = await files.write('followed.yaml', tinyBenchmark({ models: [hasty] }));
    const page = await opened(uri);
    assert.equal(await opened(uri), page);
    const document = await vscode.workspace.openTextDocument(uri);
    const replace = (text: string): Thenable<boolean> => {
      const edit = new vscode.WorkspaceEdit();
      edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), text);
      return vscode.workspace.applyEdit(edit);
    };
    await replace(tinyBenchmark({ models: [hasty, steady] }));
    await eventually(page.onDidShow, () => page.shown?.type === 'sheetShown' && page.shown.sheet.models.length === 2);
    await replace('benchmark_name: Nothing else\n');
    await eventually(page.onDidShow, () => page.shown?.type === 'noSheet');
    assert.match(page.shown?.type === 'noSheet' ? page.shown.message : '', /followed\.yaml has .* nothing was sent/);
    await document.save();
  });

  it('takes a key that lacks, and comes back after a window reload', async () => {
    const uri = await files.write('keyless.yaml', tinyBenchmark({ models: [hasty, keyless] }));
    const page = await opened(uri);
    assert.deepEqual(shown(page).sheet.missingKeys, [{ keyVariable, models: [keyless] }]);
    await answering({ showInputBox: 'secret' }, () => page.handle({ type: 'setKey', keyVariable }));
    assert.deepEqual(shown(page).sheet.missingKeys, []);
    await assert.rejects(page.handle({ type: 'setKey', keyVariable: 'PATH' }), /No model API has a key named PATH/);
    await page.handle({ type: 'leaveOut', models: [hasty] });
    const { keep } = shown(page);
    assert.deepEqual(keep, { uri: uri.toString(), leftOut: [hasty] });
    const panel = (): vscode.WebviewPanel =>
      vscode.window.createWebviewPanel('isoSpeedBench.sheet', 'restored', vscode.ViewColumn.Active);
    await api.sheets.deserializeWebviewPanel(panel(), keep);
    assert.deepEqual(
      shown(api.sheets.all.at(-1)!).sheet.models.map(({ isChosen }) => isChosen),
      [false, true],
    );
    await api.sheets.deserializeWebviewPanel(panel(), {
      uri: vscode.Uri.file(join(uri.fsPath, 'gone')).toString(),
      leftOut: [],
    });
    assert.equal(api.sheets.all.at(-1)!.shown?.type, 'noSheet');
    await api.sheets.deserializeWebviewPanel(panel(), undefined);
    assert.equal(api.sheets.all.at(-1)!.shown?.type, 'noSheet');
  });
});
