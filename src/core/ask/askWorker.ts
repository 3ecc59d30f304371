// The asking thread from its start until a run takes it. It loads what asking needs meanwhile, so that who starts it first and then reads a benchmark
// need not wait for it.

import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/**
 * What the thread may use for what is new, MiB: V8's own measure is for programs that keep more, and twice of it makes nothing faster. With much less,
 * answers under way would count as old, and be kept for long.
 */
const youngMib = 24;

/** Does `work` with a thread that starts at once, and ends it where no run took it. */
export async function withAskWorker<T>(distDirectory: string, work: (askWorker: AskWorker) => Promise<T>): Promise<T> {
  const askWorker = new AskWorker(distDirectory);
  try {
    return await work(askWorker);
  } finally {
    await askWorker.end();
  }
}

export class AskWorker {
  private worker: Worker | null;

  /** Starts it. It holds up no process that would end without it. */
  constructor(private readonly distDirectory: string) {
    // The thread that keeps the clock carries no loader or debugger of its owner; a profile of the program is one of it, too.
    const execArgv = process.execArgv.filter((flag) => flag.startsWith('--cpu-prof'));
    this.worker = new Worker(join(distDirectory, 'node', 'askThread.mjs'), {
      execArgv,
      resourceLimits: { maxYoungGenerationSizeMb: youngMib },
    });
    this.worker.unref();
    // Whoever takes it starts another one, and hears of what was the matter.
    this.worker.once('error', this.forget);
    this.worker.once('exit', this.forget);
  }

  /** The thread, which is the caller's from here on: another one where this one was taken or has failed. */
  take(): Worker {
    const { worker } = this;
    if (!worker) return new AskWorker(this.distDirectory).take();
    this.worker = null;
    worker.off('error', this.forget);
    worker.off('exit', this.forget);
    worker.ref();
    return worker;
  }

  /** Ends it, unless it was taken. */
  async end(): Promise<void> {
    await this.worker?.terminate();
  }

  private readonly forget = (): void => {
    this.worker = null;
  };
}
