// Has run folders compared in a thread of its own. Knows nothing of pages.

import { Worker } from 'node:worker_threads';
import type * as vscode from 'vscode';
import type { SideFolder } from '../../core/jobs/compareRunFolders';
import type { CompareTask, CompareWorkerMessage } from '../../core/jobs/compareWorker';
import { assertNever } from '../../shared/text/assertNever';
import type { ShownComparison } from '../../shared/protocols/compareProtocol';

/** One comparison under way. */
export class ComparisonRun implements vscode.Disposable {
  /** Absent when it was stopped; rejects with a message for people. */
  readonly done: Promise<ShownComparison | undefined>;
  private readonly worker: Worker;
  private stop: () => void = () => undefined;

  constructor(workerPath: string, sides: SideFolder[], onStep: (step: string) => void) {
    this.worker = new Worker(workerPath, { workerData: { sides } satisfies CompareTask });
    this.done = new Promise((resolve, reject) => {
      this.stop = () => resolve(undefined);
      this.worker.on('message', (message: CompareWorkerMessage) => {
        switch (message.type) {
          case 'step':
            return onStep(message.step);
          case 'compared':
            return resolve(message.comparison);
          case 'failed':
            return reject(new Error(message.message));
          default:
            return assertNever(message);
        }
      });
      this.worker.on('error', (error) =>
        reject(new Error(`The runs could not be compared: ${error.message}`, { cause: error })),
      );
      // After the last message this changes nothing.
      this.worker.on('exit', (code) => reject(new Error(`Comparing stopped unexpectedly (exit code ${code}).`)));
    });
  }

  /** Stops it; what it says from then on is of no interest. */
  dispose(): void {
    this.stop();
    void this.worker.terminate();
  }
}
