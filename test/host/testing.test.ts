// Benchmarks in the Testing view: what is listed, and real runs that VS Code's own commands begin.

import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import type { IsoSpeedBenchApi } from '../../src/extension/extension';
import type { TestPlace } from '../../src/extension/runs/testFiles';
import { activated, answering, ended, eventually, tinyBenchmark, until, WorkspaceFiles } from './extensionUnderTest';

const controllerId = 'isoSpeedBench.tests';
const runKind = 2;
const debugKind = 4;

describe('benchmarks in the Testing view', () => {
  let api: IsoSpeedBenchApi;
  let files: WorkspaceFiles;
  let controller: vscode.TestController;
  /** What VS Code was told of the runs, `verdict id: message`. */
  let told: string[];
  let messages: vscode.TestMessage[];
  let createTestRun: vscode.TestController['createTestRun'];
  const runsEnded = new vscode.EventEmitter<void>();
  let ends = 0;
  let begins = 0;

  beforeEach(async () => {
    api = await activated();
    files = new WorkspaceFiles();
    await vscode.window.showTextDocument(await files.write('open.yaml', tinyBenchmark()));
    await api.tests.refresh();
    controller = api.tests.controller!;
    told = [];
    messages = [];
    ends = 0;
    begins = 0;
    createTestRun = controller.createTestRun;
    controller.createTestRun = (...args) => {
      begins += 1;
      return listened(createTestRun.apply(controller, args));
    };
  });

  afterEach(async () => {
    controller.createTestRun = createTestRun;
    await files.remove();
  });

  /** The run, which tells this test, too. */
  function listened(run: vscode.TestRun): vscode.TestRun {
    const note = (verdict: string, item: vscode.TestItem, message?: vscode.TestMessage): void => {
      told.push(`${verdict} ${item.id}`);
      if (message) messages.push(message);
    };
    return new Proxy(run, {
      get(target, name: keyof vscode.TestRun) {
        const value = target[name];
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          if (name === 'passed' || name === 'skipped') note(name, args[0] as vscode.TestItem);
          if (name === 'failed' || name === 'errored')
            note(name, args[0] as vscode.TestItem, args[1] as vscode.TestMessage);
          (value as (...given: unknown[]) => void).apply(target, args);
          if (name === 'end') {
            ends += 1;
            runsEnded.fire();
          }
        };
      },
    });
  }

  async function listedItem(uri: vscode.Uri): Promise<vscode.TestItem> {
    await controller.resolveHandler!(undefined);
    const item = controller.items.get(uri.toString());
    assert.ok(item, `${uri.fsPath} is not listed`);
    return item;
  }

  const byId = async (kind: number, ...path: string[]): Promise<void> => {
    await vscode.commands.executeCommand('vscode.runTestsById', kind, [controllerId, ...path].join('\0'));
  };

  /** VS Code hears of new entries a moment later, and begins nothing for one that it does not know. */
  const runById = async (...path: string[]): Promise<void> => {
    const before = begins;
    while (begins === before) await byId(runKind, ...path);
  };

  it('lists models and prompts with their lines when they are opened', async () => {
    const uri = await files.write(
      'two.yaml',
      tinyBenchmark({ models: ['simulated~hasty', 'simulated~swift'], prompts: 3 }),
    );
    const item = await listedItem(uri);
    assert.equal(item.label, 'two.yaml');
    assert.equal(item.children.size, 0, 'nothing is read before somebody looks');
    await controller.resolveHandler!(item);
    const models = [...item.children].map(([, model]) => model);
    assert.deepEqual(
      models.map(({ id, range }) => [id, range?.start.line]),
      [
        ['simulated~hasty', 5],
        ['simulated~swift', 6],
      ],
    );
    await controller.resolveHandler!(models[1]);
    assert.deepEqual(
      [...models[1]!.children].map(([, { label, range }]) => [label, range?.start.line]),
      [
        ['#1 0', 8],
        ['#2 1', 11],
        ['#3 2', 14],
      ],
    );
  });

  it('makes one entry of what is too much to list, and says what keeps a file from being run', async () => {
    const large = tinyBenchmark({ prompts: 0 }).replace(
      /prompts:\n$/,
      'prompts:\n  - file: rows.csv\n    expectation: "{{number}}"\n',
    );
    const rows = Array.from({ length: 100_000 }, (_, row) => row).join('\n');
    await files.write('rows.csv', `number\n${rows}\n`);
    const item = await listedItem(await files.write('large.yaml', large));
    await controller.resolveHandler!(item);
    const model = item.children.get('simulated~hasty')!;
    await controller.resolveHandler!(model);
    assert.equal(model.children.size, 501);
    const rest = model.children.get('#501');
    assert.equal(rest?.label, '#501 to #100,000');
    assert.equal(rest.description, '99,500 more prompts, as one');

    const faulty = await listedItem(
      await files.write('faulty.yaml', tinyBenchmark().replace('_evaluator\n', '_evaluater\n')),
    );
    await controller.resolveHandler!(faulty);
    assert.equal(faulty.children.size, 0);
    assert.match(String(faulty.error), /^1 problem, the first in line 4: /);
  });

  it('runs what is chosen, tells how each test ended, and runs again what failed', async () => {
    const uri = await files.write(
      'tests.yaml',
      tinyBenchmark({ name: 'Chosen', models: ['simulated~hasty', 'simulated~swift'], prompts: 12 }),
    );
    await listedItem(uri);
    await runById(uri.toString(), 'simulated~hasty');
    await eventually(runsEnded.event, () => ends === 1);
    assert.equal(told.length, 12);
    const failed = told.filter((one) => one.startsWith('failed '));
    assert.ok(failed.length > 0, told.join());
    const diff = messages.find(({ expectedOutput }) => expectedOutput !== undefined);
    assert.ok(diff?.actualOutput !== undefined && diff.actualOutput !== diff.expectedOutput);
    assert.equal(diff.location?.uri.toString(), uri.toString());
    assert.ok(diff.location.range.start.line >= 8);
    assert.ok(
      api.panels.all.some(({ title }) => title.includes('Chosen')),
      'the run is in a panel',
    );

    const notPassed = told.filter((one) => !one.startsWith('passed ')).map((one) => one.split(' ')[1]!);
    told = [];
    await vscode.commands.executeCommand('testing.reRunFailTests');
    await eventually(runsEnded.event, () => ends === 2);
    assert.deepEqual(told.map((one) => one.split(' ')[1]!).sort(), notPassed.sort());

    await byId(debugKind, uri.toString(), 'simulated~hasty', notPassed[0]!);
    const shown = (): TestPlace | undefined => api.testPages.all[0]?.test;
    await until(() => shown() !== undefined);
    assert.equal(shown()!.model, 'simulated~hasty');
    assert.equal(basename(join(shown()!.runDirectory, '..')), 'runs');
  });

  it('tells of a run that was begun elsewhere once its entry is open, and stops it from there', async () => {
    const uri = await files.write('told.yaml', tinyBenchmark({ name: 'Told', prompts: 6 }));
    const item = await listedItem(uri);
    await ended((await api.run(uri))!);
    assert.equal(begins, 0, 'nobody has opened its entry');
    const everyTest = ['#1', '#2', '#3', '#4', '#5', '#6'];
    const toldIds = (): string[] => told.splice(0).map((one) => one.split(' ')[1]!);
    await controller.resolveHandler!(item);
    await eventually(runsEnded.event, () => ends === 1);
    assert.deepEqual(toldIds().sort(), everyTest, 'of the run before, too');
    await ended((await api.run(uri))!);
    await eventually(runsEnded.event, () => ends === 2);
    assert.deepEqual(toldIds().sort(), everyTest);
    await controller.resolveHandler!(item);
    assert.equal(begins, 2, 'one entry a run in the results');

    const slow = await files.write('slow.yaml', tinyBenchmark({ name: 'Slow', prompts: 500 }));
    const session = (await api.run(slow))!;
    await controller.resolveHandler!(await listedItem(slow));
    await until(() => begins === 3);
    await vscode.commands.executeCommand('testing.cancelRun');
    await eventually(runsEnded.event, () => ends === 3);
    assert.equal(session.state.status, 'cancelled');
  });

  it('tells each of two runs of a benchmark at once under its own', async () => {
    const uri = await files.write('twice.yaml', tinyBenchmark({ name: 'Twice', prompts: 200 }));
    await listedItem(uri);
    const isGoingOn = eventually(api.runs.onDidChange, () => api.runs.ofBenchmark(uri.fsPath) !== undefined);
    const here = runById(uri.toString());
    await isGoingOn;
    await answering({ showWarningMessage: 'Run It Again' }, () => api.run(uri));
    await eventually(runsEnded.event, () => ends === 2);
    await here;
    assert.equal(begins, 2, 'each has results of its own');
    assert.equal(told.length, 400);
  });

  it('opens pages of runs that this view knows nothing of', async () => {
    const uri = await files.write('elsewhere.yaml', tinyBenchmark({ name: 'Elsewhere', prompts: 3 }));
    const item = await listedItem(uri);
    await controller.resolveHandler!(item);
    await controller.resolveHandler!(item.children.get('simulated~hasty'));
    const session = await api.run(uri);
    await ended(session!);
    const newest = session!.runDirectory;
    const shown = (): TestPlace | undefined =>
      api.testPages.all.map(({ test }) => test).find((test) => test?.runDirectory === newest);
    while (shown() === undefined) await byId(debugKind, uri.toString(), 'simulated~hasty', '#2');
    assert.deepEqual([shown()!.model, shown()!.index], ['simulated~hasty', 2]);
  });

  it('asks before money is spent, and runs nothing when the answer is no', async () => {
    const uri = await files.write('dear.yaml', tinyBenchmark({ name: 'Dear', models: ['vscode~right'] }));
    await listedItem(uri);
    const questions = await answering({ showInformationMessage: undefined }, async () => {
      await runById(uri.toString());
      await eventually(runsEnded.event, () => ends === 1);
    });
    assert.equal(questions.length, 1);
    assert.match(questions[0]!, /Run Dear/);
    assert.deepEqual(told, []);
  });

  it('says at the benchmark why it can not be run', async () => {
    const uri = await files.write('broken.yaml', tinyBenchmark().replace('_evaluator\n', '_evaluater\n'));
    await listedItem(uri);
    await runById(uri.toString());
    await eventually(runsEnded.event, () => ends === 1);
    assert.deepEqual(told, [`errored ${uri.toString()}`]);
    assert.match(String(messages[0]!.message), /broken\.yaml has 1 problem and was not run/);
  });
});
