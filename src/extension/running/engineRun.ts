// Starts the engine in a worker thread and speaks with it. Knows nothing of panels and commands.

import { Worker, type MessagePort } from 'node:worker_threads';
import type * as vscode from 'vscode';
import type { EngineCommand, EngineMessage, EngineTask } from '../../core/run/engineMessages';
import type { RunListener, RunOutcome } from '../../core/run/runRequest';
import { releaseLockOfThread } from '../../core/runFolder/runLock';
import { assertNever } from '../../shared/text/assertNever';
import { EditorLine } from './editorLine';

/**
 * How long a cancelled engine has to write the end of its run before it is stopped, ms. Long, for on a busy machine it may only be starting: a run
 * that is stopped without its end is shown as interrupted, which is not what its user chose.
 */
const cancelGraceMs = 30_000;
/** How long an engine that has said its last word has to let go of what it holds before it is stopped, ms. */
const exitGraceMs = 2000;

/** The task with the line to the language models of VS Code. */
function withEditor(task: EngineTask, editor: MessagePort): EngineTask {
  const { access } = task.request;
  const reached = { access: { ...access, editor } };
  return task.kind === 'run'
    ? { kind: 'run', request: { ...task.request, ...reached } }
    : { kind: 'resume', request: { ...task.request, ...reached } };
}

/** One run of the engine. Disposing stops it at once, without the end of the run being written. */
export class EngineRun implements vscode.Disposable {
  /** Resolves when the run folder is complete; rejects with a message for people when there is none. */
  readonly ended: Promise<RunOutcome>;
  private readonly worker: Worker;
  private isOver = false;
  private isCancelled = false;
  /** Stops an engine that was asked to cancel and does not end its run. */
  private stopTimer: NodeJS.Timeout | undefined;
  private runDirectory: string | undefined;

  constructor(enginePath: string, task: EngineTask, listener: RunListener, log: vscode.LogOutputChannel) {
    const line = new EditorLine('Iso Speed Bench sends the prompts of the benchmark that you run.');
    this.worker = new Worker(enginePath, {
      workerData: withEditor(task, line.far),
      transferList: [line.far],
      stdout: true,
      stderr: true,
    });
    this.worker.once('exit', () => line.dispose());
    this.worker.stdout.on('data', (chunk: Buffer) => log.info(`engine: ${chunk.toString().trimEnd()}`));
    const { threadId } = this.worker;
    this.worker.stderr.on('data', (chunk: Buffer) => log.warn(`engine: ${chunk.toString().trimEnd()}`));
    this.ended = new Promise<RunOutcome>((resolve, reject) => {
      const fail = (message: string, cause?: unknown): void => reject(new Error(message, { cause }));
      this.worker.on('message', (message: EngineMessage) => {
        switch (message.type) {
          case 'preparing':
            return listener.onPreparing?.(message.pictures);
          case 'drawn':
            return listener.onDrawn?.(message.done, message.asked);
          case 'started':
            this.runDirectory = message.runDirectory;
            return listener.onStarted(message.runDirectory);
          case 'events':
            // The run has ended; pictures, report and page of a large one take longer than the grace.
            if (message.events.at(-1)?.type === 'runFinished') clearTimeout(this.stopTimer);
            return listener.onEvents(message.events);
          case 'ended':
            this.stopAfter(exitGraceMs);
            return resolve(message.outcome);
          case 'failed':
            this.stopAfter(exitGraceMs);
            return fail(message.message);
          default:
            return assertNever(message);
        }
      });
      this.worker.on('error', (error) => fail(`The engine failed: ${error.message}`, error));
      this.worker.on('messageerror', (error) =>
        fail(`A message of the engine could not be read: ${error.message}`, error),
      );
      this.worker.on('exit', (code) => {
        this.isOver = true;
        // A thread that was stopped had no time to give its run folder free.
        const { runDirectory } = this;
        if (runDirectory)
          void releaseLockOfThread(runDirectory, threadId).catch((error: unknown) =>
            log.warn(`lock of ${runDirectory} not removed: ${String(error)}`),
          );
        // After the last message this changes nothing.
        fail(
          this.isCancelled
            ? 'The run was stopped before its end was written; the run folder has everything up to then.'
            : `The engine stopped unexpectedly (exit code ${code}). The log may say why; the run folder has everything up to then.`,
        );
      });
    });
  }

  /** Asks the engine to cancel; when it does not end by itself it is stopped. */
  cancel(): void {
    if (this.isOver || this.isCancelled) return;
    this.isCancelled = true;
    this.worker.postMessage({ type: 'cancel' } satisfies EngineCommand);
    this.stopAfter(cancelGraceMs);
  }

  /** The batches are cancelled at their model APIs; the run goes on until what they had answered is collected. */
  cancelBatches(): void {
    if (!this.isOver) this.worker.postMessage({ type: 'cancelBatches' } satisfies EngineCommand);
  }

  /** The run ends without the result images that are still to be drawn. */
  skipImages(): void {
    if (!this.isOver) this.worker.postMessage({ type: 'skipImages' } satisfies EngineCommand);
  }

  dispose(): void {
    if (!this.isOver) void this.worker.terminate();
  }

  private stopAfter(graceMs: number): void {
    clearTimeout(this.stopTimer);
    this.stopTimer = setTimeout(() => this.dispose(), graceMs);
    this.worker.once('exit', () => clearTimeout(this.stopTimer));
  }
}
