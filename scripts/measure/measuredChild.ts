// Runs a program to its end and measures the process with all that it starts: wall time, CPU time, peak memory, and how much of the machine other
// programs took meanwhile. All but the wall time is read from /proc, so only on Linux; elsewhere it is null.

import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { cpus } from 'node:os';

export interface Measured {
  wallMs: number;
  /** User and system time of the whole tree. */
  cpuMs: number | null;
  /** The largest resident memory of the whole tree at once, MiB. */
  peakMib: number | null;
  /** The share of all cores that programs other than the measured ones took, 0-1. */
  othersShare: number | null;
  stdout: string;
}

/** ms between two looks at the memory. */
const lookEveryMs = 25;

/** ms of a tick in /proc; the same on every Linux of today. */
const tickMs = 10;

/** `beside` are processes whose work belongs to the measurement (its server), though not to the program. Throws when it fails. */
export async function measuredChild(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  beside: readonly ChildProcess[],
): Promise<Measured> {
  const before = machineTimes(beside);
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (part: Buffer) => stdout.push(part));
  child.stderr.on('data', (part: Buffer) => stderr.push(part));
  let peak = 0;
  const looking = setInterval(() => (peak = Math.max(peak, treeMemory(child.pid!))), lookEveryMs);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearInterval(looking);
  const wallMs = performance.now() - startedAt;
  const text = Buffer.concat(stdout).toString();
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${text}${Buffer.concat(stderr).toString()}`);
  const after = machineTimes(beside);
  const cpuMs = before && after && after.children - before.children;
  return {
    wallMs,
    cpuMs,
    peakMib: peak === 0 ? null : peak / 2 ** 20,
    othersShare:
      before && after && Math.max(0, after.busy - before.busy - (after.ours - before.ours)) / (cpus().length * wallMs),
    stdout: text,
  };
}

interface MachineTimes {
  /** CPU time of programs that this process started and that have ended, with all that they started, ms. */
  children: number;
  /** And of this process and those beside the measured one, ms. */
  ours: number;
  /** Of the whole machine, ms. */
  busy: number;
}

function machineTimes(beside: readonly ChildProcess[]): MachineTimes | null {
  if (process.platform !== 'linux') return null;
  const [user, system, childUser, childSystem] = processTicks('self');
  const children = (childUser! + childSystem!) * tickMs;
  const others = beside.flatMap(({ pid }) => processTicks(String(pid)).slice(0, 2));
  const busy = cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
  return { children, ours: children + [user!, system!, ...others].reduce((sum, one) => sum + one * tickMs, 0), busy };
}

/** User, system, children's user and children's system time, ticks. */
function processTicks(pid: string): number[] {
  return statOf(pid).slice(11, 15).map(Number);
}

/** The fields of /proc/PID/stat after the program's name, which may have spaces in it. */
function statOf(pid: string): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** Resident memory of a process and all below it, bytes; 0 where the system does not tell. */
function treeMemory(root: number): number {
  if (process.platform !== 'linux') return 0;
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = orNull(() => statOf(name));
    if (stat) parents.set(Number(name), Number(stat[1]));
  }
  const isBelow = (pid: number): boolean => pid === root || (parents.has(pid) && isBelow(parents.get(pid)!));
  return [...parents.keys()].filter(isBelow).reduce((sum, pid) => sum + residentBytes(pid), 0);
}

function residentBytes(pid: number): number {
  const status = orNull(() => readFileSync(`/proc/${pid}/status`, 'utf8')) ?? '';
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
}

/** A process may end while it is looked at. */
function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
