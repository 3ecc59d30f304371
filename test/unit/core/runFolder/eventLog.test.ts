import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventLog } from '../../../../src/core/runFolder/eventLog';
import type { RunEvent } from '../../../../src/shared/run/events';

describe('the event log', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('has every event on disk before anybody is told of it', async () => {
    const path = join(folder, 'events.jsonl');
    const told: RunEvent[] = [];
    let wasAlwaysOnDisk = true;
    const log = await EventLog.open(
      path,
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

  it('reports a failed write once, and at the close', async () => {
    const failures: Error[] = [];
    const log = await EventLog.open(
      join(folder, 'events.jsonl'),
      () => assert.fail('told of what was not written'),
      (error) => failures.push(error),
    );
    log.append({ type: 'runFinished', t: 1n, status: 'finished' } as unknown as RunEvent);
    log.append({ type: 'runFinished', t: 2, status: 'finished' });
    await assert.rejects(log.close(), /BigInt/);
    assert.equal(failures.length, 1);
  });
});
