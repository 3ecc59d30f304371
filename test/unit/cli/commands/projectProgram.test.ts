// The built program with a project file: what of it holds, and what a stranger's file can't do.

import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startProxyServer } from '../../../servers/proxyServer';
import { buildProgram, CliFixture, repeats } from '../cliFixture';

const remote = 'services: [{ id: gateway, base_url: "http://llm.example.test/v1", key_variable: GATEWAY_API_KEY }]\n';

describe('a project file in a terminal', function () {
  this.slow(20_000);

  let fixture: CliFixture;

  before(buildProgram);

  beforeEach(async () => {
    fixture = await CliFixture.make();
    await mkdir(join(fixture.folder, '.git'));
  });

  afterEach(() => fixture.remove());

  const write = (text: string, name = 'iso-speed-bench.yaml'): Promise<void> =>
    writeFile(join(fixture.folder, name), text);

  it('brings a service, limits and a folder of runs, which flags win over', async () => {
    await fixture.serve(repeats);
    const base = `${fixture.server!.url}/v1`;
    await write(
      `services:\n  - { id: mine, label: My server, base_url: "${base}", key_variable: MINE_API_KEY }\nruns_folder: results\ntimeout_seconds: 77\nattempts: 2\nmode: speed\n`,
    );
    await mkdir(join(fixture.folder, 'benchmarks'));
    await fixture.writeBenchmark(['mine~m'], 'benchmarks/b.yaml');
    const checked = await fixture.call(['validate', 'benchmarks/b.yaml']);
    assert.equal(checked.code, 0, checked.stdout);
    const first = await fixture.program(['run', 'benchmarks/b.yaml', '--no-images'], { MINE_API_KEY: 'sk-mine' });
    assert.equal(first.code, 0, first.stderr);
    assert.equal(fixture.server!.requests[0]?.headers['authorization'], 'Bearer sk-mine');
    const [run] = await readdir(join(fixture.folder, 'results'));
    const shown = JSON.parse((await fixture.call(['show', run!, '--json'])).stdout) as {
      manifest: { attemptTimeoutMs: number; maxAttempts: number; mode: string };
    };
    const { attemptTimeoutMs, maxAttempts, mode } = shown.manifest;
    assert.deepEqual([attemptTimeoutMs, maxAttempts, mode], [77_000, 2, 'speed']);
    const flags = ['--timeout', '5', '--attempts', '1', '--mode', 'throughput', '--out', 'other', '--json'];
    const second = await fixture.call(['run', 'benchmarks/b.yaml', '--no-images', ...flags]);
    assert.equal(second.code, 0, second.stderr);
    const [other] = await readdir(join(fixture.folder, 'other'));
    const again = JSON.parse((await fixture.call(['show', join('other', other!), '--json'])).stdout) as typeof shown;
    assert.deepEqual(
      [again.manifest.attemptTimeoutMs, again.manifest.maxAttempts, again.manifest.mode],
      [5000, 1, 'throughput'],
    );
    assert.equal((await fixture.call(['rescore', run!, '--no-images'])).code, 0);
    assert.equal((await fixture.call(['resume', run!])).code, 0);
  });

  it('with errors stops everything, each at its place', async () => {
    await fixture.serve(repeats);
    await fixture.writeBenchmark(['openai~m']);
    await write('attempts: 2\nrate_limit:\n  openai: {}\n');
    const { code, stderr } = await fixture.call(['run', 'repeat.yaml']);
    assert.equal(code, 2);
    assert.match(
      stderr,
      /iso-speed-bench\.yaml:2:1: error: rate_limit is not a known key; did you mean `rate_limits`\?/,
    );
    assert.equal(fixture.server!.requests.length, 0);
  });

  it('that says something of a model API that nobody knows is told so, and a flag that does is refused', async () => {
    const environment = await fixture.serve(repeats);
    await fixture.writeBenchmark(['openai~m']);
    await write('rate_limits:\n  opnai: { requests_per_minute: 500 }\n');
    const said = /^iso-speed-bench\.yaml:2:3: warning: rate_limits says something .*did you mean `openai`\?/m;
    const ran = await fixture.call(['run', 'repeat.yaml', '--no-images'], environment);
    assert.equal(ran.code, 0, ran.stderr);
    assert.match(ran.stderr, said);
    const checked = await fixture.call(['validate', 'repeat.yaml', 'repeat.yaml']);
    assert.equal(checked.code, 0);
    assert.equal(checked.stderr.split('warning:').length, 2);
    assert.match(checked.stderr, said);
    const sent = fixture.server!.requests.length;
    const refused = await fixture.call(['run', 'repeat.yaml', '--rate', 'opnai=5'], environment);
    assert.deepEqual(
      [refused.code, refused.stderr],
      [2, 'error: --rate: there is no model API "opnai".\nDid you mean openai?\n'],
    );
    assert.equal(fixture.server!.requests.length, sent);
  });

  it('sends nothing to a host of its own unless the user says so', async () => {
    await fixture.writeBenchmark(['gateway~m']);
    await write(remote);
    const { code, stderr } = await fixture.call(['run', 'repeat.yaml'], {
      GATEWAY_API_KEY: 'sk-secret-of-the-gateway',
    });
    assert.equal(code, 2);
    assert.match(stderr, /iso-speed-bench\.yaml names services that are not on this machine:/);
    assert.match(stderr, /gateway: prompts and the key in GATEWAY_API_KEY go to llm\.example\.test\n/);
    assert.match(stderr, /Nothing was sent to any model\.\nAdd --trust-project/);
    assert.doesNotMatch(stderr, /sk-secret/);
    assert.equal((await fixture.call(['run', 'repeat.yaml', '--dry-run'])).code, 0);
  });

  it('reaches its host, with the key of the service, when the user says so', async () => {
    await fixture.serve(repeats);
    const proxy = await startProxyServer({ 'llm.example.test': new URL(fixture.server!.url).port });
    try {
      await fixture.writeBenchmark(['gateway~m']);
      await write(remote);
      const environment = { GATEWAY_API_KEY: 'sk-gateway', OPENAI_API_KEY: 'sk-other', HTTP_PROXY: proxy.url };
      const { code, stderr } = await fixture.call(
        ['run', 'repeat.yaml', '--trust-project', '--no-images'],
        environment,
      );
      assert.equal(code, 0, stderr);
      const keys = new Set(fixture.server!.requests.map(({ headers }) => headers['authorization']));
      assert.deepEqual([...keys], ['Bearer sk-gateway']);
    } finally {
      await proxy.close();
    }
  });

  it('is not asked about where no model is of its services', async () => {
    await fixture.serve(repeats);
    await fixture.writeBenchmark(['openai~m']);
    await write(remote);
    const environment = { ...(await fixture.serve(repeats)), GATEWAY_API_KEY: 'sk-gateway' };
    const ended = await fixture.call(['run', 'repeat.yaml', '--no-images'], environment);
    assert.equal(ended.code, 0, ended.stderr);
    assert.doesNotMatch(ended.stderr, /gateway/);
  });

  it('lowers no question before a dear run by its prices', async () => {
    await fixture.writeBenchmark(['openai~gpt-4o']);
    await write('prices: { "openai~gpt-4o": { input_per_million: 0, output_per_million: 0 } }\nbudget_usd: 1000\n');
    const asked = ['run', 'repeat.yaml', '--confirm-above', '0.0000001', '--dry-run', '--json'];
    const { stdout } = await fixture.call(asked, { OPENAI_API_KEY: 'sk-test' });
    const { estimate } = JSON.parse(stdout) as {
      estimate: {
        costToConfirm: number;
        cost: { likely: number };
        budgetUsd: number;
        models: { priceSource: string }[];
      };
    };
    assert.equal(estimate.cost.likely, 0);
    assert.ok(estimate.costToConfirm > 0);
    assert.deepEqual([estimate.budgetUsd, estimate.models[0]?.priceSource], [1000, 'project']);
  });
});
