// What a merged run takes over from the folders as it is: files of the benchmark, and result images.

import type { RunState } from '../../shared/run/runState';
import { codeOf } from '../../shared/text/codeOf';
import { createFile, makeFolderInside, namesInside } from '../files/changeInside';
import { readPlainFile } from '../files/plainFile';
import { replaceFileSync } from '../files/replaceFile';
import { drawnTests, resultImageOf } from '../runFolder/readTest';
import type { MergeProgress } from './mergeRequest';
import { resultImagesFolderName } from '../runFolder/runFolderPaths';

/** Copies the files of a folder of one run folder into another; nothing where there is none. */
export async function copyFolder(from: string, to: string, name: string): Promise<void> {
  const files = await namesInside(from, name);
  if (files.length > 0) makeFolderInside(to, name);
  for (const file of files) {
    const bytes = await readPlainFile(from, `${name}/${file}`);
    await createFile(to, `${name}/${file}`, bytes);
  }
}

/** Result images that are counted together. */
const imagesAtOnce = 100;

/** Copies the pictures that the tests of a run have in the folders by `model#index`. A picture that is not there can be drawn later. */
export async function copyResultImages(
  to: string,
  state: RunState,
  folderOf: ReadonlyMap<string, string>,
  onProgress: MergeProgress,
  signal: AbortSignal,
): Promise<void> {
  const tests = drawnTests(state.models);
  let copied = 0;
  for (const [at, test] of tests.entries()) {
    const folder = folderOf.get(`${test.model}#${test.index}`);
    if (folder === undefined) continue;
    const name = resultImageOf(test);
    const picture = await readPlainFile(folder, name).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error;
      return null;
    });
    if (!picture) continue;
    makeFolderInside(to, resultImagesFolderName(test.model));
    replaceFileSync(to, name, picture);
    if (++copied % imagesAtOnce === 0) onProgress(at + 1, tests.length, 'result images copied');
    signal.throwIfAborted();
  }
}
