// The language models of VS Code as a model API: real runs on models that another extension brings (test/host/modelProvider).

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { IsoSpeedBenchApi } from '../../src/extension/extension';
import type { RunSession } from '../../src/extension/running/runSession';
import { activated, answering, ended, eventually, tinyBenchmark, until, WorkspaceFiles } from './extensionUnderTest';
import { readTestTranscript } from '../storedTests';

interface Asked {
  model: string;
  messages: [number, string][];
  options: unknown;
  isCancelled: boolean;
}

describe('language models of VS Code', () => {
  let api: IsoSpeedBenchApi;
  let files: WorkspaceFiles;
  let asked: Asked[];

  before(async () => {
    const provider = vscode.extensions.getExtension<{ asked: Asked[] }>('iso-speed-bench-tests.model-provider');
    assert.ok(provider, 'the extension that brings models is not there');
    ({ asked } = await provider.activate());
  });

  beforeEach(async () => {
    api = await activated();
    files = new WorkspaceFiles();
    asked.length = 0;
  });

  afterEach(async () => {
    for (const session of api.runs.sessions) {
      session.cancel();
      await ended(session);
    }
    await files.remove();
  });

  /** Says yes to the one question there is: nobody knows the cost. */
  async function start(text: string): Promise<RunSession> {
    const uri = await files.write('through.yaml', text);
    let session: RunSession | undefined;
    const questions = await answering({ showInformationMessage: 'Run' }, async () => (session = await api.run(uri)));
    assert.equal(questions.length, 1);
    assert.match(questions[0]!, /Run Through: \d models? x/);
    assert.ok(session, 'the run did not start');
    return session;
  }

  const benchmark = (models: string[], prompts: number): string =>
    tinyBenchmark({ name: 'Through', models: models.map((name) => `vscode~${name}`), prompts });

  it('judges answers, stamps their parts and has tokens counted', async () => {
    const session = await start(
      benchmark(['right'], 12).replace(
        'base_prompt:',
        'system: Be brief.\nparameters: { temperature: 0, max_tokens: 9, effort: low }\nbase_prompt:',
      ),
    );
    await ended(session);
    const [model] = session.state.models;
    assert.deepEqual(
      model!.tests.map(({ verdict }) => verdict),
      Array.from({ length: 12 }, () => 'correct'),
    );
    const test = model!.tests[10]!;
    assert.deepEqual(test.tokens, { input: 4, output: 1, reasoning: null, cached: null, source: 'counted' });
    assert.equal(test.cost?.source, 'unknown');
    assert.ok(test.timings!.ttft! <= test.timings!.total!);
    assert.deepEqual(asked.length, 12);
    assert.deepEqual(asked[10], {
      model: 'right',
      messages: [
        [vscode.LanguageModelChatMessageRole.User, 'Be brief.'],
        [vscode.LanguageModelChatMessageRole.User, 'Say 10.'],
      ],
      options: { temperature: 0, max_tokens: 9 },
      isCancelled: false,
    });
    const { attempts } = await readTestTranscript(session.runDirectory!, 'vscode~right', 11);
    const [attempt] = attempts;
    assert.deepEqual(
      attempt!.chunks.map(({ characters }) => characters),
      [1, 1],
    );
    assert.equal(attempt!.response!.model, 'rehearsal/right-1');
    assert.deepEqual(attempt!.request.refused, ['effort']);
  });

  it('says what kind of answer or error each model gave', async () => {
    const expected: { [model: string]: [requests: number, outcome: RegExp] } = {
      wrong: [2, /^incorrect$/],
      silent: [2, /^emptyAnswer: /],
      busy: [3, /^correct$/],
      quota: [
        2,
        /^rateLimited: vscode~quota can't be asked now: .* VS Code says: You have used up your requests of this month\./,
      ],
      blocked: [2, /^rateLimited: .*Not for this extension\./],
      // Nobody is asked twice whether a model may be used.
      forbidden: [1, /^authentication: VS Code did not let vscode~forbidden be asked.*Manage Language Model Access/],
      offTopic: [2, /^refused: /],
      torn: [2, /^api: vscode~torn gave no answer\. VS Code says: .*The line broke\./],
      left: [0, /^api: There is no vscode~left in this VS Code\. There are .*vscode~right/],
    };
    const session = await start(benchmark(Object.keys(expected), 2));
    await ended(session);
    assert.equal(session.problem, undefined);
    for (const { name, tests } of session.state.models) {
      const [requests, outcome] = expected[name]!;
      for (const { verdict, error } of tests)
        assert.match(error ? `${error.kind}: ${error.message}` : verdict, outcome);
      assert.equal(asked.filter(({ model }) => model === name).length, requests, name);
    }
  });

  it('cancels the request with the run', async () => {
    const session = await start(benchmark(['slow'], 3));
    await eventually(session.onDidAddEvents, () =>
      session.state.models.some(({ tests }) => tests.some(({ phase }) => phase === 'running')),
    );
    // The event tells of the request before the extension has it.
    await until(() => asked.length > 0);
    session.cancel();
    await ended(session);
    assert.equal(session.state.status, 'cancelled');
    // The word goes from one extension to the other through VS Code.
    await until(() => asked.every(({ isCancelled }) => isCancelled));
    assert.equal(asked.length, 1);
  });

  it('completes the names of the models', async () => {
    const uri = await files.write('names.yaml', benchmark(['right'], 1).replace('vscode~right', 'vscode~'));
    const document = await vscode.workspace.openTextDocument(uri);
    const end = document.positionAt(document.getText().indexOf('vscode~') + 'vscode~'.length);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      end,
    );
    const names = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(names.includes('vscode~right'), names.join(', '));
  });
});
