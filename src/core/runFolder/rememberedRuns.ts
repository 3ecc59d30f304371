// Runs as they were read last, kept outside of their folders, so that a large one opens at once when it is opened again. What is kept of a run holds
// as long as its events are the same file and the same program reads it; a run that somebody writes is read anew.

import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { bytesOfRun, runOfBytes } from '../../shared/run/runBytes';
import { codeOf } from '../../shared/text/codeOf';
import { replaceFileSync } from '../files/replaceFile';
import { isTemporaryName } from '../files/temporaryName';
import { openRun, type OpenedRun } from './openRun';
import { runFiles } from './runFolderPaths';
import { isRunLockedElsewhere } from './runLock';

export interface RunMemory {
  /** The folder of what is remembered, absolute; made when missing. */
  folder: string;
  /** The file of the program: another one reads runs otherwise. */
  program: string;
  /** From how many bytes of events on a run is remembered: a smaller one is read as fast. */
  fromBytes?: number;
}

const rememberedFromBytes = 1_000_000;
/** What is remembered at most; the runs that were opened longest ago go first. */
const mostRuns = 16;
const mostBytes = 64_000_000;
/** Of `checkOf`. */
const checkBytes = 32;

/** As `openRun`, from memory where the run is the same as then. */
export async function openRememberedRun(runDirectory: string, memory: RunMemory): Promise<OpenedRun> {
  const name = await nameOf(runDirectory, memory);
  const known = name === undefined ? undefined : await recalled(join(memory.folder, name));
  if (known && !(await isRunLockedElsewhere(runDirectory))) return { ...known, isBeingWritten: false };
  const opened = await openRun(runDirectory);
  if (name === undefined || !isOver(opened)) return opened;
  const packed = bytesOfRun(opened.state, (text) => new TextEncoder().encode(text));
  await remember(name, packed, memory.folder);
  return { ...opened, packed };
}

/** Removes what is remembered of a run. What can't be removed now goes when there are too many. */
export async function forgetRun(runDirectory: string, { folder }: Pick<RunMemory, 'folder'>): Promise<void> {
  await unlessDenied(async () => {
    const prefix = hashOf(resolve(runDirectory));
    const names = await namesIn(folder);
    await Promise.all(
      names.filter((name) => name.startsWith(prefix)).map((name) => rm(join(folder, name), { force: true })),
    );
  });
}

/** Nothing but another event changes it any more, and nothing was odd about its files. */
function isOver({ state, isBeingWritten, problem }: OpenedRun): boolean {
  return !isBeingWritten && problem === undefined && (state.status === 'finished' || state.status === 'cancelled');
}

/** The name says of which run, which events and which program it is; absent for a run that is not remembered. */
async function nameOf(
  runDirectory: string,
  { program, fromBytes = rememberedFromBytes }: RunMemory,
): Promise<string | undefined> {
  const stamps = [join(runDirectory, runFiles.events), program].map((path) => stat(path, { bigint: true }));
  const [events, reader] = await Promise.all(stamps).catch(() => []);
  if (!events || !reader || events.size < fromBytes) return undefined;
  const stamp = [events, reader].map(({ size, mtimeNs, ino }) => `${size} ${mtimeNs} ${ino}`).join(' ');
  return `${hashOf(resolve(runDirectory))}-${hashOf(stamp)}`;
}

/** Absent for what is not there or can't be understood. */
async function recalled(path: string): Promise<Required<Pick<OpenedRun, 'state' | 'packed'>> | undefined> {
  try {
    const file = await readFile(path);
    const bytes = file.subarray(checkBytes);
    if (!checkOf(bytes).equals(file.subarray(0, checkBytes))) return undefined;
    const { buffer, byteOffset, byteLength } = bytes;
    const packed = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
    const state = runOfBytes(packed, (text) => new TextDecoder().decode(text));
    const now = new Date();
    await utimes(path, now, now);
    return { state, packed };
  } catch {
    // Half of it, or nothing: the run is read from its own files.
    return undefined;
  }
}

async function remember(name: string, packed: ArrayBuffer, folder: string): Promise<void> {
  await unlessDenied(async () => {
    await mkdir(folder, { recursive: true });
    const bytes = new Uint8Array(packed);
    replaceFileSync(folder, name, Buffer.concat([checkOf(bytes), bytes]));
    await makeRoom(folder, name);
  });
}

/** A disk that is full or can't be written keeps nobody from a run that was read, or from deleting one. */
async function unlessDenied(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
}

/** Stands before the state: nobody waits for the disk to have it all, and figures that a power failure made zeros would look like figures. */
function checkOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** Takes away the other states of the run `kept`, what a killed process left, and the runs that are too many. */
async function makeRoom(folder: string, kept: string): Promise<void> {
  const run = kept.slice(0, kept.indexOf('-'));
  const found = await Promise.all(
    (await namesIn(folder)).map(async (name) => ({ name, ...(await sizeAndTime(join(folder, name))) })),
  );
  const newestFirst = found.toSorted((one, other) => other.usedMs - one.usedMs);
  let [runs, bytes] = [0, 0];
  for (const { name, size } of newestFirst) {
    const isOutdated = name !== kept && (name.startsWith(run) || isTemporaryName(name));
    if (!isOutdated && (name === kept || (runs < mostRuns && bytes + size <= mostBytes)))
      [runs, bytes] = [runs + 1, bytes + size];
    else await rm(join(folder, name), { force: true });
  }
}

async function sizeAndTime(path: string): Promise<{ size: number; usedMs: number }> {
  const found = await stat(path).catch(() => undefined);
  return { size: found?.size ?? 0, usedMs: found?.mtimeMs ?? 0 };
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
