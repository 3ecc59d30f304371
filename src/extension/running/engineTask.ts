// A task of the engine's worker that makes no run, such as a calibration: started, waited for, cancelled. Knows nothing of what is shown.

import { Worker, type MessagePort } from 'node:worker_threads';
import type * as vscode from 'vscode';
import type { EngineCommand } from '../../core/run/engineMessages';

/** How long a cancelled worker has to let go of its request before it is stopped, ms. */
const cancelGraceMs = 2000;

interface TaskToRun<Message, Result> {
  /** What the worker gets. */
  task: object;
  /** The ports in the task: they are the worker's from then on. */
  ports?: readonly MessagePort[];
  /** The result that a message of the worker's brings; undefined where more will come. Throws what the worker tells of its failure. */
  read(message: Message): Result | undefined;
  cancelled: vscode.CancellationToken;
  log: vscode.LogOutputChannel;
}

/** Rejects with a message for people when it was cancelled or failed. */
export function engineTask<Message, Result>(
  enginePath: string,
  { task, ports = [], read, cancelled, log }: TaskToRun<Message, Result>,
): Promise<Result> {
  const worker = new Worker(enginePath, { workerData: task, transferList: [...ports], stdout: true, stderr: true });
  worker.stdout.on('data', (chunk: Buffer) => log.info(`engine: ${chunk.toString().trimEnd()}`));
  worker.stderr.on('data', (chunk: Buffer) => log.warn(`engine: ${chunk.toString().trimEnd()}`));
  let stopTimer: NodeJS.Timeout | undefined;
  const stopSoon = (): void => {
    clearTimeout(stopTimer);
    stopTimer = setTimeout(() => void worker.terminate(), cancelGraceMs);
  };
  const cancelling = cancelled.onCancellationRequested(() => {
    worker.postMessage({ type: 'cancel' } satisfies EngineCommand);
    stopSoon();
  });
  return new Promise<Result>((resolve, reject) => {
    worker.on('message', (message: Message) => {
      try {
        const result = read(message);
        if (result === undefined) return;
        stopSoon();
        resolve(result);
      } catch (error) {
        stopSoon();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    worker.on('error', (error) => reject(new Error(`The engine failed: ${error.message}`, { cause: error })));
    worker.on('exit', (code) => {
      clearTimeout(stopTimer);
      cancelling.dispose();
      // After the last message this changes nothing.
      reject(new Error(`The engine stopped unexpectedly (exit code ${code}).`));
    });
  });
}
