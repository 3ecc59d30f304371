// The real sandbox for tests that judge Python, built when it isn't there yet.

import { fileURLToPath } from 'node:url';
import { PythonSandbox } from '../../../../src/core/python/pythonSandbox';
import type { PythonLimits, PythonRunner } from '../../../../src/core/python/pythonRunner';

const sandboxDirectory = fileURLToPath(new URL('../../../../dist/sandbox', import.meta.url));
const buildScript = new URL('../../../../scripts/buildSandbox.mjs', import.meta.url).href;

export async function startSandbox(limits: Partial<PythonLimits> = {}): Promise<PythonRunner> {
  const { buildSandbox } = (await import(buildScript)) as { buildSandbox(directory: string): Promise<boolean> };
  await buildSandbox(sandboxDirectory);
  const sandbox = new PythonSandbox({ sandboxDirectory, limits, size: 1 });
  await sandbox.start();
  // The first snippet waits for the interpreter; the tests after it should not.
  await sandbox.run('pass', new AbortController().signal);
  return sandbox;
}
