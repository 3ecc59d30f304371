// How the child's word on a snippet becomes an outcome.

import { missingInSandbox } from './missingParts';
import type { PythonLimits, PythonOutcome } from './pythonRunner';

/** What a result frame says, in the words of the contract. */
export function sandboxOutcome(kind: string, message: string, limits: PythonLimits): PythonOutcome {
  const missing = kind === 'raised' || kind === 'crashed' ? missingInSandbox(message) : undefined;
  if (missing !== undefined) {
    const explanation = `The program needs ${missing}, which the sandbox does not have. A Python of this computer may have it: use --python python3 in a terminal, or the setting isoSpeedBench.python.runner in VS Code.`;
    return { kind: 'lacks', message, explanation };
  }
  switch (kind) {
    case 'finished':
      return { kind };
    case 'raised':
      return { kind, message };
    case 'memory':
      return { kind: 'memoryLimit', limitMb: limits.memoryMb };
    case 'output':
      return { kind: 'outputLimit', limitBytes: limits.outputBytes };
    default:
      return { kind: 'crashed', message };
  }
}
