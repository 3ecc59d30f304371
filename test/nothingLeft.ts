// A file of tests ends what it started: servers, processes, threads, timers. Otherwise they would slow down the files after it, and an engine
// that lets nobody's process end would pass. Mocha loads this before the tests of a suite; a file that runs in a process of its own is asked
// by itself.

import assert from 'node:assert/strict';
import promises, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import type { Context, RootHookObject } from 'mocha';

/** How long what was started may take to end, ms. */
const patienceMs = 60_000;

/** What keeps this process alive, by kind. Reads and writes of files end by themselves. */
const keptAlive = (): string[] =>
  process.getActiveResourcesInfo().filter((kind) => !/^(FSReq|Immediate|CloseReq)/.test(kind));

let atStart: string[] = [];

/** The files opened since the start, with who opened them; only what is told of is put into words, which takes a while. The garbage collector would close them, and tell of it some files of tests later. */
const opened = new Map<FileHandle, Error>();
const { open } = promises;
promises.open = async (...args) => {
  const opening = new Error(`${String(args[0])} was opened`);
  const file = await open(...args);
  opened.set(file, opening);
  return file;
};
syncBuiltinESMExports();

const unclosed = (): string[] => [...opened].flatMap(([{ fd }, { stack = '' }]) => (fd < 0 ? [] : [stack]));

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
    opened.clear();
  },
  async afterAll(this: Context) {
    this.timeout(2 * patienceMs);
    const deadline = performance.now() + patienceMs;
    do await delay(10);
    while (leftOver().length + unclosed().length > 0 && performance.now() < deadline);
    assert.deepEqual(leftOver(), [], 'the tests are done, but what they started still runs');
    assert.deepEqual(unclosed(), [], 'files were opened that nobody closed');
  },
};
