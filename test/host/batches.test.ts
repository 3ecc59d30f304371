// *Cancel* of a run that waits for batches: it asks what becomes of them, and does what it is told.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { IsoSpeedBenchApi } from '../../src/extension/extension';
import type { RunSession } from '../../src/extension/running/runSession';
import { startOpenAiBatchServer, type OpenAiBatchServer } from '../servers/startOpenAiBatchServer';
import { activated, answering, ended, eventually, tinyBenchmark, WorkspaceFiles } from './extensionUnderTest';

describe('cancelling a run that waits for batches', () => {
  let api: IsoSpeedBenchApi;
  let files: WorkspaceFiles;
  let server: OpenAiBatchServer;
  let session: RunSession;

  beforeEach(async () => {
    api = await activated();
    files = new WorkspaceFiles();
    server = await startOpenAiBatchServer({ statuses: ['in_progress'], done: 2, answer: (prompt) => prompt });
    process.env['OPENAI_BASE_URL'] = `${server.url}/v1`;
    await api.keys.store('OPENAI_API_KEY', 'sk-batches');
    const text = `mode: batch\n${tinyBenchmark({ name: 'Batched', models: ['openai~gpt-4o'], prompts: 4 })}`;
    const uri = await files.write('batched.yaml', text);
    await answering({ showWarningMessage: 'Run', showInformationMessage: 'Run' }, async () => {
      const started = await api.run(uri);
      assert.ok(started, 'the run did not start');
      session = started;
    });
    await eventually(session.onDidAddEvents, () => session.state.batches.some(({ progress }) => progress !== null));
  });

  afterEach(async () => {
    session.cancel();
    await ended(session);
    delete process.env['OPENAI_BASE_URL'];
    await api.keys.remove('OPENAI_API_KEY');
    await server.close();
    await files.remove();
  });

  /** What is asked when *Cancel* is chosen and answered so. */
  const cancelling = (answer: string | undefined): Promise<string[]> =>
    answering({ showWarningMessage: answer, showInformationMessage: undefined }, async () => {
      await vscode.commands.executeCommand('isoSpeedBench.cancelRun');
      if (answer !== undefined) await ended(session);
    });

  it('leaves them running', async () => {
    const [question] = await cancelling('Leave Them Running');
    assert.match(question ?? '', /Batched waits for 1 batch\. Leave them running/);
    assert.equal(session.state.status, 'waiting');
    assert.equal(server.batches[0]?.status, 'in_progress');
  });

  it('cancels them at the model API, and collects what was answered', async () => {
    await cancelling('Cancel the Batches');
    assert.equal(session.state.status, 'cancelled');
    assert.equal(server.batches[0]?.status, 'cancelled');
    const tests = session.state.models[0]!.tests;
    assert.equal(tests.filter(({ error }) => error?.kind === 'batchCancelled').length, 2);
  });

  it('goes on when nothing is chosen', async () => {
    await cancelling(undefined);
    assert.equal(session.isRunning, true);
    assert.equal(server.batches[0]?.status, 'in_progress');
  });
});
