// How the end of an interpreter's process becomes an outcome.

import type { Ended } from './runProgram';
import { missingOnHost } from './missingParts';
import type { PythonLimits, PythonOutcome } from './pythonRunner';

/** What became of a snippet, in the words of the contract; `path` is that of the interpreter. */
export function hostOutcome(ended: Ended, limits: PythonLimits, path: string): PythonOutcome {
  if (ended.cutBy === 'time') return { kind: 'timeLimit', limitMs: limits.timeMs };
  if (ended.cutBy === 'output') return { kind: 'outputLimit', limitBytes: limits.outputBytes };
  if (ended.exitCode === 0) return { kind: 'finished' };
  if (ended.exitCode === null)
    return { kind: 'crashed', message: `the interpreter was ended by ${ended.signal ?? 'something unknown'}` };
  const message = lastWords(ended.stderr.toString('utf8'), ended.exitCode);
  if (/^MemoryError\b/.test(message)) return { kind: 'memoryLimit', limitMb: limits.memoryMb };
  const missing = missingOnHost(message);
  if (missing === undefined) return { kind: 'raised', message };
  const explanation = `The program needs ${missing}, which this computer's Python (${path}) does not have. Install it there, then judge again.`;
  return { kind: 'lacks', message, explanation };
}

/** The exception that ended the program; `SystemExit` where there is no traceback. */
function lastWords(stderr: string, exitCode: number): string {
  const lines = stderr.trimEnd().split(/\r?\n/);
  const hasTraceback = lines.some(
    (line) => line.startsWith('Traceback (most recent call last)') || /^ +File "/.test(line),
  );
  if (!hasTraceback) return `SystemExit: ${lines.at(-1) || exitCode}`;
  // The last line that names an exception: the message itself may go on over more lines, and notes may follow.
  return lines.findLast((line) => /^[A-Za-z_][\w.]*(: |$)/.test(line)) ?? lines.at(-1) ?? '';
}
