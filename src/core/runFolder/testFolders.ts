// Makes the folders of a run's tests. The folder of a model is made once: with thousands of tests, looking for it each time is what takes longest.

import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isAlreadyThere, runFiles, testDirectory } from './runFolderPaths';

export class TestFolders {
  private readonly models = new Map<string, Promise<unknown>>();

  constructor(private readonly runDirectory: string) {}

  /** The folder of a test, there when this resolves. `index` counts from 1. Throws when the run folder is gone: it is never made anew. */
  async make(model: string, index: number): Promise<string> {
    const directory = testDirectory(this.runDirectory, model, index);
    const parent = this.models.get(model) ?? this.makeModel(dirname(directory));
    this.models.set(model, parent);
    await parent;
    await makeOne(directory);
    return directory;
  }

  private async makeModel(directory: string): Promise<void> {
    await makeOne(join(this.runDirectory, runFiles.tests));
    await makeOne(directory);
  }
}

/** A test that is asked again has its folder. */
async function makeOne(directory: string): Promise<void> {
  await mkdir(directory).catch((error: unknown) => {
    if (!isAlreadyThere(error)) throw error;
  });
}
