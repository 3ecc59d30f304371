// What is said of a run that is over is taken in by whoever shows it, whoever said it; a run that goes on is not followed.

import assert from 'node:assert/strict';
import { appendFile, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SaidAfterwards } from '../../../../src/extension/running/saidAfterwards';
import { RunLog } from '../../../../src/core/runFolder/runLog';
import type { RunEvent } from '../../../../src/shared/run/events';
import { sketchedEvents } from '../../shared/run/sketchedRun';

const by = { schemaVersion: 2, t: 9, at: '2026-11-28T10:00:00+00:00', reviewer: 'Ada' } as const;
const remark = (comment: string): RunEvent => ({
  ...by,
  type: 'testReviewed',
  model: 'simulated~a',
  index: 1,
  comment,
});
const signed: RunEvent = { ...by, type: 'runSignedOff' };
const resumed: RunEvent = { type: 'runResumed', t: 10, schemaVersion: 2, at: by.at };

describe('what is said of a run that is over', () => {
  let folder: string;
  const events = (): string => join(folder, 'events.jsonl');
  const lines = (...of: RunEvent[]): string => of.map((event) => `${JSON.stringify(event)}\n`).join('');

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-said-'));
    await writeFile(events(), lines(...sketchedEvents({ rows: { 'simulated~a': '#x' } })));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is read once each, also when asked for at once, and half a line only when it is whole', async () => {
    const said = await SaidAfterwards.of(folder);
    assert.deepEqual(await said.read(), []);
    await appendFile(events(), lines(remark('Ünd 😀')));
    const [first, second] = await Promise.all([said.read(), said.read()]);
    assert.deepEqual([first, second], [[remark('Ünd 😀')], []]);
    const more = lines(remark('zwei'), signed);
    await appendFile(events(), more.slice(0, 200));
    const some = await said.read();
    await appendFile(events(), more.slice(200));
    assert.deepEqual([...some, ...(await said.read())], [remark('zwei'), signed]);
  });

  it('is found behind half a line that a killed run left', async () => {
    await appendFile(events(), '{"type":"testFini');
    const said = await SaidAfterwards.of(folder);
    const log = await RunLog.open(
      folder,
      () => undefined,
      () => undefined,
    );
    log.append(remark('A remark.'));
    await log.close();
    assert.deepEqual(await said.read(), [remark('A remark.')]);
  });

  it('is not looked for in a run that goes on, or whose events are other ones than before', async () => {
    for (const change of [
      () => appendFile(events(), lines(remark('A remark.'), resumed)),
      () => truncate(events(), 10),
    ]) {
      const said = await SaidAfterwards.of(folder);
      await change();
      assert.deepEqual(await said.read(), []);
      await appendFile(events(), `\n${lines(signed)}`);
      assert.deepEqual(await said.read(), []);
    }
  });

  it('leaves out what is no event, and says when the folder has gone', async () => {
    const said = await SaidAfterwards.of(folder);
    await appendFile(events(), `nonsense\n\n{"type":"testReviewed"}\n[[[\n${lines(signed)}`);
    assert.deepEqual(await said.read(), [signed]);
    await rm(events());
    await assert.rejects(said.read(), /events\.jsonl/);
    await assert.rejects(SaidAfterwards.of(folder), /events\.jsonl/);
    await writeFile(events(), '');
    assert.deepEqual(await said.read(), []);
  });
});
