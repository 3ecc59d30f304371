// What came of each test of a run folder, to hold one against another.

import { openRun } from '../../src/core/runFolder/openRun';
import { endedTests, TestReader } from '../../src/core/runFolder/readTest';
import { testName } from './pausingModels';

/** `correct: the answer` of each test that has ended, as its line in the folder has it, in the order of the run. */
export async function verdictsOf(runDirectory: string): Promise<[test: string, verdict: string][]> {
  const { state } = await openRun(runDirectory);
  const reader = new TestReader(runDirectory, state);
  try {
    const verdicts: [string, string][] = [];
    for (const test of endedTests(state.models)) {
      const { verdict, response } = (await reader.read(test)).result;
      verdicts.push([testName(test.model, test.index), `${verdict}: ${response}`]);
    }
    return verdicts;
  } finally {
    await reader.close();
  }
}
