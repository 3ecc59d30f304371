// A small pool of hardened children, each running one snippet at a time in fresh interpreter state: of Python, or of JavaScript. It
// decides who runs next and replaces children that died; it never runs anything in this process.

import { availableParallelism } from 'node:os';
import type { PythonIsolation } from '../../shared/run/pythonIsolation';
import type { PythonLimits, PythonResult, PythonRunner } from './pythonRunner';
import { defaultPythonLimits, SandboxError } from './pythonRunner';
import { readSandboxFiles, type SandboxFiles, type SandboxParts } from './sandboxFiles';
import { sandboxIsolation } from './sandboxIsolation';
import { SandboxProcess } from './sandboxProcess';
import { permissionFlag } from './spawnSandbox';

export interface SandboxOptions {
  /** Folder that scripts/buildSandbox.mjs wrote. */
  sandboxDirectory: string;
  limits?: Partial<PythonLimits>;
  /** Children at once; by default one less than the processors, at least 1 and at most 2. */
  size?: number;
  /** The flag that takes the child's rights away; by default the one of this Node.js. `null` does without. */
  permission?: string | null;
}

/** A snippet that waits or runs; `resolve` and `reject` settle what its `run` gave. */
interface Job {
  code: string;
  signal: AbortSignal;
  isSecondTry: boolean;
  resolve(result: PythonResult): void;
  reject(error: unknown): void;
}

/** A place of the pool, with the child in it. */
interface Slot {
  process: SandboxProcess;
  isReady: boolean;
  job?: Job;
}

/** After so many failed starts in a row the sandbox is given up, so that a broken one does not cost a start per test. */
const bootAttempts = 3;
/** The interpreter itself fills about 32 MB of it. */
const smallestMemoryMb = 64;

/**
 * Nothing is started before `start()` or the first `run()`. After a time limit or a crash there is no output: it died with the child.
 * `start()` settles once the first child has said what it may do; booting goes on meanwhile, and its failure is the `SandboxError`
 * of the runs that wait for it.
 */
export class SandboxPool implements PythonRunner {
  private readonly parts: SandboxParts;
  private readonly sandboxDirectory: string;
  private readonly limits: PythonLimits;
  private readonly size: number;
  private permission: string | undefined;
  private readonly slots = new Set<Slot>();
  private readonly queue: Job[] = [];
  private readonly deaths = new Set<Promise<unknown>>();
  private files: Promise<SandboxFiles> | undefined;
  private isolation: Promise<PythonIsolation> | undefined;
  private isDisposed = false;
  private isStartingOne = false;
  private failedBoots = 0;
  private bootFailure: unknown;

  constructor(parts: SandboxParts, { sandboxDirectory, limits, size, permission }: SandboxOptions) {
    this.parts = parts;
    this.sandboxDirectory = sandboxDirectory;
    const wanted = { ...defaultPythonLimits, ...limits };
    this.limits = { ...wanted, memoryMb: Math.min(4095, Math.max(smallestMemoryMb, Math.round(wanted.memoryMb))) };
    this.size = size ?? Math.min(2, Math.max(1, availableParallelism() - 1));
    this.permission = permission === null ? undefined : (permission ?? permissionFlag());
  }

  start(): Promise<PythonIsolation> {
    if (this.isDisposed) return Promise.reject(this.closedError());
    if (!this.isolation) {
      this.isolation = this.startFirst();
      this.isolation.catch(() => (this.isolation = undefined));
    }
    return this.isolation;
  }

  async run(code: string, signal: AbortSignal): Promise<PythonResult> {
    signal.throwIfAborted();
    if (this.failedBoots >= bootAttempts) throw this.bootFailure;
    await this.start();
    signal.throwIfAborted();
    if (this.isDisposed) throw this.closedError();
    const stopWaiting = new AbortController();
    try {
      return await new Promise<PythonResult>((resolve, reject) => {
        const job: Job = { code, signal, isSecondTry: false, resolve, reject };
        signal.addEventListener('abort', () => this.abandon(job), { signal: stopWaiting.signal });
        this.queue.push(job);
        this.pump();
      });
    } finally {
      stopWaiting.abort();
    }
  }

  async dispose(): Promise<void> {
    if (this.isDisposed) return;
    this.isDisposed = true;
    this.rejectWaiting(this.closedError());
    this.killAll();
    // A start that was under way may have made one more meanwhile.
    await this.isolation?.catch(() => undefined);
    this.killAll();
    await Promise.all(this.deaths);
  }

  /** Process ids of the children that are alive now; only tests look at them. */
  processIds(): number[] {
    return [...this.slots].flatMap((slot) => slot.process.pid ?? []);
  }

  private async startFirst(): Promise<PythonIsolation> {
    try {
      return sandboxIsolation(await (await this.addSlot()).process.handshake);
    } catch (error) {
      if (this.permission === undefined || this.isDisposed) throw error;
      // A host may know the flag and still refuse it, as another program's Node.js can. Then it is done without, and said.
      this.permission = undefined;
      this.failedBoots = 0;
      return sandboxIsolation(await (await this.addSlot()).process.handshake);
    }
  }

  private async addSlot(): Promise<Slot> {
    const files = await this.readFiles();
    if (this.isDisposed) throw this.closedError();
    const { limits, permission } = this;
    const slot: Slot = { process: new SandboxProcess(files, { limits, permission }), isReady: false };
    this.slots.add(slot);
    const death = slot.process.exited.then(() => {
      this.slots.delete(slot);
      this.deaths.delete(death);
      this.pump();
    });
    this.deaths.add(death);
    slot.process.ready.then(
      () => this.booted(slot),
      (error: unknown) => this.failed(slot, error),
    );
    return slot;
  }

  private readFiles(): Promise<SandboxFiles> {
    this.files ??= readSandboxFiles(this.sandboxDirectory, this.parts);
    // A later attempt may find what is missing now.
    this.files.catch(() => (this.files = undefined));
    return this.files;
  }

  private booted(slot: Slot): void {
    this.failedBoots = 0;
    slot.isReady = true;
    this.pump();
  }

  private failed(slot: Slot, error: unknown): void {
    this.slots.delete(slot);
    if (slot.isReady || this.isDisposed) return;
    this.failedBoots += 1;
    this.bootFailure = error;
    this.rejectWaiting(error);
  }

  /** Gives waiting snippets to idle children, and starts a child when there are more snippets than children. */
  private pump(): void {
    if (this.isDisposed) return;
    for (const slot of this.slots) {
      if (!slot.isReady || slot.job || !slot.process.isUsable) continue;
      const job = this.queue.shift();
      if (!job) break;
      void this.runOn(slot, job);
    }
    const booting = [...this.slots].filter((slot) => !slot.isReady).length;
    const isWanted = this.queue.length > booting || this.slots.size === 0;
    if (this.isolation !== undefined && isWanted && this.slots.size < this.size && !this.isStartingOne)
      void this.startAnother();
  }

  private async startAnother(): Promise<void> {
    this.isStartingOne = true;
    try {
      await this.addSlot();
    } catch (error) {
      this.rejectWaiting(error);
    }
    this.isStartingOne = false;
    if (this.queue.length > 0) this.pump();
  }

  private async runOn(slot: Slot, job: Job): Promise<void> {
    slot.job = job;
    try {
      const result = await slot.process.run(job.code);
      if (this.isDisposed) job.reject(this.closedError());
      else job.resolve(result);
    } catch (error) {
      // The child failed before the snippet began; that is not the snippet's doing, so it gets another child, once.
      if (job.signal.aborted || this.isDisposed || job.isSecondTry) job.reject(error);
      else {
        job.isSecondTry = true;
        this.queue.unshift(job);
      }
    }
    delete slot.job;
    if (!slot.process.isUsable) this.slots.delete(slot);
    this.pump();
  }

  /** Nobody wants the result any more: the snippet leaves the queue, or its child is killed. */
  private abandon(job: Job): void {
    const at = this.queue.indexOf(job);
    if (at >= 0) this.queue.splice(at, 1);
    for (const slot of this.slots) if (slot.job === job) slot.process.kill();
    job.reject(job.signal.reason);
  }

  private closedError(): SandboxError {
    return new SandboxError(`The ${this.parts.language} sandbox was closed.`);
  }

  private rejectWaiting(error: unknown): void {
    for (const job of this.queue.splice(0)) job.reject(error);
  }

  private killAll(): void {
    for (const slot of this.slots) slot.process.kill();
  }
}
