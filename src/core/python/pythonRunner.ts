// What test types know of running Python. The sandbox and the host runners implement it.

import type { PythonIsolation } from '../../shared/run/pythonIsolation';

export type PythonOutcome =
  | { kind: 'finished' }
  /** The snippet raised; `message` is the last line of the traceback, `ZeroDivisionError: division by zero`. */
  | { kind: 'raised'; message: string }
  /** The snippet needed what it could not have here and others have elsewhere; `explanation` says what, and what to do. */
  | { kind: 'lacks'; message: string; explanation: string }
  | { kind: 'timeLimit'; limitMs: number }
  | { kind: 'memoryLimit'; limitMb: number }
  | { kind: 'outputLimit'; limitBytes: number }
  /** The interpreter died of what the snippet did. */
  | { kind: 'crashed'; message: string };

export interface PythonResult {
  outcome: PythonOutcome;
  stdout: string;
  stderr: string;
  durationMs: number;
}

export interface PythonLimits {
  timeMs: number;
  memoryMb: number;
  outputBytes: number;
}

export const defaultPythonLimits: PythonLimits = { timeMs: 10_000, memoryMb: 256, outputBytes: 1_000_000 };

export interface PythonRunner {
  /** Starts what is slow to start and says how well snippets are isolated. Throws `SandboxError` with what to do. */
  start(): Promise<PythonIsolation>;
  /** Runs one snippet as a script in fresh interpreter state; calls may overlap. Throws `SandboxError` when it is the sandbox that failed, the signal's reason when aborted. */
  run(code: string, signal: AbortSignal): Promise<PythonResult>;
  dispose(): Promise<void>;
}

/** The sandbox itself failed; the snippet is not to blame. */
export class SandboxError extends Error {
  override name = 'SandboxError';
}
