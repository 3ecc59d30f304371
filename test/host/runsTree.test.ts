// The trees of benchmarks and runs in a real VS Code: what they list, filter and open.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { cp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { RunsTreeNode, TestNode } from '../../src/extension/tree/runsTreeModel';
import { emptyRunFilter } from '../../src/shared/runs/runFilter';
import { answering, ended, eventually, tinyBenchmark, workspaceFolder } from './extensionUnderTest';
import { usingRuns } from './usingRuns';

describe('the views', () => {
  const runs = usingRuns();

  /** The tree down to `depth`, a line a node: label and what stands behind it up to the first figure that differs from run to run. */
  async function picture(depth: number, parent?: RunsTreeNode, level = 0): Promise<string[]> {
    const lines: string[] = [];
    for (const node of await runs.api.runsTree.getChildren(parent)) {
      const item = runs.api.runsTree.getTreeItem(node);
      // What tells runs apart stands before the name.
      lines.push(`${'  '.repeat(level)}${String(item.label).replace(/^[^#]* · /, '')}`);
      if (depth > 1) lines.push(...(await picture(depth - 1, node, level + 1)));
    }
    return lines;
  }

  it('drill from a run to the evidence of a test', async () => {
    await runs.finished('Drill', ['simulated~hasty', 'simulated~steady']);
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
    const [run] = await runs.api.runsTree.getChildren();
    assert.match(String(runs.api.runsTree.getTreeItem(run!).description), /^(yesterday )?\d\d:\d\d · simulated$/);
  });

  it('open the result image, the transcript and the page of a test', async () => {
    const runDirectory = await runs.finished('Evidence');
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
      runs.api.testPages.all.map((page) => page.title),
      ['#3 simulated~hasty: Evidence'],
      'one page, reused',
    );
    await vscode.commands.executeCommand('isoSpeedBench.openTestPageBeside', test);
    assert.deepEqual(
      runs.api.testPages.all.map((page) => page.title),
      ['#3 simulated~hasty: Evidence', '#2 simulated~hasty: Evidence'],
    );
  });

  it('grow while a run goes on', async () => {
    const session = await runs.api.run(
      await runs.files.write('grow.yaml', tinyBenchmark({ name: 'Grow', models: ['simulated~swift'], prompts: 500 })),
    );
    assert.ok(session);
    await runs.untilListed(
      (directories) => session.runDirectory !== undefined && directories.includes(session.runDirectory),
    );
    const [run] = await runs.api.runsTree.getChildren();
    assert.match(String(runs.api.runsTree.getTreeItem(run!).contextValue), /^run running/);
    const changes: (RunsTreeNode | undefined)[] = [];
    const subscription = runs.api.runsTree.onDidChangeTreeData((node) => changes.push(node));
    await eventually(runs.api.runsTree.onDidChangeTreeData, () => changes.some((node) => node?.kind === 'run'));
    assert.match(String(runs.api.runsTree.getTreeItem(run!).description), /running \d+\/500/);
    session.cancel();
    await ended(session);
    subscription.dispose();
    await runs.api.testRuns.list();
    assert.match(String(runs.api.runsTree.getTreeItem(run!).contextValue), /^run cancelled/);
  });

  it('filter by API, model and test type, and show all again', async () => {
    await runs.finished('Filtered', ['simulated~hasty', 'simulated~steady']);
    runs.api.filter.change({ ...emptyRunFilter, apis: ['openai'] });
    assert.equal(runs.api.runsTree.view.message, 'Filter: api=openai');
    assert.deepEqual(await picture(2), []);
    runs.api.filter.change({
      ...emptyRunFilter,
      apis: ['simulated'],
      models: ['simulated~steady'],
      testTypes: ['raw_string_evaluator'],
    });
    assert.deepEqual(await picture(2), ['Filtered', '  simulated~steady']);
    await vscode.commands.executeCommand('isoSpeedBench.clearFilter');
    assert.equal(runs.api.runsTree.view.message, undefined);
    assert.deepEqual(await picture(2), ['Filtered', '  simulated~hasty', '  simulated~steady']);
    const [run] = await runs.api.runsTree.getChildren();
    const [model] = await runs.api.runsTree.getChildren(run);
    await vscode.commands.executeCommand('isoSpeedBench.showFailed', model);
    assert.equal(runs.api.runsTree.view.message, 'Filter: model=simulated~hasty, verdict=incorrect|error');
    await vscode.commands.executeCommand('isoSpeedBench.clearFilter');
  });

  it('ask for a filter with what the runs offer', async () => {
    await runs.finished('Asked', ['simulated~hasty', 'simulated~steady']);
    const labels: string[] = [];
    const pickSteady = (items: { label: string }[]): unknown => {
      labels.push(...items.map(({ label }) => label));
      return items.filter(({ label }) => label === 'simulated~steady');
    };
    await answering({ showQuickPick: pickSteady }, () =>
      Promise.resolve(vscode.commands.executeCommand('isoSpeedBench.filterByModel')),
    );
    assert.deepEqual(labels, ['simulated~hasty', 'simulated~steady']);
    assert.deepEqual(runs.api.filter.current.models, ['simulated~steady']);
    await answering({ showInputBox: ' asked ' }, () =>
      Promise.resolve(vscode.commands.executeCommand('isoSpeedBench.filterByText')),
    );
    assert.equal(runs.api.runsTree.view.message, 'Filter: model=simulated~steady, text="asked"');
  });

  it('show a run that arrives by copy, and forget one that goes', async () => {
    const runDirectory = await runs.finished('Original');
    await runs.untilListed((directories) => directories.length === 1);
    const copy = join(dirname(runDirectory), 'a-copy');
    await cp(runDirectory, copy, { recursive: true });
    await runs.untilListed((directories) => directories.includes(copy));
    await rm(copy, { recursive: true });
    await runs.untilListed((directories) => !directories.includes(copy));
  });

  it('look into added folders, outside the workspace too', async () => {
    const runDirectory = await runs.finished('Added');
    await vscode.commands.executeCommand('isoSpeedBench.addRunsFolder', vscode.Uri.file(runs.elsewhere));
    assert.deepEqual(vscode.workspace.getConfiguration('isoSpeedBench').get('extraRunsFolders'), [runs.elsewhere]);
    await runs.untilListed((directories) => directories.length === 1);
    const copy = join(runs.elsewhere, basename(runDirectory));
    await cp(runDirectory, copy, { recursive: true });
    // VS Code begins to watch a folder a while after it was told to, and hears of nothing that came before.
    const manifest = join(copy, 'run.json');
    const touching = setInterval(() => void utimes(manifest, new Date(), new Date()), 500);
    await runs.untilListed((directories) => directories.includes(copy)).finally(() => clearInterval(touching));
  });

  it('show names that would be more than names as nothing but names', async () => {
    const runDirectory = await runs.finished('Hostile');
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
    runs.api.testRuns.refresh();
    await runs.api.testRuns.list();
    const items: vscode.TreeItem[] = [];
    const collect = async (parent?: RunsTreeNode): Promise<void> => {
      for (const node of await runs.api.runsTree.getChildren(parent)) {
        const item = runs.api.runsTree.getTreeItem(node);
        items.push(runs.api.runsTree.resolveTreeItem(item, node));
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

  it('list benchmarks with their size, and those that can not run with their problems', async () => {
    await runs.files.write(
      'good.yaml',
      tinyBenchmark({ name: 'Good', models: ['simulated~hasty', 'simulated~swift'] }),
    );
    await runs.files.write('bad.yaml', 'benchmark_name: Bad\nprompts: []\n');
    await runs.files.write('other.yaml', 'name: something else\n');
    const found = new Map(
      (await runs.api.benchmarksTree.getChildren()).map((node) => [
        basename(node.uri.fsPath),
        runs.api.benchmarksTree.getTreeItem(node),
      ]),
    );
    assert.equal(found.get('good.yaml')?.description, '2 models x 3');
    assert.equal(found.get('good.yaml')?.contextValue, 'benchmark runnable');
    assert.match(String(found.get('bad.yaml')?.description), /^\d problems?$/);
    assert.ok(!found.has('other.yaml'));
    assert.equal(existsSync(join(workspaceFolder(), 'runs')), false, 'looking runs nothing');
  });
});
