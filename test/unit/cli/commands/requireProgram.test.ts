// The program holding a run against what its benchmark requires: words, reports, exit codes, and the run folder that remembers it.

import assert from 'node:assert/strict';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse as parseJunit } from 'junit2json';
import { CliFixture } from '../cliFixture';

describe('a benchmark that requires something', function () {
  this.slow(20_000);

  let fixture: CliFixture;

  before(async () => {
    fixture = await CliFixture.make();
    await fixture.writeBenchmark(['openai~m', 'openai~n'], 'b.yaml');
    await appendFile(
      join(fixture.folder, 'b.yaml'),
      'require:\n  accuracy: 0.9\n  errors: 0\n  models: { openai~n: { accuracy: 0.5 } }\n',
    );
  });

  after(() => fixture.remove());

  it('ends with 1 and names in terminal and reports what is not met', async () => {
    const environment = await fixture.serve({ answer: (prompt) => (prompt === 'two' ? 'no' : prompt) });
    const reports = ['--report', 'markdown=r.md', '--report', 'junit=r.xml'];
    const { code, stdout } = await fixture.call(['run', 'b.yaml', '--no-images', ...reports], environment);
    assert.equal(code, 1);
    const said = 'openai~m: accuracy at least 90% is required, and it is 75%';
    assert.match(stdout, new RegExp(`1 of 4 things that the benchmark requires are not met:\n  ${said}\n`));
    const markdown = await readFile(join(fixture.folder, 'r.md'), 'utf8');
    assert.match(
      markdown,
      /### Required and not met\n\n- `openai~m`: accuracy at least 90% is required, and it is 75%\n/,
    );
    const junit = await parseJunit(await readFile(join(fixture.folder, 'r.xml'), 'utf8'));
    assert.ok(junit && 'testsuite' in junit);
    const suite = junit.testsuite!.at(-1)!;
    assert.deepEqual([suite.name, suite.tests, suite.failures, junit.tests, junit.failures], ['required', 4, 1, 12, 3]);

    const shown = await fixture.call(['rescore', 'latest', '--no-images']);
    assert.match(shown.stdout, new RegExp(said), 'the run folder remembers it');
  });

  it('ends with 0 where all is met, and with what errors end with where there are any', async () => {
    const fine = await fixture.call(
      ['run', 'b.yaml', '--no-images'],
      await fixture.serve({ answer: (prompt) => prompt }),
    );
    assert.equal(fine.code, 0);
    assert.match(fine.stdout, /All that the benchmark requires is met\./);
    const failing = await fixture.serve({ reply: () => ({ failure: { status: 404, message: 'no' } }) });
    assert.equal((await fixture.call(['run', 'b.yaml', '--no-images'], failing)).code, 3);
    assert.equal((await fixture.call(['run', 'b.yaml', '--no-images', '--allow-errors'], failing)).code, 1);
    const eased = ['--set', 'require.accuracy=0', '--set', 'require.errors=8', '--models', 'openai~m'];
    const part = await fixture.call(
      ['run', 'b.yaml', '--no-images', '--shard', '1/2'],
      await fixture.serve({ answer: () => 'x' }),
    );
    assert.equal(part.code, 0, 'a shard is only a part');
    assert.equal(
      (await fixture.call(['run', 'b.yaml', '--no-images', ...eased], await fixture.serve({ answer: () => 'x' }))).code,
      0,
    );
  });
});
