// Starts a measured server in a process of its own, for as long as something is measured against it.

import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { ServedLog, ServerMessage } from './timedServer';

export interface RunningServer {
  url: string;
  process: ChildProcess;
  /** What the timed server has really sent so far. */
  log(): Promise<ServedLog>;
}

export async function withServer<T>(
  kind: 'instant' | 'timed',
  work: (server: RunningServer) => Promise<T>,
  delayMs = 0,
): Promise<T> {
  const child = fork(join(import.meta.dirname, 'serverProcess.ts'), [kind, String(delayMs)]);
  const said = (): Promise<ServerMessage> => new Promise((resolve) => child.once('message', resolve));
  try {
    const first = await said();
    if (!('url' in first)) throw new Error('the server said no address');
    return await work({
      url: first.url,
      process: child,
      log: async () => {
        const answer = said();
        child.send('log');
        const second = await answer;
        if (!('log' in second)) throw new Error('the server has no log');
        return second.log;
      },
    });
  } finally {
    child.kill();
  }
}
