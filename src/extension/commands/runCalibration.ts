// Starts the engine's worker for a calibration and waits for what it found. Knows nothing of what is shown.

import { Worker } from 'node:worker_threads';
import type * as vscode from 'vscode';
import type { CalibrationOutcome, CalibrationRequest } from '../../core/calibration/calibrateModels';
import type { CalibrationMessage, CalibrationTask, EngineCommand } from '../../core/run/engineMessages';
import { assertNever } from '../../shared/text/assertNever';

/** How long a cancelled worker has to let go of its request before it is stopped, ms. */
const cancelGraceMs = 2000;

/** Calls `onDone` after each model. Rejects with a message for people when it was cancelled or nothing could be kept. */
export function runCalibration(
  enginePath: string,
  request: CalibrationRequest,
  onDone: (outcome: CalibrationOutcome) => void,
  cancelled: vscode.CancellationToken,
  log: vscode.LogOutputChannel,
): Promise<CalibrationOutcome[]> {
  const workerData: CalibrationTask = { kind: 'calibrate', request };
  const worker = new Worker(enginePath, { workerData, stdout: true, stderr: true });
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
  return new Promise<CalibrationOutcome[]>((resolve, reject) => {
    worker.on('message', (message: CalibrationMessage) => {
      switch (message.type) {
        case 'modelCalibrated':
          return onDone(message.outcome);
        case 'calibrated':
          stopSoon();
          return resolve(message.outcomes);
        case 'failed':
          stopSoon();
          return reject(new Error(message.message));
        default:
          return assertNever(message);
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
