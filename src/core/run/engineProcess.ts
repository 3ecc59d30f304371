// The engine in a process of its own, which makes one of the parts that a run is divided into on one machine. Whoever started it says what it is to
// do, and when to stop; when that one is gone, the part is ended as at Ctrl+C, and its folder can be resumed.

import { assertNever } from '../../shared/text/assertNever';
import { messageOf } from '../../shared/text/messageOf';
import { engineListener } from './engineListener';
import type { JobCommand, JobMessage } from './engineMessages';
import { runBenchmark } from './runBenchmark';
import type { RunRequest } from './runRequest';

const cancel = new AbortController();

/** Resolves when it is handed over; a starter that is gone hears nothing. */
function send(message: JobMessage): Promise<void> {
  return new Promise((resolve) => {
    if (!process.send?.(message, undefined, undefined, () => resolve())) resolve();
  });
}

function stop(): void {
  cancel.abort(new Error('The run was cancelled.'));
}

async function make(request: RunRequest): Promise<never> {
  try {
    const listener = engineListener((message) => {
      if (message.type !== 'ended') void send(message);
    });
    await runBenchmark(request, listener, cancel.signal);
    await send({ type: 'ended' });
  } catch (error) {
    await send({ type: 'failed', message: messageOf(error) });
  }
  // Sockets that are kept alive would hold the process.
  process.exit();
}

// Node's own warnings would tear the picture of the run in the terminal.
if (process.env['ISO_SPEED_BENCH_DEBUG'] !== '1') process.removeAllListeners('warning');
// A terminal sends these to all processes of the run: who started this one says what follows from it.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('SIGTERM', stop);
process.once('disconnect', () => {
  // It had been told to stop, and who told it did not wait any longer.
  if (cancel.signal.aborted) process.exit();
  stop();
});
process.on('message', (command: JobCommand) => {
  switch (command.type) {
    case 'run':
      return void make(command.request);
    case 'cancel':
      return stop();
    default:
      return assertNever(command);
  }
});
