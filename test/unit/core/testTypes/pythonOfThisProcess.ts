// Python in the tests' own process.

import { loadPyodide } from 'pyodide';
import type { PythonRunner } from '../../../../src/core/python/pythonRunner';

/** Real Python for code that comes from this project: no sandbox is needed here. */
export async function pythonOfThisProcess(): Promise<PythonRunner> {
  const pyodide = await loadPyodide();
  return {
    start: () => Promise.resolve({ runner: 'sandbox', isFull: false }),
    run(code) {
      const bytes: number[] = [];
      pyodide.setStdout({ raw: (byte) => bytes.push(byte) });
      const globals = pyodide.toPy({}) as unknown;
      try {
        pyodide.runPython(code, { globals: globals as never });
        return Promise.resolve({
          outcome: { kind: 'finished' },
          stdout: new TextDecoder().decode(Uint8Array.from(bytes)),
          stderr: '',
          durationMs: 0,
        });
      } catch (error) {
        const message = error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? '') : String(error);
        return Promise.resolve({ outcome: { kind: 'raised', message }, stdout: '', stderr: '', durationMs: 0 });
      }
    },
    dispose: () => Promise.resolve(),
  };
}
