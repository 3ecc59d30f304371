// Which result images a run folder lacks: they are drawn after a test's event, so a killed run may lack some.

import { basename } from 'node:path';
import type { RunState } from '../../shared/run/runState';
import { namesInside } from '../files/changeInside';
import { isFileInside } from '../files/insideFolder';
import { drawnTests, resultImageOf, type DrawnTest } from './readTest';
import { resultImagesFolderName } from './runFolderPaths';

/** The tests without their result image, model by model. */
export async function testsWithoutImage(
  runDirectory: string,
  { models }: Pick<RunState, 'models'>,
): Promise<DrawnTest[]> {
  const missing: DrawnTest[] = [];
  for (const model of models) {
    // One look at a folder of thousands costs less than thousands of looks.
    const names = new Set(await namesInside(runDirectory, resultImagesFolderName(model.model)));
    for (const test of drawnTests([model])) {
      const image = resultImageOf(test);
      // Of format 1 it is in the test's own folder.
      const isDrawn = test.evidence || test.notRun ? names.has(basename(image)) : isFileInside(runDirectory, image);
      if (!isDrawn) missing.push(test);
    }
  }
  return missing;
}
