// Writes `index.html` of a runs folder: all of its runs in one table with filters and trends, a link to the page of each. Like the page of a run it
// opens from disk, with no server and no network, and nothing runs in it but our own script.

import { basename, join } from 'node:path';
import { listedSummary } from '../../shared/protocols/overviewProtocol';
import { runsPageDataId, type RunsPageData, type RunsPageRow } from '../../shared/protocols/runsPageData';
import { isoWithOffset } from '../ask/runClock';
import { isFileInside, isInside } from '../files/insideFolder';
import { openPlainFile } from '../files/plainFile';
import { replaceFile } from '../files/replaceFile';
import { listRuns } from './listRuns';
import type { ListedRun } from './listedRun';
import {
  dataElement,
  pageEnd,
  pageMark,
  pageStart,
  readPageScript,
  runsPageParts,
  scriptElement,
} from './reviewPageParts';
import { packed } from './reviewPieces';
import { runFiles } from './runFolderPaths';

/**
 * Writes or replaces the page, and gives its path. A file of that name that this program has not written stays as it is: then it throws an Error for
 * people, as it does when the folder can't be read or the page's script has not been built. `distDirectory` is the folder with `webview/`.
 */
export async function writeRunsPage(runsDirectory: string, distDirectory: string): Promise<string> {
  const path = join(runsDirectory, runFiles.reviewPage);
  if ((await ownerOf(runsDirectory)) === 'others')
    throw new Error(
      `${path} is not a page of this program, so it is left as it is. Move it elsewhere, or write to another runs folder.`,
    );
  const script = await readPageScript(distDirectory);
  const data: RunsPageData = {
    writtenAt: isoWithOffset(new Date()),
    runs: (await listRuns(runsDirectory)).map(rowOf),
  };
  const packedData = await packed(JSON.stringify(data));
  await replaceFile(runsDirectory, runFiles.reviewPage, async (file) => {
    await file.appendFile(pageStart('Runs · Iso Speed Bench', script, runsPageParts.mark, runsPageParts));
    await file.appendFile(dataElement(runsPageDataId, packedData));
    await file.appendFile(scriptElement(script));
    await file.appendFile(pageEnd);
  });
  return path;
}

/** Brings the page up to date where somebody has made one. Never throws: the page says of when it is, and `list --html` says what is wrong. */
export async function updateRunsPage(runsDirectory: string, distDirectory: string): Promise<void> {
  try {
    if ((await ownerOf(runsDirectory)) === 'us') await writeRunsPage(runsDirectory, distDirectory);
  } catch {
    // The runs are what matters, and they are there.
  }
}

/** Whose page of a runs folder is there, if any. Who starts a page as we do must expect that it is replaced. */
async function ownerOf(runsDirectory: string): Promise<'nobody' | 'us' | 'others'> {
  if (!isInside(runsDirectory, runFiles.reviewPage)) return 'nobody';
  // What is no plain file is nothing that we have written.
  if (!isFileInside(runsDirectory, runFiles.reviewPage)) return 'others';
  const ownStart = Buffer.from(pageMark(runsPageParts.mark));
  const file = await openPlainFile(runsDirectory, runFiles.reviewPage);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(ownStart.length), 0, ownStart.length, 0);
    return bytesRead === ownStart.length && buffer.equals(ownStart) ? 'us' : 'others';
  } finally {
    await file.close();
  }
}

/** Paths of this machine stay out of the page: the folder may be handed over. */
function rowOf(run: ListedRun): RunsPageRow {
  const { runDirectory } = run;
  const folderName = basename(runDirectory);
  const isReadable = 'manifest' in run;
  return {
    id: folderName,
    folderName,
    folder: '',
    summary: isReadable ? listedSummary(run.manifest) : null,
    problem: isReadable ? null : run.problem.replaceAll(runDirectory, folderName),
    hasPage: isFileInside(runDirectory, runFiles.reviewPage),
  };
}
