// One hardened child process that runs snippets one after the other. It knows how to hand it a snippet, cut it short and say
// what happened; how many there are and who comes next is pythonSandbox.ts's affair.

import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { PythonLimits, PythonOutcome, PythonResult } from './pythonRunner';
import { SandboxError } from './pythonRunner';
import type { SandboxFiles } from './sandboxFiles';
import { createFrameReader, encodeFrame } from './sandboxFrames';
import type { PermissionReport, SandboxFrame, SandboxReply } from './sandboxFrames';
import { sandboxOutcome } from './sandboxOutcome';
import { sendSandbox, spawnSandbox } from './spawnSandbox';
import { messageOf } from '../../shared/text/messageOf';

/** Booting takes 2 to 3 s of processor time; a busy machine can make much more of it. */
const bootTimeoutMs = 180_000;
const keptErrorCharacters = 4000;
const frameOverheadBytes = 100_000;

interface PendingRun {
  resolve(result: PythonResult): void;
  reject(error: Error): void;
  /** Runs from the child's word that the snippet has begun. */
  timer?: NodeJS.Timeout;
  startedAt: number;
}

interface StartOptions {
  limits: PythonLimits;
  /** From `permissionFlag`; undefined starts a child with reduced isolation. */
  permission: string | undefined;
}

export class SandboxProcess {
  private readonly handshaken = settleLater<PermissionReport>();
  private readonly booted = settleLater<void>();
  /** Settles when the child has said what it may do; rejects with `SandboxError`. */
  readonly handshake = this.handshaken.promise;
  /** Settles when it can take a snippet; rejects with `SandboxError`. */
  readonly ready = this.booted.promise;
  /** Settles when the process is gone. Never rejects. */
  readonly exited: Promise<void>;
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly limits: PythonLimits;
  private readonly language: SandboxFiles['language'];
  private readonly bootTimer: NodeJS.Timeout;
  private canRun = true;
  private isReady = false;
  /** The end of what it wrote to its error stream. */
  private errorText = '';
  private pending: PendingRun | undefined;

  /** Starts a child and sends it its program. */
  constructor(files: SandboxFiles, { limits, permission }: StartOptions) {
    this.limits = limits;
    this.language = files.language;
    this.child = spawnSandbox(permission);
    this.bootTimer = setTimeout(
      () => this.fail(`The ${this.language} sandbox did not start within ${bootTimeoutMs / 1000} s`),
      bootTimeoutMs,
    ).unref();
    this.listen();
    this.exited = this.untilExit();
    sendSandbox(this.child, files, limits);
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** True while it may be given another snippet. */
  get isUsable(): boolean {
    return this.canRun;
  }

  /** Runs a snippet, one at a time. Rejects with `SandboxError` when the process failed by itself before the snippet began. */
  async run(code: string): Promise<PythonResult> {
    if (!this.canRun || !this.isReady || this.pending)
      throw new SandboxError(`The ${this.language} sandbox was given a snippet while it could not take one.`);
    return new Promise((resolve, reject) => {
      this.pending = { resolve, reject, startedAt: performance.now() };
      this.child.stdin.write(encodeFrame({ type: 'run', code }));
    });
  }

  kill(): void {
    this.canRun = false;
    this.child.kill('SIGKILL');
  }

  private listen(): void {
    const { stdin, stdout, stderr } = this.child;
    const readFrames = createFrameReader<SandboxReply>(this.limits.outputBytes * 2 + frameOverheadBytes);
    stdout.on('data', (chunk: Buffer) => {
      try {
        for (const frame of readFrames(chunk)) this.hear(frame);
      } catch (error) {
        const reason = messageOf(error);
        this.fail(`The ${this.language} sandbox sent something unreadable (${reason})`);
      }
    });
    stderr.on('data', (chunk: Buffer) => {
      this.errorText = (this.errorText + chunk.toString('utf8')).slice(-keptErrorCharacters);
    });
    // A child that dies while it is written to is reported by its exit.
    stdin.on('error', () => undefined);
  }

  private untilExit(): Promise<void> {
    return new Promise((resolve) => {
      this.child.once('error', (error) => {
        this.fail(`The ${this.language} sandbox's process could not be started (${error.message})`);
        if (this.child.pid === undefined) resolve();
      });
      this.child.once('close', (code, signal) => {
        this.ended(signal ?? `exit code ${String(code)}`);
        resolve();
      });
    });
  }

  private hear({ message, payload }: SandboxFrame<SandboxReply>): void {
    switch (message.type) {
      case 'handshake':
        return this.handshaken.resolve(message.permissions);
      case 'ready':
        clearTimeout(this.bootTimer);
        this.isReady = true;
        return this.booted.resolve();
      case 'failed':
        return this.fail(`The ${this.language} sandbox did not start: ${message.message}`);
      case 'started':
        return this.startClock();
      case 'result': {
        if (!message.isReusable) this.canRun = false;
        const { kind, durationMs, stdoutBytes } = message;
        const outcome = sandboxOutcome(kind, message.message, this.limits);
        const stdout = payload.toString('utf8', 0, stdoutBytes);
        const stderr = payload.toString('utf8', stdoutBytes);
        return this.finish((run) => run.resolve({ outcome, stdout, stderr, durationMs }));
      }
    }
  }

  private startClock(): void {
    const { pending } = this;
    if (!pending) return;
    pending.startedAt = performance.now();
    pending.timer = setTimeout(() => {
      this.kill();
      this.cutShort({ kind: 'timeLimit', limitMs: this.limits.timeMs });
    }, this.limits.timeMs);
  }

  private ended(how: string): void {
    this.canRun = false;
    clearTimeout(this.bootTimer);
    const what = `process ended (${how})`;
    if (this.pending?.timer === undefined) this.fail(`The ${this.language} sandbox's ${what}`);
    else if (/heap out of memory|Array buffer allocation failed/i.test(this.errorText))
      this.cutShort({ kind: 'memoryLimit', limitMb: this.limits.memoryMb });
    else this.cutShort({ kind: 'crashed', message: `the interpreter's ${what}` });
  }

  /** The process is of no use any more. A snippet that has begun is left to the exit that follows. */
  private fail(what: string): void {
    const detail = this.errorText.trim().split('\n').slice(-3).join(' ').slice(0, 500);
    const error = new SandboxError(`${what}${detail === '' ? '' : `: ${detail}`}`);
    this.handshaken.reject(error);
    this.booted.reject(error);
    if (this.pending?.timer === undefined) this.finish((run) => run.reject(error));
    this.kill();
  }

  /** Ends the snippet without its output, which died with the child. */
  private cutShort(outcome: PythonOutcome): void {
    this.finish((run) =>
      run.resolve({ outcome, stdout: '', stderr: '', durationMs: performance.now() - run.startedAt }),
    );
  }

  private finish(settle: (run: PendingRun) => void): void {
    const { pending } = this;
    if (!pending) return;
    this.pending = undefined;
    clearTimeout(pending.timer);
    settle(pending);
  }
}

interface Settled<Value> {
  promise: Promise<Value>;
  resolve(value: Value): void;
  reject(error: Error): void;
}

/** A promise that others settle. Whoever needs it awaits it; an unawaited one must not end the extension host. */
function settleLater<Value>(): Settled<Value> {
  let settle: Omit<Settled<Value>, 'promise'> | undefined;
  const promise = new Promise<Value>((resolve, reject) => (settle = { resolve, reject }));
  promise.catch(() => undefined);
  if (!settle) throw new Error('a promise calls its executor at once');
  return { promise, ...settle };
}
