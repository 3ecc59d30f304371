// The program against real servers on 127.0.0.1 and simulated models: output, exit codes, interruption. In a process of its own is what only
// a process has: its streams, its signals, its exit code, the version of its package.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openRun } from '../../../../src/core/runFolder/openRun';
import type { ExecEvalBenchmarkReport } from '../../../../src/shared/results/report';
import { buildProgram, CliFixture, ended, repeats, root } from '../cliFixture';

describe('the program', function () {
  this.slow(10_000);

  let fixture: CliFixture;
  let folder: string;
  const start: CliFixture['start'] = (...args) => fixture.start(...args);
  const program: CliFixture['program'] = (...args) => fixture.program(...args);
  const call: CliFixture['call'] = (...args) => fixture.call(...args);
  const writeBenchmark: CliFixture['writeBenchmark'] = (...args) => fixture.writeBenchmark(...args);
  const serve: CliFixture['serve'] = (...args) => fixture.serve(...args);

  before(buildProgram);

  beforeEach(async () => {
    fixture = await CliFixture.make();
    folder = fixture.folder;
  });

  afterEach(() => fixture.remove());

  it('runs a benchmark: plain progress on stderr, table, totals and run folder on stdout, exit code 0', async () => {
    await writeBenchmark(['openai~gpt-4o', 'openai~通义千问']);
    const { code, stdout, stderr } = await program(['run', 'repeat.yaml'], await serve(repeats));
    assert.equal(code, 0, stderr);
    assert.match(stderr, /^Repeat: 2 models x 4 prompts = 8 tests\n/);
    assert.match(stderr, /00:\d\d\.\d {2}openai~通义千问 {2}4\/4 {2}4 correct, 0 incorrect, 0 error, accuracy 100%/);
    assert.match(
      stdout,
      /^model +correct +incorrect +error +accuracy +tok\/s +TTFT p50 +avg total +avg load +tokens in \/ out +cost +awards\n/,
    );
    assert.match(stdout, /\nopenai~通义千问 +4 +0 +0 +100% /);
    assert.match(stdout, /\n8 tests in .*: 8 correct, 0 incorrect, 0 error; accuracy 100%; cost /);
    const [run] = await readdir(join(folder, 'runs'));
    assert.equal(stdout.trimEnd().split('\n').at(-1)!.replaceAll('\\', '/'), `Run folder: runs/${run}`);
    assert.doesNotMatch(stdout + stderr, /\u001b/);
    assert.equal((await openRun(join(folder, 'runs', run!))).state.status, 'finished');
  });

  it('colors where FORCE_COLOR asks for it', async () => {
    await writeBenchmark(['openai~gpt-4o']);
    const { stdout } = await call(['run', 'repeat.yaml', '--no-images'], {
      ...(await serve(repeats)),
      FORCE_COLOR: '1',
    });
    assert.match(stdout, /\u001b\[32m4\u001b\[39m/);
  });

  it('labels simulated models and needs no network for them', async () => {
    await writeBenchmark(['simulated~swift']);
    const { code, stdout, stderr } = await call(['run', 'repeat.yaml', '--no-images', '--limit', '1']);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /\$0 simulated/);
    assert.match(stdout, /All models here are simulated/);
  });

  it('keeps the name of a benchmark on one line, whatever is in it', async () => {
    const path = join(folder, 'named.yaml');
    const prompts = '[{ dynamic_variables: { t: x }, expectation: x }]';
    await writeFile(
      path,
      `benchmark_name: "a\\u202E\\nb"\npurpose: p\nbase_prompt: "{{t}}"\ntest_type: raw_string_evaluator\nmodels: [simulated~swift]\nprompts: ${prompts}\n`,
    );
    const { stderr } = await call(['run', path, '--no-images']);
    assert.match(stderr, /^a<U\+202E> ?\S*b: 1 model x 1 prompt = 1 test\n/);
  });

  it('takes --models, --limit and --out', async () => {
    await writeBenchmark(['openai~a', 'openai~b', 'openai~c']);
    const { code, stderr } = await call(
      ['run', 'repeat.yaml', '--no-images', '--models', 'openai~c,openai~a', '--limit', '2', '--out', 'deep/down'],
      await serve(repeats),
    );
    assert.equal(code, 0, stderr);
    assert.match(stderr, /2 models x 2 prompts = 4 tests/);
    assert.deepEqual([...new Set(fixture.server!.requests.map((request) => request.body.model))].sort(), ['a', 'c']);
    assert.equal((await readdir(join(folder, 'deep/down'))).length, 1);
  });

  it('with --json writes one object and nothing else to stdout', async () => {
    await writeBenchmark(['openai~gpt-4o']);
    const { code, stdout } = await call(['run', 'repeat.yaml', '--no-images', '--json'], await serve(repeats));
    assert.equal(code, 0);
    const result = JSON.parse(stdout) as { runDirectory: string; report: ExecEvalBenchmarkReport };
    assert.deepEqual(Object.keys(result), ['runDirectory', 'report']);
    assert.equal(result.report.overall_correct_count, 4);
    assert.deepEqual(result.report, JSON.parse(await readFile(join(result.runDirectory, 'report.json'), 'utf8')));
  });

  it('ends with 1 below --fail-under and 0 at it', async () => {
    await writeBenchmark(['openai~gpt-4o']);
    const environment = await serve({ answer: (prompt) => (prompt === 'two' ? 'wrong' : prompt) });
    assert.equal((await call(['run', 'repeat.yaml', '--no-images', '--fail-under', '75'], environment)).code, 0);
    assert.equal((await call(['run', 'repeat.yaml', '--no-images', '--fail-under', '76'], environment)).code, 1);
  });

  it('ends with 3 when a test ended in error, unless --allow-errors', async () => {
    await writeBenchmark(['openai~gpt-4o']);
    const environment = await serve({
      reply: ({ prompt }) =>
        prompt === 'two' ? { failure: { status: 400, message: 'no such thing' } } : { text: prompt },
    });
    const failed = await call(['run', 'repeat.yaml', '--no-images', '--fail-under', '100'], environment);
    assert.equal(failed.code, 3);
    assert.match(failed.stderr, /error {2}openai~gpt-4o #2: .*no such thing/);
    assert.match(failed.stdout, /1 test ended in error.*\n {2}1 API failure: .*\n {4}openai~gpt-4o #2: /);
    assert.equal((await call(['run', 'repeat.yaml', '--no-images', '--allow-errors'], environment)).code, 0);
  });

  it('finds a missing key before anything is sent', async () => {
    await writeBenchmark(['openai~gpt-4o', 'anthropic~claude', 'openai~o3-mini']);
    const { code, stdout, stderr } = await program(['run', 'repeat.yaml', '--no-images']);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(
      stderr,
      /OPENAI_API_KEY: needed by openai~gpt-4o, openai~o3-mini\n +ANTHROPIC_API_KEY: needed by anthropic~claude\n/,
    );
    assert.match(stderr, /--env-file/);
    await assert.rejects(readdir(join(folder, 'runs')), { code: 'ENOENT' });
  });

  it('refuses addresses that are none before anything is sent, without repeating a password', async () => {
    await writeBenchmark(['openai~gpt-4o', 'vllm~m', 'llama3']);
    const environment = {
      OPENAI_API_KEY: 'k',
      OPENAI_BASE_URL: 'http://me:S3cretS3cret@127.0.0.1:9/v1',
      VLLM_BASE_URL: '127.0.0.1:8000/v1',
      OLLAMA_HOST: 'http://me:S3cretS3cret@gpu-box:70000',
    };
    for (const dryRun of [[], ['--dry-run']]) {
      const { code, stdout, stderr } = await call(['run', 'repeat.yaml', '--no-images', ...dryRun], environment);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /OLLAMA_HOST: expected host/);
      assert.match(stderr, /OPENAI_BASE_URL: expected no user name and no password/);
      assert.match(stderr, /VLLM_BASE_URL: expected an address that begins with http/);
      assert.doesNotMatch(stderr, /S3cret/);
    }
    await assert.rejects(readdir(join(folder, 'runs')), { code: 'ENOENT' });
  });

  it('does not want the keys of models left out', async () => {
    await writeBenchmark(['simulated~swift', 'anthropic~claude']);
    assert.equal(
      (await call(['run', 'repeat.yaml', '--no-images', '--models', 'simulated~swift', '--limit', '1'])).code,
      0,
    );
  });

  it('keeps Node from reading --env-file as a flag of its own, which would run what the file tells it to', async () => {
    await writeBenchmark(['simulated~swift']);
    await writeFile(join(folder, 'hook.mjs'), "import { writeFileSync } from 'node:fs'; writeFileSync('ran', '');\n");
    await writeFile(join(folder, '.env'), 'NODE_OPTIONS=--import=./hook.mjs\n');
    const program = join(root, 'dist/node/cli.mjs');
    const [shebang] = (await readFile(program, 'utf8')).split('\n');
    assert.equal(shebang, '#!/usr/bin/env -S node --');
    // Windows knows no such line; what npm installs there is made from it.
    const start = process.platform === 'win32' ? [process.execPath, '--', program] : [program];
    const args = [...start.slice(1), 'run', 'repeat.yaml', '--dry-run', '--env-file', '.env'];
    const { code, stderr } = await ended(spawn(start[0]!, args, { cwd: folder }));
    assert.equal(code, 0, stderr);
    await assert.rejects(readFile(join(folder, 'ran')), { code: 'ENOENT' });
  });

  it('reads --env-file; what is set already wins', async () => {
    await writeBenchmark(['openai~gpt-4o']);
    const { OPENAI_BASE_URL } = await serve(repeats);
    await writeFile(
      join(folder, '.env'),
      `# comment\nexport OPENAI_API_KEY="sk-from-file"\nOPENAI_BASE_URL=${OPENAI_BASE_URL}\n`,
    );
    assert.equal((await call(['run', 'repeat.yaml', '--no-images', '--limit', '1', '--env-file', '.env'])).code, 0);
    assert.equal(
      (
        await call(['run', 'repeat.yaml', '--no-images', '--limit', '1', '--env-file', '.env'], {
          OPENAI_API_KEY: 'sk-set',
        })
      ).code,
      0,
    );
    assert.deepEqual(
      fixture.server!.requests.map((request) => request.headers.authorization),
      ['Bearer sk-from-file', 'Bearer sk-set'],
    );
  });

  it('refuses an invalid file with every problem, and sends nothing', async () => {
    await writeFile(
      join(folder, 'bad.yaml'),
      'benchmark_name: x\npurpose: y\nbase_prompt: z\nevaluator: raw_string_evaluatr\nmodels: []\nprompts: []\n',
    );
    const { code, stdout, stderr } = await call(['run', 'bad.yaml']);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(
      stderr,
      /^bad\.yaml:4:12: error: .*raw_string_evaluator.* \(evaluator\)\n {2}4 \| evaluator: raw_string_evaluatr\n {4}\| {12}\^{19}\n/m,
    );
    assert.match(stderr, /bad\.yaml: 3 errors.* Nothing was sent/);
    const json = await call(['run', 'bad.yaml', '--json']);
    assert.equal(json.code, 2);
    const { problems } = JSON.parse(json.stdout) as { problems: { path: string }[] };
    assert.deepEqual(
      problems.map((problem) => problem.path),
      ['evaluator', 'models', 'prompts'],
    );
  });

  it('explains bad usage and ends with 2', async () => {
    await writeBenchmark(['openai~gpt-4o', 'llama3:8b']);
    await writeFile(join(folder, 'file'), '');
    await mkdir(join(folder, 'directory'));
    const cases: [args: string[], message: RegExp][] = [
      [['run', 'missing.yaml'], /There is no benchmark file missing\.yaml\./],
      [['run', 'directory'], /directory is a directory/],
      [
        ['run', 'repeat.yaml', '--no-images', '--models', 'openai~gpt-4'],
        /has no model openai~gpt-4\.\nDid you mean openai~gpt-4o\? Its models are openai~gpt-4o, ollama~llama3:8b\./,
      ],
      [
        ['run', 'repeat.yaml', '--no-images', '--models', 'llama3:8b', '--out', 'file/runs'],
        / file\/runs: it is or runs through a file/,
      ],
      [['rum'], /Did you mean run\?/],
    ];
    await Promise.all(
      cases.map(async ([args, message]) => {
        const { code, stdout, stderr } = await call(args);
        assert.match(stderr, message);
        assert.doesNotMatch(stderr, /\n +at |prompts = /);
        assert.deepEqual([code, stdout], [2, '']);
      }),
    );
  });

  it('keeps stdout one object with --json when the usage is wrong', async () => {
    const { code, stdout } = await call(['run', 'missing.yaml', '--json']);
    assert.equal(code, 2);
    assert.match((JSON.parse(stdout) as { error: { message: string } }).error.message, /missing\.yaml/);
  });

  it('shows the stack only when asked to', async () => {
    const { stderr } = await call(['run', 'missing.yaml'], { ISO_SPEED_BENCH_DEBUG: '1' });
    assert.match(stderr, /\n +at /);
  });

  it('validates files: warnings are fine, errors are 2, and every file is looked at', async () => {
    await writeBenchmark(['openai~gpt-4o', 'openai~gpt-4o', 'llama3:8b']);
    await writeFile(join(folder, 'bad.yaml'), 'models: 3\n');
    const good = await call(['validate', 'repeat.yaml']);
    assert.equal(good.code, 0, good.stdout);
    assert.match(good.stdout, /^repeat\.yaml:7:5: warning: .*\(models\[1\]\)\n {2}7 \| {3}- openai~gpt-4o\n/);
    assert.match(good.stdout, /\nok repeat\.yaml: 2 models x 4 prompts = 8 tests, 1 warning\n\n$/);
    const all = await call(['validate', 'repeat.yaml', 'bad.yaml', 'missing.yaml']);
    assert.equal(all.code, 2);
    assert.match(
      all.stdout,
      /^ok repeat[^]*^invalid bad\.yaml: \d+ errors[^]*^missing\.yaml:1:1: error: There is no benchmark file/m,
    );
    const json = await call(['validate', 'repeat.yaml', 'bad.yaml', '--json']);
    assert.equal(json.code, 2);
    const { files } = JSON.parse(json.stdout) as { files: { file: string; problems: unknown[]; benchmark: unknown }[] };
    assert.deepEqual(
      files.map((file) => [file.file, file.benchmark]),
      [
        ['repeat.yaml', { name: 'Repeat', models: 2, prompts: 4, tests: 8 }],
        ['bad.yaml', null],
      ],
    );
  });

  it('gives help and its version', async () => {
    const [help, version] = await Promise.all([call(['run', '--help']), program(['--version'])]);
    assert.deepEqual([help.code, help.stderr], [0, '']);
    assert.match(help.stdout, /--fail-under PERCENT/);
    const { version: expected } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    assert.equal(version.stdout, `${expected} (a working copy)\n`);
  });

  it('does not mind a reader that goes away', async () => {
    await writeBenchmark(['openai~gpt-4o']);
    const child = start(['run', 'repeat.yaml', '--no-images'], await serve(repeats));
    child.stdout.destroy();
    const { code, stderr } = await ended(child);
    assert.equal(code, 0, stderr);
    assert.doesNotMatch(stderr, /EPIPE|\n +at /);
  });

  // Windows has no signal that one process could send another to be handled.
  if (process.platform !== 'win32') {
    it('finishes the run folder when interrupted, and ends with 130', async () => {
      await writeBenchmark(['openai~gpt-4o']);
      const environment = await serve({
        reply: ({ prompt }) => (prompt === 'one' ? { text: 'one' } : { hang: 'midStream' }),
      });
      const child = start(['run', 'repeat.yaml', '--no-images', '--concurrency', '1', '--json'], environment);
      const end = ended(child);
      await fixture.server!.arrived(2);
      child.kill('SIGINT');
      const { code, stdout, stderr } = await end;
      assert.equal(code, 130, stderr);
      assert.match(stderr, /Stopping: /);
      const { runDirectory, report } = JSON.parse(stdout) as { runDirectory: string; report: ExecEvalBenchmarkReport };
      assert.equal(report.overall_correct_count, 1);
      const { state } = await openRun(runDirectory);
      assert.equal(state.status, 'cancelled');
      assert.deepEqual(
        state.models[0]!.tests.map((test) => test.verdict),
        ['correct', 'not_run', 'not_run', 'not_run'],
      );
      assert.equal(
        (JSON.parse(await readFile(join(runDirectory, 'run.json'), 'utf8')) as { status: string }).status,
        'cancelled',
      );
    });
  }
});
