// How model-written Python was kept apart from the host, as a run says it.

/** `sandbox` is Pyodide in a hardened child process; the others run on the host. */
export const pythonRunnerNames = ['sandbox', 'python3', 'uv'] as const;

export type PythonRunnerName = (typeof pythonRunnerNames)[number];

/** How model-written Python was run, as stated in the run. */
export interface PythonIsolation {
  runner: PythonRunnerName;
  /** False when the host could not give all layers of isolation; `note` says which is missing. */
  isFull: boolean;
  note?: string;
}
