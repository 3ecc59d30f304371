// Money and the server of tools for agents: nothing is spent without the user's yes, whatever an agent says or writes.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildProgram, CliFixture, repeats } from '../cliFixture';
import { AgentClient } from './agentClient';

describe('an agent and money', () => {
  let fixture: CliFixture;
  let environment: { [name: string]: string };
  let agent: AgentClient | undefined;

  before(buildProgram);

  beforeEach(async () => {
    fixture = await CliFixture.make();
    await fixture.writeBenchmark(['openai~gpt-4o-mini'], 'paid.yaml', 'Paid');
    environment = await fixture.serve(repeats);
  });

  afterEach(async () => {
    await agent?.close();
    await fixture.remove();
  });

  const started = async (options: Omit<Parameters<typeof AgentClient.start>[1] & object, 'environment'>) =>
    (agent = await AgentClient.start(fixture, { environment, ...options }));
  const requests = (): number => fixture.server!.requests.length;

  it('starts no run that may cost money, and says what it would cost and what the user can do', async () => {
    const client = await started({});
    const answer = await client.call('run_benchmark', { file: 'paid.yaml', budget_usd: 0.01 });
    assert.equal(answer.status, 'not_started');
    assert.match(answer.why!.join(' '), /without --allow-run.*Nothing was sent.*--allow-run --budget USD/);
    assert.equal(answer.estimate?.tests, 4);
    assert.equal(answer.estimate.requests, '4 calls');
    assert.ok(answer.estimate.likely_usd! > 0);
    const estimate = await client.call('run_benchmark', { file: 'paid.yaml', budget_usd: 0.01, estimate_only: true });
    assert.deepEqual([estimate.status, estimate.estimate], ['estimate', answer.estimate]);
    assert.equal(requests(), 0);
  });

  it('spends what the user allowed for all runs together, and no more', async () => {
    const client = await started({ flags: ['--allow-run', '--budget', '0.001'] });
    const first = await client.call('run_benchmark', { file: 'paid.yaml' });
    assert.equal(first.status, 'finished', JSON.stringify(first));
    assert.equal(first.correct, 4);
    assert.ok(first.cost_usd! > 0);
    const sent = requests();
    const dear = Array.from({ length: 2000 }, (_, number) => `w${number}`);
    await fixture.writeBenchmark(['openai~gpt-4o-mini'], 'dear.yaml', 'Dear', dear);
    const second = await client.call('run_benchmark', { file: 'dear.yaml' });
    assert.equal(second.status, 'not_started');
    assert.match(second.why![0]!, /likely to cost .* is left of the \$0\.001/);
    assert.equal(requests(), sent);
  });

  it('lets no price that a file names hold the budget', async () => {
    const client = await started({ flags: ['--allow-run', '--budget', '5'] });
    await fixture.writeBenchmark(['openai~unheard-of'], 'unknown.yaml');
    const unknown = await client.call('run_benchmark', { file: 'unknown.yaml' });
    assert.match(unknown.why![0]!, /not known/);
    const prices = 'prices: { openai~unheard-of: { input_per_million: 0, output_per_million: 0 } }\n';
    const yaml = 'benchmark_name: Own\npurpose: x\nbase_prompt: Say {{n}}\nevaluator: raw_string_evaluator\n';
    const rest = 'models: [openai~unheard-of]\nprompts: [{ dynamic_variables: { n: 1 }, expectation: "1" }]\n';
    await writeFile(join(fixture.folder, 'own.yaml'), `${yaml}${prices}${rest}`);
    const own = await client.call('run_benchmark', { file: 'own.yaml' });
    assert.match(own.why?.[0] ?? JSON.stringify(own), /names prices/);
    await writeFile(join(fixture.folder, 'iso-speed-bench.yaml'), prices);
    const ofProject = await client.call('run_benchmark', { file: 'unknown.yaml' });
    assert.match(ofProject.why?.[0] ?? JSON.stringify(ofProject), /names prices/);
    assert.equal(requests(), 0);
  });

  it('asks the user where the client can, and takes only a yes for one', async () => {
    const asked: string[] = [];
    const answers = [
      { action: 'decline' },
      { action: 'cancel' },
      { action: 'accept', content: { run: false } },
      { action: 'accept', content: { run: true } },
    ] as const;
    const client = await started({
      user: (question) => {
        asked.push(question);
        return answers[asked.length - 1]!;
      },
    });
    for (let turn = 0; turn < 3; turn++) {
      const answer = await client.call('run_benchmark', { file: 'paid.yaml' });
      assert.equal(answer.status, 'not_started', JSON.stringify(answer));
    }
    assert.equal(requests(), 0);
    const answer = await client.call('run_benchmark', { file: 'paid.yaml' });
    assert.equal(answer.status, 'finished');
    assert.match(asked[0]!, /^Paid: 1 model x 4 prompts = 4 tests\n4 calls are likely to cost \$/);
    assert.equal(asked.length, 4);
  });

  it('asks about what a judge costs, whatever price the file names for it', async () => {
    const client = await started({ flags: ['--allow-run', '--budget', '5'] });
    const yaml = [
      'benchmark_name: Judged',
      'purpose: x',
      'base_prompt: Say {{n}}',
      'models: [simulated~swift]',
      'prompts:',
      '  - dynamic_variables: { n: 1 }',
      '    expect: [{ rubric: It is polite., judge: openai~judge }]',
      '',
    ];
    await writeFile(join(fixture.folder, 'judged.yaml'), yaml.join('\n'));
    const prices = 'prices: { openai~judge: { input_per_million: 0, output_per_million: 0 } }\n';
    await writeFile(join(fixture.folder, 'iso-speed-bench.yaml'), prices);
    const answer = await client.call('run_benchmark', { file: 'judged.yaml' });
    assert.match(answer.why?.[0] ?? JSON.stringify(answer), /names prices/);
    assert.equal(requests(), 0);
  });

  it('names keys that are missing, and reaches no service of a project file unasked', async () => {
    const client = (agent = await AgentClient.start(fixture, { flags: ['--allow-run', '--budget', '5'] }));
    const answer = await client.call('run_benchmark', { file: 'paid.yaml' });
    assert.match(answer.why!.join(' '), /OPENAI_API_KEY is not set.*environment of this server/);
    await writeFile(
      join(fixture.folder, 'iso-speed-bench.yaml'),
      'services: [{ id: theirs, base_url: "https://models.example.com/v1" }]\n',
    );
    await fixture.writeBenchmark(['theirs~m'], 'theirs.yaml');
    const theirs = await client.call('run_benchmark', { file: 'theirs.yaml' });
    assert.match(
      theirs.why?.join(' ') ?? JSON.stringify(theirs),
      /THEIRS_API_KEY is not set|models\.example\.com.*--trust-project/s,
    );
  });
});
