// Says why a program was ended before it ended by itself.

import type { PythonOutcome } from './pythonRunner';

/** One sentence without its subject; undefined for a program that ended by itself. */
export function cutShort(outcome: PythonOutcome): string | undefined {
  switch (outcome.kind) {
    case 'timeLimit':
      return `stopped because it ran longer than ${outcome.limitMs / 1000} s.`;
    case 'memoryLimit':
      return `stopped because it needed more than ${outcome.limitMb} MB of memory.`;
    case 'outputLimit':
      return `stopped because it printed more than ${outcome.limitBytes} bytes.`;
    case 'crashed':
      return `made the interpreter crash: ${outcome.message}`;
    default:
      return undefined;
  }
}
