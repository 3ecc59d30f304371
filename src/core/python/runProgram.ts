// Runs one program of this machine to its end or to a limit, and ends whatever it started.

import { spawn } from 'node:child_process';
import type { ChildProcess, ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';

export const isWindows = process.platform === 'win32';

/** What programs need to start at all; keys and tokens are not among them. */
const passedVariables = [
  'PATH',
  'HOME',
  'LANG',
  'SystemRoot',
  'SYSTEMROOT',
  'PATHEXT',
  'USERPROFILE',
  'LOCALAPPDATA',
  'APPDATA',
  'XDG_CACHE_HOME',
  'XDG_DATA_HOME',
];

interface ProgramOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  timeMs: number;
  /** Of both streams together. */
  outputBytes: number;
  signal?: AbortSignal;
}

/** Why a program was ended before it ended by itself. */
type Cut = 'time' | 'output' | 'abort';

/** How a program ended. */
export interface Ended {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  stdout: Buffer;
  stderr: Buffer;
  cutBy?: Cut;
  durationMs: number;
}

/** The variables of an environment that finding and starting a program needs, and some more. */
export function minimalEnvironment(environment: NodeJS.ProcessEnv, extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const kept: NodeJS.ProcessEnv = {};
  for (const name of passedVariables) if (environment[name] !== undefined) kept[name] = environment[name];
  return { ...kept, ...extra };
}

/** Runs a program to its end or to a limit. Rejects when it can't be started. */
export async function runProgram(command: string, args: string[], options: ProgramOptions): Promise<Ended> {
  return await new RunningProgram(command, args, options).ended;
}

class RunningProgram {
  readonly ended: Promise<Ended>;
  private readonly startedAt = performance.now();
  private readonly child: ChildProcessByStdio<null, Readable, Readable>;
  private readonly stdout: Buffer[] = [];
  private readonly stderr: Buffer[] = [];
  private bytes = 0;
  private cutBy: Cut | undefined;

  constructor(
    command: string,
    args: string[],
    private readonly options: ProgramOptions,
  ) {
    const { cwd, env } = options;
    this.child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: !isWindows,
      windowsHide: true,
    });
    this.child.stdout.on('data', (chunk: Buffer) => this.collect(this.stdout, chunk));
    this.child.stderr.on('data', (chunk: Buffer) => this.collect(this.stderr, chunk));
    // What the program left running would hold the pipes open.
    this.child.once('exit', () => killTree(this.child));
    this.ended = this.untilEnd();
  }

  private async untilEnd(): Promise<Ended> {
    const { timeMs, signal } = this.options;
    const timer = setTimeout(() => this.cut('time'), timeMs);
    const onAbort = (): void => this.cut('abort');
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      return await new Promise<Ended>((resolve, reject) => {
        this.child.once('error', reject);
        this.child.once('close', (exitCode, signalName) => resolve(this.endedWith(exitCode, signalName)));
      });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  private endedWith(exitCode: number | null, signal: NodeJS.Signals | null): Ended {
    return {
      exitCode,
      signal,
      stdout: Buffer.concat(this.stdout),
      stderr: Buffer.concat(this.stderr),
      ...(this.cutBy ? { cutBy: this.cutBy } : {}),
      durationMs: performance.now() - this.startedAt,
    };
  }

  private cut(reason: Cut): void {
    this.cutBy ??= reason;
    killTree(this.child);
  }

  /** Keeps as much as there is room for, and ends the program that says more. */
  private collect(sink: Buffer[], chunk: Buffer): void {
    const room = this.options.outputBytes - this.bytes;
    if (room <= 0 && this.cutBy) return;
    sink.push(chunk.subarray(0, Math.max(0, room)));
    this.bytes += chunk.length;
    if (chunk.length > room) this.cut('output');
  }
}

/** Ends the process and what it started: its process group, or on Windows its tree. */
function killTree(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (isWindows) {
    spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on('error', () =>
      child.kill('SIGKILL'),
    );
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is already gone, which is what was wanted.
    child.kill('SIGKILL');
  }
}
