// The program reviewing a run: what a person says stands beside the verdicts, in the events, in `show` and in run.json.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lockRun } from '../../../../src/core/runFolder/runLock';
import { buildProgram, CliFixture } from '../cliFixture';

describe('the program reviewing a run', function () {
  this.slow(20_000);

  let fixture: CliFixture;
  const program: CliFixture['call'] = (...args) => fixture.call(...args);

  before(buildProgram);
  beforeEach(async () => (fixture = await CliFixture.make()));
  afterEach(() => fixture.remove());

  const run = (models = ['openai~gpt-4o']): Promise<string> =>
    fixture.finishedRun(models, 'Repeat', (prompt) => (prompt === 'two' ? 'deux' : prompt));
  const file = (name: string, of: string): Promise<string> => readFile(join(fixture.folder, 'runs', name, of), 'utf8');

  it('marks, disagrees with a reason, comments and signs off, and no figure changes', async () => {
    const name = await run();
    const [before, events] = [await fixture.manifestOf(name), await file(name, 'events.jsonl')];
    const by = ['--by', 'Ada'];
    const marked = await program(['review', name, '--test', '1', ...by]);
    assert.equal(marked.code, 0, marked.stderr);
    assert.match(marked.stdout, /^#1 openai~gpt-4o: Ada: agrees with correct\nReviewed: 1 of 4 tests\nRun folder: /);
    const reason = ['--verdict', 'correct', '--reason', 'It is French for two.'];
    const other = await program(['review', 'latest', '--test', '2', ...reason, ...by]);
    assert.match(
      other.stdout,
      /^#2 .*: Ada: correct, not incorrect: It is French for two\.\nReviewed: 2 of .*; 1 disagreed\n/,
    );
    await program(['review', 'latest', '--test', '2', '--comment', 'See the prompt.', ...by]);
    await program(['review', 'latest', '--test', '3', '--comment', 'Fine.', '--by', 'Grace']);
    const signed = await program(['review', 'latest', '--sign-off', '--by', 'Grace', '--json']);
    const said = JSON.parse(signed.stdout) as { events: { type: string }[]; review: object };
    assert.deepEqual(
      said.events.map(({ type }) => type),
      ['runSignedOff'],
    );

    const shown = (await program(['show', 'latest'])).stdout;
    assert.match(
      shown,
      /\nreviewed +2 of 4 tests; 1 disagreed, 2 commented\nagreement +50% \(9-91\), 1 of 2 reviews of 2 judged tests agree\nsigned off +Grace, \d{4}-/,
    );
    assert.match(shown, /3 correct, 1 incorrect/);
    const tests = (await program(['show', 'latest', '--model', 'gpt-4o'])).stdout;
    assert.match(tests, /✓ correct, reviewed .*\n2 +✗ incorrect, disagreed .*\n3 +✓ correct, commented /);
    const one = (await program(['show', 'latest', '--test', '2'])).stdout;
    assert.match(
      one,
      /✗ INCORRECT[^]*\nReviews\n.* Ada: correct, not incorrect: It is French for two\.; comment: See the prompt\.\n/,
    );

    const after = await fixture.manifestOf(name);
    assert.equal(after.review.signOffs[0]!.reviewer, 'Grace');
    const common = { review: null, sizeBytes: null };
    assert.deepEqual({ ...after, ...common }, { ...before, ...common });
    assert.ok((await file(name, 'events.jsonl')).startsWith(events));
  });

  it('takes the name from git or the account and says which before it writes', async () => {
    const name = await run();
    const config = join(fixture.folder, 'gitconfig');
    await writeFile(config, '[user]\n\tname = Grace Hopper\n');
    const { stderr } = await program(['review', name, '--test', '1'], { GIT_CONFIG_GLOBAL: config });
    assert.equal(stderr, "Reviewer: Grace Hopper (git's user.name; another one: --by NAME)\n");
    await writeFile(config, '');
    const nobody = { GIT_CONFIG_GLOBAL: config, GIT_CONFIG_NOSYSTEM: '1' };
    assert.match((await program(['review', name, '--test', '1'], nobody)).stderr, /\(the name of your account; /);
  });

  it('takes a comment back, and what is said again replaces what the same person said', async () => {
    const name = await run();
    const say = (...words: string[]): ReturnType<typeof program> =>
      program(['review', name, '--by', 'Ada', '--test', '1', ...words]);
    await say('--comment', 'Hm.');
    assert.match((await say('--comment', '-')).stdout, /Ada: nothing any more\nReviewed: no test\n/);
    await say('--verdict', 'incorrect', '--reason', 'No.');
    assert.match((await say()).stdout, /Ada: agrees with correct\nReviewed: 1 of 4 tests\n/);
  });

  it('refuses what is not said enough, and a run that is being written', async () => {
    const name = await run(['openai~gpt-4o', 'openai~b']);
    const events = await file(name, 'events.jsonl');
    const refused = async (words: string[], what: RegExp): Promise<void> => {
      const { code, stderr } = await program(['review', name, '--by', 'Ada', ...words]);
      assert.equal(code, 2);
      assert.match(stderr, what);
    };
    await refused([], /review needs to be told which test/);
    await refused(['--verdict', 'incorrect', '--sign-off'], /review needs to be told which test/);
    await refused(['--test', '1'], /That is 2 tests, such as #1 of openai~gpt-4o, #1 of openai~b\./);
    await refused(['--test', '9'], /no prompt #9/);
    const one = ['--test', '1', '--model', 'gpt'];
    await refused([...one, '--verdict', 'incorrect'], /#1 of openai~gpt-4o is correct\. Say why .* a reason is needed/);
    await refused([...one, '--reason', 'x'], /Say which with --verdict/);
    await refused([...one, '--comment', 'x'.repeat(1001)], /may have at most 1,000 characters, and has 1,001/);
    await refused([...one, '--comment', 'a\nb'], /has to be one line/);
    const lock = await lockRun(join(fixture.folder, 'runs', name));
    await refused(one, /is being written by/);
    await lock.release();
    assert.equal(await file(name, 'events.jsonl'), events);
  });

  it('shows what a stranger wrote so that it acts on no terminal', async () => {
    const name = await run();
    const path = join(fixture.folder, 'runs', name, 'events.jsonl');
    const event = { type: 'testReviewed', t: 1, at: 'now\u001b[2J', model: 'openai~gpt-4o', index: 1 };
    const hostile = {
      reviewer: 'Ada\u202e\u001b]0;x\u0007',
      verdict: 'incorrect',
      reason: 'a\u001b[31m',
      comment: 'b\nNOT RUN',
    };
    const signed = { type: 'runSignedOff', t: 1, at: '\u001b[2J', reviewer: 'x\u001b[2J' };
    const events = [{ ...event, ...hostile }, signed, { ...signed, reviewer: 'x'.repeat(1000) }];
    await writeFile(path, (await readFile(path, 'utf8')) + events.map((one) => `${JSON.stringify(one)}\n`).join(''));
    for (const words of [['--test', '1'], ['--model', 'gpt'], []]) {
      const { code, stdout } = await program(['show', name, ...words]);
      assert.equal(code, 0);
      assert.doesNotMatch(stdout, /[\u001b\u0007\u202e]|\nNOT RUN|x{900}/);
    }
  });
});
