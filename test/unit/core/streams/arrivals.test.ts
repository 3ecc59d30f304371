// What of a body waits to be looked at: how much of it, and when the connection is held back.

import assert from 'node:assert/strict';
import { Arrivals } from '../../../../src/core/streams/arrivals';

describe('what has come of a body', () => {
  it('keeps no large buffer for a small part of it', async () => {
    const arrivals = new Arrivals(
      { pause: () => undefined, resume: () => undefined, close: () => undefined },
      { bodyBytes: 1e9, waitingBytes: 1e6 },
    );
    const read = Buffer.alloc(65_536, 'x');
    for (let at = 0; at < 64; at++) arrivals.take(read.subarray(at * 1024, (at + 1) * 1024), at);
    arrivals.finish(null);
    let kept = 0;
    for (let piece = await arrivals.next(); piece; piece = await arrivals.next()) {
      assert.equal(Buffer.from(piece.bytes).toString(), 'x'.repeat(1024));
      kept += piece.bytes.buffer.byteLength;
    }
    assert.equal(kept, 65_536);
  });

  it('holds the connection back until most of it has been looked at', async () => {
    const said: string[] = [];
    const tap = { pause: () => said.push('pause'), resume: () => said.push('resume'), close: () => undefined };
    const arrivals = new Arrivals(
      { ...tap, pause: () => void tap.pause(), resume: () => void tap.resume() },
      { bodyBytes: 1e9, waitingBytes: 100 },
    );
    for (let at = 0; at < 20; at++) arrivals.take(Buffer.alloc(10), at);
    assert.deepEqual(said, ['pause']);
    for (let at = 0; at < 17; at++) await arrivals.next();
    assert.deepEqual(said, ['pause']);
    await arrivals.next();
    assert.deepEqual(said, ['pause', 'resume']);
  });

  it('hands on what came together in one turn of the loop, and more of it with the sockets read in between', async () => {
    const arrivals = new Arrivals(
      { pause: () => undefined, resume: () => undefined, close: () => undefined },
      { bodyBytes: 1e9, waitingBytes: 1e9 },
    );
    let turn = 0;
    let isOver = false;
    const count = (): void => {
      turn++;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    for (let at = 0; at < 40; at++) arrivals.take(Buffer.alloc(1024), at);
    arrivals.finish(null);
    const piecesOfTurns = new Map<number, number>();
    while (await arrivals.next()) piecesOfTurns.set(turn, (piecesOfTurns.get(turn) ?? 0) + 1);
    isOver = true;
    assert.deepEqual([...piecesOfTurns.values()], [8, 8, 8, 8, 8]);
  });
});
