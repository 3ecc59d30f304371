// One of the processes that make a run together: started, listened to, and waited for.

import { fork } from 'node:child_process';
import { join } from 'node:path';
import { messageOf } from '../../shared/text/messageOf';
import { assertNever } from '../../shared/text/assertNever';
import type { JobCommand, JobMessage } from '../run/engineMessages';
import type { RunListener, RunRequest } from '../run/runRequest';

export interface EndedJob {
  /** Null when it had none yet. */
  runDirectory: string | null;
  /** Why its part is not complete, for people; null when it is, or was cancelled. */
  failure: string | null;
}

/** Resolves when the process is gone, however it ended; never throws. When `signal` aborts it is told to stop, and still waited for. */
export function runJob(request: RunRequest, listener: RunListener, signal: AbortSignal): Promise<EndedJob> {
  // In a form of its own, for the request has what JSON knows not: numbers without end, and nothing.
  const child = fork(join(request.program.distDirectory, 'node', 'engineProcess.mjs'), {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended: EndedJob = { runDirectory: null, failure: 'It said nothing of what it did.' };
  let hasEnded = false;
  // What can't be told to a process that is gone is told by its end.
  const say = (command: JobCommand): boolean => child.send(command, () => undefined);
  const cancel = (): void => void (child.connected && say({ type: 'cancel' }));
  child.on('message', (message: JobMessage) => {
    switch (message.type) {
      case 'preparing':
        return listener.onPreparing?.(message.pictures);
      case 'started':
        ended.runDirectory = message.runDirectory;
        return listener.onStarted(message.runDirectory);
      case 'events':
        return listener.onEvents(message.events);
      case 'drawn':
        return listener.onDrawn?.(message.done, message.asked);
      case 'failed':
        hasEnded = true;
        ended.failure = message.message;
        return;
      case 'ended':
        hasEnded = true;
        ended.failure = null;
        return;
      default:
        return assertNever(message);
    }
  });
  return new Promise((resolve) => {
    let left = 2;
    // Its last messages may come after its end: both are waited for.
    const settle = (): void => {
      left -= 1;
      if (left > 0) return;
      signal.removeEventListener('abort', cancel);
      resolve(ended);
    };
    child.once('disconnect', settle);
    child.once('exit', (code, killedBy) => {
      if (!hasEnded)
        ended.failure = `It was ended ${killedBy ? `by ${killedBy}` : `with exit code ${code}`} before its part was complete.`;
      settle();
    });
    child.once('error', (error) => {
      if (child.pid !== undefined) return;
      ended.failure = `It could not be started: ${messageOf(error)}.`;
      left = 1;
      settle();
    });
    say({ type: 'run', request });
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
  });
}
