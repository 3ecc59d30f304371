// Chooses the runner that the user's settings ask for: the one place that decides whether a model's code may touch the host.

import type { PythonSettings } from './pythonSettings';
import { HostPython } from './hostPython';
import type { PythonRunner } from './pythonRunner';
import { PythonSandbox } from './pythonSandbox';

/** Makes the runner; nothing is started yet. `sandboxDirectory` is the folder that scripts/buildSandbox.mjs wrote. */
export function createPythonRunner(settings: PythonSettings, sandboxDirectory: string): PythonRunner {
  const limits = { timeMs: settings.timeLimitMs, memoryMb: settings.memoryLimitMb };
  switch (settings.runner) {
    case 'sandbox':
      return new PythonSandbox({ sandboxDirectory, limits });
    case 'python3':
    case 'uv':
      return new HostPython({ command: settings.runner, limits });
  }
}
