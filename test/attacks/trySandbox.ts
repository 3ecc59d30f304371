// Tries every snippet that is known to try to get out of the sandbox, or to change what the next one sees, in a sandbox of its own.

import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PythonSandbox } from '../../src/core/python/pythonSandbox';
import { canary, cheats, escapeAttacks, hiddenFailures } from '../unit/core/python/pythonAttacks';

const never = new AbortController().signal;

/** The same when the script has ended: what an exit function does. */
const atExit = (code: string): string =>
  `import atexit\natexit.register(exec, compile(${JSON.stringify(code)}, 'later.py', 'exec'), {'__name__': '__main__', '__file__': __file__})`;

interface Snippet {
  name: string;
  code: string;
  /** It must not be said to have finished. */
  isFailing: boolean;
}

/** Calls `report` with the name of each and what did not hold; none when it was held. */
export async function trySandbox(report: (name: string, faults: string[]) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'isb-attacks-'));
  const marker = join(folder, 'reached');
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const sandbox = new PythonSandbox({
    sandboxDirectory: resolve('dist/sandbox'),
    size: 1,
    limits: { timeMs: 10_000, memoryMb: 256, outputBytes: 1_000_000 },
  });
  const look = async (): Promise<string> => (await sandbox.run(canary, never)).stdout;
  try {
    const fresh = await look();
    for (const { name, code, isFailing } of snippets(marker, port)) {
      const { stdout, outcome } = await sandbox.run(code, never);
      const faults = [
        ...(stdout.includes('REACHED') ? ['it got somewhere'] : []),
        ...(existsSync(marker) ? ['it wrote a file of this machine'] : []),
        ...(connections > 0 ? ['it reached a server'] : []),
        ...(isFailing && outcome.kind !== 'raised' ? [`it ${outcome.kind}`] : []),
        ...((await look()) === fresh ? [] : ['the next snippet sees what it left']),
      ];
      report(name, faults);
    }
  } finally {
    await sandbox.dispose();
    server.close();
    await rm(folder, { recursive: true });
  }
}

function snippets(marker: string, port: number): Snippet[] {
  const all = [...escapeAttacks(marker, port), ...cheats];
  return [
    ...all.map(({ name, code }) => ({ name, code, isFailing: false })),
    ...all.map(({ name, code }) => ({ name: `${name}, from an exit function`, code: atExit(code), isFailing: false })),
    ...hiddenFailures.map(({ name, code }) => ({ name, code, isFailing: true })),
  ];
}
