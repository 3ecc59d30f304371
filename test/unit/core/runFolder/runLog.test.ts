import assert from 'node:assert/strict';
import { readFileSync, truncateSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunLog } from '../../../../src/core/runFolder/runLog';
import { testsFileName } from '../../../../src/core/runFolder/runFolderPaths';
import type { EvidencePlace, RunEvent } from '../../../../src/shared/run/events';

describe('the log of a run', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('has every event on disk before anybody is told of it', async () => {
    const path = join(folder, 'events.jsonl');
    const told: RunEvent[] = [];
    let wasAlwaysOnDisk = true;
    const log = await RunLog.open(
      folder,
      (events) => {
        told.push(...events);
        const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
        wasAlwaysOnDisk &&= lines.length >= told.length;
      },
      assert.fail,
    );
    const events = Array.from({ length: 500 }, (_, t): RunEvent => ({
      type: 'testStarted',
      t,
      model: '模型~x',
      index: t + 1,
    }));
    for (const event of events) log.append(event);
    await log.close();
    assert.ok(wasAlwaysOnDisk);
    assert.deepEqual(told, events);
    assert.deepEqual(
      readFileSync(path, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as RunEvent),
      events,
    );
  });

  it('has the evidence on disk before its event, which says where it is', async () => {
    const read = ({ model, evidence }: { model: string; evidence?: EvidencePlace }): string =>
      readFileSync(join(folder, testsFileName(model))).toString(
        'utf8',
        evidence!.offset,
        evidence!.offset + evidence!.length,
      );
    const told: string[] = [];
    const log = await RunLog.open(
      folder,
      (events) => {
        for (const event of events) if (event.type === 'modelWarmedUp') told.push(read(event));
      },
      assert.fail,
    );
    const lines = Array.from({ length: 200 }, (_, t) => `{"line":${t},"word":"${'文'.repeat(t % 7)}"}`);
    for (const [t, line] of lines.entries())
      log.appendWith(line, { type: 'modelWarmedUp', t, model: t % 2 === 0 ? 'a~x' : 'a~y', total: 1, load: null });
    await log.close();
    assert.deepEqual(told, lines);
  });

  it('does not make a run folder anew that is gone', async () => {
    const gone = join(folder, 'gone');
    await mkdir(gone);
    const log = await RunLog.open(
      gone,
      () => assert.fail('told of what was not written'),
      () => undefined,
    );
    await rm(gone, { recursive: true });
    log.appendWith('{}', { type: 'modelWarmedUp', t: 1, model: 'a~x', total: 1, load: null });
    await assert.rejects(log.close(), /ENOENT/);
    assert.deepEqual(await readdir(folder), []);
  });

  it('is no good end when its files are not what was written, though nothing was left to write', async () => {
    for (const name of ['events.jsonl', testsFileName('a~x')]) {
      await rm(folder, { recursive: true });
      await mkdir(folder);
      const log = await RunLog.open(folder, () => undefined, assert.fail);
      log.appendWith('{}', { type: 'modelWarmedUp', t: 1, model: 'a~x', total: 1, load: null });
      await log.flush();
      await rename(join(folder, name), join(folder, 'moved'));
      await copyFile(join(folder, 'moved'), join(folder, name));
      await assert.rejects(log.close(), /is not the file that was written/);
    }
  });

  it('looks at the files that closing it still opens, and closes them', async () => {
    const path = join(folder, testsFileName('a~x'));
    const log = await RunLog.open(
      folder,
      () => {
        // Somebody cuts the file when its last line has just been written.
        truncateSync(path, 1);
      },
      assert.fail,
    );
    log.appendWith('{}', { type: 'modelWarmedUp', t: 1, model: 'a~x', total: 1, load: null });
    await assert.rejects(log.close(), /is not the file that was written/);
  });

  it('reports a failed write once, and at the close', async () => {
    const failures: Error[] = [];
    const log = await RunLog.open(
      folder,
      () => assert.fail('told of what was not written'),
      (error) => failures.push(error),
    );
    log.append({ type: 'runFinished', t: 1n, status: 'finished' } as unknown as RunEvent);
    log.append({ type: 'runFinished', t: 2, status: 'finished' });
    await assert.rejects(log.close(), /BigInt/);
    assert.equal(failures.length, 1);
  });
});
