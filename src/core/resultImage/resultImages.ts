// Draws the result images of a run in threads of their own while the run goes on. Holds only places: what is drawn is read from the run
// folder by the thread that draws it. A picture that can't be drawn is counted and told at the end; it never disturbs the run.

import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DrawnTest } from '../runFolder/readTest';
import type { ResultImageCommand, ResultImageMessage, ResultImageWorkerData } from './resultImageMessages';
import { messageOf } from '../../shared/text/messageOf';

export interface DrawnImages {
  drawn: number;
  failed: number;
  /** What went wrong first, for people. */
  firstFailure?: string;
  /** Set when the drawing was stopped before all that was asked for was drawn. */
  isStopped?: true;
}

export interface ResultImages {
  /** Asks for the picture of one test, whose evidence is on the disk unless it is not run; returns at once. */
  draw(runDirectory: string, test: DrawnTest): void;
  /** Resolves when every picture asked for so far has been drawn or has failed, with the counts since the start. */
  drained(): Promise<DrawnImages>;
  /** Ends the threads; pictures not yet drawn are left out. */
  dispose(): Promise<void>;
}

interface DrawingThread {
  worker: Worker;
  isDrawing: boolean;
}

/** What a thread may take with the largest picture, of all memory of the machine, bytes. */
const shareOfThread = 2e9;

/** A thread that dies this often without drawing anything would do so for ever. */
const mostCrashes = 3;

/**
 * `distDirectory` holds node/ and fonts/. Nothing is started before the first picture is asked for. `onCounted` is told of every picture that
 * was drawn or has failed.
 */
export function createResultImages(
  distDirectory: string,
  onCounted: (done: number, asked: number) => void = () => undefined,
): ResultImages {
  const most = Math.min(availableParallelism() - 1, Math.floor(totalmem() / shareOfThread));
  return new ResultImagePool(distDirectory, Math.max(1, most), onCounted);
}

class ResultImagePool implements ResultImages {
  private readonly threads = new Set<DrawingThread>();
  private waiting: Omit<ResultImageCommand, 'type'>[] = [];
  /** Tests before this one in `waiting` are taken: shifting an array of a hundred thousand would cost more than drawing. */
  private next = 0;
  private readonly counts: DrawnImages = { drawn: 0, failed: 0 };
  private asked = 0;
  private readonly drainers: (() => void)[] = [];
  private crashes = 0;
  private isUnavailable = false;
  private isDisposed = false;

  constructor(
    private readonly distDirectory: string,
    private readonly mostThreads: number,
    private readonly onCounted: (done: number, asked: number) => void,
  ) {}

  draw(runDirectory: string, test: DrawnTest): void {
    if (this.isDisposed) {
      this.counts.isStopped = true;
      return;
    }
    this.asked++;
    this.waiting.push({ runDirectory, test });
    this.advance();
  }

  drained(): Promise<DrawnImages> {
    return new Promise((resolve) => {
      this.drainers.push(() => resolve({ ...this.counts }));
      this.settle();
    });
  }

  async dispose(): Promise<void> {
    this.isDisposed = true;
    if (this.counts.drawn + this.counts.failed < this.asked) this.counts.isStopped = true;
    this.waiting = [];
    this.next = 0;
    const threads = [...this.threads];
    this.threads.clear();
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
    this.settle();
  }

  /** Gives every idle thread a picture, and starts a thread when there are more pictures than idle threads. */
  private advance(): void {
    if (this.isUnavailable) this.failAllWaiting();
    while (this.next < this.waiting.length) {
      const thread =
        [...this.threads].find((one) => !one.isDrawing) ??
        (this.threads.size < this.mostThreads ? this.startThread() : undefined);
      if (!thread) return;
      thread.isDrawing = true;
      thread.worker.ref();
      const command: ResultImageCommand = { type: 'draw', ...this.waiting[this.next++]! };
      thread.worker.postMessage(command);
    }
    this.waiting = [];
    this.next = 0;
    this.settle();
  }

  private startThread(): DrawingThread {
    const workerData: ResultImageWorkerData = { distDirectory: this.distDirectory };
    const worker = new Worker(join(this.distDirectory, 'node', 'resultImageWorker.mjs'), { workerData, execArgv: [] });
    const thread: DrawingThread = { worker, isDrawing: false };
    let crash = 'its thread ended';
    worker.on('message', (message: ResultImageMessage) => this.onMessage(thread, message));
    worker.on('error', (error) => (crash = messageOf(error)));
    worker.on('exit', () => this.onExit(thread, crash));
    this.threads.add(thread);
    return thread;
  }

  private onMessage(thread: DrawingThread, message: ResultImageMessage): void {
    if (this.isDisposed) return;
    thread.isDrawing = false;
    // Idle threads keep no program alive.
    thread.worker.unref();
    switch (message.type) {
      case 'drawn':
        this.counts.drawn++;
        this.crashes = 0;
        this.onCounted(this.counts.drawn + this.counts.failed, this.asked);
        break;
      case 'unavailable':
        this.isUnavailable = true;
        this.countFailure(message.message);
        break;
      case 'failed':
        this.countFailure(message.message);
        break;
    }
    this.advance();
  }

  private onExit(thread: DrawingThread, crash: string): void {
    if (this.isDisposed || !this.threads.delete(thread)) return;
    if (thread.isDrawing) this.countFailure(`A drawing thread failed: ${crash}.`);
    this.crashes++;
    if (this.crashes >= mostCrashes) this.isUnavailable = true;
    this.advance();
  }

  private failAllWaiting(): void {
    for (; this.next < this.waiting.length; this.next++)
      this.countFailure("Result images can't be drawn on this machine.");
  }

  private countFailure(message: string): void {
    this.counts.failed++;
    this.counts.firstFailure ??= message;
    this.onCounted(this.counts.drawn + this.counts.failed, this.asked);
  }

  private settle(): void {
    const isIdle = this.next >= this.waiting.length && [...this.threads].every((thread) => !thread.isDrawing);
    if (isIdle) for (const done of this.drainers.splice(0)) done();
  }
}
