// The end of everything that writes a run folder (run, resume, re-score, import): what is made from the tests as a whole.
// A picture or a page that can't be made costs itself, never the run: it is said in `run.json`.

import { shellWord } from '../../shared/text/shellWord';
import { lstatSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { oneLine } from '../../shared/text/hiddenCharacters';
import type { RunManifest } from '../../shared/runs/runManifest';
import type { DrawnImages, ResultImages } from '../resultImage/resultImages';
import { testsWithoutImage } from '../runFolder/testsWithoutImage';
import { removeOldTestFolders } from '../runFolder/removeOldTestFolders';
import { sweepRunFolder } from '../runFolder/sweepRunFolder';
import { pathInside } from '../files/insideFolder';
import { fileList, filesWithSecrets } from '../runFolder/filesWithSecrets';
import { fileFailure } from '../files/fileFailure';
import { writeJsonAtomically, writeTextAtomically } from '../files/jsonFile';
import { formatRecord } from '../../shared/text/formatRecord';
import { firstAndRest } from '../runFolder/unreadableTests';
import type { ReadRun } from '../runFolder/readTest';
import { runFiles } from '../runFolder/runFolderPaths';
import { writeReport, type ReportSource } from '../runFolder/writeReport';
import { updateRunsPage } from '../runFolder/writeRunsPage';
import { writeReviewPageOf } from '../runFolder/writeReviewPage';
import { counted } from '../../shared/text/counted';
import { messageOf } from '../../shared/text/messageOf';

interface RunToClose extends ReadRun {
  distDirectory: string;
  /** All but the size and the problems of closing. */
  manifest: RunManifest;
  /** Null leaves `report.json` as it is: an imported one stays as it came. */
  report: ReportSource | null;
  /** Null for a run without result images. */
  images: ResultImages | null;
  /** Keys and passwords of the run, looked for in all that was written; absent where nobody knows them. */
  secrets?: readonly string[];
}

const notDrawn = 'could not be drawn';
const skipped = 'skipped while the run ended';
/** What earlier versions said of a run that was made without pictures and judged again. */
const notAsked = 'not drawn by the run';
const notWritten = 'could not be written';
const notReported = 'was written without';
const hasSecret = 'A key or password of this run stands in';

/** Completes the folder and returns the manifest as written. Throws only when the folder itself can't be written. */
export async function closeRunFolder({
  runDirectory,
  distDirectory,
  state,
  checkedFrom,
  manifest,
  report,
  images,
  secrets,
}: RunToClose): Promise<RunManifest> {
  // What is made or looked for anew is over with what an earlier closing said of it.
  const over = [
    notWritten,
    ...(images ? [notDrawn, skipped, notAsked] : []),
    ...(report ? [notReported] : []),
    ...(secrets ? [hasSecret] : []),
  ];
  const problems = manifest.problems.filter((problem) => !over.some((words) => problem.includes(words)));
  const run: ReadRun = { runDirectory, state, ...(checkedFrom ? { checkedFrom } : {}) };
  for (const test of images ? await testsWithoutImage(runDirectory, state) : [])
    if (test.notRun) images?.draw(runDirectory, test);
  const drawing = await images?.drained();
  if (report) problems.push(...unreadableWords(await writeReport(report, run)));
  // The manifest is there before the page, which links to it, with the size so far; the whole follows when the page has one.
  const sizeBytes = await sweepRunFolder(runDirectory);
  const soFar = { ...manifest, problems: [...problems], sizeBytes };
  await writeJsonAtomically(runDirectory, runFiles.manifest, soFar);
  const text = report && { basePrompt: report.basePrompt, prompts: report.prompts };
  await writeReviewPageOf(run, soFar, text, distDirectory).catch((error: unknown) => {
    problems.push(`${runFiles.reviewPage} ${notWritten}: ${fileFailure(error)?.what ?? messageOf(error)}`);
  });
  await removeOldTestFolders(runDirectory, state);
  const bytes = await sweepRunFolder(runDirectory);
  const withoutImage = images ? (await testsWithoutImage(runDirectory, state)).length : 0;
  problems.push(...withoutImageWords(withoutImage, drawing ?? {}, oneLine(basename(runDirectory))));
  problems.push(...secretWords(await filesWithSecrets(runDirectory, secrets ?? [])));
  const closed = withSize(
    { ...manifest, problems },
    bytes - lstatSync(pathInside(runDirectory, runFiles.manifest)).size,
  );
  await writeTextAtomically(runDirectory, runFiles.manifest, formatRecord(closed));
  await updateRunsPage(dirname(runDirectory), distDirectory);
  return closed;
}

/**
 * What of `count` pictures is missing against the wish of who wanted them, and why; of what was skipped, how it is drawn later. A run that was made
 * without them has none of earlier tests: that is no problem.
 */
function withoutImageWords(
  count: number,
  { failed = 0, firstFailure, isStopped }: Partial<DrawnImages>,
  name: string,
): string[] {
  const missing = isStopped ? count : Math.min(count, failed);
  if (missing === 0) return [];
  const what = counted(missing, 'result image');
  const failure = firstFailure === undefined ? '' : ` ${firstFailure}`;
  if (!isStopped) return [`${what} ${notDrawn}; nothing else is missing.${failure}`];
  const [was, them] = missing === 1 ? ['was', 'it'] : ['were', 'them'];
  return [
    `${what} ${was} ${skipped}; nothing else is missing. \`iso-speed-bench annotate ${shellWord(name)}\` draws ${them} later, as "Redraw Result Images" of VS Code does.${failure}`,
  ];
}

/** One sentence, however many tests can't be read. */
function unreadableWords(reasons: readonly string[]): string[] {
  if (reasons.length === 0) return [];
  return [
    `${firstAndRest(reasons)} ${runFiles.report} ${notReported} ${reasons.length === 1 ? 'it' : 'them'}; verdicts, times and costs are in ${runFiles.events}.`,
  ];
}

function secretWords(files: readonly string[]): string[] {
  if (files.length === 0) return [];
  return [`${hasSecret} ${fileList(files)}: make a new one at its service before anybody else gets the folder.`];
}

/** The manifest that says how large the folder is with itself in it: its own length depends on the number it says. */
function withSize(manifest: RunManifest, otherBytes: number): RunManifest {
  let sized = { ...manifest, sizeBytes: otherBytes };
  for (;;) {
    const sizeBytes = otherBytes + Buffer.byteLength(formatRecord(sized));
    if (sizeBytes === sized.sizeBytes) return sized;
    sized = { ...sized, sizeBytes };
  }
}
