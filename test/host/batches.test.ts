// Stopping a run that waits for batches, wherever that is chosen: it is asked what becomes of them, and done what is answered. Its end is told.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { IsoSpeedBenchApi } from '../../src/extension/extension';
import type { RunSession } from '../../src/extension/running/runSession';
import { startOpenAiBatchServer, type OpenAiBatchServer } from '../servers/startOpenAiBatchServer';
import { activated, answering, ended, eventually, tinyBenchmark, until, WorkspaceFiles } from './extensionUnderTest';

describe('cancelling a run that waits for batches', () => {
  let api: IsoSpeedBenchApi;
  let files: WorkspaceFiles;
  let server: OpenAiBatchServer;
  let uri: vscode.Uri;
  let session: RunSession;

  beforeEach(async () => {
    api = await activated();
    files = new WorkspaceFiles();
    server = await startOpenAiBatchServer({ statuses: ['in_progress'], done: 2, answer: (prompt) => prompt });
    process.env['OPENAI_BASE_URL'] = `${server.url}/v1`;
    await api.keys.store('OPENAI_API_KEY', 'sk-batches');
    const text = `mode: batch\n${tinyBenchmark({ name: 'Batched', models: ['openai~gpt-4o'], prompts: 4 })}`;
    uri = await files.write('batched.yaml', text);
  });

  afterEach(async () => {
    session.cancel();
    await ended(session);
    delete process.env['OPENAI_BASE_URL'];
    await api.keys.remove('OPENAI_API_KEY');
    await server.close();
    await files.remove();
  });

  /** Has a run started somehow, and waits until its batch is looked at. */
  async function started(start: () => unknown): Promise<void> {
    const first = new Promise<RunSession>((resolve) => {
      const listening = api.runs.onDidStart((one) => {
        listening.dispose();
        resolve(one);
      });
    });
    await answering({ showWarningMessage: 'Run', showInformationMessage: 'Run' }, async () => {
      start();
      session = await first;
      await eventually(session.onDidAddEvents, () => session.state.batches.some(({ progress }) => progress !== null));
    });
  }

  const startedByCommand = (): Promise<void> => started(() => api.run(uri));

  /** What is asked when the run is stopped somehow, and answered so; `last` answers the word at its end. */
  const stopping = (stop: () => unknown, answer: string | undefined, last?: string): Promise<string[]> =>
    answering({ showWarningMessage: answer, showInformationMessage: last }, async () => {
      const isAsked = answer === undefined ? undefined : ended(session);
      await stop();
      await isAsked;
    });

  const cancelling = (answer: string | undefined, last?: string): Promise<string[]> =>
    stopping(() => vscode.commands.executeCommand('isoSpeedBench.cancelRun'), answer, last);

  it('leaves them running', async () => {
    await startedByCommand();
    const [question] = await cancelling('Leave Them Running');
    assert.match(question ?? '', /Batched waits for 1 batch\. Leave them running/);
    assert.equal(session.state.status, 'waiting');
    assert.equal(server.batches[0]?.status, 'in_progress');
  });

  it('cancels them at the model API, and collects what was answered', async () => {
    await startedByCommand();
    await cancelling('Cancel the Batches');
    assert.equal(session.state.status, 'cancelled');
    assert.equal(server.batches[0]?.status, 'cancelled');
    const tests = session.state.models[0]!.tests;
    assert.equal(tests.filter(({ error }) => error?.kind === 'batchCancelled').length, 2);
  });

  it('goes on when nothing is chosen', async () => {
    await startedByCommand();
    await cancelling(undefined);
    assert.equal(session.isRunning, true);
    assert.equal(server.batches[0]?.status, 'in_progress');
  });

  it('tells the end in a notification that opens the run', async () => {
    await startedByCommand();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const said = await cancelling('Cancel the Batches', 'Open Run');
    assert.ok(
      said.some((one) => one.startsWith('showInformationMessage: ') && one.includes('Batched')),
      said.join('\n'),
    );
    await until(() => api.panels.all.some((panel) => panel.session === session));
  });

  it('asks the same when an agent stops the tool that runs it', async () => {
    const token = new vscode.CancellationTokenSource();
    const input = { input: { file: 'batched.yaml', wait_seconds: 600 }, toolInvocationToken: undefined };
    let call: Promise<unknown> = Promise.resolve();
    await started(() => {
      call = Promise.resolve(vscode.lm.invokeTool('iso-speed-bench_run_benchmark', input, token.token)).catch(
        () => undefined,
      );
    });
    const [question] = await stopping(() => token.cancel(), 'Leave Them Running');
    assert.match(question ?? '', /Batched waits for 1 batch\. Leave them running/);
    assert.equal(session.state.status, 'waiting');
    assert.equal(server.batches[0]?.status, 'in_progress');
    await call;
    token.dispose();
  });

  it('asks the same when it is stopped in the Testing view', async () => {
    await vscode.window.showTextDocument(uri);
    await api.tests.refresh();
    await api.tests.controller!.resolveHandler!(undefined);
    let isStarted = false;
    let running: Promise<void> = Promise.resolve();
    await started(() => {
      running = (async () => {
        const id = ['isoSpeedBench.tests', uri.toString()].join('\0');
        // VS Code hears of new entries a moment later, and begins nothing for one that it does not know.
        while (!isStarted) await vscode.commands.executeCommand('vscode.runTestsById', 2, id);
      })();
      const listening = api.runs.onDidStart(() => {
        isStarted = true;
        listening.dispose();
      });
    });
    const [question] = await stopping(() => vscode.commands.executeCommand('testing.cancelRun'), 'Cancel the Batches');
    assert.match(question ?? '', /Batched waits for 1 batch\. Leave them running/);
    assert.equal(session.state.status, 'cancelled');
    assert.equal(server.batches[0]?.status, 'cancelled');
    await running;
  });
});
