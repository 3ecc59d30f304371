// The program looking at runs that are there: list, show and open.

import assert from 'node:assert/strict';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { noOtherCost } from '../../../../src/shared/run/otherCost';
import type { RunManifest } from '../../../../src/shared/runs/runManifest';
import type { TestResult, TestTranscript } from '../../../../src/shared/results/testResult';
import { buildProgram, CliFixture } from '../cliFixture';

describe('the program looking at runs', function () {
  this.slow(20_000);

  let fixture: CliFixture;
  let folder: string;
  const program: CliFixture['call'] = (...args) => fixture.call(...args);

  before(buildProgram);

  beforeEach(async () => {
    fixture = await CliFixture.make();
    folder = fixture.folder;
  });

  afterEach(() => fixture.remove());

  const run: CliFixture['finishedRun'] = (...args) => fixture.finishedRun(...args);

  it('writes a page of all runs when it is asked to, which later runs bring up to date, and leaves the page of others alone', async () => {
    const page = join(folder, 'runs', 'index.html');
    await program(['list', '--html']);
    await run(['openai~gpt-4o'], 'First');
    await assert.rejects(readFile(page), /ENOENT/);
    const first = await program(['list', '--html']);
    assert.equal(first.code, 0, first.stderr);
    assert.ok(first.stdout.endsWith(`\nPage of all runs: ${page}\n`), first.stdout);
    const before = await readFile(page, 'utf8');
    await run(['simulated~swift'], 'Second');
    assert.notEqual(await readFile(page, 'utf8'), before);

    const json = await program(['list', '--html', '--json']);
    assert.deepEqual([json.stderr, (JSON.parse(json.stdout) as { runs: unknown[] }).runs.length], [`${page}\n`, 2]);
    await writeFile(page, 'mine');
    const refused = await program(['list', '--html']);
    assert.deepEqual([refused.code, refused.stdout], [2, '']);
    assert.match(
      refused.stderr,
      /index\.html is not a page of this program, so it is left as it is\. Move it elsewhere/,
    );
    await run(['simulated~swift'], 'Third');
    assert.equal(await readFile(page, 'utf8'), 'mine');
  });

  it('lists runs newest first, with filters, unreadable folders and an empty state', async () => {
    const empty = await program(['list']);
    assert.deepEqual([empty.code, empty.stderr], [0, '']);
    assert.ok(empty.stdout.startsWith(`No runs in ${join(folder, 'runs')}\n`), empty.stdout);
    assert.match(empty.stdout, /iso-speed-bench run FILE/);

    const older = await run(['openai~gpt-4o', 'openai~o3-mini'], '路牌识别');
    const newer = await run(['simulated~swift'], 'Sums');
    // Two runs within one second would come in the order of their names.
    const manifest = await fixture.manifestOf(older);
    await writeFile(
      join(folder, 'runs', older, 'run.json'),
      JSON.stringify({
        ...manifest,
        startedAt: '2026-01-02T03:04:05+00:00',
        totals: { ...manifest.totals, otherCost: { ...noOtherCost(), failedAttempts: { usd: 0.0003, calls: 3 } } },
      }),
    );
    await mkdir(join(folder, 'runs', 'broken'));
    await writeFile(join(folder, 'runs', 'broken', 'run.json'), '{"schemaVersion": 99}');
    await mkdir(join(folder, 'runs', 'no-run'));

    const all = await program(['list']);
    assert.equal(all.code, 0, all.stderr);
    assert.match(all.stdout, /^run +when +elapsed +accuracy +cost +size +status +top model\n/);
    assert.match(
      all.stdout,
      new RegExp(`\n${newer} .*\\$0 simulated .*finished .*swift \\d.*\n${older} +2026-01-02 03:04 .*100%.*finished`),
    );
    assert.match(all.stdout, / \* .*\n\n\* charged .*: \+ \$0\.00030 for 3 failed attempts; .*\n2 runs in runs\n/);
    assert.match(all.stdout, /\n2 runs in runs\nCan't be read: broken: .*newer version/);
    assert.doesNotMatch(all.stdout, /no-run/);

    const names = async (...filter: string[]): Promise<string[]> => {
      const { stdout, code } = await program(['list', ...filter, '--json']);
      assert.equal(code, 0);
      const { runs } = JSON.parse(stdout) as { runs: { manifest?: RunManifest }[] };
      return runs.flatMap((one) => (one.manifest ? [one.manifest.benchmarkName] : []));
    };
    assert.deepEqual(await names(), ['Sums', '路牌识别']);
    assert.deepEqual(await names('--api', 'OpenAI'), ['路牌识别']);
    assert.deepEqual(await names('--model', 'mini,swift'), ['Sums', '路牌识别']);
    assert.deepEqual(await names('--test-type', 'raw', '--api', 'simulated'), ['Sums']);
    assert.deepEqual(await names('--text', '路牌'), ['路牌识别']);
    assert.deepEqual(await names('--verdict', 'error'), []);
    const none = await program(['list', '--api', 'opnai']);
    assert.equal(none.code, 0);
    assert.match(none.stderr, /no model API opnai\. Did you mean openai\?/);
    assert.match(none.stdout, /^None of the 2 runs in runs has api=opnai\./);
    assert.match((await program(['list', '--api', 'openai'])).stdout, /\n1 of 2 runs \(api=openai\) in runs\n/);
    await rename(join(folder, 'runs'), join(folder, 'elsewhere'));
    assert.match((await program(['list', '--runs', 'elsewhere'])).stdout, /\n2 runs in elsewhere\n/);
    await rm(join(folder, 'elsewhere', older), { recursive: true });
    const one = await program(['list', '--runs', 'elsewhere', '--api', 'ollama']);
    assert.match(one.stdout, /^The only run in elsewhere does not have api=ollama\.\n/);
    const file = await program(['list', '--runs', 'b.yaml']);
    assert.deepEqual([file.code, file.stdout], [2, '']);
    assert.match(file.stderr, /--runs b\.yaml can't be read: it is a file\./);
  });

  it('shows a run, its tests, and one whole test, by path, id, part and latest', async () => {
    const name = await run(['openai~gpt-4o', 'openai~通义千问'], 'Repeat', (prompt) =>
      prompt === 'two' ? 'deux' : prompt,
    );
    for (const reference of ['latest', name, name.slice(5, -1), join('runs', name), join('runs', name, 'run.json')]) {
      const { code, stdout, stderr } = await program(['show', reference]);
      assert.equal(code, 0, stderr);
      assert.match(stdout, new RegExp(`^Repeat\nSay it again\nrun +${name}\nstatus +finished\n`));
      assert.match(stdout, /\nversions +.*node /);
      assert.match(stdout, /\nopenai~通义千问 +3 +1 +0 +75% /);
    }
    const wrong = await program(['show', 'latest', '--model', '通义', '--verdict', 'incorrect']);
    assert.match(
      wrong.stdout,
      /\nopenai~通义千问\n# +verdict[^]*\n2 +✗ incorrect .*two\n\n1 of 8 tests \(model=openai~通义千问, verdict=incorrect\) in runs/,
    );
    assert.match(
      (await program(['show', 'latest', '--test', '2'])).stdout,
      /openai~gpt-4o\n[^]*openai~通义千问\n[^]*2 of 8 tests/,
    );

    const test = await program(['show', 'latest', '--model', 'gpt-4o', '--test', '2']);
    assert.match(
      test.stdout,
      /^#2 openai~gpt-4o {2}✗ INCORRECT\nrun +.*\n[^]*\ntimes +total \d[^]*\nPrompt\n {2}two\n\nResponse\n {2}deux\n\nExpected\n {2}two\n\nGot\n {2}deux\n\nAttempts\n/,
    );
    assert.match(test.stdout, /\nFiles\n {2}result and transcript +.*openai~gpt-4o\.jsonl\n$/);

    const transcript = await program(['show', 'latest', '--model', 'gpt-4o', '--test', '2', '--transcript']);
    assert.match(transcript.stdout, /^# ✗ INCORRECT: #2 openai\\~gpt-4o\n[^]*## Attempt 1/);
    const json = JSON.parse((await program(['show', 'latest', '--json'])).stdout) as {
      runDirectory: string;
      manifest: RunManifest;
      tests?: unknown;
    };
    assert.deepEqual([json.manifest.id, json.tests], [name, undefined]);
    const tests = JSON.parse((await program(['show', 'latest', '--verdict', 'incorrect', '--json'])).stdout) as {
      tests: { model: string; index: number; label: string }[];
    };
    assert.deepEqual(
      tests.tests.map(({ model, index }) => `${model} #${index}`),
      ['openai~gpt-4o #2', 'openai~通义千问 #2'],
    );
    const whole = JSON.parse((await program(['show', 'latest', '--model', 'gpt', '--test', '2', '--json'])).stdout) as {
      result: TestResult;
      transcript: TestTranscript;
    };
    assert.deepEqual([whole.result.got, whole.transcript.attempts.length], ['deux', 1]);

    const refusals: [args: string[], message: RegExp][] = [
      [['show', 'nothing'], /no run nothing[^]*iso-speed-bench list/],
      [['show', 'latest', '--runs', 'none'], /none holds no runs/],
      [['show', 'latest', '--runs', `runs/${name}`], /is a run folder itself\. Name it as the run/],
      [['list', '--runs', `runs/${name}`], /is a run folder itself\. Name it as the run/],
      [['trend', 'Repeat', '--runs', `runs/${name}`], /is a run folder itself\. Name it as the run/],
      [['show', 'latest', '--model', 'gpt-5'], /no model gpt-5\. Did you mean gpt-4o\?[^]*Its models are/],
      [['show', 'latest', '--test', '9'], /no prompt #9[^]*#1 to #4[^]*--test 2\.2/],
      [['show', 'latest', '--transcript'], /--transcript is of one test[^]*--model M --test N/],
    ];
    for (const [args, message] of refusals) {
      const { code, stdout, stderr } = await program(args);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, message);
    }
    const refused = await program(['show', 'nothing', '--json']);
    assert.match((JSON.parse(refused.stdout) as { error: { message: string } }).error.message, /no run nothing/);
  });

  it('shows what is left of a damaged folder, and says what is wrong', async () => {
    const name = await run(['openai~gpt-4o']);
    const file = (name2: string): string => join(folder, 'runs', name, name2);
    await writeFile(file('events.jsonl'), `${await readFile(file('events.jsonl'), 'utf8')}{"type":"testFin`);
    await writeFile(file('run.json'), 'half');
    const torn = await program(['show', join('runs', name)]);
    assert.equal(torn.code, 0, torn.stderr);
    assert.match(torn.stdout, /4 correct[^]*1 unreadable line[^]*run\.json of .* is not JSON/);
    await rm(file('run.json'));
    assert.match((await program(['show', join('runs', name), '--json'])).stdout, /"manifest": null/);
    await rm(file('events.jsonl'));
    const { code, stderr } = await program(['show', join('runs', name)]);
    assert.equal(code, 2);
    assert.match(stderr, /There is no run/);
  });

  it('names the runs that a part could mean', async () => {
    const name = await run(['simulated~swift']);
    await cp(join(folder, 'runs', name), join(folder, 'runs', `${name}-copy`), { recursive: true });
    const { code, stderr } = await program(['show', 'repeat']);
    assert.equal(code, 2);
    assert.match(stderr, new RegExp(`can mean 2 runs.*\n +${name}`));
  });

  it('shows a folder that was moved, renamed and made read-only', async () => {
    const name = await run(['openai~gpt-4o']);
    const moved = join(folder, 'a b', '移动了');
    await mkdir(join(folder, 'a b'));
    await rename(join(folder, 'runs', name), moved);
    const entries = await readdir(moved, { recursive: true, withFileTypes: true });
    const directories = [
      moved,
      ...entries.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name)),
    ];
    for (const entry of entries) if (entry.isFile()) await chmod(join(entry.parentPath, entry.name), 0o444);
    for (const directory of directories) await chmod(directory, 0o555);
    try {
      assert.match((await program(['show', 'a b/移动了'])).stdout, new RegExp(`\nrun +${name}\n`));
      assert.match((await program(['show', 'a b/移动了', '--test', '1'])).stdout, /✓ CORRECT/);
      assert.match((await program(['list', '--runs', 'a b'])).stdout, /\n移动了 .*finished/);
      const opened = await program(['open', '移动', '--runs', 'a b', '--print']);
      assert.deepEqual([opened.code, opened.stdout], [0, `${join(moved, 'index.html')}\n`]);
    } finally {
      for (const directory of directories) await chmod(directory, 0o755);
    }
  });

  it('opens the page with the system, and makes the page that a run lacks', async () => {
    const name = await run(['simulated~swift']);
    const page = join(folder, 'runs', name, 'index.html');
    await rm(page, { force: true });
    const printed = await program(['open', 'latest', '--print']);
    assert.deepEqual([printed.code, printed.stdout, printed.stderr], [0, `${page}\n`, '']);
    const made = await readFile(page, 'utf8');
    assert.match(made, /^<!DOCTYPE html>/i);
    // A page whose words were beside it and are gone.
    await writeFile(page, made.replace('<meta ', '<meta name="pieces" content="0123456789abcdef">\n<meta '));
    assert.equal((await program(['open', 'latest', '--print'])).code, 0);
    assert.ok(!(await readFile(page, 'utf8')).includes('name="pieces"'), 'the page was made anew');
    assert.deepEqual(
      (await readdir(join(folder, 'runs', name))).filter((file) => file.includes('lock') || file.endsWith('.tmp')),
      [],
    );
    if (process.platform !== 'linux') return;
    // A launcher of our own stands in for the browser; the way to it is the real one.
    await mkdir(join(folder, 'bin'));
    await writeFile(
      join(folder, 'bin', 'xdg-open'),
      `#!/bin/sh\nprintf %s "$1" > '${join(folder, 'opened')}'\nexit "\${LAUNCH_CODE:-0}"\n`,
      { mode: 0o755 },
    );
    const path = { PATH: `${join(folder, 'bin')}:${process.env.PATH}` };
    assert.deepEqual((await program(['open', 'latest'], path)).code, 0);
    assert.equal(await readFile(join(folder, 'opened'), 'utf8'), page);
    const failed = await program(['open', 'latest'], { ...path, LAUNCH_CODE: '3' });
    assert.deepEqual([failed.code, failed.stdout], [2, `${page}\n`]);
    assert.match(failed.stderr, /xdg-open could not open the page \(exit code 3\)\.\nOpen the path above/);
    assert.match(
      (await program(['open', 'latest'], { PATH: join(folder, 'nothing') })).stderr,
      /xdg-open, which opens web pages on this system, can't be started/,
    );
  });

  it('shows names that forge lines, act on a terminal or turn a line as what they are', async () => {
    const odd = 'Words\\nForged  today\\u001b[2J\\u202E%99';
    const name = await run(['openai~gpt-4o'], `"${odd}"`);
    const renamed = `${name}\nForged\u001b[2J`;
    await rename(join(folder, 'runs', name), join(folder, 'runs', renamed));
    for (const args of [
      ['list'],
      ['show', 'latest'],
      ['show', 'latest', '--test', '1'],
      ['trend', 'Words'],
      ['rescore', 'latest'],
    ]) {
      const { stdout, stderr, code } = await program(args);
      assert.equal(code, 0, stderr);
      assert.doesNotMatch(stdout + stderr, /^\s*Forged|\u001b\[2J|\u202e/m, args.join(' '));
    }
    assert.match((await program(['list'])).stdout, /Forged<U\+001B>\[/);
    assert.doesNotMatch((await program(['list'])).stdout, /^2J/m);
    assert.match((await program(['show', 'latest'])).stdout, /^Words Forged today<U\+001B>\[2J<U\+202E>%99/m);
    assert.doesNotMatch((await program(['show', 'none'])).stderr, /^\s*Forged/m);
  });
});
