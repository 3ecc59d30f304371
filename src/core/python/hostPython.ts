// The opt-in runner: the machine's own Python, with this user's rights. It limits time, output and (where the shell can) memory
// and cleans up after itself, but it isolates nothing; it is never chosen unless the user set it.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PythonIsolation } from '../../shared/run/events';
import type { PythonLimits, PythonOutcome, PythonResult, PythonRunner } from './pythonRunner';
import { missingOnHost } from './missingParts';
import { defaultPythonLimits, SandboxError } from './pythonRunner';

interface HostPythonOptions {
  command: 'python3' | 'uv';
  limits?: Partial<PythonLimits>;
  /** Looked up for `PATH` and the few others that finding a program needs; the process's own by default. */
  environment?: NodeJS.ProcessEnv;
}

const isWindows = process.platform === 'win32';
const answerFile = 'answer.py';
const probeTimeoutMs = 60_000;
const probe = 'import sys; print(sys.executable); print(sys.version.split()[0])';
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

interface Interpreter {
  path: string;
  version: string;
}

interface Ended {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  stdout: Buffer;
  stderr: Buffer;
  cutBy?: 'time' | 'output' | 'abort';
  durationMs: number;
}

function minimalEnvironment(environment: NodeJS.ProcessEnv, extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const kept: NodeJS.ProcessEnv = {};
  for (const name of passedVariables) if (environment[name] !== undefined) kept[name] = environment[name];
  return { ...kept, ...extra };
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

interface RunOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  timeMs: number;
  outputBytes: number;
  signal?: AbortSignal;
}

/** Runs a program to its end or to a limit. Rejects when it can't be started. */
function runProgram(command: string, args: string[], options: RunOptions): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: !isWindows,
      windowsHide: true,
    });
    const chunks: { stdout: Buffer[]; stderr: Buffer[] } = { stdout: [], stderr: [] };
    let bytes = 0;
    let cutBy: Ended['cutBy'];
    const cut = (reason: NonNullable<Ended['cutBy']>): void => {
      cutBy ??= reason;
      killTree(child);
    };
    const onAbort = (): void => cut('abort');
    const timer = setTimeout(() => cut('time'), options.timeMs);
    options.signal?.addEventListener('abort', onAbort, { once: true });
    const collect =
      (sink: Buffer[]) =>
      (chunk: Buffer): void => {
        const room = options.outputBytes - bytes;
        if (room <= 0 && cutBy) return;
        sink.push(chunk.subarray(0, Math.max(0, room)));
        bytes += chunk.length;
        if (chunk.length > room) cut('output');
      };
    child.stdout.on('data', collect(chunks.stdout));
    child.stderr.on('data', collect(chunks.stderr));
    const settle = (): void => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', onAbort);
    };
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    // What the snippet left running would hold the pipes open.
    child.once('exit', () => killTree(child));
    child.once('close', (exitCode, signal) => {
      settle();
      const ended: Ended = {
        exitCode,
        signal,
        stdout: Buffer.concat(chunks.stdout),
        stderr: Buffer.concat(chunks.stderr),
        durationMs: performance.now() - startedAt,
      };
      resolve(cutBy ? { ...ended, cutBy } : ended);
    });
  });
}

/** Asks the command for the interpreter behind it, so that no shim or project set-up is paid for with every snippet. */
async function findInterpreter(command: 'python3' | 'uv', environment: NodeJS.ProcessEnv): Promise<Interpreter> {
  const attempts: [string, string[]][] =
    command === 'uv'
      ? [['uv', ['run', '--no-project', 'python', '-I', '-c', probe]]]
      : [
          ['python3', ['-I', '-c', probe]],
          ...(isWindows ? [['python', ['-I', '-c', probe]] as [string, string[]]] : []),
        ];
  const reasons: string[] = [];
  for (const [program, args] of attempts) {
    try {
      const ended = await runProgram(program, args, {
        cwd: tmpdir(),
        env: minimalEnvironment(environment),
        timeMs: probeTimeoutMs,
        outputBytes: 100_000,
      });
      const [path, version] = ended.stdout.toString('utf8').trim().split(/\r?\n/);
      if (ended.exitCode === 0 && path && version) return { path, version };
      reasons.push(
        `${program}: ${ended.stderr.toString('utf8').trim().split('\n').pop() ?? ''} (exit code ${String(ended.exitCode)})`,
      );
    } catch (error) {
      reasons.push(
        `${program}: ${(error as NodeJS.ErrnoException).code === 'ENOENT' ? 'not found' : error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  const install =
    command === 'uv'
      ? 'Install uv (https://docs.astral.sh/uv/)'
      : 'Install Python 3 (https://www.python.org/downloads/)';
  throw new SandboxError(
    `The Python runner "${command}" does not work on this machine (${reasons.join('; ')}). ${install}, or set the Python runner to "sandbox", which needs nothing installed.`,
  );
}

function readOutcome(ended: Ended, limits: PythonLimits, path: string): PythonOutcome {
  if (ended.cutBy === 'time') return { kind: 'timeLimit', limitMs: limits.timeMs };
  if (ended.cutBy === 'output') return { kind: 'outputLimit', limitBytes: limits.outputBytes };
  if (ended.exitCode === 0) return { kind: 'finished' };
  if (ended.exitCode === null)
    return { kind: 'crashed', message: `the interpreter was ended by ${ended.signal ?? 'something unknown'}` };
  const lines = ended.stderr.toString('utf8').trimEnd().split(/\r?\n/);
  const hasTraceback = lines.some(
    (line) => line.startsWith('Traceback (most recent call last)') || /^ +File "/.test(line),
  );
  if (!hasTraceback) {
    const text = lines.pop() ?? '';
    return { kind: 'raised', message: `SystemExit: ${text === '' ? ended.exitCode : text}` };
  }
  // The last line that names an exception: the message itself may go on over more lines, and notes may follow.
  const message = [...lines].reverse().find((line) => /^[A-Za-z_][\w.]*(: |$)/.test(line)) ?? lines.pop() ?? '';
  if (/^MemoryError\b/.test(message)) return { kind: 'memoryLimit', limitMb: limits.memoryMb };
  const missing = missingOnHost(message);
  if (missing === undefined) return { kind: 'raised', message };
  const explanation = `The program needs ${missing}, which this computer's Python (${path}) does not have. Install it there, then judge again.`;
  return { kind: 'lacks', message, explanation };
}

/**
 * Runs each snippet as `answer.py` in a new temporary folder that is removed afterwards, in Python's isolated mode.
 * `start()` throws `SandboxError` when the command is missing.
 */
export function createHostPython(options: HostPythonOptions): PythonRunner {
  const limits: PythonLimits = { ...defaultPythonLimits, ...options.limits };
  const environment = options.environment ?? process.env;
  const slots = Math.max(1, availableParallelism() - 1);
  const closed = new AbortController();
  const waiting: (() => void)[] = [];
  const active = new Set<Promise<unknown>>();
  let interpreter: Promise<Interpreter> | undefined;
  let free = slots;

  const getInterpreter = (): Promise<Interpreter> => {
    interpreter ??= findInterpreter(options.command, environment);
    // Installing what is missing must not need a restart.
    interpreter.catch(() => (interpreter = undefined));
    return interpreter;
  };

  const execute = async (code: string, signal: AbortSignal): Promise<PythonResult> => {
    const { path } = await getInterpreter();
    const directory = await mkdtemp(join(tmpdir(), 'iso-speed-bench-'));
    try {
      await writeFile(join(directory, answerFile), code);
      signal.throwIfAborted();
      const args = ['-I', '-X', 'utf8', answerFile];
      const env = minimalEnvironment(environment, { TMPDIR: directory, TEMP: directory, TMP: directory, TZ: 'UTC' });
      const run = { cwd: directory, env, timeMs: limits.timeMs, outputBytes: limits.outputBytes, signal };
      // The shell can lower the memory limit before it becomes the interpreter; where it can't, the snippet runs without.
      const shellScript = `ulimit -v ${limits.memoryMb * 1024} 2>/dev/null; exec "$0" "$@"`;
      const ended = isWindows
        ? await runProgram(path, args, run)
        : await runProgram('/bin/sh', ['-c', shellScript, path, ...args], run);
      signal.throwIfAborted();
      const stdout = ended.stdout.toString('utf8');
      // A text stream on Windows writes CRLF; answers are compared as Python printed them.
      return {
        outcome: readOutcome(ended, limits, path),
        stdout: isWindows ? stdout.replaceAll('\r\n', '\n') : stdout,
        stderr: ended.stderr.toString('utf8'),
        durationMs: ended.durationMs,
      };
    } finally {
      await rm(directory, { recursive: true, force: true, maxRetries: 3 });
    }
  };

  return {
    async start(): Promise<PythonIsolation> {
      const { version } = await getInterpreter();
      return {
        runner: options.command,
        isFull: false,
        note: `No isolation: answers run as programs of this user on this machine (Python ${version}), with its files and network. Time${isWindows ? ' and' : ', memory and'} output are limited.`,
      };
    },
    async run(code, signal) {
      const either = AbortSignal.any([signal, closed.signal]);
      either.throwIfAborted();
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      const job = execute(code, either);
      active.add(job);
      try {
        return await job;
      } finally {
        active.delete(job);
        const next = waiting.shift();
        if (next) next();
        else free += 1;
      }
    },
    async dispose() {
      closed.abort(new SandboxError('The Python runner was closed.'));
      await Promise.allSettled(active);
    },
  };
}
