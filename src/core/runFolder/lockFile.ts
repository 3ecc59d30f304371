// The file `run.lock` itself: what is in it, creating it only where there is none, and taking away one that nobody holds any more.

import { rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { readPlainText } from '../files/plainFile';
import { writeNewFile } from '../files/writeNewFile';
import { codeOf } from '../../shared/text/codeOf';

/** The content of a lock file: who holds the lock. */
export interface LockOwner {
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

/** Writes the file unless there is one already; then false. Throws what the file system says when it can't be written. */
export async function createLockFile(path: string, owner: LockOwner): Promise<boolean> {
  try {
    await writeNewFile(path, `${JSON.stringify(owner)}\n`);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Whoever takes a stale lock away needs far less; one that was killed meanwhile must not be in the way for ever, ms. */
const claimGraceMs = 10_000;

/**
 * Removes a stale lock unless somebody has replaced it meanwhile. Of many that try at once one does it: only who has made the claim for this
 * token looks and removes, so that nothing can come in between.
 */
export async function removeStale(path: string, token: string | null): Promise<void> {
  // What is left of one that was killed goes with the other temporary files when the run is closed.
  const claim = `${path}-${token ?? 'unreadable'}.tmp`;
  try {
    await writeFile(claim, '', { flag: 'wx' });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    const madeAt = await stat(claim).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - madeAt > claimGraceMs) await rm(claim, { force: true });
    return;
  }
  try {
    const owner = await readOwner(path);
    if ((owner?.token ?? null) === token) await rm(path, { force: true });
  } finally {
    await rm(claim, { force: true });
  }
}

/** Absent when there is no file, or none that can be read as a lock. */
export async function readOwner(path: string): Promise<LockOwner | undefined> {
  try {
    return parseOwner(await readPlainText(dirname(path), basename(path)));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** It becomes a part of a file name, and the run folder may be anybody's. */
const isToken = /^[\w-]{1,64}$/;

export function parseOwner(text: string): LockOwner | undefined {
  try {
    const owner = JSON.parse(text) as Partial<LockOwner>;
    const isWhole =
      typeof owner.token === 'string' &&
      isToken.test(owner.token) &&
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
