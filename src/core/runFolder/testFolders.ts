// Makes the folders of a run's tests. The folder of a model is made once: with thousands of tests, looking for it each time is what takes longest.

import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isAlreadyThere, testDirectory } from './runFolderPaths';

export class TestFolders {
  private readonly models = new Map<string, Promise<unknown>>();

  constructor(private readonly runDirectory: string) {}

  /** The folder of a test, there when this resolves. `index` counts from 1. */
  async make(model: string, index: number): Promise<string> {
    const directory = testDirectory(this.runDirectory, model, index);
    const parent = this.models.get(model) ?? mkdir(dirname(directory), { recursive: true });
    this.models.set(model, parent);
    await parent;
    await mkdir(directory).catch((error: unknown) => {
      // A test that is asked again has its folder.
      if (!isAlreadyThere(error)) throw error;
    });
    return directory;
  }
}
