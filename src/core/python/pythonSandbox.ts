// The default runner of model-written Python.

import { pythonParts } from './sandboxFiles';
import { SandboxPool, type SandboxOptions } from './sandboxPool';

/**
 * Every snippet finds the same interpreter: `random`, `os.urandom` and string hashes give the same values each time and the time
 * zone is UTC, so that the same answer is always judged the same. `memoryMb` is the whole interpreter with its own 32 MB.
 */
export class PythonSandbox extends SandboxPool {
  constructor(options: SandboxOptions) {
    super(pythonParts, options);
  }
}
