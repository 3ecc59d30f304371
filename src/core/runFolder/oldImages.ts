// The result images that a model's tests had when the run was gone on with. Each shows what was said of its test then, so it goes before
// anything else is said of it: a run without a picture is drawn again by whoever wants one, and a wrong picture is not seen to be wrong.

import { basename } from 'node:path';
import { namesInside, removeInside } from '../files/changeInside';
import { resultImageName, resultImagesFolderName } from './runFolderPaths';

export class OldImages {
  private constructor(
    private readonly runDirectory: string,
    private readonly model: string,
    private readonly names: Set<string>,
  ) {}

  /** One look at the folder; a new run has none, and then removing costs nothing. */
  static async of(runDirectory: string, model: string): Promise<OldImages> {
    const names = await namesInside(runDirectory, resultImagesFolderName(model));
    return new OldImages(runDirectory, model, new Set(names));
  }

  /** Removes the picture that the test had, once; one drawn since stays. */
  async remove(index: number): Promise<void> {
    const name = resultImageName(this.model, index, false);
    if (!this.names.delete(basename(name))) return;
    // A picture that can't be removed is no reason to stop a run.
    await removeInside(this.runDirectory, name).catch(() => undefined);
  }
}
