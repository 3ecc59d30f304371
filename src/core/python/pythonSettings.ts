// How model-written Python is run: plain data, so that it can cross to a thread or a child process.

export interface PythonSettings {
  /** The host runners are never chosen unless the user set them. */
  runner: 'sandbox' | 'python3' | 'uv';
  timeLimitMs: number;
  memoryLimitMb: number;
}
