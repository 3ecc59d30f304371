// Which result images a run folder lacks: they are drawn after a test's event, so a killed run may lack some.

import { access, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { RunState } from '../../shared/run/runState';
import { endedTests, resultImageOf, type TestAt } from './readTest';
import { resultImagesFolderName } from './runFolderPaths';

/** The ended tests without a result image, model by model. */
export async function testsWithoutImage(runDirectory: string, { models }: Pick<RunState, 'models'>): Promise<TestAt[]> {
  const missing: TestAt[] = [];
  for (const model of models) {
    // One look at a folder of thousands costs less than thousands of looks.
    const names = new Set<string>(
      await readdir(join(runDirectory, resultImagesFolderName(model.model))).catch((): string[] => []),
    );
    for (const test of endedTests([model])) {
      const isThere = test.evidence ? names.has(basename(resultImageOf(test))) : await hasFile(runDirectory, test);
      if (!isThere) missing.push(test);
    }
  }
  return missing;
}

/** Of format 1, where a picture is in the test's own folder. */
function hasFile(runDirectory: string, test: TestAt): Promise<boolean> {
  return access(join(runDirectory, resultImageOf(test))).then(
    () => true,
    () => false,
  );
}
