// The lock of a run folder: only one process writes a run. `run.lock` is there while it does and says who that is.
// A lock whose process is gone counts for nothing; of another machine's process nobody can tell, so its lock counts.

import { randomUUID } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { hostname, uptime } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { createLockFile, parseOwner, readOwner, removeStale, type LockOwner } from './lockFile';
import { messageOf } from '../../shared/text/messageOf';
import { fileFailure } from '../files/fileFailure';
import { refuseLinks } from '../files/insideFolder';
import { readPlainText } from '../files/plainFile';
import { readProcess } from './readProcess';
import { runFiles } from './runFolderPaths';
import { codeOf } from '../../shared/text/codeOf';

export interface RunLock {
  release(): Promise<void>;
}

/** A file that is being created is empty for a moment; one that stays unreadable for longer than this has no owner, ms. */
const unreadableGraceMs = 10_000;
/** Clocks are set: a lock is older than the machine's start only when it is so by more than this, ms. */
const bootToleranceMs = 60_000;

/** Takes the lock of a run folder. Throws for people when another process has it or the folder can't be written. */
export function lockRun(runDirectory: string): Promise<RunLock> {
  return takeLock(runDirectory, (cause) => unwritable(runDirectory, cause));
}

/** Of a folder that was just made. Throws what the file system says: there is nothing in it yet that could be copied elsewhere. */
export function lockNewRun(runDirectory: string): Promise<RunLock> {
  return takeLock(runDirectory, (cause) => cause);
}

async function takeLock(runDirectory: string, refusal: (cause: unknown) => unknown): Promise<RunLock> {
  const path = join(runDirectory, runFiles.lock);
  const owner: LockOwner = {
    token: randomUUID(),
    host: hostname(),
    pid: process.pid,
    thread: threadId,
    processStart: readProcess(process.pid)?.start ?? null,
    at: new Date().toISOString(),
  };
  const create = async (): Promise<boolean> => {
    try {
      // Whoever gets the lock writes: nothing may lead out of the folder.
      await refuseLinks(runDirectory);
      return await createLockFile(path, owner);
    } catch (cause) {
      throw refusal(cause);
    }
  };
  while (!(await create())) {
    const holder = await holderOf(path);
    if (holder.isLive)
      throw new Error(`${basename(runDirectory)} is being written by ${holder.text}. ${holder.advice}`);
    await removeStale(path, holder.token);
  }
  return {
    release: () => remove(path, owner.token),
  };
}

/** Removes a lock file. Never throws: a lock that stays on a disk that can't be written any more counts for nothing once its process has ended. */
async function remove(path: string, token: string): Promise<void> {
  try {
    // Whoever took it for stale has it now; then it is not ours to remove.
    if ((await readOwner(path))?.token === token) await rm(path, { force: true });
  } catch {
    // What the work on the folder threw says more.
  }
}

/** Does work that writes a run folder, under its lock. Throws as `lockRun`, and what the work throws. */
export async function withRunLock<T>(runDirectory: string, work: () => Promise<T>): Promise<T> {
  return withLock(await lockRun(runDirectory), work);
}

/** Does work under a lock, and gives it back. */
export async function withLock<T>(lock: RunLock, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

/** Whether a process writes this run folder at the moment, this one included. Never throws: an unreadable lock counts as held. */
export async function isRunLocked(runDirectory: string): Promise<boolean> {
  return (await holderOf(join(runDirectory, runFiles.lock))).isLive;
}

/** As `isRunLocked`, but for others only: who closes a run folder reads it while holding its lock. */
export async function isRunLockedElsewhere(runDirectory: string): Promise<boolean> {
  const holder = await holderOf(join(runDirectory, runFiles.lock));
  return holder.isLive && !holder.isThisThread;
}

/** Removes the lock that a thread of this process left when it was stopped from outside. */
export async function releaseLockOfThread(runDirectory: string, thread: number): Promise<void> {
  const path = join(runDirectory, runFiles.lock);
  const owner = await readOwner(path);
  if (owner && owner.pid === process.pid && owner.host === hostname() && owner.thread === thread)
    await rm(path, { force: true });
}

function unwritable(runDirectory: string, cause: unknown): Error {
  if (codeOf(cause) === undefined)
    return new Error(`The run folder ${basename(runDirectory)} can't be written: ${messageOf(cause)}`, { cause });
  const failure = fileFailure(cause);
  const why = failure ? `${failure.what}. ${failure.remedy}, or copy it` : `${codeOf(cause) ?? String(cause)}. Copy it`;
  return new Error(
    `The run folder ${basename(runDirectory)} can't be written: ${why} to a place where you may write.`,
    { cause },
  );
}

interface Holder {
  isLive: boolean;
  token: string | null;
  isThisThread: boolean;
  text: string;
  advice: string;
}

const nobody: Holder = { isLive: false, token: null, isThisThread: false, text: '', advice: '' };

async function holderOf(path: string): Promise<Holder> {
  let owner: LockOwner | undefined;
  try {
    owner = parseOwner(await readPlainText(dirname(path), basename(path)));
    if (!owner) {
      const { mtimeMs } = await stat(path);
      if (Date.now() - mtimeMs > unreadableGraceMs) return nobody;
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return nobody;
  }
  if (!owner)
    return {
      ...nobody,
      isLive: true,
      text: 'a process that does not say its name',
      advice: `Try again in a moment; remove ${runFiles.lock} in the folder when nothing runs any more.`,
    };
  const text = `process ${owner.pid} on ${owner.host}, since ${owner.at}`;
  if (owner.host !== hostname()) {
    return {
      isLive: true,
      token: owner.token,
      isThisThread: false,
      text,
      advice: `From here it can't be seen whether that one still runs; remove ${runFiles.lock} in the folder when it does not.`,
    };
  }
  return {
    isLive: isAlive(owner),
    token: owner.token,
    isThisThread: owner.pid === process.pid && owner.thread === threadId,
    text,
    advice: 'Wait until it has ended, or end it.',
  };
}

function isAlive(owner: LockOwner): boolean {
  const now = readProcess(owner.pid);
  if (now && owner.processStart !== null) return !now.isZombie && now.start === owner.processStart;
  // Nothing tells this process from an earlier one of the same id but that no process outlives a restart of the machine.
  if (Date.parse(owner.at) < Date.now() - uptime() * 1000 - bootToleranceMs) return false;
  try {
    process.kill(owner.pid, 0);
    return true;
  } catch (error) {
    // EPERM: there is such a process, of another user.
    return codeOf(error) === 'EPERM';
  }
}
