// What executes Python and JavaScript for as long as some work takes: ended after it, whatever comes of the work.

import { join } from 'node:path';
import type { PythonIsolation } from '../../shared/run/pythonIsolation';
import { createPythonRunner } from '../python/createPythonRunner';
import type { PythonRunner } from '../python/pythonRunner';
import type { PythonSettings } from '../python/pythonSettings';
import { JavaScriptSandbox } from './javascriptSandbox';

export interface Interpreters {
  /** Null where nothing executes Python. */
  python: PythonRunner | null;
  /** It starts nothing before it is first used. */
  javascript: JavaScriptSandbox;
}

/** `isolation` says how the Python runner keeps code from the host. JavaScript always runs in the sandbox, by the same limits. */
export async function withInterpreters<T>(
  runsPython: boolean,
  settings: PythonSettings,
  distDirectory: string,
  use: (interpreters: Interpreters, isolation: PythonIsolation | undefined) => Promise<T>,
): Promise<T> {
  const sandboxDirectory = join(distDirectory, 'sandbox');
  const limits = { timeMs: settings.timeLimitMs, memoryMb: settings.memoryLimitMb };
  const javascript = new JavaScriptSandbox({ sandboxDirectory, limits });
  const python = runsPython ? createPythonRunner(settings, sandboxDirectory) : null;
  try {
    return await use({ python, javascript }, await python?.start());
  } finally {
    await Promise.all([python?.dispose(), javascript.dispose()]);
  }
}
