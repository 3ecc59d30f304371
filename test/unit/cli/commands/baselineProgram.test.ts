// The program holding a run against an earlier one: which one that is, what is said of it and where, exit codes.

import assert from 'node:assert/strict';
import { cp, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse as parseJunit } from 'junit2json';
import { CliFixture, repeats } from '../cliFixture';

const eight = Array.from({ length: 8 }, (_, place) => `word${place}`);

describe('a run against a baseline', function () {
  this.slow(20_000);

  let kept: CliFixture;
  let fixture: CliFixture;
  /** The run of eight right answers. */
  let base: string;

  before(async () => {
    kept = fixture = await CliFixture.make();
    base = await made();
  });
  after(() => kept.remove());

  beforeEach(async () => {
    fixture = await CliFixture.make();
  });

  afterEach(() => fixture.remove());

  interface Made {
    name?: string;
    words?: string[];
    models?: string[];
    answer?: (prompt: string) => string;
    flags?: string[];
  }

  /** Runs a benchmark of words to repeat. */
  async function run({
    name = 'Repeat',
    words = eight,
    models = ['openai~m'],
    answer,
    flags = [],
  }: Made = {}): Promise<{
    code: number | null;
    stdout: string;
    stderr: string;
  }> {
    await fixture.writeBenchmark(models, 'b.yaml', name, words);
    const environment = await fixture.serve({ answer: answer ?? repeats.answer! });
    return fixture.call(['run', 'b.yaml', '--no-images', ...flags], environment);
  }

  /** The name of the folder of a run that was made. */
  async function made(options: Made = {}): Promise<string> {
    const { stdout, stderr } = await run({ ...options, flags: ['--json', ...(options.flags ?? [])] });
    assert.notEqual(stdout, '', stderr);
    return (JSON.parse(stdout) as { runDirectory: string }).runDirectory.split(/[\\/]/).at(-1)!;
  }

  /** The folder is as if the run of eight right answers had been made in it. */
  async function withBase(): Promise<void> {
    await cp(kept.folder, fixture.folder, { recursive: true });
  }

  const wrong = (): string => 'wrong';
  const oneWrong = (prompt: string): string => (prompt === 'word3' ? 'wrong' : prompt);
  const read = (file: string): Promise<string> => readFile(join(fixture.folder, file), 'utf8');

  it('says in terminal, Markdown and JUnit what got worse, and ends with 4', async () => {
    await withBase();
    const reports = ['--report', 'markdown=r.md', '--report', 'junit=r.xml'];
    const { code, stdout } = await run({
      answer: wrong,
      flags: ['--baseline', 'latest', '--fail-on-regression', ...reports],
    });
    assert.equal(code, 4);
    assert.match(stdout, new RegExp(`Run folder: [^]*base +${base}[^]*8 prompts paired`));
    assert.match(stdout, /worse, hardly chance \(p = 0\.008\)/);
    assert.match(stdout, /worse \(8\) +#1 word0\n/);
    assert.match(stdout, /Regression \(more prompts worse than better, p < 0\.05\): openai~m in /);

    const markdown = await read('r.md');
    assert.match(markdown, new RegExp(`### Against \`${base}\``));
    assert.match(
      markdown,
      /\| `openai~m` \| 100% \(68-100\) \| 0% \(0-32\) \| 0 \| 8 \| \*\*yes\*\* \(p = 0\.008\) \|/,
    );
    assert.match(markdown, /Not correct any more with `openai~m`: `#1 word0`, `#2 word1`/);

    const junit = await parseJunit(await read('r.xml'));
    assert.ok(junit && 'testsuite' in junit);
    const against = junit.testsuite!.at(-1)!;
    assert.deepEqual([junit.tests, junit.failures], [9, 9]);
    assert.deepEqual([against.name, against.tests, against.failures], [`against ${base}`, 1, 1]);
    const [failure] = against.testcase![0]!.failure!;
    assert.match(
      failure!.message!,
      /^accuracy 100% \(68-100\) -> 0% \(0-32\); 8 worse, 0 better; worse, hardly chance/,
    );
    assert.match(failure!.inner!, /^#1 word0\n#2 word1/);
  });

  it('can be shown of a run that is there, against the one before it, in the same reports', async () => {
    await withBase();
    const later = await made({ answer: wrong, flags: ['--baseline', 'latest', '--report', 'markdown=run.md'] });
    await made();
    const told = await fixture.call(['export', later, '--report', 'markdown=export.md', '--baseline', 'latest']);
    assert.deepEqual([told.code, told.stdout], [0, '']);
    const markdown = await read('export.md');
    assert.match(markdown, new RegExp(`### Against \`${base}\``));
    assert.equal(markdown, await read('run.md'));

    const refusals: [string[], RegExp][] = [
      [['--report', 'csv=r.csv', '--baseline', 'latest'], /--baseline has no place in csv, .* markdown and junit/],
      [['--report', 'markdown', '--baseline', 'nothing'], /--baseline nothing: .* Nothing was exported\./],
    ];
    for (const [flags, said] of refusals) {
      const refused = await fixture.call(['export', later, ...flags]);
      assert.equal(refused.code, 2);
      assert.match(refused.stderr, said);
    }
    const first = await fixture.call(['export', base, '--report', 'markdown', '--baseline', 'latest']);
    assert.match(first.stderr, /holds no earlier run of Repeat that has finished\. Nothing was exported\./);
  });

  it('takes one wrong answer of eight as chance unless any counts, and fails nothing unless it is asked to', async () => {
    await withBase();
    const baseline = ['--baseline', base];
    const told = await run({ answer: oneWrong, flags: [...baseline, '--report', 'junit=r.xml'] });
    assert.deepEqual([told.code, /No regression/.test(told.stdout), /#4 word3/.test(told.stdout)], [0, true, true]);
    const junit = await parseJunit(await read('r.xml'));
    assert.ok(junit && 'testsuite' in junit);
    assert.deepEqual([junit.tests, junit.failures], [9, 1], 'the answer that is wrong, and no regression');
    assert.equal((await run({ answer: oneWrong, flags: [...baseline, '--fail-on-regression'] })).code, 0);
    assert.equal((await run({ answer: oneWrong, flags: [...baseline, '--fail-on-regression=any'] })).code, 4);
    const json = await run({ answer: wrong, flags: [...baseline, '--json'] });
    const { comparison, regressions } = JSON.parse(json.stdout) as { comparison: object; regressions: string[] };
    assert.deepEqual([json.code, Object.hasOwn(comparison, 'pairing'), regressions], [0, true, ['openai~m']]);
  });

  it('pairs another revision by what is asked, and says what could not be paired', async () => {
    await withBase();
    const { stdout } = await run({
      words: ['new', ...eight.slice(1)],
      models: ['openai~m', 'openai~n'],
      flags: ['--baseline', 'latest', '--report', 'markdown=r.md'],
    });
    assert.match(stdout, /7 prompts paired\n +only in base \(1\) +#1 word0\n +only in other \(1\) +#1 new/);
    const markdown = await read('r.md');
    assert.match(
      markdown,
      /- 1 prompt is only in the baseline: `#1 word0`\.\n- 1 prompt is only in this run: `#1 new`\./,
    );
    assert.match(markdown, /- 1 model is only in this run: `openai~n`\./);
  });

  it('takes as latest the newest run of the benchmark that has finished', async () => {
    await withBase();
    await made({ name: 'Another' });
    const broken = await made();
    const manifest = join(fixture.folder, 'runs', broken, 'run.json');
    await writeFile(manifest, (await readFile(manifest, 'utf8')).replace('"finished"', '"cancelled"'));
    const part = await made({ flags: ['--shard', '1/2'] });
    assert.match((await run({ flags: ['--baseline', 'latest'] })).stdout, new RegExp(`base +${base}\n`));
    const shard = await run({ flags: ['--baseline', 'latest', '--shard', '1/2'] });
    assert.match(shard.stdout, new RegExp(`base +${part}\n`));
  });

  it('takes a path, a part of an id, and a folder with runs', async () => {
    await withBase();
    await mkdir(join(fixture.folder, 'kept'));
    await rename(join(fixture.folder, 'runs', base), join(fixture.folder, 'kept', base));
    for (const reference of ['kept', `kept/${base}`, `kept/${base}/run.json`])
      assert.match((await run({ flags: ['--baseline', reference] })).stdout, new RegExp(`base +${base}\n`), reference);
    await cp(join(fixture.folder, 'kept', base), join(fixture.folder, 'runs', 'my-base'), { recursive: true });
    assert.match((await run({ flags: ['--baseline', 'my-b'] })).stdout, /base +my-base\n/);
  });

  it('is refused before anything is sent where there is none, or one of something else', async () => {
    await made({ name: 'Another', words: ['x'] });
    await mkdir(join(fixture.folder, 'empty'));
    for (const [flags, said] of [
      [
        ['--baseline', 'latest'],
        /--baseline latest: .*runs holds no earlier run of Repeat that has finished\. Nothing was sent/,
      ],
      [['--baseline', 'nowhere'], /--baseline nowhere: There is no run nowhere in /],
      [['--baseline', 'empty'], /--baseline empty: There is no run empty in /],
      [['--baseline', 'another'], /The baseline .*another has none of the prompts that are run\. Nothing was sent/],
      [
        ['--baseline', 'another', '--model', 'openai~z'],
        /has none of the models that are run\.[^]*Its models are openai~m\./,
      ],
      [
        ['--fail-on-regression'],
        /--fail-on-regression needs a run to hold this one against\.\nWrite --baseline latest/,
      ],
      [['--baseline'], /--baseline needs a value/],
    ] as const) {
      const { code, stderr } = await run({ flags: [...flags] });
      assert.equal(code, 2, stderr);
      assert.match(stderr, said);
      assert.equal(fixture.server!.requests.length, 0, flags.join(' '));
    }
  });

  it('ends with 2 where nothing was judged on both sides, and with 3 where some tests ended in error', async () => {
    await withBase();
    const environment = await fixture.serve({ reply: () => ({ failure: { status: 404, message: 'no' } }) });
    const run = (...flags: string[]): Promise<{ code: number | null; stderr: string }> =>
      fixture.call(['run', 'b.yaml', '--no-images', '--baseline', base, ...flags], environment);
    const none = await run('--fail-on-regression');
    assert.equal(none.code, 2);
    assert.match(none.stderr, /Nothing can be said of openai~m of .*: no prompt was judged on both sides\./);
    assert.equal((await run('--fail-on-regression=any')).code, 3);
    assert.equal((await run('--fail-on-regression=any', '--allow-errors')).code, 4);
  });

  it('holds a resumed run against another one than itself', async () => {
    await withBase();
    const other = await made({ answer: oneWrong });
    const { code, stdout } = await fixture.call(['resume', other, '--baseline', 'latest', '--fail-on-regression=any']);
    assert.equal(code, 4);
    assert.match(stdout, new RegExp(`base +${base}\n`));
  });
});
