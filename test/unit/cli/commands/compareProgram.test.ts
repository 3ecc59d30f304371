// The program comparing two runs that it made itself: exit codes and words.

import assert from 'node:assert/strict';
import { CliFixture, repeats } from '../cliFixture';

describe('the program, comparing', function () {
  this.slow(20_000);

  let fixture: CliFixture;

  beforeEach(async () => {
    fixture = await CliFixture.make();
  });

  afterEach(() => fixture.remove());

  /** Runs a benchmark of words to repeat; the model says the word of the prompt unless `answer` says otherwise. Gives the run's folder name. */
  async function run(answer = repeats.answer!, words?: string[]): Promise<string> {
    await fixture.writeBenchmark(['openai~gpt-4o'], 'repeat.yaml', 'Repeat', words);
    const { stdout, stderr } = await fixture.call(
      ['run', 'repeat.yaml', '--no-images', '--json'],
      await fixture.serve({ answer }),
    );
    assert.notEqual(stdout, '', stderr);
    return (JSON.parse(stdout) as { runDirectory: string }).runDirectory.split(/[\\/]/).at(-1)!;
  }

  it('says what got worse, ends with 4 when that fails a build, and with 2 for a run that is not there', async () => {
    const base = await run();
    const other = await run((prompt) => (prompt === 'two' ? 'wrong' : prompt));

    const told = await fixture.call(['compare', base, other]);
    assert.deepEqual([told.code, told.stderr], [0, '']);
    assert.match(told.stdout, /4 prompts paired/);
    assert.match(
      told.stdout,
      /openai~gpt-4o[^]*accuracy +100% \(51-100\) +75% \(30-95\) +-25 points +4 +could be chance \(p = 1\.00\)[^]*worse \(1\) +#2 two/,
    );

    assert.equal(
      (await fixture.call(['compare', base, other, '--fail-on-regression'])).code,
      0,
      'one prompt of four may be chance',
    );
    const failed = await fixture.call(['compare', base, other, '--fail-on-regression=any']);
    assert.equal(failed.code, 4);
    assert.match(failed.stdout, /Regression \(any prompt that was correct and is not any more\): openai~gpt-4o in /);
    assert.equal(
      (await fixture.call(['compare', other, base, '--fail-on-regression=any'])).code,
      0,
      'the other way round it is an improvement',
    );

    const json = JSON.parse(
      (await fixture.call(['compare', base, other, '--json', '--fail-on-regression=any'])).stdout,
    ) as { comparisons: { models: { worsened: { label: string }[] }[] }[]; regressions: unknown[] };
    assert.deepEqual(
      json.comparisons[0]!.models[0]!.worsened.map(({ label }) => label),
      ['two'],
    );
    assert.deepEqual(json.regressions, [{ run: other, base: 'openai~gpt-4o', other: 'openai~gpt-4o' }]);

    const unknown = await fixture.call(['compare', base, 'no-such-run', '--fail-on-regression']);
    assert.equal(unknown.code, 2);
    assert.match(unknown.stderr, /no-such-run/);
    const alone = await fixture.call(['compare', base]);
    assert.equal(alone.code, 2);
    assert.match(alone.stderr, /compare/);
  });

  it('ends with 4 when more got worse than chance would have it', async () => {
    const eight = Array.from({ length: 8 }, (_, place) => `word${place}`);
    const base = await run(repeats.answer!, eight);
    const other = await run(() => 'wrong', eight);
    const { code, stdout } = await fixture.call(['compare', base, other, '--fail-on-regression']);
    assert.equal(code, 4, stdout);
    // Eight to none: p = 2 / 2^8.
    assert.match(stdout, /worse, hardly chance \(p = 0\.008\)/);
    assert.match(stdout, /\nRegression \(more prompts worse than better, p < 0\.05\): openai~gpt-4o in /);
  });
});
