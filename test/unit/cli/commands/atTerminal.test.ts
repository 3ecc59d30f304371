// What goes to a terminal that would harm it, and what is said there to be pasted.

import assert from 'node:assert/strict';
import { CliFixture } from '../cliFixture';

const terminal = { columns: 100 };

describe('at a terminal', () => {
  let fixture: CliFixture;
  let run: string;
  before(async () => {
    fixture = await CliFixture.make();
    run = await fixture.finishedRun(['openai~gpt-4o'], 'Repeat', () => 'one \u001b[2J');
  });
  after(() => fixture.remove());

  it('what a model wrote does nothing; in a file it is as it was said', async () => {
    for (const words of [
      ['show', run, '--test', '1', '--transcript'],
      ['export', run, '--report', 'jsonl'],
    ]) {
      const [shown, written] = [await fixture.call(words, {}, { terminal }), await fixture.call(words)];
      assert.equal(shown.code, 0, shown.stderr);
      assert.ok(!shown.stdout.includes('\u001b[2J'), words[0]);
      if (words[0] === 'show') assert.ok(written.stdout.includes('\u001b[2J'), words[0]);
    }
  });

  it('no archive is written, and how to have one is said', async () => {
    const { code, stdout, stderr } = await fixture.call(['export', 'latest', '--report', 'zip'], {}, { terminal });
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /iso-speed-bench export latest --report zip=latest\.zip$/m);
    assert.match((await fixture.call(['export', 'latest', '--report', 'zip'])).stdout, /^PK/);
  });

  it('one that says it has no columns has 80', async () => {
    const at = (columns: number) => fixture.call(['list'], {}, { terminal: { columns } });
    assert.equal((await at(0)).stdout, (await at(80)).stdout);
  });

  it('commands that are said can be pasted, whatever a file is called', async () => {
    assert.match(
      (await fixture.call(['my bench.yaml'], {}, { isUnasked: true })).stderr,
      /^To run that benchmark write: iso-speed-bench run "my bench\.yaml"$/m,
    );
    assert.match(
      (await fixture.call(['new', 'a b/c d'])).stderr,
      /^Run it with: iso-speed-bench run "a b\/c d\.yaml"$/m,
    );
    assert.match(
      (await fixture.call(['export', 'my run'])).stderr,
      /`iso-speed-bench export "my run" --report zip=FILE`/,
    );
    assert.match((await fixture.call(['list', '--text', '-x y'])).stderr, /write "--text=-x y"$/m);
  });
});
