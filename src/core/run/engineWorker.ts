// The engine's worker thread: runs one benchmark, calibrates models, or makes a test call, away from the extension host's event loop, so that neither disturbs the other's clock.

import { parentPort, workerData } from 'node:worker_threads';
import { calibrateModels } from '../calibration/calibrateModels';
import type {
  CalibrationMessage,
  CalibrationTask,
  EngineCommand,
  EngineMessage,
  EngineTask,
  TestCallMessage,
  TestCallTask,
} from './engineMessages';
import { withAskWorker } from '../ask/askWorker';
import { testCall } from '../ask/testCall';
import { engineListener } from './engineListener';
import { resumeRun } from './resumeRun';
import { runBenchmark } from './runBenchmark';
import type { RunControls } from './runRequest';
import { assertNever } from '../../shared/text/assertNever';
import { messageOf } from '../../shared/text/messageOf';

async function main(): Promise<void> {
  const owner = parentPort;
  if (!owner) throw new Error('The engine worker must be started as a worker thread.');
  const send = (message: EngineMessage | CalibrationMessage | TestCallMessage): void => owner.postMessage(message);
  const cancel = new AbortController();
  const skip = new AbortController();
  const cancelBatches = new AbortController();
  const controls: RunControls = { skipImages: skip.signal, cancelBatches: cancelBatches.signal };
  owner.on('message', (command: EngineCommand) => {
    switch (command.type) {
      case 'cancel':
        return cancel.abort(new Error('The run was cancelled.'));
      case 'skipImages':
        return skip.abort(new Error('The result images were skipped.'));
      case 'cancelBatches':
        return cancelBatches.abort(new Error('The batches were cancelled.'));
      default:
        return assertNever(command);
    }
  });
  try {
    const task = workerData as EngineTask | CalibrationTask | TestCallTask;
    if (task.kind === 'testCall')
      return send({ type: 'testCalled', outcome: await testCall(task.request, cancel.signal) });
    if (task.kind === 'calibrate') {
      const outcomes = await calibrateModels(
        task.request,
        (outcome) => send({ type: 'modelCalibrated', outcome }),
        cancel.signal,
      );
      return send({ type: 'calibrated', outcomes });
    }
    const listener = engineListener(send);
    const outcome = await withAskWorker(task.request.program.distDirectory, (askWorker) =>
      task.kind === 'run'
        ? runBenchmark(task.request, listener, cancel.signal, { ...controls, askWorker })
        : resumeRun(task.request, listener, cancel.signal, { ...controls, askWorker }),
    );
    send({ type: 'ended', outcome });
  } catch (error) {
    send({ type: 'failed', message: messageOf(error) });
  } finally {
    owner.close();
  }
}

void main();
