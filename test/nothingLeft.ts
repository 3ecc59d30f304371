// A file of tests ends what it started: servers, processes, threads, timers. Otherwise they would slow down the files after it, and an engine
// that lets nobody's process end would pass. Mocha loads this before the tests of a suite; a file that runs in a process of its own is asked
// by itself.

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { Context, RootHookObject } from 'mocha';

/** How long what was started may take to end, ms. */
const patienceMs = 60_000;

/** What keeps this process alive, by kind. Reads and writes of files end by themselves. */
const keptAlive = (): string[] =>
  process.getActiveResourcesInfo().filter((kind) => !/^(FSReq|Immediate|CloseReq)/.test(kind));

let atStart: string[] = [];

/** Of files that nobody closed, and that the garbage collector found. */
const unclosed: string[] = [];
process.on('warning', ({ message }) => {
  if (message.startsWith('Closing file descriptor')) unclosed.push(message);
});

/** What has come since the start. */
function leftOver(): string[] {
  const known = [...atStart];
  return keptAlive().filter((kind) => {
    const place = known.indexOf(kind);
    if (place < 0) return true;
    known.splice(place, 1);
    return false;
  });
}

export const mochaHooks: RootHookObject = {
  // Mocha's own timer of a hook runs only once the hook has begun to wait: both look then.
  async beforeAll() {
    await delay(0);
    atStart = keptAlive();
  },
  async afterAll(this: Context) {
    this.timeout(2 * patienceMs);
    const deadline = performance.now() + patienceMs;
    do await delay(10);
    while (leftOver().length > 0 && performance.now() < deadline);
    assert.deepEqual(leftOver(), [], 'the tests are done, but what they started still runs');
    assert.deepEqual(unclosed, [], 'files were opened that nobody closed');
  },
};
