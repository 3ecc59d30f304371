// examples/distributed/slurm.sh on a real Slurm: an array of shards, of which one is killed and one is taken off its node, has what one run of
// the whole has.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ArrayFixture } from './arrayFixture';
import { models, promptCount, shardCount, shardOf, testName } from './pausingModels';
import { verdictsOf } from './verdictsOf';
import { runFiles } from '../../src/core/runFolder/runFolderPaths';

const killed = 7;
const preempted = 11;
const tests = models.length * promptCount;

describe('a benchmark as a Slurm array', () => {
  let fixture: ArrayFixture;
  let job = '';
  let asked: ReadonlyMap<string, number>;

  before(async () => {
    fixture = await ArrayFixture.start([killed, preempted]);
  });
  after(() => fixture.stop());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') console.error(await fixture.outputs());
  });

  it('asks each of its tests in one of its tasks, also when tasks are killed and requeued', async () => {
    const { cluster, pausing, signal } = fixture;
    const started = performance.now();
    job = await fixture.submit();

    await fixture.orInterrupted(pausing.silent(killed));
    const processes = await cluster.processes(job, killed);
    assert.ok(processes.length > 0);
    for (const pid of processes) process.kill(pid, 'SIGKILL');
    await cluster.until(job, (states) => states.get(killed) === 'FAILED', signal);
    // As where the node is gone: another can't tell whether the process that has the folder still runs.
    const lock = join(await fixture.shardOf(job, killed), runFiles.lock);
    const owner = JSON.parse(await readFile(lock, 'utf8')) as object;
    await writeFile(lock, JSON.stringify({ ...owner, host: 'a-node-that-is-gone' }));
    pausing.goOn(killed);
    await cluster.command('scontrol', ['requeue', `${job}_${killed}`]);

    await fixture.orInterrupted(pausing.silent(preempted));
    pausing.goOn(preempted);
    await cluster.command('scontrol', ['requeue', `${job}_${preempted}`]);

    const states = await cluster.until(job, (all) => ended(all) === shardCount, signal);
    asked = pausing.takeCounts();
    assert.deepEqual([...new Set(states.values())], ['COMPLETED']);
    tell(`${tests} tests in ${shardCount} tasks, one of them killed, one taken off its node`, started);
  });

  it('asks a test again only where a task was stopped while it was under way', () => {
    assert.equal(asked.size, tests);
    const again = [...asked].filter(([, count]) => count > 1).map(([test]) => test);
    const ofStopped = [killed, preempted].flatMap((shard) => testsOf(shard));
    assert.deepEqual(
      again.filter((test) => !ofStopped.includes(test)),
      [],
    );
    // What was under way at once is far less than what a task had done.
    assert.ok(again.length < 80, `${again.length} tests were asked again`);
  });

  it('merges to what one run of the whole has: none twice, none lost, the same verdicts', async () => {
    const merging = performance.now();
    const merged = await verdictsOf(await fixture.merge(job));
    tell(`${shardCount} shards merged`, merging);
    const asking = performance.now();
    const whole = await verdictsOf(await fixture.runWhole());
    tell(`${tests} tests in one run`, asking);
    assert.equal(merged.length, tests);
    assert.deepEqual(merged, whole);
    const kinds = new Set(whole.map(([, verdict]) => verdict.split(':')[0]));
    assert.deepEqual([...kinds].sort(), ['correct', 'error', 'incorrect']);
  });
});

function tell(what: string, started: number): void {
  console.log(`      ${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

function ended(states: ReadonlyMap<number, string>): number {
  return [...states.values()].filter((state) => /^(COMPLETED|FAILED|CANCELLED|TIMEOUT|NODE_FAIL)$/.test(state)).length;
}

function testsOf(shard: number): string[] {
  return models.flatMap((model) =>
    Array.from({ length: promptCount }, (_, at) => at + 1)
      .filter((index) => shardOf(model, index) === shard)
      .map((index) => testName(model, index)),
  );
}
