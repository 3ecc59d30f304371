// The program going on with runs: resume. What writes a run while others look is a process of its own.

import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExecEvalBenchmarkReport } from '../../../../src/shared/results/report';
import { buildProgram, CliFixture, ended, repeats } from '../cliFixture';

describe('the program going on with runs', function () {
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

  /** A run of one model that was killed while its third test was under way: two tests have run. */
  async function killedRun(): Promise<string> {
    await fixture.writeBenchmark(['openai~gpt-4o']);
    const environment = await fixture.serve({
      reply: ({ prompt }) => (prompt === 'three' ? { hang: 'midStream' } : { text: prompt }),
    });
    const child = fixture.start(['run', 'repeat.yaml', '--concurrency', '1', '--no-images'], environment);
    let progress = '';
    // A line of progress follows what it tells of to the disk.
    child.stderr.on('data', (text: Buffer) => {
      progress += text.toString();
      if (progress.includes('  2/4  ')) child.kill('SIGKILL');
    });
    await ended(child);
    const [name] = await readdir(join(folder, 'runs'));
    return name!;
  }

  it('asks again only what had ended in error, and says when nothing is missing', async () => {
    await fixture.writeBenchmark(['openai~gpt-4o']);
    const failing = await fixture.serve({
      reply: ({ prompt }) =>
        prompt === 'two' ? { failure: { status: 400, message: 'no such thing' } } : { text: prompt },
    });
    assert.equal((await program(['run', 'repeat.yaml', '--no-images'], failing)).code, 3);
    const nothing = await program(['resume', 'latest']);
    assert.equal(nothing.code, 0, nothing.stderr);
    assert.match(
      nothing.stderr,
      /^Nothing is missing: all 4 tests have run\. 1 test ended in error; --retry-errors asks again\.\n$/,
    );
    assert.match(nothing.stdout, /\n4 tests in .*3 correct, 0 incorrect, 1 error/);
    const noKey = await program(['resume', 'latest', '--retry-errors']);
    assert.equal(noKey.code, 2);
    assert.match(noKey.stderr, /OPENAI_API_KEY: needed by openai~gpt-4o/);
    const retried = await program(
      ['resume', 'latest', '--retry-errors', '--no-images', '--fail-under', '100', '--json'],
      await fixture.serve(repeats),
    );
    assert.equal(retried.code, 0, retried.stderr);
    assert.match(retried.stderr, /^Repeat \(finished\): 1 of 4 tests to run: openai~gpt-4o 1 \(1 error again\)\n/);
    assert.equal(fixture.server!.requests.length, 1);
    assert.equal((JSON.parse(retried.stdout) as { report: ExecEvalBenchmarkReport }).report.overall_correct_count, 4);
  });

  it('goes on with the time limit that the run began with, and with another one where it is told so', async () => {
    await fixture.writeBenchmark(['openai~gpt-4o']);
    const failing = await fixture.serve({ reply: { failure: { status: 400, message: 'no such thing' } } });
    assert.equal((await program(['run', 'repeat.yaml', '--no-images', '--timeout', '1'], failing)).code, 3);
    const hanging = await fixture.serve({
      reply: ({ prompt }) => (prompt === 'two' ? { hang: 'beforeHeaders' } : { text: prompt }),
    });
    const again = ['resume', 'latest', '--retry-errors', '--no-images', '--json'];
    for (const [more, limit] of [
      [[], '1 s'],
      [['--timeout', '2'], '2 s'],
    ] as [string[], string][]) {
      const { stdout, stderr } = await program([...again, ...more], hanging);
      assert.notEqual(stdout, '', stderr);
      const shown = await program(['show', 'latest', '--test', '2']);
      assert.match(shown.stdout, new RegExp(`within the time limit of ${limit} for one attempt`));
    }
  });

  // Windows has no signal that one process could send another to be handled, nor SIGKILL.
  if (process.platform !== 'win32') {
    it('resumes a run that was killed: exactly what is missing, in the same folder', async () => {
      const name = await killedRun();
      assert.match((await program(['list'])).stdout, new RegExp(`\n${name} .*interrupted`));
      assert.match((await program(['show', 'latest'])).stdout, /\nstatus +interrupted, 2 of 4 tests have run\n/);
      const missing = await program(['show', 'latest', '--test', '4']);
      assert.equal(missing.code, 2);
      assert.match(missing.stderr, /#4 of openai~gpt-4o has no result/);
      const resumed = await program(['resume', 'latest', '--no-images'], await fixture.serve(repeats));
      assert.equal(resumed.code, 0, resumed.stderr);
      assert.match(resumed.stderr, /^Repeat \(interrupted\): 2 of 4 tests to run: openai~gpt-4o 2\n/);
      assert.doesNotMatch(resumed.stderr, / [12]\/4 /);
      assert.match(resumed.stdout, /\n4 tests in .*4 correct, 0 incorrect, 0 error/);
      assert.equal(fixture.server!.requests.length, 2);
      assert.deepEqual(await readdir(join(folder, 'runs')), [name]);
      const manifest = await fixture.manifestOf(name);
      assert.deepEqual([manifest.status, manifest.totals.correct], ['finished', 4]);
    });

    it('refuses to write a run that another process is writing', async () => {
      await fixture.writeBenchmark(['openai~gpt-4o']);
      const environment = await fixture.serve({
        reply: ({ prompt }) => (prompt === 'one' ? { text: prompt } : { hang: 'midStream' }),
      });
      const child = fixture.start(['run', 'repeat.yaml', '--concurrency', '1', '--no-images'], environment);
      const end = ended(child);
      await fixture.server!.arrived(2);
      for (const command of ['resume', 'rescore']) {
        const { code, stderr } = await program([command, 'latest', '--no-images'], environment);
        assert.equal(code, 2);
        assert.match(stderr, /is being written by/, command);
      }
      const shown = await program(['show', 'latest']);
      assert.match(shown.stdout, /\nstatus +running, [01] of 4 tests have run\n[^]*still being written/);
      child.kill('SIGINT');
      assert.equal((await end).code, 130);
    });
  }
});
