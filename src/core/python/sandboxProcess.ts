// One hardened child process that runs snippets one after the other. It knows how to start it, hand it a snippet, cut it short
// and say what happened; how many there are and who comes next is pythonSandbox.ts's affair.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PythonLimits, PythonResult } from './pythonRunner';
import { SandboxError } from './pythonRunner';
import { createFrameReader, encodeFrame } from './sandboxFrames';
import { readOutcome } from './sandboxOutcome';
import type { SandboxFrame, PermissionReport, SandboxReply } from './sandboxFrames';

/** In the order in which they are sent; guest.js must be the first. */
const bootFiles = ['guest.js', 'pyodide.asm.js', 'pyodide.js', 'pyodide.asm.wasm', 'python_stdlib.zip'];

const pagesPerMb = 16;
/** Booting takes 2 to 3 s of processor time; a busy machine can make much more of it. */
const bootTimeoutMs = 180_000;
const keptErrorCharacters = 4000;
const frameOverheadBytes = 100_000;
/** V8's default; what a host's main thread always has. */
const safeStackKb = 984;
const largestStackKb = 7168;
const stackReserveKb = 1024;

/**
 * How much stack V8 may use. Recursion through C, as with lru_cache, needs several kB a level, so the default is too little; more
 * than the main thread has would crash instead of raising. Linux says what it has, macOS has 8 MB, Windows as much as it was linked with.
 */
function stackKb(): number {
  if (process.platform === 'darwin') return largestStackKb;
  if (process.platform !== 'linux') return safeStackKb;
  try {
    const soft = /^Max stack size\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    const availableKb = soft === 'unlimited' ? Infinity : Number(soft) / 1024 - stackReserveKb;
    return Number.isNaN(availableKb)
      ? safeStackKb
      : Math.floor(Math.max(safeStackKb, Math.min(largestStackKb, availableKb)));
  } catch {
    // A host that hides its limits gets what works everywhere.
    return safeStackKb;
  }
}

/** Reads the program that follows on standard input, so that the process needs no right to read any file. */
const bootstrap = [
  'const{readSync}=require("fs");',
  'const take=n=>{const b=Buffer.alloc(n);for(let d=0;d<n;){let c;try{c=readSync(0,b,d,n-d,null)}catch(e){if(e.code==="EAGAIN")continue;throw e}if(!c)process.exit(0);d+=c}return b};',
  'const text=take(take(4).readUInt32LE(0)).toString("utf8");',
  'require("vm").runInThisContext("(function(require,module){"+text+"\\n})",{filename:"sandbox:child.js"})(require,{exports:{}});',
].join('');

/** The name of the flag that takes a process's rights away, which depends on Node's version; undefined where there is none. */
export function permissionFlag(allowed: ReadonlySet<string> = process.allowedNodeEnvironmentFlags): string | undefined {
  return ['--permission', '--experimental-permission'].find((flag) => allowed.has(flag));
}

/** What every child starts from; read once for all of them. */
export interface SandboxFiles {
  program: Buffer;
  files: { name: string; content: Buffer }[];
}

/** Reads the built sandbox. Throws `SandboxError` naming the missing file and how to get it. */
export async function readSandboxFiles(directory: string): Promise<SandboxFiles> {
  const read = async (name: string): Promise<Buffer> => {
    try {
      return await readFile(join(directory, name));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new SandboxError(
        `The Python sandbox is incomplete: ${name} can't be read (${reason}). Build it again with "npm run build", or install the extension again.`,
      );
    }
  };
  const [program, ...contents] = await Promise.all(['child.js', ...bootFiles].map(read));
  return {
    program: program ?? Buffer.alloc(0),
    files: bootFiles.map((name, index) => ({ name, content: contents[index] ?? Buffer.alloc(0) })),
  };
}

interface PendingRun {
  resolve(result: PythonResult): void;
  reject(error: Error): void;
  timer?: NodeJS.Timeout;
  startedAt: number;
}

export interface SandboxProcess {
  /** Settles when the child has said what it may do; rejects with `SandboxError`. */
  handshake: Promise<PermissionReport>;
  /** Settles when it can take a snippet; rejects with `SandboxError`. */
  ready: Promise<void>;
  /** Settles when the process is gone, with its exit code (null after a signal). Never rejects. */
  exited: Promise<number | null>;
  pid: number | undefined;
  /** One at a time. Rejects with `SandboxError` when the process failed by itself before the snippet began. */
  run(code: string): Promise<PythonResult>;
  /** True while it may be given another snippet. */
  isUsable(): boolean;
  kill(): void;
}

interface StartOptions {
  limits: PythonLimits;
  /** From `permissionFlag`; undefined starts a child with reduced isolation. */
  permission: string | undefined;
}

function startChild(permission: string | undefined): ChildProcess {
  const args = [
    ...(permission === undefined ? [] : [permission]),
    '--disallow-code-generation-from-strings',
    '--max-old-space-size=256',
    `--stack-size=${stackKb()}`,
    '--no-warnings',
    '-e',
    bootstrap,
  ];
  // UTC, so that the same answer gives the same text on every machine.
  const env = { TZ: 'UTC', ...('electron' in process.versions ? { ELECTRON_RUN_AS_NODE: '1' } : {}) };
  return spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
}

/** Starts a child and sends it its program. */
export function startSandboxProcess(files: SandboxFiles, { limits, permission }: StartOptions): SandboxProcess {
  const child = startChild(permission);
  let isUsable = true;
  let isReady = false;
  let errorText = '';
  let pending: PendingRun | undefined;
  const readFrames = createFrameReader<SandboxReply>(limits.outputBytes * 2 + frameOverheadBytes);

  let settleHandshake: { resolve(report: PermissionReport): void; reject(error: Error): void } | undefined;
  let settleReady: { resolve(): void; reject(error: Error): void } | undefined;
  const handshake = new Promise<PermissionReport>((resolve, reject) => (settleHandshake = { resolve, reject }));
  const ready = new Promise<void>((resolve, reject) => (settleReady = { resolve, reject }));
  // Whoever needs them awaits them; an unawaited one must not end the extension host.
  handshake.catch(() => undefined);
  ready.catch(() => undefined);

  const kill = (): void => {
    isUsable = false;
    child.kill('SIGKILL');
  };
  const fail = (what: string): void => {
    const detail = errorText.trim().split('\n').slice(-3).join(' ').slice(0, 500);
    const error = new SandboxError(`${what}${detail === '' ? '' : `: ${detail}`}`);
    settleHandshake?.reject(error);
    settleReady?.reject(error);
    if (pending?.timer === undefined) finish((run) => run.reject(error));
    kill();
  };
  const finish = (settle: (run: PendingRun) => void): void => {
    const run = pending;
    if (!run) return;
    pending = undefined;
    clearTimeout(run.timer);
    settle(run);
  };
  const sinceStart = (run: PendingRun): number => performance.now() - run.startedAt;

  const bootTimer = setTimeout(
    () => fail(`The Python sandbox did not start within ${bootTimeoutMs / 1000} s`),
    bootTimeoutMs,
  );
  bootTimer.unref();

  const onFrame = ({ message, payload }: SandboxFrame<SandboxReply>): void => {
    switch (message.type) {
      case 'handshake':
        settleHandshake?.resolve(message.permissions);
        return;
      case 'ready':
        clearTimeout(bootTimer);
        isReady = true;
        settleReady?.resolve();
        return;
      case 'failed':
        fail(`The Python sandbox did not start: ${message.message}`);
        return;
      case 'started':
        if (!pending) return;
        pending.startedAt = performance.now();
        pending.timer = setTimeout(() => {
          kill();
          finish((run) =>
            run.resolve({
              outcome: { kind: 'timeLimit', limitMs: limits.timeMs },
              stdout: '',
              stderr: '',
              durationMs: sinceStart(run),
            }),
          );
        }, limits.timeMs);
        return;
      case 'result': {
        if (!message.isReusable) isUsable = false;
        const outcome = readOutcome(message.kind, message.message, limits);
        const stdout = payload.toString('utf8', 0, message.stdoutBytes);
        const stderr = payload.toString('utf8', message.stdoutBytes);
        finish((run) => run.resolve({ outcome, stdout, stderr, durationMs: message.durationMs }));
        return;
      }
    }
  };
  child.stdout?.on('data', (chunk: Buffer) => {
    try {
      for (const frame of readFrames(chunk)) onFrame(frame);
    } catch (error) {
      fail(`The Python sandbox sent something unreadable (${error instanceof Error ? error.message : String(error)})`);
    }
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    errorText = (errorText + chunk.toString('utf8')).slice(-keptErrorCharacters);
  });
  // A child that dies while it is written to is reported by its exit.
  child.stdin?.on('error', () => undefined);

  const exited = new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      fail(`The Python sandbox's process could not be started (${error.message})`);
      if (child.pid === undefined) resolve(null);
    });
    child.once('close', (code, signal) => {
      isUsable = false;
      clearTimeout(bootTimer);
      if (pending?.timer !== undefined) {
        const isHeapFull = /heap out of memory|Array buffer allocation failed/i.test(errorText);
        finish((run) =>
          run.resolve({
            outcome: isHeapFull
              ? { kind: 'memoryLimit', limitMb: limits.memoryMb }
              : {
                  kind: 'crashed',
                  message: `the interpreter's process ended (${signal ?? `exit code ${String(code)}`})`,
                },
            stdout: '',
            stderr: '',
            durationMs: sinceStart(run),
          }),
        );
      } else {
        fail(`The Python sandbox's process ended (${signal ?? `exit code ${String(code)}`})`);
      }
      resolve(code);
    });
  });

  const length = Buffer.alloc(4);
  length.writeUInt32LE(files.program.length, 0);
  child.stdin?.write(length);
  child.stdin?.write(files.program);
  const listed = files.files.map(({ name, content }) => ({ name, bytes: content.length }));
  child.stdin?.write(
    encodeFrame({
      type: 'boot',
      files: listed,
      memoryPages: limits.memoryMb * pagesPerMb,
      outputBytes: limits.outputBytes,
      timeMs: limits.timeMs,
    }),
  );
  for (const { content } of files.files) child.stdin?.write(content);

  return {
    handshake,
    ready,
    exited,
    pid: child.pid,
    isUsable: () => isUsable,
    kill,
    run(code) {
      if (!isUsable || !isReady || pending)
        throw new SandboxError('The Python sandbox was given a snippet while it could not take one.');
      return new Promise((resolve, reject) => {
        pending = { resolve, reject, startedAt: performance.now() };
        child.stdin?.write(encodeFrame({ type: 'run', code }));
      });
    },
  };
}
