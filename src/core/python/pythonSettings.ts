// How model-written Python is run: plain data, so that it can cross to a thread or a child process.

import type { PythonRunnerName } from '../../shared/run/pythonIsolation';

export interface PythonSettings {
  /** The host runners are never chosen unless the user set them. */
  runner: PythonRunnerName;
  timeLimitMs: number;
  memoryLimitMb: number;
}
