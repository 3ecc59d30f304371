// Finds Python that can't be read, before anything depends on it. It is compiled, and never run.

import { readReport, reportingProgram } from './pythonProgram';
import type { PythonRunner } from './pythonRunner';
import { syntaxHarness } from './syntaxHarness';

interface PythonSource {
  source: string;
  /** The function that it must have; absent where it needs none. */
  function?: string;
}

/** `line` and `column` count from 1 and are 0 where that is not known; without a message it lacks its function. */
export interface PythonFault {
  line: number;
  column: number;
  message: string;
}

/** Sources of one program. */
const mostAtOnce = 200;

/** By the places of `sources`; undefined for what can be read, and for what nobody could tell of in time. Throws as the runner does. */
export async function findSyntaxFaults(
  python: PythonRunner,
  sources: readonly PythonSource[],
  signal: AbortSignal,
): Promise<(PythonFault | undefined)[]> {
  const faults = sources.map((): PythonFault | undefined => undefined);
  for (let start = 0; start < sources.length; start += mostAtOnce) {
    const part = sources.slice(start, start + mostAtOnce);
    const work = { sources: part.map(({ source, function: name = '' }) => [source, name]) };
    const { code, word } = reportingProgram(syntaxHarness, work);
    const { stdout } = await python.run(code, signal);
    for (const { texts } of readReport(stdout, word).report) {
      const [number, line, column] = texts.map(Number);
      faults[start + number!] = { line: line!, column: column!, message: texts[3] ?? '' };
    }
  }
  return faults;
}
