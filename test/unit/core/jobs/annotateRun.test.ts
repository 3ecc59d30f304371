// Drawing the result images of a run again: every finished test, with the size of the folder after it, and nothing else changed.

import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { annotateRun, type AnnotateRequest } from '../../../../src/core/jobs/annotateRun';
import { parseRecord } from '../../../../src/core/files/parseRecord';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import { lockRun } from '../../../../src/core/runFolder/runLock';
import { manifestSchema } from '../../../../src/core/runFolder/manifestSchema';
import type { RunManifest } from '../../../../src/shared/runs/runManifest';
import { distDirectory, EngineFixture, never, recorder } from '../run/engineFixture';
import { damageTest } from '../../../storedTests';

describe('drawing the result images of a run again', () => {
  let fixture: EngineFixture;
  let runDirectory: string;

  beforeEach(async () => {
    fixture = await EngineFixture.make();
    const prompts = ['one', 'two', 'three'].map((word) => ({ word, expectation: word }));
    ({ runDirectory } = await runBenchmark(
      fixture.request({ models: ['simulated~swift', 'simulated~steady'], prompts }),
      recorder(),
      never,
    ));
  });
  afterEach(async () => {
    await fixture.remove();
  });

  const request = (changes: Partial<AnnotateRequest> = {}): AnnotateRequest => ({
    runDirectory,
    distDirectory,
    ...changes,
  });
  const pictures = async (): Promise<string[]> => (await fixture.listing()).filter((name) => name.endsWith('.png'));
  const manifest = async (): Promise<RunManifest> =>
    parseRecord(manifestSchema, await readFile(join(runDirectory, 'run.json'), 'utf8'), 'run.json');
  const sizeOnDisk = async (): Promise<number> => {
    const entries = await readdir(runDirectory, { recursive: true, withFileTypes: true });
    const sizes = await Promise.all(
      entries
        .filter((entry) => entry.isFile())
        .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  };

  it('says in a sentence why the page could not be written', async () => {
    await rm(join(runDirectory, 'index.html'));
    await mkdir(join(runDirectory, 'index.html'));
    await annotateRun(request(), () => undefined, never);
    assert.deepEqual((await manifest()).problems, ['index.html could not be written: a folder has its name']);
  });

  it('draws one for every finished test of a run that has none, counts them, and brings the size up to date', async () => {
    assert.deepEqual(await pictures(), []);
    const [events, report, before] = await Promise.all([
      readFile(join(runDirectory, 'events.jsonl'), 'utf8'),
      readFile(join(runDirectory, 'report.json'), 'utf8'),
      manifest(),
    ]);
    const progress: [number, number][] = [];
    const outcome = await annotateRun(request(), (done, total) => progress.push([done, total]), never);
    assert.deepEqual(outcome, { drawn: 6, failed: 0, total: 6 });
    assert.deepEqual(
      progress,
      [1, 2, 3, 4, 5, 6].map((done) => [done, 6]),
    );
    assert.equal((await pictures()).length, 6);
    const after = await manifest();
    assert.equal(after.sizeBytes, await sizeOnDisk());
    assert.deepEqual({ ...after, sizeBytes: 0 }, { ...before, sizeBytes: 0 });
    assert.equal(await readFile(join(runDirectory, 'events.jsonl'), 'utf8'), events);
    assert.equal(await readFile(join(runDirectory, 'report.json'), 'utf8'), report);
    assert.ok(!(await fixture.listing()).some((name) => name.endsWith('.lock') || name.endsWith('.tmp')));
  });

  it('replaces pictures that are there, and says what could not be drawn while it draws the rest', async () => {
    await annotateRun(request(), () => undefined, never);
    const files = (await pictures()).map((name) => join(fixture.runsDirectory, name));
    const [first, second] = [files[0]!, files[1]!];
    const good = await readFile(first);
    await writeFile(first, 'no picture');
    await rm(second);
    const [model, number] = basename(second, '.png').split(/-(?=\d+$)/) as [string, string];
    await damageTest(runDirectory, model, Number(number));
    const outcome = await annotateRun(request(), () => undefined, never);
    assert.deepEqual([outcome.drawn, outcome.failed, outcome.total], [5, 1, 6]);
    assert.match(outcome.firstFailure ?? '', /not JSON/);
    assert.ok((await readFile(first)).equals(good));
    assert.ok((await manifest()).problems.some((problem) => problem.includes('1 result image could not be drawn')));
  });

  it('keeps what was there when it is cancelled, and leaves no lock', async () => {
    const cancel = new AbortController();
    const reason = new Error('enough');
    await assert.rejects(
      annotateRun(request(), () => cancel.abort(reason), cancel.signal),
      reason,
    );
    const count = (await pictures()).length;
    assert.ok(count >= 1 && count <= 6, `${count}`);
    assert.equal((await manifest()).sizeBytes, await sizeOnDisk());
    assert.ok(!(await fixture.listing()).some((name) => name.endsWith('.lock') || name.endsWith('.tmp')));
    await assert.rejects(
      annotateRun(request(), () => undefined, AbortSignal.abort(reason)),
      reason,
    );
  });

  it('refuses a folder that is no run, and a run that is being written', async () => {
    await assert.rejects(
      annotateRun(request({ runDirectory: fixture.runsDirectory }), () => undefined, never),
      /is not a run folder/,
    );
    const lock = await lockRun(runDirectory);
    try {
      await assert.rejects(
        annotateRun(request(), () => undefined, never),
        /is being written by/,
      );
    } finally {
      await lock.release();
    }
    assert.deepEqual(await pictures(), []);
  });
});
