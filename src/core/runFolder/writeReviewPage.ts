// Writes `index.html` of a run folder: the page's script and the run as a whole in one file that opens from disk with no server and no network,
// with the words of a large run beside it. It reads only what is in the run folder, the words of some tests in memory at a time.

import { readdir } from 'node:fs/promises';
import { reviewHeadId, reviewPieceId, type ReviewChunkPlace, type ReviewHead } from '../../shared/protocols/reviewData';
import { columnsOf } from '../../shared/run/runColumns';
import type { RunState } from '../../shared/run/runState';
import type { RunManifest } from '../../shared/runs/runManifest';
import { openRun } from './openRun';
import type { BenchmarkText } from '../../shared/protocols/runPanelProtocol';
import { readBenchmarkText } from './readBenchmarkText';
import { TestReader, type ReadRun, type TestAt } from './readTest';
import { dataElement, pageEnd, pageStart, readPageScript, scriptElement } from './reviewPageParts';
import { packed, ReviewPieces } from './reviewPieces';
import { runFiles } from './runFolderPaths';
import { replaceFile } from '../files/replaceFile';
import { readManifest } from './readManifest';

/** Characters of JSON in one piece with tests, about: small enough to decode while somebody clicks, large enough to pack well. */
const charactersOfPiece = 2 * 2 ** 20;

/**
 * Writes or replaces `index.html`, whatever the run's status. `distDirectory` is the folder with `webview/`. Throws when the folder is no run
 * folder or the page's script has not been built.
 */
export async function writeReviewPage(runDirectory: string, distDirectory: string): Promise<void> {
  const { state } = await openRun(runDirectory);
  await writeReviewPageOf({ runDirectory, state }, await readManifest(runDirectory), null, distDirectory);
}

/**
 * As `writeReviewPage`, for who knows the state of the run and its manifest, which checking takes as long as many tests. `known` is its benchmark as
 * the page shows it, which reading takes still longer; null reads it from the folder.
 */
export async function writeReviewPageOf(
  { runDirectory, state, checkedFrom }: ReadRun,
  manifest: RunManifest,
  known: BenchmarkText | null,
  distDirectory: string,
): Promise<void> {
  const pieces = new ReviewPieces(runDirectory);
  try {
    const parts = await pageParts(
      { runDirectory, state, checkedFrom },
      { manifest, text: known ?? (await benchmarkTextOf(runDirectory, state)) },
      pieces,
      await filesOf(runDirectory),
      distDirectory,
    );
    await replaceFile(runDirectory, runFiles.reviewPage, async (file) => {
      for (const part of parts) await file.appendFile(part);
    });
  } catch (error) {
    await pieces.removeOwn();
    throw error;
  }
  await pieces.removeOthers();
}

/** The page as it would be with all of the run in it, however large it is: for one file that is sent alone, without pictures. */
export async function wholeReviewPage(runDirectory: string, distDirectory: string): Promise<string[]> {
  const { state } = await openRun(runDirectory);
  const pieces = new ReviewPieces(runDirectory, Infinity);
  const told = { manifest: await readManifest(runDirectory), text: await benchmarkTextOf(runDirectory, state) };
  return pageParts({ runDirectory, state }, told, pieces, [], distDirectory);
}

/** Null when it can't be read: a page without *Show prompt* is better than none. */
async function benchmarkTextOf(runDirectory: string, { prompts }: RunState): Promise<BenchmarkText | null> {
  return readBenchmarkText(runDirectory, prompts).catch(() => null);
}

/** `files` are those that the page links to. */
async function pageParts(
  { runDirectory, state, checkedFrom }: ReadRun,
  told: { manifest: RunManifest; text: BenchmarkText | null },
  pieces: ReviewPieces,
  files: string[],
  distDirectory: string,
): Promise<string[]> {
  const script = await readPageScript(distDirectory);
  const reader = new TestReader(runDirectory, state, checkedFrom);
  try {
    const manifest = { ...told.manifest, status: state.status };
    const head: ReviewHead = {
      manifest,
      run: columnsOf(state),
      text: told.text && (await pieces.add(JSON.stringify(told.text))),
      files,
      chunks: await addTests(reader, state, pieces),
    };
    return [
      pageStart(`${manifest.benchmarkName} · ${manifest.id}`, script, pieces.tag),
      dataElement(reviewHeadId, await packed(JSON.stringify(head))),
      scriptElement(script),
      ...pieces.inPage.map(({ name, text }) => dataElement(reviewPieceId(name), text)),
      pageEnd,
    ];
  } finally {
    await reader.close();
  }
}

async function filesOf(runDirectory: string): Promise<string[]> {
  const there = new Set(await readdir(runDirectory));
  const { manifest, benchmark, events, report } = runFiles;
  return [manifest, benchmark, events, report].filter((name) => there.has(name));
}

/**
 * The words of all tests, prompt by prompt, so that what is compared and what is next is in one piece. While a piece is packed, which other threads do,
 * those of the next one are read.
 */
async function addTests(reader: TestReader, state: RunState, pieces: ReviewPieces): Promise<ReviewChunkPlace[]> {
  const places: ReviewChunkPlace[] = [];
  let texts: string[] = [];
  let [first, characters] = [0, 0];
  let adding = Promise.resolve();
  for (const position of state.prompts.keys()) {
    for (const text of await readPrompt(reader, state, position)) {
      texts.push(text);
      characters += text.length;
    }
    const next = position + 1;
    if (characters < charactersOfPiece && next < state.prompts.length) continue;
    await adding;
    const place = { first };
    adding = pieces.add(`[${texts.join(',')}]`).then((piece) => void places.push({ ...place, piece }));
    // It is told to who waits for it, which may be later.
    adding.catch(() => undefined);
    texts = [];
    [first, characters] = [next, 0];
  }
  await adding;
  return places;
}

/** What is kept of a prompt's tests, each as JSON. */
async function readPrompt(reader: TestReader, { models }: RunState, position: number): Promise<string[]> {
  const wanted = models.flatMap(({ model, tests }): TestAt[] => {
    const test = tests[position];
    return test?.phase === 'finished' ? [{ model, index: test.index, evidence: test.evidence }] : [];
  });
  // A test whose words are gone or can't be read is left out: the page then says that it has none, and shows the rest of the run.
  const read = await Promise.all(wanted.map((test) => reader.readJson(test).catch(() => null)));
  return read.filter((text) => text !== null);
}
