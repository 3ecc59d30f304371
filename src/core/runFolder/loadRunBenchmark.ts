// The benchmark of a run as its folder has it, with the files that it names. Whoever needs it of a run that was made goes through here.

import { basename } from 'node:path';
import { loadBenchmark, type LoadedBenchmark, type LoadResult } from '../benchmark/loadBenchmark';
import type { LoadOptions } from '../benchmark/loadOptions';
import { isInside } from '../files/insideFolder';
import { readPlainFile } from '../files/plainFile';
import { decodeText } from '../files/textFile';
import { isBeforeParameters } from './isBeforeParameters';
import { filesOfRun } from './keptFiles';
import { readManifest } from './readManifest';
import { runFiles } from './runFolderPaths';

/** The text of the benchmark as it was run. Throws for people when the folder has none, or it can't be read. */
export async function readRunBenchmark(runDirectory: string): Promise<string> {
  if (!isInside(runDirectory, runFiles.benchmark))
    throw new Error(
      `${basename(runDirectory)} has no ${runFiles.benchmark}: it was imported without its benchmark, or the file is gone.`,
    );
  return decodeText(await readPlainFile(runDirectory, runFiles.benchmark), runFiles.benchmark);
}

/** The benchmark, or what is wrong with it. Throws as `readRunBenchmark`. With no known providers models of any are fine. */
export async function checkRunBenchmark(
  runDirectory: string,
  knownProviders: LoadOptions['knownProviders'],
): Promise<LoadResult & { text: string }> {
  const text = await readRunBenchmark(runDirectory);
  // Without a manifest its files are looked for under the names that they were given.
  const manifest = await readManifest(runDirectory).catch(() => null);
  const files = filesOfRun(runDirectory, manifest?.files ?? null);
  const { overrides } = manifest ?? {};
  const options = {
    fileName: runFiles.benchmark,
    knownProviders,
    files,
    overrides,
    isRecorded: true,
    isBeforeParameters: await isBeforeParameters(runDirectory),
  };
  return { text, ...loadBenchmark(text, options) };
}

/** The benchmark. Throws for people when it can't be read. */
export async function loadRunBenchmark(runDirectory: string): Promise<LoadedBenchmark> {
  const { benchmark, problems } = await checkRunBenchmark(runDirectory, []);
  if (benchmark) return benchmark;
  const reason = problems.find(({ severity }) => severity === 'error')?.message ?? 'unknown reason';
  throw new Error(`${runFiles.benchmark} of ${basename(runDirectory)} can't be read: ${reason}`);
}
