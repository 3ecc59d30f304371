// Run panels: many runs, the sample, run folders, reports, and coming back after a window reload.

import assert from 'node:assert/strict';
import { readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { IsoSpeedBenchApi } from '../../src/extension/extension';
import type { RunSession } from '../../src/extension/running/runSession';
import { activated, answering, ended, eventually, tinyBenchmark, WorkspaceFiles } from './extensionUnderTest';

describe('run panels', () => {
  let api: IsoSpeedBenchApi;
  let files: WorkspaceFiles;

  beforeEach(async () => {
    api = await activated();
    files = new WorkspaceFiles();
  });

  afterEach(() => files.remove());

  const titles = (): string[] => api.panels.all.map((panel) => panel.title.replace(/ \d\d:\d\d$/, ''));

  async function finishedRun(name: string): Promise<RunSession & { runDirectory: string }> {
    const session = await api.run(await files.write(`${name}.yaml`, tinyBenchmark({ name })));
    assert.ok(session);
    await ended(session);
    assert.ok(session.runDirectory);
    return session as RunSession & { runDirectory: string };
  }

  /** What VS Code does after a window reload: an empty panel of our type and what its page had kept. */
  async function restore(state: unknown): Promise<void> {
    const panel = vscode.window.createWebviewPanel('isoSpeedBench.runPanel', 'restored', vscode.ViewColumn.Active);
    await api.panels.deserializeWebviewPanel(panel, state);
  }

  it('open a large run from memory, until it is forgotten', async () => {
    const { runDirectory } = await finishedRun('Large');
    const events = join(runDirectory, 'events.jsonl');
    const written = await readFile(events, 'utf8');
    // Empty lines are no events, and another text of the same length and time is the same to who remembers it.
    const write = async (text: string): Promise<void> => {
      await writeFile(events, `${text}${'\n'.repeat(1_000_000)}`);
      await utimes(events, 1_000_000, 1_000_000);
    };
    await write(written);
    const { state } = await api.opener.openFolder(runDirectory);
    assert.equal(state.benchmarkName, 'Large');
    await write(written.replaceAll('"Large"', '"Other"'));
    assert.deepEqual((await api.opener.openFolder(runDirectory)).state, state);
    await api.testRuns.forget(runDirectory);
    assert.equal((await api.opener.openFolder(runDirectory)).state.benchmarkName, 'Other');
    await api.testRuns.forget(runDirectory);
  });

  it('one per run', async () => {
    await finishedRun('One');
    await finishedRun('Two');
    assert.deepEqual(titles(), ['One', 'Two']);
    for (const { title } of api.panels.all)
      assert.match(title, /^(One|Two) \d\d:\d\d$/, 'runs of one benchmark are told apart');
  });

  it('open a run folder', async () => {
    const { runDirectory } = await finishedRun('Folder');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const open = () => vscode.commands.executeCommand('isoSpeedBench.openRunFolder', vscode.Uri.file(runDirectory));
    // Asked again while it is being read.
    await Promise.all([open(), open()]);
    assert.deepEqual(titles(), ['Folder']);
    const session = api.panels.all[0]!.session!;
    assert.equal(session.source, 'runFolder');
    assert.equal(session.state.status, 'finished');
  });

  it('say it when a folder is no run folder', async () => {
    const uri = await files.write('not-a-run.txt', '');
    const asked = await answering({ showErrorMessage: undefined }, () =>
      Promise.resolve(vscode.commands.executeCommand('isoSpeedBench.openRunFolder', vscode.Uri.joinPath(uri, '..'))),
    );
    assert.match(asked[0] ?? '', /is not a run folder: it has no events\.jsonl/);
    assert.deepEqual(titles(), []);
  });

  it('come back after a window reload with their run', async () => {
    const { state } = await finishedRun('Back');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await restore({ runId: state.runId, clock: null });
    assert.deepEqual(titles(), ['Back']);
    assert.deepEqual(api.panels.all[0]!.session?.state, state);
  });

  it('come back empty when there was no run or its folder is gone', async () => {
    const { state, runDirectory } = await finishedRun('Gone');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(vscode.Uri.file(runDirectory), { recursive: true });
    for (const kept of [undefined, { runId: '' }, { runId: 'never-seen' }, { runId: state.runId }, 'nonsense'])
      await restore(kept);
    assert.deepEqual(
      titles(),
      Array.from({ length: 5 }, () => 'Iso Speed Bench'),
    );
  });

  it('say it when the folder of their run is deleted, and so do its tests', async () => {
    const { runDirectory } = await finishedRun('Deleted');
    const place = { kind: 'test', runDirectory, model: 'simulated~hasty', index: 1 };
    await vscode.workspace.fs.delete(vscode.Uri.file(runDirectory), { recursive: true });
    const said = /^The run folder \S+ is not there any more: it was deleted, moved or renamed\. Put it back/;
    const session = api.panels.all[0]!.session!;
    await assert.rejects(session.testDetail('simulated~hasty', 1), { message: said });
    const asked = await answering({ showErrorMessage: undefined }, () =>
      Promise.resolve(vscode.commands.executeCommand('isoSpeedBench.openTestPage', place)),
    );
    assert.match(asked[0] ?? '', /The run folder \S+ is not there any more/);
  });

  it('keep the run that another panel of it shows, too, when that one is closed', async () => {
    const session = await finishedRun('Two of it');
    const other = vscode.window.createWebviewPanel('isoSpeedBench.runPanel', 'again', vscode.ViewColumn.Active);
    await api.panels.showIn(other, () => Promise.resolve(session));
    assert.deepEqual(
      api.panels.all.map((panel) => panel.session === session),
      [true, true],
    );
    other.dispose();
    assert.equal(session.isDisposed, false, 'the first panel still shows it');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    assert.equal(session.isDisposed, true);
  });

  it('replay a report as it was', async () => {
    const { runDirectory, state } = await finishedRun('Report');
    const report = await readFile(join(runDirectory, 'report.json'), 'utf8');
    const session = await api.opener.openDroppedFile('report.json', report);
    assert.equal(session?.source, 'report');
    const verdicts = (of: RunSession['state']): string[] =>
      of.models.flatMap((model) => model.tests.map((test) => test.verdict));
    assert.deepEqual(verdicts(session.state), verdicts(state));
    const detail = await session.testDetail('simulated~hasty', 1);
    assert.equal(detail.result.expected, '0');
    assert.equal(detail.hasTranscript, false);
  });

  it('run a dropped benchmark, asking first when it may cost money', async () => {
    const free = await api.opener.openDroppedFile('dropped.yaml', tinyBenchmark({ name: 'Dropped' }));
    assert.ok(free);
    await ended(free);
    assert.equal(free.state.status, 'finished');
    await api.keys.store('OPENAI_API_KEY', 'sk-of-a-test');
    const asked = await answering({ showInformationMessage: undefined }, async () => {
      const paid = tinyBenchmark({ name: 'Paid', models: ['openai~gpt-4o', 'simulated~hasty'] });
      assert.equal(await api.opener.openDroppedFile('paid.yml', paid), undefined);
    });
    await api.keys.remove('OPENAI_API_KEY');
    assert.deepEqual(asked, ['showInformationMessage: Run Paid: 2 models x 3 prompts = 6 tests?']);
  });

  it('refuse what can not be shown, with the reason', async () => {
    const drop = (name: string, text: string): Promise<unknown> => api.opener.openDroppedFile(name, text);
    await assert.rejects(drop('notes.txt', ''), /notes\.txt is neither a benchmark .* nor a report/);
    await assert.rejects(drop('report.json', '{'), /report\.json can't be opened\. This file is not JSON/);
    await assert.rejects(
      drop('package.json', '{}'),
      /package\.json can't be opened\. This JSON is not a benchmark report/,
    );
    await assert.rejects(
      drop('bad.yaml', 'benchmark_name: x\n'),
      /bad\.yaml has .* problems? and was not run[^]*Line 1/,
    );
  });

  it('keep their settings where VS Code keeps settings', async () => {
    const configured = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('isoSpeedBench.panel');
    const { viewSettings } = api;
    const panel = {};
    await Promise.all(
      [60, 70, 80].map((squareSize) => viewSettings.change({ ...viewSettings.current, squareSize }, panel)),
    );
    assert.equal(configured().get('squareSize'), 80);
    await configured().update('squareSize', undefined, vscode.ConfigurationTarget.Global);
    await eventually(viewSettings.onDidChange, () => viewSettings.current.squareSize === 44);
  });

  it('show the sample', async () => {
    await vscode.commands.executeCommand('isoSpeedBench.useSampleData');
    const session = api.panels.all[0]?.session;
    assert.equal(session?.source, 'sample');
    await restore({ runId: session.state.runId });
    assert.equal(api.panels.all[1]?.session?.source, 'sample', 'it comes back after a reload, too');
  });
});
