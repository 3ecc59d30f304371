// The default runner of model-written Python: a small pool of hardened children, each running one snippet at a time in fresh
// interpreter state. It decides who runs next and replaces children that died; it never runs anything in this process.

import { availableParallelism } from 'node:os';
import type { PythonIsolation } from '../../shared/run/events';
import type { PythonLimits, PythonResult, PythonRunner } from './pythonRunner';
import { defaultPythonLimits, SandboxError } from './pythonRunner';
import type { PermissionReport } from './sandboxFrames';
import type { SandboxFiles, SandboxProcess } from './sandboxProcess';
import { permissionFlag, readSandboxFiles, startSandboxProcess } from './sandboxProcess';

interface PythonSandboxOptions {
  /** Folder that scripts/buildSandbox.mjs wrote. */
  sandboxDirectory: string;
  limits?: Partial<PythonLimits>;
  /** Children at once; by default one less than the processors, at least 1 and at most 2. */
  size?: number;
  /** The flag that takes the child's rights away; by default the one of this Node.js. `null` does without. */
  permission?: string | null;
}

/** The runner, with what only tests look at. */
export interface PythonSandbox extends PythonRunner {
  /** Process ids of the children that are alive now. */
  processIds(): number[];
}

interface Job {
  code: string;
  signal: AbortSignal;
  isSecondTry: boolean;
  resolve(result: PythonResult): void;
  reject(error: unknown): void;
}

interface Slot {
  process: SandboxProcess;
  isReady: boolean;
  job?: Job;
}

/** After so many failed starts in a row the sandbox is given up, so that a broken one does not cost a start per test. */
const bootAttempts = 3;
/** The interpreter itself fills about 32 MB of it. */
const smallestMemoryMb = 64;

const closedError = (): SandboxError => new SandboxError('The Python sandbox was closed.');

/** What a child can still do, in words; undefined when nothing. */
function describeGaps(report: PermissionReport): string | undefined {
  const gaps = [
    report.canReadFiles ? 'reading files' : '',
    report.canWriteFiles ? 'writing files' : '',
    report.canStartProcesses ? 'starting processes' : '',
    report.canStartThreads ? 'starting threads' : '',
    report.canEvaluateText ? 'evaluating text' : '',
  ].filter((gap) => gap !== '');
  if (gaps.length === 0) return undefined;
  return `Reduced isolation: this Node.js (${process.versions.node}) can't forbid the sandbox's process ${gaps.join(', ')}. The interpreter's own walls still stand; only the second layer is missing.`;
}

/**
 * Makes the sandbox; nothing is started before `start()` or the first `run()`.
 * Every snippet finds the same interpreter: `random`, `os.urandom` and string hashes give the same values each time and the time
 * zone is UTC, so that the same answer is always judged the same. `memoryMb` is the whole interpreter with its own 32 MB.
 * After a time limit or a crash there is no output: it died with the child. `start()` settles once the first child has said what
 * it may do; booting goes on meanwhile, and its failure is the `SandboxError` of the runs that wait for it.
 */
export function createPythonSandbox(options: PythonSandboxOptions): PythonSandbox {
  const limits: PythonLimits = { ...defaultPythonLimits, ...options.limits };
  limits.memoryMb = Math.min(4095, Math.max(smallestMemoryMb, Math.round(limits.memoryMb)));
  const size = options.size ?? Math.min(2, Math.max(1, availableParallelism() - 1));
  let permission = options.permission === null ? undefined : (options.permission ?? permissionFlag());
  const slots = new Set<Slot>();
  const queue: Job[] = [];
  let filesPromise: Promise<SandboxFiles> | undefined;
  let isolation: Promise<PythonIsolation> | undefined;
  let isDisposed = false;
  let failedBoots = 0;
  let bootFailure: unknown;
  let isStartingOne = false;
  const deaths = new Set<Promise<unknown>>();

  const readFiles = (): Promise<SandboxFiles> => {
    filesPromise ??= readSandboxFiles(options.sandboxDirectory);
    // A later attempt may find what is missing now.
    filesPromise.catch(() => (filesPromise = undefined));
    return filesPromise;
  };

  const rejectAll = (error: unknown): void => {
    for (const job of queue.splice(0)) job.reject(error);
  };

  const addSlot = async (): Promise<Slot> => {
    const files = await readFiles();
    if (isDisposed) throw closedError();
    const slot: Slot = { process: startSandboxProcess(files, { limits, permission }), isReady: false };
    slots.add(slot);
    const death = slot.process.exited.then(() => {
      slots.delete(slot);
      deaths.delete(death);
      pump();
    });
    deaths.add(death);
    slot.process.ready.then(
      () => {
        failedBoots = 0;
        slot.isReady = true;
        pump();
      },
      (error: unknown) => {
        slots.delete(slot);
        if (slot.isReady || isDisposed) return;
        failedBoots += 1;
        bootFailure = error;
        rejectAll(error);
      },
    );
    return slot;
  };

  const runOn = (slot: Slot, job: Job): void => {
    slot.job = job;
    const onAbort = (): void => {
      slot.process.kill();
      job.reject(job.signal.reason);
    };
    job.signal.addEventListener('abort', onAbort, { once: true });
    slot.process
      .run(job.code)
      .then(
        (result) => (isDisposed ? job.reject(closedError()) : job.resolve(result)),
        (error: unknown) => {
          // The child failed before the snippet began; that is not the snippet's doing, so it gets another child, once.
          if (job.signal.aborted || isDisposed || job.isSecondTry)
            job.reject(job.signal.aborted ? job.signal.reason : error);
          else {
            job.isSecondTry = true;
            queue.unshift(job);
          }
        },
      )
      .finally(() => {
        job.signal.removeEventListener('abort', onAbort);
        delete slot.job;
        if (!slot.process.isUsable()) slots.delete(slot);
        pump();
      });
  };

  /** Gives waiting snippets to idle children, and starts a child when there are more snippets than children. */
  const pump = (): void => {
    if (isDisposed) return;
    for (const slot of slots) {
      if (slot.isReady && !slot.job && slot.process.isUsable()) {
        const job = queue.shift();
        if (!job) break;
        runOn(slot, job);
      }
    }
    const booting = [...slots].filter((slot) => !slot.isReady).length;
    const isWanted = queue.length > booting || slots.size === 0;
    if (isolation !== undefined && isWanted && slots.size < size && !isStartingOne) {
      isStartingOne = true;
      addSlot()
        .catch(rejectAll)
        .finally(() => {
          isStartingOne = false;
          if (queue.length > 0) pump();
        });
    }
  };

  const firstStart = async (): Promise<PythonIsolation> => {
    let report: PermissionReport;
    try {
      report = await (await addSlot()).process.handshake;
    } catch (error) {
      if (permission === undefined || isDisposed) throw error;
      // A host may know the flag and still refuse it, as another program's Node.js can. Then it is done without, and said.
      permission = undefined;
      failedBoots = 0;
      report = await (await addSlot()).process.handshake;
    }
    const gaps = describeGaps(report);
    return gaps === undefined ? { runner: 'sandbox', isFull: true } : { runner: 'sandbox', isFull: false, note: gaps };
  };

  const start = (): Promise<PythonIsolation> => {
    if (isDisposed) return Promise.reject(closedError());
    if (!isolation) {
      isolation = firstStart();
      isolation.catch(() => (isolation = undefined));
    }
    return isolation;
  };

  return {
    start,
    async run(code, signal) {
      signal.throwIfAborted();
      if (failedBoots >= bootAttempts) throw bootFailure;
      await start();
      signal.throwIfAborted();
      if (isDisposed) throw closedError();
      return new Promise<PythonResult>((resolve, reject) => {
        const job: Job = { code, signal, isSecondTry: false, resolve, reject };
        const onAbort = (): void => {
          const at = queue.indexOf(job);
          if (at >= 0) queue.splice(at, 1);
          reject(signal.reason as Error);
        };
        signal.addEventListener('abort', onAbort, { once: true });
        job.resolve = (result) => {
          signal.removeEventListener('abort', onAbort);
          resolve(result);
        };
        job.reject = (error) => {
          signal.removeEventListener('abort', onAbort);
          reject(error as Error);
        };
        queue.push(job);
        pump();
      });
    },
    async dispose() {
      if (isDisposed) return;
      isDisposed = true;
      rejectAll(closedError());
      for (const slot of slots) slot.process.kill();
      await isolation?.catch(() => undefined);
      for (const slot of slots) slot.process.kill();
      await Promise.all(deaths);
    },
    processIds: () => [...slots].flatMap((slot) => slot.process.pid ?? []),
  };
}
