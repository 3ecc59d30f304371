// The two views, the runs overview and the test page in a real VS Code: what they show, and everything that can be done with a run.

import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { IsoSpeedBenchApi } from '../../src/extension/extension';
import type { RunSession } from '../../src/extension/running/runSession';
import type { RunsTreeNode, TestNode } from '../../src/extension/tree/runsTreeModel';
import { emptyRunFilter } from '../../src/shared/runs/runFilter';
import { ensureReviewPage } from '../../src/core/runFolder/ensureReviewPage';
import {
  activated,
  answering,
  ended,
  eventually,
  extensionId,
  tinyBenchmark,
  workspaceFolder,
  WorkspaceFiles,
} from './extensionUnderTest';

describe('the views', () => {
  let api: IsoSpeedBenchApi;
  let files: WorkspaceFiles;
  let elsewhere: string;

  beforeEach(async () => {
    api = await activated();
    files = new WorkspaceFiles();
    elsewhere = await mkdtemp(join(tmpdir(), 'isb-host-'));
    await vscode.commands.executeCommand('isoSpeedBench.runs.focus');
  });

  afterEach(async () => {
    for (const session of api.runs.sessions) {
      session.cancel();
      await ended(session);
    }
    api.filter.clear();
    await vscode.workspace
      .getConfiguration('isoSpeedBench')
      .update('extraRunsFolders', undefined, vscode.ConfigurationTarget.Workspace);
    await files.remove();
    await rm(elsewhere, { recursive: true, force: true });
  });

  async function finishedRun(name: string, models?: string[]): Promise<string> {
    const session = await api.run(await files.write(`${name}.yaml`, tinyBenchmark({ name, models })));
    assert.ok(session);
    await ended(session);
    assert.ok(session.runDirectory);
    return session.runDirectory;
  }

  /** The tree down to `depth`, a line a node: label and what stands behind it up to the first figure that differs from run to run. */
  async function picture(depth: number, parent?: RunsTreeNode, level = 0): Promise<string[]> {
    const lines: string[] = [];
    for (const node of await api.runsTree.getChildren(parent)) {
      const item = api.runsTree.getTreeItem(node);
      // What tells runs apart stands before the name.
      lines.push(`${'  '.repeat(level)}${String(item.label).replace(/^[^#]* · /, '')}`);
      if (depth > 1) lines.push(...(await picture(depth - 1, node, level + 1)));
    }
    return lines;
  }

  /** Waits until the list of runs is as asked, looking again whenever it has changed. */
  async function untilListed(isWanted: (directories: string[]) => boolean): Promise<void> {
    for (;;) {
      const changed = new Promise<void>((resolve) => {
        const subscription = api.testRuns.onDidChange(() => {
          subscription.dispose();
          resolve();
        });
      });
      if (isWanted([...(await api.testRuns.list()).keys()])) return;
      await changed;
    }
  }

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
    await writeFile(
      join(runDirectory, 'run.json'),
      JSON.stringify({ ...manifest, status: 'running', finishedAt: null }),
    );
  }

  it('drill from a run to the evidence of a test', async () => {
    await finishedRun('Drill', ['simulated~hasty', 'simulated~steady']);
    const evidence = ['result image', 'transcript', 'transcript.json', 'result.json'];
    const tests = ['#1', '#2', '#3'];
    const lines = (await picture(4)).map((line) => line.replace(/^( *#\d).*/, '$1').trim());
    assert.deepEqual(lines, [
      'Drill',
      ...['simulated~hasty', 'simulated~steady'].flatMap((model) => [
        model,
        ...tests.flatMap((test) => [test, ...evidence]),
      ]),
    ]);
    const [run] = await api.runsTree.getChildren();
    assert.match(String(api.runsTree.getTreeItem(run!).description), /^\d\d:\d\d · simulated$/);
  });

  it('open the result image, the transcript and the page of a test', async () => {
    const runDirectory = await finishedRun('Evidence');
    const test: TestNode = { kind: 'test', runDirectory, model: 'simulated~hasty', index: 2 };
    const open = (evidence: string): Thenable<unknown> =>
      vscode.commands.executeCommand('isoSpeedBench.openEvidence', { ...test, kind: 'evidence', evidence });
    await open('transcriptText');
    // As people read it: in VS Code's preview of Markdown.
    const shown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(shown instanceof vscode.TabInputCustom);
    assert.equal(basename(shown.uri.path), 'transcript.md');
    await open('result');
    assert.equal(basename(vscode.window.activeTextEditor?.document.uri.fsPath ?? ''), 'result.json');
    await open('resultImage');
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(
      input instanceof vscode.TabInputCustom && input.viewType === 'imagePreview.previewEditor',
      JSON.stringify(input),
    );
    await vscode.commands.executeCommand('isoSpeedBench.openTestPage', test);
    await vscode.commands.executeCommand('isoSpeedBench.openTestPage', { ...test, index: 3 });
    assert.deepEqual(
      api.testPages.all.map((page) => page.title),
      ['#3 simulated~hasty: Evidence'],
      'one page, reused',
    );
    await vscode.commands.executeCommand('isoSpeedBench.openTestPageBeside', test);
    assert.deepEqual(
      api.testPages.all.map((page) => page.title),
      ['#3 simulated~hasty: Evidence', '#2 simulated~hasty: Evidence'],
    );
  });

  it('grow while a run goes on', async () => {
    const session = await api.run(
      await files.write('grow.yaml', tinyBenchmark({ name: 'Grow', models: ['simulated~swift'], prompts: 40 })),
    );
    assert.ok(session);
    await untilListed(
      (directories) => session.runDirectory !== undefined && directories.includes(session.runDirectory),
    );
    const [run] = await api.runsTree.getChildren();
    assert.match(String(api.runsTree.getTreeItem(run!).contextValue), /^run running/);
    const changes: (RunsTreeNode | undefined)[] = [];
    const subscription = api.runsTree.onDidChangeTreeData((node) => changes.push(node));
    await eventually(api.runsTree.onDidChangeTreeData, () => changes.some((node) => node?.kind === 'run'));
    assert.match(String(api.runsTree.getTreeItem(run!).description), /running \d+\/40/);
    session.cancel();
    await ended(session);
    subscription.dispose();
    await api.testRuns.list();
    assert.match(String(api.runsTree.getTreeItem(run!).contextValue), /^run cancelled/);
  });

  it('filter by API, model and test type, and show all again', async () => {
    await finishedRun('Filtered', ['simulated~hasty', 'simulated~steady']);
    api.filter.change({ ...emptyRunFilter, apis: ['openai'] });
    assert.equal(api.runsTree.view.message, 'Filter: api=openai');
    assert.deepEqual(await picture(2), []);
    api.filter.change({
      ...emptyRunFilter,
      apis: ['simulated'],
      models: ['simulated~steady'],
      testTypes: ['raw_string_evaluator'],
    });
    assert.deepEqual(await picture(2), ['Filtered', '  simulated~steady']);
    await vscode.commands.executeCommand('isoSpeedBench.clearFilter');
    assert.equal(api.runsTree.view.message, undefined);
    assert.deepEqual(await picture(2), ['Filtered', '  simulated~hasty', '  simulated~steady']);
    const [run] = await api.runsTree.getChildren();
    const [model] = await api.runsTree.getChildren(run);
    await vscode.commands.executeCommand('isoSpeedBench.showFailed', model);
    assert.equal(api.runsTree.view.message, 'Filter: model=simulated~hasty, verdict=incorrect|error');
    await vscode.commands.executeCommand('isoSpeedBench.clearFilter');
  });

  it('ask for a filter with what the runs offer', async () => {
    await finishedRun('Asked', ['simulated~hasty', 'simulated~steady']);
    const labels: string[] = [];
    const pickSteady = (items: { label: string }[]): unknown => {
      labels.push(...items.map(({ label }) => label));
      return items.filter(({ label }) => label === 'simulated~steady');
    };
    await answering({ showQuickPick: pickSteady }, () =>
      Promise.resolve(vscode.commands.executeCommand('isoSpeedBench.filterByModel')),
    );
    assert.deepEqual(labels, ['simulated~hasty', 'simulated~steady']);
    assert.deepEqual(api.filter.current.models, ['simulated~steady']);
    await answering({ showInputBox: ' asked ' }, () =>
      Promise.resolve(vscode.commands.executeCommand('isoSpeedBench.filterByText')),
    );
    assert.equal(api.runsTree.view.message, 'Filter: model=simulated~steady, text="asked"');
  });

  it('show a run that arrives by copy, and forget one that goes', async () => {
    const runDirectory = await finishedRun('Original');
    await untilListed((directories) => directories.length === 1);
    const copy = join(dirname(runDirectory), 'a-copy');
    await cp(runDirectory, copy, { recursive: true });
    await untilListed((directories) => directories.includes(copy));
    await rm(copy, { recursive: true });
    await untilListed((directories) => !directories.includes(copy));
  });

  it('look into added folders, outside the workspace too', async () => {
    const runDirectory = await finishedRun('Added');
    await vscode.commands.executeCommand('isoSpeedBench.addRunsFolder', vscode.Uri.file(elsewhere));
    assert.deepEqual(vscode.workspace.getConfiguration('isoSpeedBench').get('extraRunsFolders'), [elsewhere]);
    await untilListed((directories) => directories.length === 1);
    const copy = join(elsewhere, basename(runDirectory));
    await cp(runDirectory, copy, { recursive: true });
    await untilListed((directories) => directories.includes(copy));
  });

  it('delete a run only when told so', async () => {
    const runDirectory = await finishedRun('Deleted');
    const remove = (): Promise<unknown> =>
      Promise.resolve(vscode.commands.executeCommand('isoSpeedBench.deleteRun', { kind: 'run', runDirectory }));
    const asked = await answering({ showWarningMessage: undefined }, remove);
    assert.deepEqual(asked, [`showWarningMessage: Delete ${basename(runDirectory)}?`]);
    assert.ok(existsSync(runDirectory));
    const yes = (...[, , choice]: unknown[]): unknown => choice;
    await answering({ showWarningMessage: yes }, remove);
    assert.ok(!existsSync(runDirectory));
    await untilListed((directories) => directories.length === 0);
  });

  it('delete the link where a run is one, and not what it leads to', async () => {
    const runDirectory = await finishedRun('Linked');
    const kept = join(elsewhere, 'kept');
    await rename(runDirectory, kept);
    await symlink(kept, runDirectory, 'junction');
    await untilListed((directories) => directories.includes(runDirectory));
    const yes = (...[, , choice]: unknown[]): unknown => choice;
    await answering({ showWarningMessage: yes }, () =>
      Promise.resolve(vscode.commands.executeCommand('isoSpeedBench.deleteRun', { kind: 'run', runDirectory })),
    );
    assert.ok(!existsSync(runDirectory));
    assert.ok(existsSync(join(kept, 'events.jsonl')));
  });

  it('leave a run alone that another window begins to write while the question stands', async () => {
    const runDirectory = await finishedRun('Raced');
    // What another process that is alive leaves there while it resumes or judges again.
    const owner = { token: 'other', host: hostname(), pid: process.ppid, thread: 0, processStart: null };
    const lock = JSON.stringify({ ...owner, at: new Date().toISOString() });
    const begunMeanwhile = (...[, , choice]: unknown[]): unknown => {
      writeFileSync(join(runDirectory, 'run.lock'), lock);
      return choice;
    };
    const asked = await answering({ showWarningMessage: begunMeanwhile, showErrorMessage: undefined }, () =>
      Promise.resolve(vscode.commands.executeCommand('isoSpeedBench.deleteRun', { kind: 'run', runDirectory })),
    );
    assert.match(asked.join('\n'), /Delete .*\n.*is being written by another process/);
    assert.ok(existsSync(join(runDirectory, 'events.jsonl')));
    await rm(join(runDirectory, 'run.lock'));
  });

  it('show names that would be more than names as nothing but names', async () => {
    const runDirectory = await finishedRun('Hostile');
    const name =
      'Bad\n\u202egnp.\u2066 [Repair](command:workbench.action.terminal.new) ![x](https://evil.example/x.png) $(trash)';
    const rewrite = async (file: string): Promise<void> => {
      const text = await readFile(join(runDirectory, file), 'utf8');
      const changed = text
        .replaceAll('"Hostile"', JSON.stringify(name))
        .replaceAll('"label":"', `"label":${JSON.stringify(name).slice(0, -1)}`);
      await writeFile(join(runDirectory, file), changed);
    };
    await rewrite('run.json');
    await rewrite('events.jsonl');
    api.testRuns.refresh();
    await api.testRuns.list();
    const items: vscode.TreeItem[] = [];
    const collect = async (parent?: RunsTreeNode): Promise<void> => {
      for (const node of await api.runsTree.getChildren(parent)) {
        const item = api.runsTree.getTreeItem(node);
        items.push(api.runsTree.resolveTreeItem(item, node));
        await collect(node);
      }
    };
    await collect();
    assert.ok(
      items.some(({ label }) => String(label).includes('Bad')),
      'the name is shown',
    );
    for (const { label, description, tooltip } of items) {
      for (const text of [label, description]) assert.doesNotMatch(JSON.stringify(text ?? ''), /\\n|\u202e|\u2066/);
      if (tooltip instanceof vscode.MarkdownString) {
        assert.ok(!tooltip.isTrusted && !tooltip.supportHtml && !tooltip.supportThemeIcons);
        assert.doesNotMatch(tooltip.value, /(?<!\\)\]\(|\u202e|\u2066/);
      } else assert.doesNotMatch(tooltip ?? '', /\u202e|\u2066/);
    }
  });

  it('leave a run alone that is running', async () => {
    const session = await api.run(
      await files.write('busy.yaml', tinyBenchmark({ name: 'Busy', models: ['simulated~swift'], prompts: 40 })),
    );
    assert.ok(session);
    await eventually(session.onDidAddEvents, () => session.runDirectory !== undefined);
    const asked = await answering({ showWarningMessage: undefined, showErrorMessage: undefined }, () =>
      Promise.resolve(
        vscode.commands.executeCommand('isoSpeedBench.deleteRun', { kind: 'run', runDirectory: session.runDirectory }),
      ),
    );
    assert.equal(asked.length, 1);
    assert.match(asked[0]!, /is still running: cancel it first/);
    const node = { kind: 'run', runDirectory: session.runDirectory };
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('isoSpeedBench.showRun', node);
    assert.equal(api.panels.all[0]?.session, session, 'it is shown from its entry');
    await vscode.commands.executeCommand('isoSpeedBench.cancelRun', node);
    await ended(session);
    assert.equal(session.state.status, 'cancelled');
  });

  it('resume an interrupted run with exactly what is missing', async () => {
    const runDirectory = await finishedRun('Resumed');
    await interrupt(runDirectory, 1);
    api.testRuns.refresh();
    await api.testRuns.list();
    const [run] = await api.runsTree.getChildren();
    assert.match(String(api.runsTree.getTreeItem(run!).contextValue), /^run interrupted/);
    await vscode.commands.executeCommand('isoSpeedBench.resumeRun', run);
    const session = api.panels.all
      .map((panel) => panel.session)
      .find((one) => one?.runDirectory === runDirectory) as RunSession;
    assert.deepEqual(
      api.panels.all.map((panel) => panel.title.replace(/ \d\d:\d\d$/, '')),
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
    await api.testRuns.list();
    assert.match(String(api.runsTree.getTreeItem(run!).contextValue), /^run finished/);
  });

  it('run a benchmark again as it was run, beside the first', async () => {
    await files.write('again.csv', 'number\n1\n2\n');
    const text = `${tinyBenchmark({ name: 'Again', prompts: 1 })}  - { file: again.csv, expectation: number }\n`;
    const first = await api.run(await files.write('Again.yaml', text));
    assert.ok(first);
    await ended(first);
    const runDirectory = first.runDirectory!;
    const manifest = join(runDirectory, 'run.json');
    const kept = JSON.parse(await readFile(manifest, 'utf8')) as object;
    await writeFile(manifest, JSON.stringify({ ...kept, comment: 'before the change' }));
    await files.write('again.csv', 'number\n3\n');
    await vscode.commands.executeCommand('isoSpeedBench.runAgain', { kind: 'run', runDirectory });
    const session = api.panels.all
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
    await untilListed((directories) => directories.length === 2);
  });

  it('judge the answers of a run again', async () => {
    const runDirectory = await finishedRun('Judged');
    const asked = await answering({ showInformationMessage: undefined, showErrorMessage: undefined }, () =>
      Promise.resolve(vscode.commands.executeCommand('isoSpeedBench.rescoreRun', { kind: 'run', runDirectory })),
    );
    assert.deepEqual(asked, [
      `showInformationMessage: 3 answers of ${basename(runDirectory)} judged again: no verdict changed.`,
    ]);
  });

  it('make a run folder of a report', async () => {
    const runDirectory = await finishedRun('Reported');
    const report = join(runDirectory, 'report.json');
    await vscode.commands.executeCommand('isoSpeedBench.importReport', vscode.Uri.file(report));
    await untilListed((directories) => directories.length === 2);
    const imported = (await readdir(dirname(runDirectory))).find((name) => name !== basename(runDirectory))!;
    const manifest = JSON.parse(await readFile(join(dirname(runDirectory), imported, 'run.json'), 'utf8')) as {
      startedBy: { from: string };
    };
    assert.equal(manifest.startedBy.from, 'import');
  });

  it('export a copy of a run folder, and reports of it', async () => {
    const runDirectory = await finishedRun('Exported');
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
      showOpenDialog: [vscode.Uri.file(elsewhere)],
      showInformationMessage: undefined,
      showErrorMessage: undefined,
    };
    assert.deepEqual((await answering(answers, exportRun)).length, 3);
    await answering(answers, exportRun);
    const name = basename(runDirectory);
    assert.deepEqual((await readdir(elsewhere)).sort(), [name, `${name}-2`]);
    assert.deepEqual(
      (await readdir(join(elsewhere, name), { recursive: true })).sort(),
      (await readdir(runDirectory, { recursive: true })).sort(),
    );
    const report = join(elsewhere, 'report.json');
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
      (await api.testRuns.load(runDirectory)).models[0]!.tests.filter(({ verdict }) => verdict === 'correct').length,
    );
    const zip = vscode.Uri.file(join(elsewhere, 'run.zip'));
    await answering({ ...answers, showQuickPick: form('zip'), showSaveDialog: zip }, exportRun);
    assert.equal((await readFile(zip.fsPath)).subarray(0, 2).toString(), 'PK');
    await answering({ showInformationMessage: undefined }, async () =>
      vscode.commands.executeCommand('isoSpeedBench.copyAsMarkdown', { kind: 'run', runDirectory }),
    );
    assert.match(await vscode.env.clipboard.readText(), /^## `Exported`\n\nRun finished: /);
  });

  it('open a run by its run.json, from disk and dropped', async () => {
    const runDirectory = await finishedRun('Opened');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand(
      'isoSpeedBench.openRunFolder',
      vscode.Uri.file(join(runDirectory, 'run.json')),
    );
    assert.deepEqual(
      api.panels.all.map((panel) => panel.session?.runDirectory),
      [runDirectory],
    );
    const manifest = await readFile(join(runDirectory, 'run.json'), 'utf8');
    const dropped = await api.opener.openDroppedFile('run.json', manifest);
    assert.equal(dropped?.runDirectory, runDirectory);
    const stranger = JSON.stringify({ ...(JSON.parse(manifest) as object), id: 'never-seen' });
    await assert.rejects(api.opener.openDroppedFile('run.json', stranger), /never-seen is in none of the folders/);
  });

  it('list benchmarks with their size, and those that can not run with their problems', async () => {
    await files.write('good.yaml', tinyBenchmark({ name: 'Good', models: ['simulated~hasty', 'simulated~swift'] }));
    await files.write('bad.yaml', 'benchmark_name: Bad\nprompts: []\n');
    await files.write('other.yaml', 'name: something else\n');
    const found = new Map(
      (await api.benchmarksTree.getChildren()).map((node) => [
        basename(node.uri.fsPath),
        api.benchmarksTree.getTreeItem(node),
      ]),
    );
    assert.equal(found.get('good.yaml')?.description, '2 models x 3');
    assert.equal(found.get('good.yaml')?.contextValue, 'benchmark runnable');
    assert.match(String(found.get('bad.yaml')?.description), /^\d problems?$/);
    assert.ok(!found.has('other.yaml'));
    assert.equal(existsSync(join(workspaceFolder(), 'runs')), false, 'looking runs nothing');
  });

  it('open one overview, and the page of a test beside it', async () => {
    const runDirectory = await finishedRun('Overview');
    await vscode.commands.executeCommand('isoSpeedBench.openOverview');
    const [overview] = api.overview.all;
    await vscode.commands.executeCommand('isoSpeedBench.openOverview');
    assert.deepEqual(api.overview.all, [overview]);
    assert.equal(overview?.title, 'Runs Overview');
    await vscode.commands.executeCommand('isoSpeedBench.openTestPage', {
      kind: 'test',
      runDirectory,
      model: 'simulated~hasty',
      index: 1,
    });
    assert.equal(api.testPages.all[0]?.title, '#1 simulated~hasty: Overview');
  });

  it('bring a test page back after a window reload', async () => {
    const runDirectory = await finishedRun('Back');
    await vscode.commands.executeCommand('isoSpeedBench.openTestPage', {
      kind: 'test',
      runDirectory,
      model: 'simulated~hasty',
      index: 1,
    });
    const panel = (): vscode.WebviewPanel =>
      vscode.window.createWebviewPanel('isoSpeedBench.testPage', 'restored', vscode.ViewColumn.Active);
    await api.testPages.deserializeWebviewPanel(panel(), {
      runId: basename(runDirectory),
      model: 'simulated~hasty',
      index: 2,
    });
    assert.equal(api.testPages.all.at(-1)?.title, '#2 simulated~hasty: Back');
    await api.testPages.deserializeWebviewPanel(panel(), { runId: 'never-seen', model: 'simulated~hasty', index: 2 });
    assert.equal(api.testPages.all.at(-1)?.title, 'Test');
  });

  it('write the review page of a run that has none', async () => {
    const runDirectory = await finishedRun('Review');
    const page = join(runDirectory, 'index.html');
    await rm(page, { force: true });
    const dist = vscode.Uri.joinPath(vscode.extensions.getExtension(extensionId)!.extensionUri, 'dist').fsPath;
    assert.deepEqual(await ensureReviewPage(runDirectory, dist), { path: page, problem: null });
    assert.match(await readFile(page, 'utf8'), /^<!doctype html>/i);
  });
});
