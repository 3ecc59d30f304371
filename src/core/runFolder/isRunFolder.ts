// Whether a folder is one of a run. Other programs have files of these names, too: npm writes what it has run into a `run.json`.

import { isFileInside, isInside } from '../files/insideFolder';
import { openPlainFile } from '../files/plainFile';
import { runFiles } from './runFolderPaths';

/** Both files name the format and the benchmark before anything that may be long, bytes. */
const headBytes = 64 * 1024;

/** Whether a path has a file by whose name a run is opened, whatever is in it: to whoever named it as a run its reader says what is wrong. */
export function hasRunFile(path: string): boolean {
  return runFilesIn(path).length > 0;
}

/** Whether a path is a run folder itself, damaged or not, and no folder that run folders may be in. */
export async function isRunFolder(path: string): Promise<boolean> {
  const names = runFilesIn(path);
  for (const name of names) if (await isOfRun(path, name)) return true;
  return names.length > 0 && isInside(path, runFiles.tests) && isInside(path, runFiles.benchmark);
}

/** The sentence about a run folder that was named as the folder of runs. */
export function isRunItself(runDirectory: string): string {
  return `${runDirectory} is a run folder itself. Name it as the run, or the folder that it is in as that of the runs.`;
}

function runFilesIn(path: string): string[] {
  return [runFiles.events, runFiles.manifest].filter((name) => isFileInside(path, name));
}

async function isOfRun(path: string, name: string): Promise<boolean> {
  const file = await openPlainFile(path, name);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    const head = buffer.toString('utf8', 0, bytesRead);
    return head.includes('"schemaVersion"') && head.includes('"benchmarkName"');
  } finally {
    await file.close();
  }
}
