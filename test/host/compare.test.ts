// Comparing in a real VS Code: which runs the commands take, what the page is given, its answers and its way back after a reload.

import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import type { ComparePage } from '../../src/extension/pages/comparePage';
import type { IsoSpeedBenchApi } from '../../src/extension/extension';
import { readComparedAnswer } from '../../src/extension/runs/readComparedAnswer';
import { activated, answering, ended, tinyBenchmark, WorkspaceFiles } from './extensionUnderTest';

const hasty = 'simulated~hasty';
const steady = 'simulated~steady';

describe('comparing runs', () => {
  let api: IsoSpeedBenchApi;
  let files: WorkspaceFiles;

  beforeEach(async () => {
    api = await activated();
    files = new WorkspaceFiles();
  });

  afterEach(() => files.remove());

  async function finishedRun(name: string, { models = [hasty], prompts = 6 } = {}): Promise<string> {
    const session = await api.run(
      await files.write(`${name.toLowerCase()}.yaml`, tinyBenchmark({ name, models, prompts })),
    );
    assert.ok(session);
    await ended(session);
    assert.ok(session.runDirectory);
    return session.runDirectory;
  }

  /** Turns every verdict of a model around, as if another version of it had answered. */
  async function turnAround(runDirectory: string, model: string): Promise<void> {
    const path = join(runDirectory, 'events.jsonl');
    const turned: { [verdict: string]: string } = { correct: 'incorrect', incorrect: 'correct' };
    const lines = (await readFile(path, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => {
        const event = JSON.parse(line) as { type: string; model?: string; verdict?: string };
        return JSON.stringify(
          event.type === 'testFinished' && event.model === model
            ? { ...event, verdict: turned[event.verdict!] ?? event.verdict }
            : event,
        );
      });
    await writeFile(path, `${lines.join('\n')}\n`);
    api.testRuns.refresh();
    await api.testRuns.list();
  }

  const run = (runDirectory: string): unknown => ({ kind: 'run', runDirectory });
  const onlyPage = (): ComparePage => {
    assert.equal(api.comparePages.all.length, 1);
    return api.comparePages.all[0]!;
  };
  const folders = (page: ComparePage): string[] => page.compared.map(({ runDirectory }) => runDirectory);

  it('compares the runs selected in the tree, the oldest as the base', async () => {
    const older = await finishedRun('Twice');
    const newer = await finishedRun('Twice');
    await turnAround(newer, hasty);
    await vscode.commands.executeCommand('isoSpeedBench.compareSelectedRuns', run(newer), [run(newer), run(older)]);
    const page = onlyPage();
    assert.equal(page.title, 'Compare: Twice');
    assert.deepEqual(folders(page), [older, newer]);
    const [model] = page.shown!.differences[0]!.models;
    assert.equal(model!.judged, 6);
    assert.equal(model!.worsened + model!.improved, 6, 'every verdict differs');
    await vscode.commands.executeCommand('isoSpeedBench.compareSelectedRuns', run(older), [run(older), run(newer)]);
    assert.equal(onlyPage(), page, 'the same comparison is one page');
  });

  it('holds models of one run against each other', async () => {
    const runDirectory = await finishedRun('Models', { models: [hasty, steady] });
    const node = (model: string): unknown => ({ kind: 'model', runDirectory, model });
    await vscode.commands.executeCommand('isoSpeedBench.compareSelectedModels', node(steady), [
      node(hasty),
      node(steady),
    ]);
    assert.deepEqual(
      onlyPage().shown!.differences[0]!.models.map(({ base, other }) => [base, other]),
      [[hasty, steady]],
    );
  });

  it('finds the run of the same benchmark before this one, or says that there is none', async () => {
    const first = await finishedRun('Again');
    await finishedRun('Other');
    const second = await finishedRun('Again');
    await vscode.commands.executeCommand('isoSpeedBench.compareWithPrevious', run(second));
    assert.deepEqual(folders(onlyPage()), [first, second]);
    // A panel names its run by its folder.
    await vscode.commands.executeCommand('isoSpeedBench.compareWithPrevious', vscode.Uri.file(second));
    assert.deepEqual(folders(onlyPage()), [first, second]);
    const asked = await answering({ showErrorMessage: undefined }, () =>
      Promise.resolve(vscode.commands.executeCommand('isoSpeedBench.compareWithPrevious', run(first))),
    );
    assert.equal(asked.length, 1);
    assert.match(asked[0]!, /There is no earlier run of Again/);
  });

  it('asks for the other run where only one was clicked, as outside of the selection', async () => {
    const [older, newer, other] = [await finishedRun('One'), await finishedRun('One'), await finishedRun('Else')];
    let offered = 0;
    const first = (items: { label: string; runDirectory: string }[]): unknown => {
      offered = items.length;
      return items.find(({ runDirectory }) => runDirectory === older);
    };
    const compare = (clicked: unknown) => (): Promise<unknown> =>
      Promise.resolve(vscode.commands.executeCommand('isoSpeedBench.compareSelectedRuns', clicked, [run(other)]));
    await answering({ showQuickPick: first }, compare(run(newer)));
    assert.equal(offered, 2, 'all but the one that was clicked');
    assert.deepEqual(folders(onlyPage()), [older, newer]);
  });

  it('asks which runs from the command palette', async () => {
    const runs = [await finishedRun('Picked'), await finishedRun('Picked')];
    const labels: string[] = [];
    const all = (items: { label: string }[]): unknown => {
      labels.push(...items.map(({ label }) => label));
      return items;
    };
    await answering({ showQuickPick: all }, () =>
      Promise.resolve(vscode.commands.executeCommand('isoSpeedBench.compareRuns')),
    );
    assert.deepEqual(labels, ['Picked', 'Picked']);
    assert.deepEqual(folders(onlyPage()), runs);
    const asked = await answering(
      { showQuickPick: (items: unknown[]) => items.slice(0, 1), showErrorMessage: undefined },
      () => Promise.resolve(vscode.commands.executeCommand('isoSpeedBench.compareRuns')),
    );
    assert.match(asked.at(-1)!, /Choose two runs or more/);
  });

  it('says what is wrong of a folder that is none, in the page too', async () => {
    const runDirectory = await finishedRun('Gone');
    const gone = await finishedRun('Gone');
    await rm(join(gone, 'events.jsonl'));
    const asked = await answering({ showErrorMessage: undefined }, () =>
      Promise.resolve(
        vscode.commands.executeCommand('isoSpeedBench.compareSelectedRuns', run(gone), [run(gone), run(runDirectory)]),
      ),
    );
    assert.match(asked[0]!, new RegExp(`${basename(gone)} is not a run folder`));
    assert.equal(onlyPage().shown, undefined);
  });

  it('reads both answers and opens both test pages beside each other', async () => {
    const older = await finishedRun('Answers');
    const newer = await finishedRun('Answers');
    const answer = await readComparedAnswer({ run: 'any', model: hasty, index: 2 }, newer, api.testRuns);
    assert.deepEqual(
      [answer.run, answer.index, answer.testType, answer.result?.expected],
      ['any', 2, 'raw_string_evaluator', '1'],
    );
    await assert.rejects(
      readComparedAnswer({ run: 'any', model: hasty, index: 99 }, newer, api.testRuns),
      /has no test #99/,
    );
    const places = [older, newer].map((runDirectory) => ({ runDirectory, model: hasty, index: 2 }));
    const pages = await api.testPages.showBesideEachOther(places);
    assert.deepEqual(
      pages.map((page) => [page.test, page.viewColumn]),
      places.map((place, at) => [place, at + 1]),
    );
    const next = places.map((place) => ({ ...place, index: 3 }));
    assert.deepEqual(await api.testPages.showBesideEachOther(next), pages, 'in the pages that are there');
    assert.deepEqual(
      pages.map((page) => page.test?.index),
      [3, 3],
    );
  });

  it('comes back after a window reload', async () => {
    const places = [
      { runDirectory: await finishedRun('Back') },
      { runDirectory: await finishedRun('Back'), model: hasty },
    ];
    const page = await api.comparePages.show(places);
    const keep = {
      sides: page.shown!.sides.map(({ run: name, model }) => ({
        run: name,
        ...(model === undefined ? {} : { model }),
      })),
    };
    const panel = (): vscode.WebviewPanel =>
      vscode.window.createWebviewPanel('isoSpeedBench.compare', 'restored', vscode.ViewColumn.Active);
    await api.comparePages.deserializeWebviewPanel(panel(), keep);
    const restored = api.comparePages.all.at(-1)!;
    assert.equal(restored.title, 'Compare: Back');
    assert.deepEqual(
      restored.compared.map(({ runDirectory, model }) => ({ runDirectory, ...(model === undefined ? {} : { model }) })),
      places,
    );
    await api.comparePages.deserializeWebviewPanel(panel(), { sides: [{ run: 'never seen' }, { run: 'neither' }] });
    assert.equal(api.comparePages.all.at(-1)!.title, 'Compare Runs');
  });
});
