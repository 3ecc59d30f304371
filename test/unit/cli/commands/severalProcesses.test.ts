// One run made by several processes of this machine: real ones, which ask a server, are killed, are interrupted, and share limits.

import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { readOwner } from '../../../../src/core/runFolder/lockFile';
import { runFiles } from '../../../../src/core/runFolder/runFolderPaths';
import type { RunManifest } from '../../../../src/shared/runs/runManifest';
import type { ExecEvalBenchmarkReport } from '../../../../src/shared/results/report';
import { buildProgram, CliFixture, ended, repeats } from '../cliFixture';

describe('a run by several processes', function () {
  this.slow(20_000);

  let fixture: CliFixture;
  before(buildProgram);
  beforeEach(async () => {
    fixture = await CliFixture.make();
  });
  afterEach(() => fixture.remove());

  const prompts = Array.from({ length: 12 }, (_, at) => `word${at}`);
  const args = ['run', 'repeat.yaml', '--jobs', '2', '--no-images'];
  const runs = async (): Promise<string[]> =>
    (await readdir(join(fixture.folder, 'runs'))).filter((name) => !name.startsWith('.')).sort();
  const manifest = (name: string): Promise<RunManifest> => fixture.manifestOf(name);

  /** Adds lines to the benchmark. */
  async function add(lines: string): Promise<void> {
    const path = join(fixture.folder, 'repeat.yaml');
    await writeFile(path, `${await readFile(path, 'utf8')}${lines}\n`);
  }

  /** The processes that write the run's folders. */
  async function processes(): Promise<number[]> {
    const owners = await Promise.all(
      (await runs()).map((name) => readOwner(join(fixture.folder, 'runs', name, runFiles.lock))),
    );
    return owners.flatMap((owner) => (owner ? [owner.pid] : []));
  }

  it('leaves one run folder, with the report, the comparison and the exit code of any run, within the limits of one', async () => {
    await fixture.writeBenchmark(['openai~gpt-4o', 'openai~gpt-4.1'], 'repeat.yaml', 'Repeat', prompts);
    const one = await fixture.call(
      ['run', 'repeat.yaml', '--no-images', '--comment', 'one'],
      await fixture.serve(repeats),
    );
    assert.equal(one.code, 0, one.stderr);
    const [whole] = await runs();
    await add('require: { accuracy: 0.95 }');
    const environment = await fixture.serve({
      reply: async ({ prompt, number }) => {
        // Each of the two processes asks one at a time, at the same time.
        if (number <= 2) await fixture.server!.arrived(2);
        return { text: prompt === 'word3' ? 'no' : prompt };
      },
    });
    const several = await fixture.call(
      [...args, '--concurrency', '2', '--baseline', whole!, '--report', 'junit=junit.xml', '--json'],
      environment,
    );
    assert.equal(several.code, 1, several.stderr);
    assert.match(several.stderr, /^Repeat: 2 models x 12 prompts = 24 tests, by 2 processes\n/);
    assert.match(several.stderr, / openai~gpt-4o {2}12\/12 {2}11 correct, 1 incorrect/);
    const { runDirectory, report, comparison } = JSON.parse(several.stdout) as {
      runDirectory: string;
      report: ExecEvalBenchmarkReport;
      comparison: { notEqual: { what: string; base: string; other: string }[] };
    };
    assert.equal(report.overall_correct_count, 22);
    assert.ok(
      comparison.notEqual.some(({ what, base, other }) => what === 'processes at once' && base + other === '12'),
    );
    assert.match(
      await readFile(join(fixture.folder, 'junit.xml'), 'utf8'),
      /<testsuite name="openai~gpt-4o" tests="12" failures="1"/,
    );
    assert.deepEqual(await runs(), [whole, runDirectory.split(/[\\/]/).at(-1)]);
    const { state } = await openRun(runDirectory);
    assert.equal(state.status, 'finished');
    const { concurrency, noise, machine } = await manifest((await runs())[1]!);
    assert.deepEqual(Object.values(concurrency), [2]);
    assert.equal(noise!.maxInFlight, 2);
    assert.ok(machine);
    const { requests } = fixture.server!;
    assert.equal(requests.length, 24);
    for (const { arrivedAt } of requests) {
      const beside = requests.filter(
        (other) => other.arrivedAt <= arrivedAt && (other.closedAt ?? Infinity) > arrivedAt,
      );
      assert.ok(beside.length <= 2, `${beside.length} at once`);
    }
    const shown = await fixture.call(['show', 'latest']);
    assert.match(shown.stdout, /processes +2 at once on one machine: times include what they cost each other\n/);
    assert.match((await fixture.call(['list'])).stdout, /made by 2 processes/);
  });

  it('spends no more than its budget, and goes on with another one', async () => {
    await fixture.writeBenchmark(['openai~gpt-4o'], 'repeat.yaml', 'Repeat', prompts);
    await add('prices: { openai~gpt-4o: { input_per_million: 1000, output_per_million: 0 } }');
    // 100 input tokens are $0.10: two tests of each process.
    const environment = await fixture.serve({
      reply: ({ prompt }) => ({ text: prompt, usage: { input: 100, output: 1 } }),
    });
    const first = await fixture.call([...args, '--concurrency', '2', '--budget', '0.5'], environment);
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stdout, /8 tests of openai~gpt-4o were not run \(budget used up\)/);
    assert.match(first.stdout, /cost \$0\.40/);
    const [name] = await runs();
    assert.equal((await manifest(name!)).budgetUsd, 0.5);
    const rest = await fixture.call(['resume', 'latest', '--budget', 'none', '--no-images'], environment);
    assert.equal(rest.code, 0, rest.stderr);
    assert.match(rest.stdout, /12 correct, 0 incorrect, 0 error; accuracy 100%; cost \$1\.20/);
    assert.equal(fixture.server!.requests.length, 12);
  });

  it('keeps what a process had done that was killed, says so, and asks the rest when it is resumed', async () => {
    await fixture.writeBenchmark(['openai~gpt-4o'], 'repeat.yaml', 'Repeat', prompts);
    // Both hang in their second test until one of them is gone.
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const environment = await fixture.serve({
      reply: async ({ prompt, number }) => {
        if (number > 2) await released;
        return { text: prompt };
      },
    });
    const run = fixture.call([...args, '--concurrency', '2'], environment);
    await fixture.server!.arrived(4);
    const [killed] = await processes();
    process.kill(killed!, 'SIGKILL');
    release();
    const { code, stdout, stderr } = await run;
    assert.equal(code, 2, stderr);
    assert.match(
      stdout,
      /Process \d of 2: It was ended (by SIGKILL|with exit code \d+) before its part was complete\. What it had not asked is missing\.\n/,
    );
    assert.match(
      stdout,
      /tests? (is|are) missing:\n {2}process \d of 2: \d tests? did not end\n`iso-speed-bench resume runs/,
    );
    assert.equal((await runs()).length, 1);
    const rest = await fixture.call(['resume', 'latest', '--no-images'], environment);
    assert.equal(rest.code, 0, rest.stderr);
    assert.match(rest.stdout, /12 correct, 0 incorrect, 0 error/);
    const { state } = await openRun(join(fixture.folder, 'runs', (await runs())[0]!));
    assert.equal(state.status, 'finished');
  });

  // Windows has no signal that one process could send another to be handled.
  if (process.platform !== 'win32') {
    it('is one run that can be resumed after Ctrl+C', async () => {
      await fixture.writeBenchmark(['openai~gpt-4o'], 'repeat.yaml', 'Repeat', prompts);
      const hanging = await fixture.serve({
        reply: ({ prompt, number }) => (number > 2 ? { hang: 'midStream' } : { text: prompt }),
      });
      const child = fixture.start([...args, '--concurrency', '2', '--json'], hanging);
      const end = ended(child);
      await fixture.server!.arrived(4);
      // A terminal tells all of them.
      for (const pid of [...(await processes()), child.pid!]) process.kill(pid, 'SIGINT');
      const { code, stdout, stderr } = await end;
      assert.equal(code, 130, stderr);
      assert.match(stderr, /Stopping: /);
      const { runDirectory, report } = JSON.parse(stdout) as { runDirectory: string; report: ExecEvalBenchmarkReport };
      assert.equal(report.overall_correct_count, 2);
      assert.equal((await runs()).length, 1);
      assert.equal((await openRun(runDirectory)).state.status, 'interrupted');
      const rest = await fixture.call(['resume', 'latest', '--no-images'], await fixture.serve(repeats));
      assert.equal(rest.code, 0, rest.stderr);
      assert.match(rest.stdout, /12 correct, 0 incorrect, 0 error/);
    });

    it('leaves shards that are merged where the program itself was killed', async () => {
      await fixture.writeBenchmark(['openai~gpt-4o'], 'repeat.yaml', 'Repeat', prompts);
      const hanging = await fixture.serve({
        reply: ({ prompt, number }) => (number > 2 ? { hang: 'midStream' } : { text: prompt }),
      });
      const child = fixture.start([...args, '--concurrency', '2'], hanging);
      const end = ended(child);
      await fixture.server!.arrived(4);
      child.kill('SIGKILL');
      // Its processes have the same stderr: the end of that is the end of all.
      await end;
      const names = await runs();
      // Either may have made its folder first.
      assert.deepEqual(names.map((name) => name.replace(/^[^r]*/, '')).sort(), ['repeat-1-of-2', 'repeat-2-of-2']);
      for (const name of names) assert.equal((await manifest(name)).status, 'cancelled');
      const merged = await fixture.call(['merge', ...names, '--out', 'runs/all']);
      assert.equal(merged.code, 0, merged.stderr);
      assert.match(
        merged.stdout,
        /10 tests are missing:\n {2}process 1 of 2: \d tests? did not end\n {2}process 2 of 2: /,
      );
    });
  }

  it("is refused where it can't be divided, before anything is asked", async () => {
    await fixture.writeBenchmark(['openai~gpt-4o', 'ollama~llama3.2']);
    const environment = await fixture.serve(repeats);
    const openai = [...args, '--models', 'openai~gpt-4o'];
    for (const [words, expected] of [
      [[...openai, '--mode', 'speed'], /--jobs is not for speed mode/],
      [[...openai, '--mode', 'batch'], /--jobs is not for batches/],
      [[...openai, '--concurrency', '1'], /gets one request at a time, which can't be divided among 2 processes/],
      [[...openai, '--jobs', '8', '--concurrency', '5'], /gets 5 requests at a time, .* 8 processes/],
      [[...openai, '--rate', 'openai=1'], /gets 1 requests? a minute/],
      [args, /127\.0\.0\.1:11434 gets one request at a time.*\nLeave --jobs out: a model on this machine/],
      [[...openai, '--shard', '1/2'], /--jobs and --shard both divide the run/],
      [[...openai, '--jobs', '0'], /--jobs must be a whole number from 1, not "0"/],
      [[...openai, '--jobs', '65'], /--jobs must be from 1 to 64, not 65/],
    ] as const) {
      const { code, stderr } = await fixture.call([...words], environment);
      assert.equal(code, 2, stderr);
      assert.match(stderr, expected);
    }
    assert.deepEqual(fixture.server!.requests, []);
  });
});
