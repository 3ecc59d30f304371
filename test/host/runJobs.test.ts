// What can be done with a run that has ended, in a real VS Code.

import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { RunSession } from '../../src/extension/running/runSession';
import { ensureReviewPage } from '../../src/core/runFolder/ensureReviewPage';
import { answering, ended, extensionId, tinyBenchmark } from './extensionUnderTest';
import { usingRuns } from './usingRuns';

/** What a process that was killed leaves: no end, half a last line, tests missing, a lock that nobody holds. */
async function interrupt(runDirectory: string, keptTests: number): Promise<void> {
  const lines = (await readFile(join(runDirectory, 'events.jsonl'), 'utf8')).trim().split('\n');
  const kept: string[] = [];
  let finished = 0;
  for (const line of lines) {
    if (line.includes('"runFinished"')) break;
    const isEnd = line.includes('"testFinished"');
    if (isEnd && finished >= keptTests) continue;
    if (isEnd) finished++;
    kept.push(line);
  }
  await writeFile(join(runDirectory, 'events.jsonl'), `${kept.join('\n')}\n{"type":"testFin`);
  const manifest = JSON.parse(await readFile(join(runDirectory, 'run.json'), 'utf8')) as object;
  await writeFile(join(runDirectory, 'run.json'), JSON.stringify({ ...manifest, status: 'running', finishedAt: null }));
}

describe('commands on a run', () => {
  const runs = usingRuns();

  it('resume an interrupted run with exactly what is missing', async () => {
    const runDirectory = await runs.finished('Resumed');
    await interrupt(runDirectory, 1);
    runs.api.testRuns.refresh();
    await runs.api.testRuns.list();
    const [run] = await runs.api.runsTree.getChildren();
    assert.match(String(runs.api.runsTree.getTreeItem(run!).contextValue), /^run interrupted/);
    await vscode.commands.executeCommand('isoSpeedBench.resumeRun', run);
    const session = runs.api.panels.all
      .map((panel) => panel.session)
      .find((one) => one?.runDirectory === runDirectory) as RunSession;
    assert.deepEqual(
      runs.api.panels.all.map((panel) => panel.title.replace(/ \d\d:\d\d$/, '')),
      ['Resumed'],
      'in the panel that it has already',
    );
    await ended(session);
    assert.equal(session.problem, undefined);
    assert.equal(session.state.status, 'finished');
    const events = (await readFile(join(runDirectory, 'events.jsonl'), 'utf8')).trim().split('\n');
    const finished = events
      .map((line) => JSON.parse(line) as { type: string; index?: number })
      .filter(({ type }) => type === 'testFinished');
    assert.deepEqual(finished.map(({ index }) => index).sort(), [1, 2, 3], 'each test once');
    await runs.api.testRuns.list();
    assert.match(String(runs.api.runsTree.getTreeItem(run!).contextValue), /^run finished/);
  });

  it('run a benchmark again as it was run, beside the first', async () => {
    await runs.files.write('again.csv', 'number\n1\n2\n');
    const text = `${tinyBenchmark({ name: 'Again', prompts: 1 })}  - { file: again.csv, expectation: number }\n`;
    const first = await runs.api.run(await runs.files.write('Again.yaml', text));
    assert.ok(first);
    await ended(first);
    const runDirectory = first.runDirectory!;
    const manifest = join(runDirectory, 'run.json');
    const kept = JSON.parse(await readFile(manifest, 'utf8')) as object;
    await writeFile(manifest, JSON.stringify({ ...kept, comment: 'before the change' }));
    await runs.files.write('again.csv', 'number\n3\n');
    await vscode.commands.executeCommand('isoSpeedBench.runAgain', { kind: 'run', runDirectory });
    const session = runs.api.panels.all
      .map((panel) => panel.session)
      .find((one) => one?.source === 'live' && one.runDirectory !== runDirectory);
    assert.ok(session);
    await ended(session);
    assert.equal(dirname(session.runDirectory!), dirname(runDirectory));
    assert.notEqual(session.runDirectory, runDirectory);
    assert.deepEqual(
      session.state.prompts.map(({ label }) => label),
      first.state.prompts.map(({ label }) => label),
      'what the run asked, also where a file has changed since',
    );
    assert.equal(session.state.comment, 'before the change');
    await runs.untilListed((directories) => directories.length === 2);
  });

  it('judge the answers of a run again', async () => {
    const runDirectory = await runs.finished('Judged');
    const asked = await answering({ showInformationMessage: undefined, showErrorMessage: undefined }, () =>
      Promise.resolve(vscode.commands.executeCommand('isoSpeedBench.rescoreRun', { kind: 'run', runDirectory })),
    );
    assert.deepEqual(asked, [
      `showInformationMessage: 3 answers of ${basename(runDirectory)} judged again: no verdict changed.`,
    ]);
  });

  it('make a run folder of a report', async () => {
    const runDirectory = await runs.finished('Reported');
    const report = join(runDirectory, 'report.json');
    await vscode.commands.executeCommand('isoSpeedBench.importReport', vscode.Uri.file(report));
    await runs.untilListed((directories) => directories.length === 2);
    const imported = (await readdir(dirname(runDirectory))).find((name) => name !== basename(runDirectory))!;
    const manifest = JSON.parse(await readFile(join(dirname(runDirectory), imported, 'run.json'), 'utf8')) as {
      startedBy: { from: string };
    };
    assert.equal(manifest.startedBy.from, 'import');
  });

  it('export a copy of a run folder, and reports of it', async () => {
    const runDirectory = await runs.finished('Exported');
    const exportRun = (): Promise<unknown> =>
      Promise.resolve(vscode.commands.executeCommand('isoSpeedBench.exportRun', { kind: 'run', runDirectory }));
    const pick =
      (at: number) =>
      (items: unknown): unknown =>
        (items as unknown[])[at];
    const form = (name: string) => (items: unknown) =>
      (items as { form?: string }[]).find((item) => item.form === name);
    const answers = {
      showQuickPick: pick(0),
      showOpenDialog: [vscode.Uri.file(runs.elsewhere)],
      showInformationMessage: undefined,
      showErrorMessage: undefined,
    };
    assert.deepEqual((await answering(answers, exportRun)).length, 3);
    await answering(answers, exportRun);
    const name = basename(runDirectory);
    assert.deepEqual((await readdir(runs.elsewhere)).sort(), [name, `${name}-2`]);
    assert.deepEqual(
      (await readdir(join(runs.elsewhere, name), { recursive: true })).sort(),
      (await readdir(runDirectory, { recursive: true })).sort(),
    );
    const report = join(runs.elsewhere, 'report.json');
    const said = await answering(
      { ...answers, showQuickPick: form('strict'), showSaveDialog: vscode.Uri.file(report) },
      exportRun,
    );
    assert.match(said.at(-1)!, /showInformationMessage: The report was written to .*report\.json\./);
    const { overall_correct_count: correct } = JSON.parse(await readFile(report, 'utf8')) as {
      overall_correct_count: number;
    };
    assert.equal(
      correct,
      (await runs.api.testRuns.load(runDirectory)).models[0]!.tests.filter(({ verdict }) => verdict === 'correct')
        .length,
    );
    const zip = vscode.Uri.file(join(runs.elsewhere, 'run.zip'));
    await answering({ ...answers, showQuickPick: form('zip'), showSaveDialog: zip }, exportRun);
    assert.equal((await readFile(zip.fsPath)).subarray(0, 2).toString(), 'PK');
    await answering({ showInformationMessage: undefined }, async () =>
      vscode.commands.executeCommand('isoSpeedBench.copyAsMarkdown', { kind: 'run', runDirectory }),
    );
    assert.match(await vscode.env.clipboard.readText(), /^## `Exported`\n\nRun finished: /);
  });

  it('open a run by its run.json, from disk and dropped', async () => {
    const runDirectory = await runs.finished('Opened');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand(
      'isoSpeedBench.openRunFolder',
      vscode.Uri.file(join(runDirectory, 'run.json')),
    );
    assert.deepEqual(
      runs.api.panels.all.map((panel) => panel.session?.runDirectory),
      [runDirectory],
    );
    const manifest = await readFile(join(runDirectory, 'run.json'), 'utf8');
    const dropped = await runs.api.opener.openDroppedFile('run.json', manifest);
    assert.equal(dropped?.runDirectory, runDirectory);
    const stranger = JSON.stringify({ ...(JSON.parse(manifest) as object), id: 'never-seen' });
    await assert.rejects(runs.api.opener.openDroppedFile('run.json', stranger), /never-seen is in none of the folders/);
  });

  it('write the review page of a run that has none', async () => {
    const runDirectory = await runs.finished('Review');
    const page = join(runDirectory, 'index.html');
    await rm(page, { force: true });
    const dist = vscode.Uri.joinPath(vscode.extensions.getExtension(extensionId)!.extensionUri, 'dist').fsPath;
    assert.deepEqual(await ensureReviewPage(runDirectory, dist), { path: page, problem: null });
    assert.match(await readFile(page, 'utf8'), /^<!doctype html>/i);
  });
});
