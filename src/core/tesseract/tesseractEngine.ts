// The owner of the OCR engine's thread: starts it at the first picture, gives it one at a time, and ends it when it is aborted or no longer needed.
// A thread that died or was ended is replaced at the next picture.

import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ReadCommand, ReadPage, TesseractMessage, TesseractPaths } from './tesseractPage';
import { messageOf } from '../../shared/text/messageOf';

/** The picture is none that the engine can open. */
export class UnreadablePicture extends Error {
  override name = 'UnreadablePicture';
}

export interface Reading {
  page: ReadPage;
  /** How long the engine took to start, ms; 0 when it was running. */
  loadMs: number;
  /** How long it looked at the picture, ms. */
  readMs: number;
}

export class TesseractEngine {
  private worker: Worker | null = null;
  /** Settled when the picture before is done with. */
  private last: Promise<void> = Promise.resolve();
  /** Threads that are on their way out. */
  private readonly endings = new Set<Promise<unknown>>();

  /** `directory`: absolute path of the built engine. */
  constructor(private readonly directory: string) {}

  /**
   * Reads a picture (PNG, JPEG, WebP, GIF or AVIF), after those before it. Throws `UnreadablePicture`, an error that says what is the matter with
   * the engine, or the signal's reason, at once, when aborted.
   */
  read(image: Uint8Array, signal: AbortSignal): Promise<Reading> {
    return this.inTurn(signal, async (worker, loadMs) => {
      const startedAt = performance.now();
      const answer = answerOf(worker, signal);
      worker.postMessage({ image } satisfies ReadCommand);
      const message = await answer;
      if (message.type === 'unreadable') throw new UnreadablePicture(message.message);
      if (message.type !== 'read') throw new Error('The OCR engine answered out of turn.');
      return { page: message.page, loadMs, readMs: performance.now() - startedAt };
    });
  }

  /** Starts the engine if it is not running. Resolves to how long that took, ms, and throws as `read` does. */
  load(signal: AbortSignal): Promise<number> {
    return this.inTurn(signal, (_worker, loadMs) => Promise.resolve(loadMs));
  }

  /** Has something done by a loaded engine, when it is done with what came before. */
  private async inTurn<T>(signal: AbortSignal, act: (worker: Worker, loadMs: number) => Promise<T>): Promise<T> {
    const before = this.last;
    let isDone: () => void = () => undefined;
    const done = new Promise<void>((resolve) => (isDone = resolve));
    this.last = before.then(() => done);
    try {
      await unlessAborted(before, signal);
      return await this.withWorker(signal, act);
    } finally {
      isDone();
    }
  }

  private async withWorker<T>(signal: AbortSignal, act: (worker: Worker, loadMs: number) => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    const isRunning = this.worker !== null;
    const worker = this.worker ?? (await this.start());
    worker.ref();
    try {
      if (!isRunning) await answerOf(worker, signal);
      const result = await act(worker, isRunning ? 0 : performance.now() - startedAt);
      // An idle engine keeps no process alive.
      worker.unref();
      return result;
    } catch (error) {
      if (error instanceof UnreadablePicture) worker.unref();
      else this.end(worker);
      throw error;
    }
  }

  private async start(): Promise<Worker> {
    const script = join(this.directory, 'worker.cjs');
    await access(script).catch(() => {
      throw new Error(`The OCR engine's files are not at ${this.directory}. Build or install Iso Speed Bench again.`);
    });
    const workerData: TesseractPaths = { directory: this.directory };
    const worker = new Worker(script, { workerData, execArgv: [] });
    // A thread that dies with nobody waiting must not take the process with it.
    worker.on('error', () => this.end(worker));
    worker.on('exit', () => this.end(worker));
    this.worker = worker;
    return worker;
  }

  private end(worker: Worker): void {
    if (this.worker === worker) this.worker = null;
    const ending = worker.terminate().finally(() => this.endings.delete(ending));
    this.endings.add(ending);
  }

  /** Resolves when no thread is left. A picture that is being read then fails. */
  async dispose(): Promise<void> {
    if (this.worker) this.end(this.worker);
    await Promise.all(this.endings);
  }
}

/** The thread's next message. Throws what the thread died of, or the signal's reason. */
async function answerOf(worker: Worker, signal: AbortSignal): Promise<TesseractMessage> {
  const stop = new AbortController();
  const once = <T>(event: string, act: (value: T) => void): void => {
    worker.once(event, act);
    stop.signal.addEventListener('abort', () => worker.off(event, act));
  };
  const answer = new Promise<TesseractMessage>((resolve, reject) => {
    once('message', resolve);
    once('error', (error) => reject(new Error(`The OCR engine failed: ${messageOf(error)}`, { cause: error })));
    once('exit', () => reject(new Error('The OCR engine was ended.')));
  });
  try {
    return await unlessAborted(answer, signal);
  } finally {
    stop.abort();
  }
}

/** What the promise resolves to, unless the signal is aborted before: then its reason is thrown, at once. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let isAborted: () => void = () => undefined;
  const abort = new Promise<never>((_resolve, reject) => {
    isAborted = () => reject(signal.reason as Error);
    signal.addEventListener('abort', isAborted, { once: true });
  });
  try {
    return await Promise.race([promise, abort]);
  } finally {
    signal.removeEventListener('abort', isAborted);
  }
}
