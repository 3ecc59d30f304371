// From what somebody typed to a run folder: a path, a run's id, an unambiguous part of one, or `latest`.

import { oneLine } from '../../shared/text/hiddenCharacters';
import { basename, dirname, resolve } from 'node:path';
import { hasRunFile, isRunFolder, isRunItself } from './isRunFolder';
import { listRuns } from './listRuns';
import { runFiles } from './runFolderPaths';
import { newestFirst } from './newestFirst';

const mostNamed = 8;

/**
 * The run folder that `reference` means. Paths (of the folder or of its `run.json`) count from `cwd`; ids and parts of them
 * are looked for in `runsDirectories`. Throws for people when there is none or more than one, naming what could be meant.
 */
export async function findRun(reference: string, runsDirectories: string[], cwd: string): Promise<string> {
  const wanted = reference.trim();
  if (wanted === '') throw new Error('No run was named. Give a path, a run id, a part of one, or latest.');
  const folder = runFolderAt(wanted, cwd);
  if (folder !== null) return folder;
  const runs = newestFirst((await Promise.all(runsDirectories.map(listRuns))).flat());
  const [newest] = runs;
  const places = runsDirectories.join(', ') || 'no folder';
  if (!newest) {
    for (const directory of runsDirectories)
      if (await isRunFolder(directory)) throw new Error(`There is no run ${wanted}: ${isRunItself(directory)}`);
    throw new Error(`There is no run ${wanted}: ${places} holds no runs.`);
  }
  if (wanted === 'latest') return newest.runDirectory;
  const names = runs.map((run) => ({
    run,
    names: [basename(run.runDirectory), ...('manifest' in run ? [run.manifest.id] : [])],
  }));
  const exact = names.filter((one) => one.names.includes(wanted));
  const folded = wanted.toLowerCase();
  const found =
    exact.length > 0 ? exact : names.filter((one) => one.names.some((name) => name.toLowerCase().includes(folded)));
  const [only] = found;
  if (only && found.length === 1) return only.run.runDirectory;
  if (!only)
    throw new Error(
      `There is no run ${wanted} in ${places}. The newest there is ${oneLine(basename(newest.runDirectory))}.`,
    );
  const shown = found
    .slice(0, mostNamed)
    .map((one) => `  ${oneLine(exact.length > 0 ? one.run.runDirectory : basename(one.run.runDirectory))}`);
  const more = found.length > shown.length ? [`  ... and ${found.length - shown.length} more`] : [];
  throw new Error(
    `${wanted} can mean ${found.length} runs. Name one of them with more of its id or its path:\n${[...shown, ...more].join('\n')}`,
  );
}

/** The run folder at a path, of the folder itself or of its `run.json`; null where there is none. */
export function runFolderAt(path: string, cwd: string): string | null {
  const asPath = resolve(cwd, path);
  const folder =
    basename(asPath) === runFiles.manifest || basename(asPath) === runFiles.events ? dirname(asPath) : asPath;
  return hasRunFile(folder) ? folder : null;
}
