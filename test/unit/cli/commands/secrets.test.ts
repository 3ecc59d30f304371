// No secret of a run, in whatever form and in whatever field of a reply a server repeats it, comes into a file of the run folder or onto the terminal.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { echoFields, startEchoingServer } from '../../../servers/echoingServer';
import { secretForms } from '../../../servers/secretForms';
import type { TestServer } from '../../../servers/testServer';
import { buildProgram, CliFixture } from '../cliFixture';

/** Characters that URLs, HTML and JSON write differently, and short ones. */
const secrets = {
  openai: 'sk-k+y/="9>_Q7\\x&lt',
  anthropic: 'ak-Zq81',
  ollama: "p@ss/w0rd'+",
  proxy: 'hunter2',
  other: 'g4teway-key',
};

describe('secrets', function () {
  this.timeout(120_000);
  this.slow(60_000);

  let fixture: CliFixture;
  /** One for each protocol, so that none waits for the others. */
  let servers: TestServer[];

  before(async () => {
    await buildProgram();
    fixture = await CliFixture.make();
    servers = await Promise.all([1, 2, 3].map(() => startEchoingServer([secrets.proxy, secrets.other])));
  });

  after(async () => {
    await Promise.all(servers.map((server) => server.close()));
    await fixture.remove();
  });

  /** Every file below a folder, with its name. */
  async function filesIn(folder: string): Promise<string[]> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  }

  it('of any reply are in no byte of the run folder and of what the program says', async () => {
    const models = Object.entries(echoFields).flatMap(([api, fields]) => fields.map((field) => `${api}~${field}`));
    const forms = Object.keys(secretForms('x'));
    await fixture.writeBenchmark(models, 'echo.yaml', 'Echo', forms);
    const [openAi, anthropic, ollama] = servers.map(({ url }) => url);
    const environment = {
      OPENAI_API_KEY: secrets.openai,
      OPENAI_BASE_URL: `${openAi}/v1`,
      OPENAI_CUSTOM_HEADERS: `x-gateway: ${secrets.other}`,
      ANTHROPIC_API_KEY: secrets.anthropic,
      ANTHROPIC_BASE_URL: anthropic!,
      OLLAMA_HOST: `http://me:${encodeURIComponent(secrets.ollama)}@${new URL(ollama!).host}`,
      // Nothing goes through it: 127.0.0.1 is excepted.
      HTTPS_PROXY: `http://me:${secrets.proxy}@127.0.0.1:9`,
      NO_PROXY: '127.0.0.1',
    };
    const said = await fixture.program(
      ['run', 'echo.yaml', '--concurrency', '32', '--allow-errors', '--no-images', '--yes'],
      environment,
    );
    assert.equal(said.code, 0, said.stderr);
    const runs = join(fixture.folder, 'runs');
    const [run] = await readdir(runs);
    const shown = await fixture.call(['show', run!, '--tests'], environment);
    const texts = new Map([
      ['stdout', said.stdout + shown.stdout],
      ['stderr', said.stderr + shown.stderr],
    ]);
    for (const file of await filesIn(runs)) texts.set(file, await readFile(file, 'utf8'));
    const found: string[] = [];
    for (const [name, secret] of Object.entries(secrets))
      for (const [form, text] of Object.entries(secretForms(secret)))
        for (const [place, content] of texts)
          if (content.includes(text)) found.push(`${name}, ${form}: ${text} in ${place}`);
    assert.deepEqual(found, []);
    const events = texts.get(join(runs, run!, 'events.jsonl'))!;
    const asked = servers.reduce((sum, { requests }) => sum + requests.length, 0);
    assert.ok(asked >= models.length * forms.length);
    assert.match(events, /This key is wrong: \[key\] and \[key\] and \[key\]/);
  });

  it('that stand in the benchmark itself are told of at the end, and not exported', async () => {
    const key = 'sk-in-the-benchmark-0123';
    const served = { ...(await fixture.serve({ reply: { text: 'ok' } })), OPENAI_API_KEY: key };
    await fixture.writeBenchmark(['openai~m'], 'pasted.yaml', 'Pasted', [key]);
    const said = await fixture.program(
      ['run', 'pasted.yaml', '--out', 'pasted', '--allow-errors', '--no-images', '--yes'],
      served,
    );
    assert.equal(said.code, 0, said.stderr);
    const warning =
      /A key or password of this run stands in benchmark\.yaml, events\.jsonl and \d more files: make a new one/;
    assert.match(said.stdout, warning);
    const [run] = await readdir(join(fixture.folder, 'pasted'));
    const manifest = await readFile(join(fixture.folder, 'pasted', run!, 'run.json'), 'utf8');
    assert.match(manifest, warning);
    const exporting = ['export', join('pasted', run!), '--report', 'strict', '--out', 'strict.json'];
    const refused = await fixture.call(exporting, served);
    assert.deepEqual([refused.code, refused.stdout], [2, '']);
    assert.match(refused.stderr, /A key or password of yours stands in benchmark\.yaml, .*so nothing was exported/);
    assert.equal((await fixture.call(exporting, { OPENAI_API_KEY: 'sk-a-new-one-0123456789' })).code, 0);
  });
});
