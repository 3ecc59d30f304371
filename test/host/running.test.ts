// Running a benchmark: the run folder, the panel's session, cancelling, and everything that keeps a run from starting.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { IsoSpeedBenchApi } from '../../src/extension/extension';
import type { RunSession } from '../../src/extension/running/runSession';
import {
  activated,
  answering,
  ended,
  eventually,
  tinyBenchmark,
  workspaceFolder,
  WorkspaceFiles,
} from './extensionUnderTest';

describe('running a benchmark', () => {
  let api: IsoSpeedBenchApi;
  let files: WorkspaceFiles;

  beforeEach(async () => {
    api = await activated();
    files = new WorkspaceFiles();
  });

  afterEach(async () => {
    for (const session of api.runs.sessions) {
      session.cancel();
      await ended(session);
    }
    await files.remove();
  });

  async function start(uri: vscode.Uri): Promise<RunSession> {
    const session = await api.run(uri);
    assert.ok(session, 'the run did not start');
    return session;
  }

  it('writes a run folder and shows the run in a panel', async () => {
    const session = await start(await files.write('tiny.yaml', tinyBenchmark()));
    assert.deepEqual(
      api.panels.all.map((panel) => panel.title.replace(/ \d\d:\d\d$/, '')),
      ['Tiny'],
    );
    await ended(session);

    assert.equal(session.problem, undefined);
    assert.equal(session.state.status, 'finished');
    assert.deepEqual(
      session.state.models[0]?.tests.map((test) => test.phase),
      ['finished', 'finished', 'finished'],
    );
    assert.ok(session.runDirectory);
    assert.equal(dirname(session.runDirectory), join(workspaceFolder(), 'runs'));
    assert.match(basename(session.runDirectory), /^\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d_tiny(-\d+)?$/);
    const listing = await readdir(session.runDirectory);
    for (const name of ['benchmark.yaml', 'events.jsonl', 'report.json', 'run.json', 'tests'])
      assert.ok(listing.includes(name), name);
    const events = (await readFile(join(session.runDirectory, 'events.jsonl'), 'utf8')).trim().split('\n');
    assert.equal(session.eventCount, events.length, 'the session has every event of the file');
    const detail = await session.testDetail('simulated~hasty', 2);
    assert.equal(detail.result.expected, '1');
    assert.equal((await session.benchmarkText()).prompts.length, 3);
  });

  it('leaves the focus in the editor', async () => {
    const uri = await files.write('focus.yaml', tinyBenchmark());
    await vscode.window.showTextDocument(uri);
    await ended(await start(uri));
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uri.toString());
  });

  it('runs what is in the editor when that is newer than the file', async () => {
    const uri = await files.write('unsaved.yaml', tinyBenchmark({ name: 'Saved' }));
    const editor = await vscode.window.showTextDocument(uri);
    await editor.edit((edit) => edit.replace(editor.document.lineAt(0).range, 'benchmark_name: Not saved'));
    const session = await start(uri);
    await ended(session);
    assert.equal(session.state.benchmarkName, 'Not saved');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('runs what is in the file when that was changed a moment ago, and the editor does not know yet', async () => {
    const uri = await files.write('changed.yaml', tinyBenchmark({ name: 'Before' }));
    const document = await vscode.workspace.openTextDocument(uri);
    await writeFile(uri.fsPath, tinyBenchmark({ name: 'After' }));
    const session = await start(uri);
    await ended(session);
    assert.equal(session.state.benchmarkName, 'After');
    assert.ok(!document.isDirty);
  });

  it('cancels at once and keeps what was done', async () => {
    const session = await start(
      await files.write('long.yaml', tinyBenchmark({ name: 'Long', models: ['simulated~scholar'], prompts: 500 })),
    );
    await eventually(session.onDidAddEvents, () =>
      session.state.models.some((model) => model.tests.some((test) => test.phase === 'running')),
    );
    await vscode.commands.executeCommand('isoSpeedBench.cancelRun');
    await ended(session);
    assert.equal(session.state.status, 'cancelled');
    assert.equal(session.problem, undefined);
    assert.ok(session.state.models[0]!.tests.some((test) => test.verdict === 'not_run'));
    assert.deepEqual(api.runs.sessions, []);
  });

  it('sends nothing when the file has errors, and shows them', async () => {
    const uri = await files.write(
      'invalid.yaml',
      tinyBenchmark().replace('raw_string_evaluator', 'raw_string_evaluater'),
    );
    const asked = await answering({ showErrorMessage: undefined }, async () => {
      assert.equal(await api.run(uri), undefined);
    });
    assert.equal(asked.length, 1);
    assert.match(asked[0]!, /invalid\.yaml has 1 problem and was not run; nothing was sent/);
    assert.equal(existsSync(join(workspaceFolder(), 'runs')), false, 'no run folder is made');
    const [problem] = vscode.languages.getDiagnostics(uri);
    assert.match(problem?.message ?? '', /raw_string_evaluator/);
    assert.equal(problem?.range.start.line, 3);
  });

  it('asks before a second run of a file that is running', async () => {
    const uri = await files.write(
      'twice.yaml',
      tinyBenchmark({ name: 'Twice', models: ['simulated~scholar'], prompts: 500 }),
    );
    const first = await start(uri);
    const asked = await answering({ showWarningMessage: undefined }, async () => {
      assert.equal(await api.run(uri), undefined);
    });
    assert.match(asked[0] ?? '', /twice\.yaml is running already/);
    assert.deepEqual(api.runs.sessions, [first]);
    await answering({ showWarningMessage: 'Run It Again' }, async () => void (await start(uri)));
    assert.equal(api.runs.sessions.length, 2);
    const [one, two] = api.runs.sessions;
    await Promise.all(
      [one!, two!].map((session) => eventually(session.onDidAddEvents, () => session.runDirectory !== undefined)),
    );
    assert.notEqual(one!.runDirectory, two!.runDirectory);
  });

  it('asks for a comment when the setting says so, and does not run when that is given up', async () => {
    const uri = await files.write('commented.yaml', tinyBenchmark({ name: 'Commented' }));
    const settings = vscode.workspace.getConfiguration('isoSpeedBench', uri);
    await settings.update('askForComment', true, vscode.ConfigurationTarget.Global);
    try {
      await answering({ showInputBox: undefined }, async () => assert.equal(await api.run(uri), undefined));
      await answering({ showInputBox: 'new weights' }, async () => {
        const session = await start(uri);
        await ended(session);
        assert.equal(session.state.comment, 'new weights');
      });
    } finally {
      await settings.update('askForComment', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('says how many result images are drawn after the last answer, and ends without them when they are skipped', async () => {
    const uri = await files.write('drawn.yaml', tinyBenchmark({ name: 'Drawn', prompts: 100 }));
    const settings = vscode.workspace.getConfiguration('isoSpeedBench', uri);
    // Then all of them are drawn after the last answer.
    await settings.update('mode', 'speed', vscode.ConfigurationTarget.Global);
    try {
      const session = await start(uri);
      await eventually(session.onDidDraw, () => session.imagesBeingDrawn !== null);
      assert.equal(session.imagesBeingDrawn?.asked, 100);
      assert.match(session.doing, /^drawing result images \d+\/100$/);
      // Nothing can go on with the run meanwhile, and that is said.
      const refused = await answering({ showErrorMessage: undefined }, () =>
        Promise.resolve(
          vscode.commands.executeCommand('isoSpeedBench.retryErrors', vscode.Uri.file(session.runDirectory!)),
        ),
      );
      assert.match(refused[0] ?? '', /Result images are being drawn: skip them, or wait until they are done\./);
      session.skipImages();
      await ended(session);
      assert.equal(session.state.status, 'finished');
      assert.equal(session.imagesBeingDrawn, null);
      assert.match(
        await readFile(join(session.runDirectory!, 'run.json'), 'utf8'),
        /result images? (were|was) skipped while the run ended; nothing else is missing/,
      );
    } finally {
      await settings.update('mode', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('says once which names in the settings no model API has', async () => {
    const settings = vscode.workspace.getConfiguration('isoSpeedBench');
    // The first is a service of another folder of the window, the second may be one of a folder that is not open.
    const limits = {
      gateway: { requestsPerMinute: 5 },
      zzzz: { requestsPerMinute: 5 },
      opnai: { requestsPerMinute: 5 },
    };
    files.takes('other');
    await mkdir(join(workspaceFolder(), 'other'));
    await files.write(
      'other/iso-speed-bench.yaml',
      'services:\n  - { id: gateway, base_url: "http://127.0.0.1:9/v1" }\n',
    );
    await settings.update('rateLimits', limits, vscode.ConfigurationTarget.Global);
    try {
      const uri = await files.write('tiny.yaml', tinyBenchmark());
      const asked = await answering({ showWarningMessage: undefined }, async () => {
        for (let times = 0; times < 2; times++) await ended(await start(uri));
      });
      assert.equal(asked.length, 1, asked.join('\n'));
      assert.match(asked[0]!, /isoSpeedBench\.rateLimits: there is no model API .opnai.*did you mean .openai/);
    } finally {
      await settings.update('rateLimits', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('starts one run when asked twice at once', async () => {
    const uri = await files.write('double.yaml', tinyBenchmark({ name: 'Double' }));
    const sessions = await Promise.all([api.run(uri), api.run(uri)]);
    assert.equal(sessions.filter((session) => session !== undefined).length, 1);
    await ended(sessions.find((session) => session !== undefined)!);
  });

  it('says it when the run folder can not be made', async () => {
    await files.write('runs', 'a file where the folder should be');
    const uri = await files.write('nowhere.yaml', tinyBenchmark({ name: 'Nowhere' }));
    await answering({ showErrorMessage: undefined }, async () => {
      const session = await start(uri);
      await ended(session);
      assert.equal(session.state.status, 'interrupted');
      assert.match(session.problem ?? '', /runs/);
    });
  });

  it('finds a missing key before the run and can do without the models that need it', async () => {
    const models = ['openai~gpt-4o', 'simulated~hasty'];
    const uri = await files.write('keys.yaml', tinyBenchmark({ name: 'Keys', models }));
    const asked = await answering({ showWarningMessage: undefined }, async () => {
      assert.equal(await api.run(uri), undefined);
    });
    assert.match(asked[0] ?? '', /No API key is set for 1 model/);
    await answering({ showWarningMessage: 'Run Without These Models' }, async () => {
      const session = await start(uri);
      await ended(session);
      assert.deepEqual(
        session.state.models.map((model) => model.model),
        ['simulated~hasty'],
      );
    });
  });
});
