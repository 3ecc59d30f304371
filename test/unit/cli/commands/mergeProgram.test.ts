// The program making one run of shards, of which one was killed and went on: nothing is lost, and nothing is there twice.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { buildProgram, CliFixture, ended, repeats } from '../cliFixture';

describe('the program merging shards', function () {
  this.slow(20_000);

  let fixture: CliFixture;
  const program: CliFixture['call'] = (...args) => fixture.call(...args);
  before(buildProgram);
  beforeEach(async () => {
    fixture = await CliFixture.make();
  });
  afterEach(() => fixture.remove());

  const foldersIn = async (runs: string): Promise<string[]> =>
    (await readdir(join(fixture.folder, runs)).catch(() => [])).map((name) => join(runs, name));

  async function verdicts(folder: string): Promise<string[]> {
    const { state } = await openRun(join(fixture.folder, folder));
    assert.equal(state.status, 'finished');
    return state.models.flatMap(({ model, tests }) =>
      tests.map(({ index, verdict }) => `${model}#${index} ${verdict}`),
    );
  }

  it('gives what the whole run gives', async () => {
    const prompts = Array.from({ length: 9 }, (_, at) => `word${at}`);
    await fixture.writeBenchmark(['openai~gpt-4o', 'openai~gpt-4.1'], 'repeat.yaml', 'Repeat', prompts);
    const args = ['run', 'repeat.yaml', '--no-images', '--concurrency', '1'];
    const wrong = (prompt: string): string => (prompt === 'word3' ? 'no' : prompt);
    const environment = await fixture.serve({ answer: wrong });
    for (const shard of ['1/3', '3/3']) {
      const { code, stderr } = await program([...args, '--shard', shard, '--out', 'shards'], environment);
      assert.equal(code, 0, stderr);
    }
    // The second one hangs in a later answer, and is killed when an earlier test has ended.
    let asked = 0;
    const hanging = await fixture.serve({
      reply: ({ prompt }) => (++asked > 2 ? { hang: 'midStream' } : { text: wrong(prompt) }),
    });
    const child = fixture.start([...args, '--shard', '2/3', '--out', 'killed'], hanging);
    let progress = '';
    child.stderr.on('data', (text: Buffer) => {
      progress += text.toString();
      if (/ [12]\/\d /.test(progress)) child.kill('SIGKILL');
    });
    await ended(child);
    const [killed] = await foldersIn('killed');
    const early = await program(['merge', ...(await foldersIn('shards')), killed!, '--out', 'early']);
    assert.equal(early.code, 0, early.stderr);
    assert.match(
      early.stdout,
      /tests? (is|are) missing:\n {2}shard 2 of 3: \d tests? did not end\n`iso-speed-bench resume early`/,
    );
    const going = await fixture.serve({ answer: wrong });
    assert.equal((await program(['resume', killed!, '--no-images'], going)).code, 0);
    const merged = await program([
      'merge',
      killed!,
      ...(await foldersIn('shards')),
      'early',
      '--out',
      'runs/merged',
      '--json',
    ]);
    assert.equal(merged.code, 0, merged.stderr);
    const { doubles, missing } = JSON.parse(merged.stdout) as { doubles: number; missing: unknown[] };
    assert.deepEqual([doubles, missing], [0, []]);
    assert.equal((await program([...args, '--out', 'whole'], await fixture.serve({ answer: wrong }))).code, 0);
    const [whole] = await foldersIn('whole');
    assert.deepEqual(await verdicts('runs/merged'), await verdicts(whole!));
    const events = await readFile(join(fixture.folder, 'runs/merged/events.jsonl'), 'utf8');
    const ends = [...events.matchAll(/"type":"testFinished".*?"model":"([^"]*)","index":(\d+)/g)].map(([, ...test]) =>
      test.join('#'),
    );
    assert.equal(ends.length, 18);
    assert.equal(new Set(ends).size, 18);
    const shown = await program(['show', 'merged']);
    assert.match(shown.stdout, /shards +merged from 3 shards\n/);
    const listed = await program(['list', '--runs', 'shards']);
    assert.match(listed.stdout, /shard 1 of 3.*\n/);
    assert.match((await program(['list'])).stdout, /merged from 3 shards/);
    const compared = await program(['compare', whole!, 'runs/merged']);
    assert.match(compared.stdout, /9 prompts paired/);
  });

  it('says what is wrong with its words', async () => {
    await fixture.writeBenchmark(['openai~gpt-4o']);
    const environment = await fixture.serve(repeats);
    await program(['run', 'repeat.yaml', '--no-images', '--shard', '1/2'], environment);
    await program(['run', 'repeat.yaml', '--no-images'], environment);
    for (const [args, expected] of [
      [['merge', '--out', 'm'], /merge needs the shards of a run/],
      [['merge', 'latest'], /merge needs the folder that it is to make\.\nAdd --out DIR/],
      [['merge', 'nothing', '--out', 'm'], /nothing/],
      [['merge', 'latest', '--out', 'm'], /is a run of its own, no shard of one/],
      [['merge', 'latest', '--out', 'runs'], /runs is there already/],
    ] as const) {
      const { code, stderr } = await program([...args]);
      assert.equal(code, 2);
      assert.match(stderr, expected);
    }
  });
});
