// The opt-in runner: the machine's own Python, with this user's rights. It limits time, output and (where the shell can) memory
// and cleans up after itself, but it isolates nothing; it is never chosen unless the user set it.

import { Turns } from './turns';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PythonIsolation } from '../../shared/run/pythonIsolation';
import { findInterpreter, type HostCommand, type Interpreter } from './findInterpreter';
import { hostOutcome } from './hostOutcome';
import { isWindows, minimalEnvironment, runProgram, type Ended } from './runProgram';
import type { PythonLimits, PythonResult, PythonRunner } from './pythonRunner';
import { defaultPythonLimits, SandboxError } from './pythonRunner';

interface HostPythonOptions {
  command: HostCommand;
  limits?: Partial<PythonLimits>;
  /** Looked up for `PATH` and the few others that finding a program needs; the process's own by default. */
  environment?: NodeJS.ProcessEnv;
}

const answerFile = 'answer.py';

/**
 * Runs each snippet as `answer.py` in a new temporary folder that is removed afterwards, in Python's isolated mode; as many at
 * once as there are processors but one. `start()` throws `SandboxError` when the command is missing.
 */
export class HostPython implements PythonRunner {
  private readonly command: HostCommand;
  private readonly limits: PythonLimits;
  private readonly environment: NodeJS.ProcessEnv;
  private readonly closed = new AbortController();
  private readonly active = new Set<Promise<unknown>>();
  private readonly turns = new Turns(Math.max(1, availableParallelism() - 1));
  private found: Promise<Interpreter> | undefined;

  constructor({ command, limits, environment = process.env }: HostPythonOptions) {
    this.command = command;
    this.limits = { ...defaultPythonLimits, ...limits };
    this.environment = environment;
  }

  async start(): Promise<PythonIsolation> {
    const { version } = await this.interpreter();
    return {
      runner: this.command,
      isFull: false,
      note: `No isolation: answers run as programs of this user on this machine (Python ${version}), with its files and network. Time${isWindows ? ' and' : ', memory and'} output are limited.`,
    };
  }

  async run(code: string, signal: AbortSignal): Promise<PythonResult> {
    const either = AbortSignal.any([signal, this.closed.signal]);
    either.throwIfAborted();
    await this.turns.take();
    const job = this.execute(code, either);
    this.active.add(job);
    try {
      return await job;
    } finally {
      this.active.delete(job);
      this.turns.leave();
    }
  }

  async dispose(): Promise<void> {
    this.closed.abort(new SandboxError('The Python runner was closed.'));
    await Promise.allSettled(this.active);
  }

  private interpreter(): Promise<Interpreter> {
    this.found ??= findInterpreter(this.command, this.environment);
    // Installing what is missing must not need a restart.
    this.found.catch(() => (this.found = undefined));
    return this.found;
  }

  private async execute(code: string, signal: AbortSignal): Promise<PythonResult> {
    const { path } = await this.interpreter();
    const directory = await mkdtemp(join(tmpdir(), 'iso-speed-bench-'));
    try {
      await writeFile(join(directory, answerFile), code);
      signal.throwIfAborted();
      const ended = await this.runAnswer(path, directory, signal);
      signal.throwIfAborted();
      const stdout = ended.stdout.toString('utf8');
      return {
        outcome: hostOutcome(ended, this.limits, path),
        // A text stream on Windows writes CRLF; answers are compared as Python printed them.
        stdout: isWindows ? stdout.replaceAll('\r\n', '\n') : stdout,
        stderr: ended.stderr.toString('utf8'),
        durationMs: ended.durationMs,
      };
    } finally {
      await rm(directory, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  private runAnswer(path: string, directory: string, signal: AbortSignal): Promise<Ended> {
    const { timeMs, outputBytes, memoryMb } = this.limits;
    const temporary = { TMPDIR: directory, TEMP: directory, TMP: directory, TZ: 'UTC' };
    const options = {
      cwd: directory,
      env: minimalEnvironment(this.environment, temporary),
      timeMs,
      outputBytes,
      signal,
    };
    const args = ['-I', '-X', 'utf8', answerFile];
    if (isWindows) return runProgram(path, args, options);
    // The shell can lower the memory limit before it becomes the interpreter; where it can't, the snippet runs without.
    const script = `ulimit -v ${memoryMb * 1024} 2>/dev/null; exec "$0" "$@"`;
    return runProgram('/bin/sh', ['-c', script, path, ...args], options);
  }
}
