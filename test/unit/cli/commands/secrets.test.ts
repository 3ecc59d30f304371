// No secret of a run, in whatever form and in whatever field of a reply a server repeats it, comes into a file of the run folder or onto the terminal.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tryEchoedSecrets } from '../../../attacks/tryEchoedSecrets';
import { buildProgram, CliFixture } from '../cliFixture';

describe('secrets', function () {
  this.slow(60_000);

  let fixture: CliFixture;

  before(async () => {
    await buildProgram();
    fixture = await CliFixture.make();
  });

  after(() => fixture.remove());

  it('of any reply are in no byte of the run folder and of what the program says', async () => {
    const { found, events } = await tryEchoedSecrets(fixture);
    assert.deepEqual(found, []);
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
