import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, join, relative } from 'node:path';
import { findRun } from '../../../../src/core/runFolder/findRun';
import { listRuns } from '../../../../src/core/runFolder/listRuns';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import { isRunLocked, lockRun } from '../../../../src/core/runFolder/runLock';
import type { RunManifest } from '../../../../src/shared/runs/runManifest';
import { EngineFixture, never, recorder } from '../run/engineFixture';

describe('the runs of a folder', () => {
  let fixture: EngineFixture;
  let manifest: RunManifest;
  let original: string;
  beforeEach(async () => {
    fixture = await EngineFixture.make();
    const request = fixture.request({ models: ['simulated~swift'], prompts: [{ word: 'a', expectation: 'a' }] });
    ({ runDirectory: original } = await runBenchmark(request, recorder(), never));
    manifest = JSON.parse(await readFile(join(original, 'run.json'), 'utf8')) as RunManifest;
  });
  afterEach(() => fixture.remove());

  const put = async (id: string, changes: object, runs = fixture.runsDirectory): Promise<string> => {
    const runDirectory = join(runs, id);
    await mkdir(runDirectory, { recursive: true });
    await writeFile(join(runDirectory, 'run.json'), JSON.stringify({ ...manifest, id, ...changes }));
    return runDirectory;
  };
  const seen = async (): Promise<string[]> =>
    (await listRuns(fixture.runsDirectory)).map(
      (run) => `${basename(run.runDirectory)} ${'manifest' in run ? run.manifest.status : run.problem}`,
    );

  it('come newest first by date, not by name, with what can not be read at the end', async () => {
    await put('z-old', { startedAt: '2020-01-01T00:00:00.000+01:00' });
    await put('a-older-elsewhere', { startedAt: '2019-12-31T23:30:00.000-01:00', status: 'cancelled' });
    await mkdir(join(fixture.runsDirectory, 'no-run'));
    await writeFile(join(fixture.runsDirectory, 'notes.txt'), 'x');
    const newer = await put('newer', { schemaVersion: 9 });
    await writeFile(join(await put('broken', {}), 'run.json'), '{"schemaVersion": 1, "id"');
    const [first, ...others] = await seen();
    assert.equal(first, `${basename(original)} finished`);
    assert.deepEqual(others.slice(0, 2), ['a-older-elsewhere cancelled', 'z-old finished']);
    assert.match(others[2]!, /newer run.json of newer was written by a newer version of Iso Speed Bench \(format 9/);
    assert.match(others[3]!, /^broken run.json of broken is not JSON/);
    assert.equal(others.length, 4);
    assert.ok(newer);
    assert.deepEqual(await listRuns(join(fixture.folder, 'nowhere')), []);
  });

  it('are listed and found without their run.json, but not while they only begin', async () => {
    const name = basename(original);
    await rm(join(original, 'run.json'));
    assert.deepEqual(await seen(), [`${name} ${name} has no run.json; resuming the run makes it anew.`]);
    assert.equal(await findRun(name, [fixture.runsDirectory], fixture.folder), original);
    const lock = await lockRun(original);
    try {
      assert.deepEqual(await seen(), []);
    } finally {
      await lock.release();
    }
  });

  it('are interrupted when nobody writes them any more', async () => {
    const runDirectory = await put('run', { status: 'running', startedAt: '2020-01-01T00:00:00.000Z' });
    const status = async (): Promise<string> => (await seen())[1]!;
    assert.equal(await status(), 'run interrupted');
    const lock = await lockRun(runDirectory);
    assert.equal(await status(), 'run running');
    const text = await readFile(join(runDirectory, 'run.lock'), 'utf8');
    await lock.release();
    const owner = JSON.parse(text) as object;
    const leave = (changes: object): Promise<void> =>
      writeFile(join(runDirectory, 'run.lock'), JSON.stringify({ ...owner, ...changes }));
    // No process has this id; ids of Linux end at 4194304.
    await leave({ pid: 2 ** 30 });
    assert.equal(await status(), 'run interrupted');
    await leave({ at: '2001-01-01T00:00:00.000Z', processStart: null });
    assert.equal(await status(), 'run interrupted');
    await leave({ host: `not-${hostname()}`, pid: 2 ** 30 });
    assert.equal(await status(), 'run running');
    await assert.rejects(lockRun(runDirectory), /on not-.*can't be seen/s);
    await leave({ pid: 2 ** 30 });
    const taken = await Promise.allSettled([lockRun(runDirectory), lockRun(runDirectory), lockRun(runDirectory)]);
    assert.deepEqual(taken.map((one) => one.status).sort(), ['fulfilled', 'rejected', 'rejected']);
    for (const one of taken) if (one.status === 'fulfilled') await one.value.release();
    assert.equal(await isRunLocked(runDirectory), false);
  });

  it('are found by path, id, an unambiguous part, or as the latest', async () => {
    const elsewhere = join(fixture.folder, 'more');
    await put('2020-01-01_00-00-00_maths', { startedAt: '2020-01-01T00:00:00.000Z' });
    await put('2020-01-02_00-00-00_maths', { startedAt: '2020-01-02T00:00:00.000Z' });
    const newest = await put('2199-01-01_00-00-00_later', { startedAt: '2199-01-01T00:00:00.000Z' }, elsewhere);
    const folders = [fixture.runsDirectory, elsewhere];
    const find = async (reference: string): Promise<string> =>
      basename(await findRun(reference, folders, fixture.folder));
    assert.equal(await findRun('latest', folders, fixture.folder), newest);
    assert.equal(await findRun(relative(fixture.folder, original), [], fixture.folder), original);
    assert.equal(await findRun(join(original, 'run.json'), [], fixture.folder), original);
    assert.equal(await find('2020-01-02_00-00-00_maths'), '2020-01-02_00-00-00_maths');
    assert.equal(await find('01-02_'), '2020-01-02_00-00-00_maths');
    assert.equal(await find('LATER'), '2199-01-01_00-00-00_later');
    await assert.rejects(find('maths'), /maths can mean 2 runs.*2020-01-02_00-00-00_maths.*2020-01-01_00-00-00_maths/s);
    await assert.rejects(find('poetry'), /no run poetry in .*The newest there is 2199/);
    await assert.rejects(findRun('latest', [join(fixture.folder, 'nowhere')], fixture.folder), /holds no runs/);
    await assert.rejects(find(' '), /No run was named/);
  });
});
