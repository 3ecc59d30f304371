// The files and pictures of a benchmark that stands in a run folder: the copies that the run kept, so that what is asked again is what was asked.

import { basename, dirname } from 'node:path';
import { isMap } from '../../shared/text/isMap';
import type { FileCopies } from '../benchmark/locateFile';
import { isFileInside, pathInside } from '../files/insideFolder';
import { readWholeFile } from '../files/readWholeFile';
import { runFiles } from '../runFolder/runFolderPaths';

/** Larger than any of these two files is in a run folder of ours. */
const mostBytes = 128_000_000;

/** Absent for a benchmark that is not the one of a run folder. Synchronous, as all that looks for files of a benchmark. Never throws. */
export function copiesInRun(benchmarkPath: string): FileCopies | undefined {
  if (basename(benchmarkPath) !== runFiles.benchmark) return undefined;
  const folder = dirname(benchmarkPath);
  const run = readMap(folder, runFiles.manifest);
  if (!run) return undefined;
  const pictures = readMap(folder, `${runFiles.images}/images.json`);
  const kept = [...namedIn(run['files'], 'path', 'kept'), ...namedIn(pictures?.['images'], 'source', 'file')];
  return new Map(
    kept.flatMap(([name, file]) => (isFileInside(folder, file) ? [[name, pathInside(folder, file)]] : [])),
  );
}

/** Null for a file that is not there, or is something else. */
function readMap(folder: string, name: string): Record<string, unknown> | null {
  try {
    const read = readWholeFile(pathInside(folder, name), mostBytes);
    const value: unknown = 'bytes' in read ? JSON.parse(read.bytes.toString('utf8')) : null;
    return isMap(value) ? value : null;
  } catch {
    return null;
  }
}

/** The entries of a list that have text under both keys. */
function namedIn(list: unknown, nameKey: string, fileKey: string): [name: string, file: string][] {
  return (Array.isArray(list) ? (list as unknown[]) : []).flatMap((entry): [string, string][] => {
    if (!isMap(entry)) return [];
    const { [nameKey]: name, [fileKey]: file } = entry;
    return typeof name === 'string' && typeof file === 'string' ? [[name, file]] : [];
  });
}
