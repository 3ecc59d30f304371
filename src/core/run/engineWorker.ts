// The engine's worker thread: runs one benchmark away from the extension host's event loop, so that neither disturbs the other's clock.

import { parentPort, workerData } from 'node:worker_threads';
import type { EngineCommand, EngineMessage } from './engineMessages';
import type { RunRequest } from './runRequest';
import { runBenchmark } from './runBenchmark';

async function main(): Promise<void> {
  const owner = parentPort;
  if (!owner) throw new Error('The engine worker must be started as a worker thread.');
  const send = (message: EngineMessage): void => owner.postMessage(message);
  const cancel = new AbortController();
  owner.on('message', (command: EngineCommand) => {
    if (command.type === 'cancel') cancel.abort(new Error('The run was cancelled.'));
  });
  try {
    const outcome = await runBenchmark(
      workerData as RunRequest,
      {
        onStarted: (runDirectory) => send({ type: 'started', runDirectory }),
        onEvents: (events) => send({ type: 'events', events }),
      },
      cancel.signal,
    );
    send({ type: 'ended', outcome });
  } catch (error) {
    send({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  } finally {
    owner.close();
  }
}

void main();
