// The files that a benchmark names, as its run keeps them in `files/`: what resuming and judging again read in the place of those beside the
// benchmark, which may have changed or be somebody else's by then.

import { lstatSync } from 'node:fs';
import type { KeptFile } from '../../shared/runs/runManifest';
import { readAll, type BenchmarkFiles, type FileRead, type NamedFile } from '../benchmark/benchmarkFiles';
import { createFile, makeFolderInside } from '../files/changeInside';
import { pathInside } from '../files/insideFolder';
import { keptFileName, runFiles } from './runFolderPaths';

/** What `run.json` says of a file. */
export function keptFile({ path, sha256, bytes }: NamedFile): KeptFile {
  return { path, kept: keptFileName(path), sha256, bytes };
}

/** Copies the files that a benchmark was loaded with into a new run folder. Throws for people when one has changed since. */
export async function keepFiles(
  runDirectory: string,
  named: readonly NamedFile[],
  files: BenchmarkFiles,
): Promise<void> {
  if (named.length > 0) makeFolderInside(runDirectory, runFiles.files);
  for (const file of named) {
    const read = files.read(file.path);
    if ('problem' in read) throw new Error(`${file.path} ${read.problem}`);
    if (read.sha256 !== file.sha256)
      throw new Error(`${file.path} was changed while the run began. Run the benchmark again.`);
    await createFile(runDirectory, keptFileName(file.path), read.bytes);
  }
}

/**
 * The files of a run folder, which may come from anybody: only what lies in its `files/`, reached through no link, is read. `listed` are those
 * of its `run.json`; null where that is lost, so that nothing can be said of changes.
 */
export function filesOfRun(runDirectory: string, listed: readonly KeptFile[] | null): BenchmarkFiles {
  const find = (path: string): Pick<KeptFile, 'kept'> & Partial<KeptFile> =>
    listed?.find((file) => file.path === path) ?? { kept: keptFileName(path) };
  return {
    read: (path) => readKept(runDirectory, find(path)),
    stamp: (path) => stampOf(runDirectory, find(path).kept),
  };
}

function readKept(runDirectory: string, { kept, sha256 }: Pick<KeptFile, 'kept'> & Partial<KeptFile>): FileRead {
  let path: string;
  try {
    path = pathInside(runDirectory, kept);
    const found = lstatSync(path);
    if (found.isSymbolicLink())
      return { problem: `is a link in the run folder (${kept}), and those are not followed.` };
  } catch {
    return {
      problem: `is not in the run folder any more: ${kept} is missing. Put it back, or run the benchmark anew.`,
    };
  }
  const read = readAll(path);
  if ('problem' in read || sha256 === undefined || read.sha256 === sha256) return read;
  return {
    problem: `is not what the run was made with: ${kept} of the run folder was changed. Put the right file back, or run the benchmark anew.`,
  };
}

function stampOf(runDirectory: string, kept: string): string {
  try {
    const path = pathInside(runDirectory, kept);
    const { size, mtimeMs, ctimeMs, ino } = lstatSync(path);
    return `${path} ${size} ${mtimeMs} ${ctimeMs} ${ino}`;
  } catch {
    return `no ${runDirectory} ${kept}`;
  }
}
