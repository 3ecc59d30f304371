// The tools for agents in VS Code, called as a language model's call is. VS Code confirms its question by itself where extensions are tested.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { IsoSpeedBenchApi } from '../../src/extension/extension';
import { activated, answering, tinyBenchmark, WorkspaceFiles, workspaceFolder } from './extensionUnderTest';

interface Answer {
  status?: string;
  run?: string;
  error?: string;
  why?: string[];
  tests?: number;
  failed?: number;
  valid?: boolean;
  problems?: { line: number; message: string }[];
  project_file?: { file: string; problems: { message: string }[] };
  failures?: { model: string; test: number; link: string }[];
  estimate?: { tests: number; budget_usd: number | null };
  verdict?: string;
  regression?: boolean;
}

const paid = tinyBenchmark({ name: 'Paid', models: ['openai~unheard-of'] });

describe('the tools for agents in VS Code', () => {
  let api: IsoSpeedBenchApi;
  let files: WorkspaceFiles;

  before(async () => {
    api = await activated();
    files = new WorkspaceFiles();
    await files.write('agent.yaml', tinyBenchmark({ name: 'Agent' }));
    await files.write('agentPaid.yaml', paid);
    await files.write('agentBad.yaml', 'benchmark_name: Bad\nprompts: 3\n');
  });

  after(() => files.remove());

  async function call(name: string, input: object, token?: vscode.CancellationToken): Promise<Answer> {
    const { content } = await vscode.lm.invokeTool(
      `iso-speed-bench_${name}`,
      { input, toolInvocationToken: undefined },
      token,
    );
    const [part] = content;
    assert.ok(part instanceof vscode.LanguageModelTextPart);
    return JSON.parse(part.value) as Answer;
  }

  it('are offered', () => {
    const names = vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith('iso-speed-bench_'));
    assert.deepEqual(
      names.sort(),
      ['compare_runs', 'run_benchmark', 'show_failures', 'validate_benchmark'].map((name) => `iso-speed-bench_${name}`),
    );
  });

  it('validate, run, tell failures and compare, with links that open here', async () => {
    assert.equal((await call('validate_benchmark', { file: 'agent.yaml' })).valid, true);
    const bad = await call('validate_benchmark', { file: 'agentBad.yaml' });
    assert.equal(bad.valid, false);
    assert.ok(bad.problems!.length > 0);
    const first = await call('run_benchmark', { file: 'agent.yaml', wait_seconds: 60 });
    assert.equal(first.status, 'finished', JSON.stringify(first));
    const second = await call('run_benchmark', { file: 'agent.yaml', prompts: '1-2', wait_seconds: 60 });
    assert.equal(second.tests, 2);
    const failures = await call('show_failures', { run: first.run });
    assert.equal(failures.tests, 3);
    const compared = await call('compare_runs', { base: first.run, other: second.run });
    assert.equal(compared.regression, false, JSON.stringify(compared));
    const [failure] = failures.failures!;
    if (failure) {
      await api.links.handleUri(vscode.Uri.parse(failure.link, true));
      assert.match(api.testPages.all.at(-1)?.title ?? '', /Agent$/);
    }
  });

  it('say what is odd about the project file of a benchmark', async () => {
    files.takes('odd');
    await mkdir(join(workspaceFolder(), 'odd'));
    await files.write('odd/iso-speed-bench.yaml', 'concurrency:\n  opnai: 2\n');
    await files.write('odd/agent.yaml', tinyBenchmark({ name: 'Odd' }));
    for (const answer of [
      await call('validate_benchmark', { file: 'odd/agent.yaml' }),
      await call('run_benchmark', { file: 'odd/agent.yaml', estimate_only: true }),
    ]) {
      assert.equal(answer.project_file?.file, 'odd/iso-speed-bench.yaml');
      assert.match(answer.project_file.problems[0]!.message, /did you mean `openai`/);
    }
  });

  it('read nothing outside of the workspace', async () => {
    for (const file of ['../outside.yaml', '/etc/outside.yaml', join('..', '..', 'x.yml')])
      assert.match((await call('validate_benchmark', { file })).error ?? '', /outside of/);
    assert.match((await call('show_failures', { run: '/etc' })).error ?? '', /outside of/);
  });

  it('put a run whose cost is not known to the user, and send nothing at a no', async () => {
    await api.keys.store('OPENAI_API_KEY', 'sk-agent');
    try {
      let answer: Answer = {};
      const asked = await answering({ showInformationMessage: undefined }, async () => {
        answer = await call('run_benchmark', { file: 'agentPaid.yaml', wait_seconds: 1 });
      });
      assert.equal(asked.length, 1, asked.join('\n'));
      assert.match(asked[0]!, /cost|Paid/);
      assert.equal(answer.status, 'not_started');
      const estimate = await call('run_benchmark', { file: 'agentPaid.yaml', estimate_only: true, budget_usd: 0.5 });
      assert.deepEqual([estimate.status, estimate.estimate?.budget_usd], ['estimate', 0.5]);
    } finally {
      await api.keys.remove('OPENAI_API_KEY');
    }
  });

  it('cancel the run that they wait for', async () => {
    await files.write('agentLong.yaml', tinyBenchmark({ name: 'Long', models: ['simulated~steady'], prompts: 500 }));
    const cancel = new vscode.CancellationTokenSource();
    const ended = new Promise<string>((resolve) => api.runs.onDidEnd(({ state }) => resolve(state.status)));
    const started = api.runs.onDidStart(() => cancel.cancel());
    await call('run_benchmark', { file: 'agentLong.yaml', wait_seconds: 600 }, cancel.token).catch(() => undefined);
    assert.equal(await ended, 'cancelled');
    started.dispose();
    cancel.dispose();
  });
});
