// What executes Python for as long as some work takes: started before it, ended after it, whatever comes of the work.

import { join } from 'node:path';
import type { PythonIsolation } from '../../shared/run/events';
import { createPythonRunner } from './createPythonRunner';
import type { PythonRunner } from './pythonRunner';
import type { PythonSettings } from './pythonSettings';

/** `use` gets null where nothing executes Python; `isolation` says how the runner keeps code from the host. */
export async function withPython<T>(
  isNeeded: boolean,
  python: PythonSettings,
  distDirectory: string,
  use: (runner: PythonRunner | null, isolation: PythonIsolation | undefined) => Promise<T>,
): Promise<T> {
  if (!isNeeded) return use(null, undefined);
  const runner = createPythonRunner(python, join(distDirectory, 'sandbox'));
  try {
    return await use(runner, await runner.start());
  } finally {
    await runner.dispose();
  }
}
