// Says in words how a program ended that did not end well.

import type { PythonOutcome } from './pythonRunner';

/** Undefined when the program ended well. A program that doesn't is wrong, whatever it printed before. */
export function describeFailure(outcome: PythonOutcome): { got: string; reason: string } | undefined {
  switch (outcome.kind) {
    case 'finished':
      return undefined;
    case 'raised':
    case 'lacks':
      return { got: outcome.message, reason: `The program ended with ${outcome.message}` };
    case 'timeLimit':
      return {
        got: `time limit of ${outcome.limitMs / 1000} s reached`,
        reason: `The program was stopped because it ran longer than ${outcome.limitMs / 1000} s.`,
      };
    case 'memoryLimit':
      return {
        got: `memory limit of ${outcome.limitMb} MB reached`,
        reason: `The program was stopped because it needed more than ${outcome.limitMb} MB of memory.`,
      };
    case 'outputLimit':
      return {
        got: `output limit of ${outcome.limitBytes} bytes reached`,
        reason: `The program was stopped because it printed more than ${outcome.limitBytes} bytes.`,
      };
    case 'crashed':
      return {
        got: `crashed: ${outcome.message}`,
        reason: `The program made the Python interpreter crash: ${outcome.message}`,
      };
  }
}
