// The program making one run of shards, of which one was killed and went on: nothing is lost, and nothing is there twice.

import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isThere } from '../../../../src/core/files/isThere';
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
    await mkdir(join(fixture.folder, 'none'));
    const of = [killed!, 'shards', 'none', 'early'];
    const merged = await program(['merge', ...of, '--out', 'runs/merged', '--json']);
    assert.equal(merged.code, 0, merged.stderr);
    assert.match(merged.stderr, /^none holds no runs; it was left out\.\n/);
    assert.match((await program(['merge', 'none', '--out', 'x'])).stderr, /There is no run to merge/);
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

  it('leaves nothing half when it is killed: the shards are as they were, and the next merging clears the rest away', async () => {
    await fixture.writeBenchmark(
      ['openai~gpt-4o'],
      'repeat.yaml',
      'Repeat',
      Array.from({ length: 300 }, (_, at) => `word${at}`),
    );
    const environment = await fixture.serve(repeats);
    for (const shard of ['1/2', '2/2'])
      await program(['run', 'repeat.yaml', '--no-images', '--shard', shard], environment);
    const shards = await foldersIn('runs');
    const before = await contentOf(shards);
    for (const file of ['', 'events.jsonl', 'run.json', 'index.html']) {
      const child = fixture.start(['merge', ...shards, '--out', 'runs/merged']);
      const end = ended(child);
      while (child.exitCode === null && !(await isMaking(file))) await new Promise(setImmediate);
      child.kill('SIGKILL');
      await end;
      assert.deepEqual(await contentOf(shards), before);
      const { code, stdout, stderr } = await program(['list', '--json']);
      assert.equal(code, 0, stderr);
      const { runs, unreadable = [] } = JSON.parse(stdout) as {
        runs: { runDirectory: string }[];
        unreadable?: unknown[];
      };
      assert.deepEqual(unreadable, []);
      const again = await program(['merge', ...shards, '--out', 'runs/merged']);
      // Where the process had just given it its name, it is whole.
      const wasMade = runs.some(({ runDirectory }) => basename(runDirectory) === 'merged');
      if (wasMade) assert.match(again.stderr, /merged is there already/);
      else assert.equal(again.code, 0, again.stderr);
      await verdicts('runs/merged');
      const left = (await readdir(join(fixture.folder, 'runs'))).filter((name) => name.startsWith('.merging-'));
      // One that was not even begun to be written is empty, and may be another's who just begins.
      for (const name of left) assert.deepEqual(await readdir(join(fixture.folder, 'runs', name)), []);
      await rm(join(fixture.folder, 'runs/merged'), { recursive: true });
    }
  });

  /** Whether a folder is being made, and the file is in it. */
  async function isMaking(file: string): Promise<boolean> {
    for (const name of await readdir(join(fixture.folder, 'runs')))
      if (name.startsWith('.merging-') && (await isThere(join(fixture.folder, 'runs', name, file)))) return true;
    return false;
  }

  /** Every file with its text. */
  async function contentOf(folders: readonly string[]): Promise<[string, string][]> {
    const files: [string, string][] = [];
    for (const folder of folders) {
      const entries = await readdir(join(fixture.folder, folder), { recursive: true, withFileTypes: true });
      for (const entry of entries.filter((one) => one.isFile())) {
        const path = join(entry.parentPath, entry.name);
        files.push([path, await readFile(path, 'latin1')]);
      }
    }
    return files.sort();
  }

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
