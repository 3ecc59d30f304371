// The lock of a run folder, held by processes that are really there, really gone, or neither.

import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { removeStale } from '../../../../src/core/runFolder/lockFile';
import { readProcess } from '../../../../src/core/runFolder/readProcess';
import { sweepRunFolder } from '../../../../src/core/runFolder/sweepRunFolder';
import { isRunLocked, isRunLockedElsewhere, lockRun, withRunLock } from '../../../../src/core/runFolder/runLock';

const holder = [process.execPath, '--import=tsx', resolve('test/unit/core/runFolder/lockHolder.ts')];
const beforeEveryBoot = '2001-01-01T00:00:00.000Z';

describe('the lock of a run folder', () => {
  let folder: string;
  let path: string;
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-lock-'));
    path = join(folder, 'run.lock');
  });

  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  /** Starts a process and waits until the one that holds the lock has said its id. */
  async function start(command: string, ...words: string[]): Promise<{ child: ChildProcess; pid: number }> {
    const child = spawn(command, words, { stdio: ['pipe', 'pipe', 'inherit'] });
    children.push(child);
    for await (const line of createInterface({ input: child.stdout })) return { child, pid: Number(line) };
    throw new Error('The process that was to hold the lock ended without it.');
  }

  const hold = (): Promise<{ child: ChildProcess; pid: number }> => start(holder[0]!, ...holder.slice(1), folder);

  const read = async (): Promise<{ token: string; processStart: string | null }> =>
    JSON.parse(await readFile(path, 'utf8')) as { token: string; processStart: string | null };

  const readTaken = async (): Promise<{ token: string }> => {
    await lockRun(folder);
    return read();
  };

  const change = async (changes: object): Promise<void> =>
    writeFile(path, JSON.stringify({ ...(await read()), ...changes }));

  async function takeAndRelease(): Promise<void> {
    await (await lockRun(folder)).release();
    assert.equal(existsSync(path), false);
  }

  it('is kept from everybody while its process runs, and free when that has given it back', async () => {
    const { child, pid } = await hold();
    assert.equal(await isRunLockedElsewhere(folder), true);
    await assert.rejects(
      lockRun(folder),
      new RegExp(`is being written by process ${pid} on .*Wait until it has ended`),
    );
    child.stdin!.end();
    await once(child, 'exit');
    assert.equal(existsSync(path), false);
    await takeAndRelease();
  });

  it('says why the folder can not be written, and what to do', async () => {
    const refusal = async (runDirectory: string): Promise<string> => {
      let said = '';
      await assert.rejects(lockRun(runDirectory), (error: Error) => (said = error.message) !== '');
      return said;
    };
    const elsewhere = /, or copy it to a place where you may write\.$/;
    const gone = await refusal(join(folder, 'gone'));
    assert.match(gone, /^The run folder gone can't be written: its folder is gone\. Put it back, or copy/);
    await writeFile(join(folder, 'file'), '');
    const taken = await refusal(join(folder, 'file'));
    assert.match(taken, /^The run folder file can't be written: a file has taken the place of its folder\. Put/);
    for (const said of [gone, taken]) assert.match(said, elsewhere);
  });

  it('is free when its process was killed', async () => {
    const { child } = await hold();
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.equal(existsSync(path), true);
    assert.equal(await isRunLocked(folder), false);
    await takeAndRelease();
  });

  it('is free for one of many that find it stale at the same moment', async () => {
    const lock = await lockRun(folder);
    const text = await readFile(path, 'utf8');
    await lock.release();
    // No process has this id; ids of Linux end at 4194304.
    await writeFile(path, JSON.stringify({ ...(JSON.parse(text) as object), pid: 2 ** 30 }));
    const taken = await Promise.allSettled(Array.from({ length: 12 }, () => lockRun(folder)));
    const locks = taken.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    assert.equal(locks.length, 1);
    await locks[0]!.release();
  });

  it('is left to whoever has replaced a stale one meanwhile', async () => {
    const lock = await lockRun(folder);
    const { token } = await read();
    await removeStale(path, randomUUID());
    assert.equal((await read()).token, token);
    await removeStale(path, null);
    assert.equal((await read()).token, token);
    await removeStale(path, token);
    assert.equal(existsSync(path), false);
    await lock.release();
  });

  it('is not claimed for ever by a process that was killed while it took a stale one away', async () => {
    await writeFile(`${path}-gone.tmp`, '');
    await sweepRunFolder(folder);
    assert.deepEqual(await readdir(folder), []);
    const { token } = await readTaken();
    const claim = `${path}-${token}.tmp`;
    await writeFile(claim, '');
    await removeStale(path, token);
    assert.equal(existsSync(path), true);
    await utimes(claim, new Date(beforeEveryBoot), new Date(beforeEveryBoot));
    await removeStale(path, token);
    assert.equal(existsSync(claim), false);
    await removeStale(path, token);
    assert.equal(existsSync(path), false);
  });

  it('touches nothing out of the run folder, whatever a foreign one says of itself', async () => {
    const run = join(folder, 'run');
    await mkdir(join(run, 'run.lock-x'), { recursive: true });
    await writeFile(join(folder, 'kept.tmp'), 'kept');
    await utimes(join(folder, 'kept.tmp'), new Date(beforeEveryBoot), new Date(beforeEveryBoot));
    const lock = await lockRun(run);
    const own = JSON.parse(await readFile(join(run, 'run.lock'), 'utf8')) as object;
    await lock.release();
    const foreign = { ...own, pid: 2 ** 30, token: 'x/../../kept' };
    await writeFile(join(run, 'run.lock'), JSON.stringify(foreign));
    await utimes(join(run, 'run.lock'), new Date(beforeEveryBoot), new Date(beforeEveryBoot));
    await (await lockRun(run)).release();
    assert.equal(await readFile(join(folder, 'kept.tmp'), 'utf8'), 'kept');
  });

  it('is not given back by one from whom it was taken', async () => {
    const lock = await lockRun(folder);
    await change({ token: randomUUID() });
    await lock.release();
    assert.equal(existsSync(path), true);
  });

  it('hides nothing of what went wrong where it can not be given back', async () => {
    const run = join(folder, 'run');
    await mkdir(run);
    const work = async (): Promise<never> => {
      await rm(run, { recursive: true });
      await writeFile(run, '');
      throw new Error('The disk is full');
    };
    await assert.rejects(withRunLock(run, work), /The disk is full/);
  });

  it('counts for a moment while it is being written, and not when it stays unreadable', async () => {
    await writeFile(path, '');
    assert.equal(await isRunLocked(folder), true);
    await utimes(path, new Date(beforeEveryBoot), new Date(beforeEveryBoot));
    assert.equal(await isRunLocked(folder), false);
    await takeAndRelease();
  });

  it('goes by the calendar where nothing else is known of its process', async () => {
    await hold();
    await change({ processStart: null });
    assert.equal(await isRunLocked(folder), true);
    await change({ processStart: null, at: beforeEveryBoot });
    assert.equal(await isRunLocked(folder), false);
  });

  // Other systems do not say when a process began, nor that it is a zombie.
  if (process.platform === 'linux') {
    it('is free when another process has got the id of its own', async () => {
      await hold();
      const { processStart } = await read();
      await change({ processStart: String(Number(processStart) - 1) });
      assert.equal(await isRunLocked(folder), false);
      await takeAndRelease();
    });

    for (const [put, at] of [
      ['forward', beforeEveryBoot],
      ['back', '2099-01-01T00:00:00.000Z'],
    ] as const)
      it(`stays held when the clock of the machine was put ${put}`, async () => {
        await hold();
        await change({ at });
        assert.equal(await isRunLocked(folder), true);
        await assert.rejects(lockRun(folder), /is being written by process/);
      });

    it('is free when its process is a zombie', async () => {
      // The shell becomes a program that never asks how its child has ended; what it starts in the background has no input of its own.
      const { child, pid } = await start(
        'sh',
        '-c',
        'exec 3<&0; "$@" <&3 & exec tail -f /dev/null',
        'sh',
        ...holder,
        folder,
      );
      assert.equal(await isRunLocked(folder), true);
      const ended = once(child.stdout!, 'close');
      process.kill(pid, 'SIGKILL');
      await until(() => readProcess(pid)?.isZombie === true);
      assert.equal(await isRunLocked(folder), false);
      await takeAndRelease();
      child.kill('SIGKILL');
      await ended;
    });
  }
});

/** Looks again in each turn of the event loop: a process that was killed ends a moment later, and nothing tells of it. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
