// The lock of a run folder: only one process writes a run. `run.lock` is there while it does and says who that is.
// A lock whose process is gone counts for nothing; of another machine's process nobody can tell, so its lock counts.

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname, uptime } from 'node:os';
import { basename, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { runFiles } from './runFolderPaths';

export interface RunLock {
  release(): Promise<void>;
}

/** What is in the file. */
interface LockOwner {
  /** Of this one lock, so that nobody takes another's for it. */
  token: string;
  host: string;
  pid: number;
  /** Node's id of the thread; an owner of a worker that was stopped uses it to clear up. */
  thread: number;
  /** When the process began, in the system's own count (Linux only): a process id is used again. */
  processStart: string | null;
  /** ISO 8601: when the lock was taken. */
  at: string;
}

/** A file that is being created is empty for a moment; one that stays unreadable for longer than this has no owner, ms. */
const unreadableGraceMs = 10_000;
/** Clocks are set: a lock is older than the machine's start only when it is so by more than this, ms. */
const bootToleranceMs = 60_000;

/** Takes the lock of a run folder. Throws for people when another process has it or the folder can't be written. */
export async function lockRun(runDirectory: string): Promise<RunLock> {
  const path = join(runDirectory, runFiles.lock);
  const owner: LockOwner = {
    token: randomUUID(),
    host: hostname(),
    pid: process.pid,
    thread: threadId,
    processStart: processStart(process.pid),
    at: new Date().toISOString(),
  };
  while (!(await create(path, owner))) {
    const holder = await holderOf(path);
    if (holder.isLive)
      throw new Error(`${basename(runDirectory)} is being written by ${holder.text}. ${holder.advice}`);
    await removeStale(path, holder.token);
  }
  return {
    release: async () => {
      // Whoever took it for stale has it now; then it is not ours to remove.
      if ((await readOwner(path))?.token === owner.token) await rm(path, { force: true });
    },
  };
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

async function create(path: string, owner: LockOwner): Promise<boolean> {
  try {
    await writeFile(path, `${JSON.stringify(owner)}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw new Error(
      `The run folder ${basename(path.slice(0, -runFiles.lock.length - 1))} can't be written (${codeOf(error) ?? String(error)}). Copy it to a place where you may write.`,
      {
        cause: error,
      },
    );
  }
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
    owner = parseOwner(await readFile(path, 'utf8'));
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
  if (Date.parse(owner.at) < Date.now() - uptime() * 1000 - bootToleranceMs) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: there is such a process, of another user.
    if (codeOf(error) !== 'EPERM') return false;
  }
  const start = processStart(owner.pid);
  return owner.processStart === null || start === null || start === owner.processStart;
}

/** The start of a process in clock ticks since the machine's, from field 22 of Linux's `/proc/PID/stat`; null elsewhere. */
function processStart(pid: number): string | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold anything, so fields are counted from its end.
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    // No /proc on this system, or no such process: then the process id alone decides.
    return null;
  }
}

/** Removes a stale lock unless somebody has replaced it meanwhile: a rename takes it to where it can be looked at. */
async function removeStale(path: string, token: string | null): Promise<void> {
  const aside = `${path}-${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const taken = await readOwner(aside);
  if ((taken?.token ?? null) === token) return rm(aside, { force: true });
  await rename(aside, path);
}

async function readOwner(path: string): Promise<LockOwner | undefined> {
  try {
    return parseOwner(await readFile(path, 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function parseOwner(text: string): LockOwner | undefined {
  try {
    const owner = JSON.parse(text) as Partial<LockOwner>;
    const isWhole =
      typeof owner.token === 'string' &&
      typeof owner.host === 'string' &&
      Number.isInteger(owner.pid) &&
      typeof owner.at === 'string';
    return isWhole
      ? { ...(owner as LockOwner), thread: owner.thread ?? 0, processStart: owner.processStart ?? null }
      : undefined;
  } catch {
    // Half-written by a process that was killed, or just being written: the caller looks at its age.
    return undefined;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
