// Writes `index.html` of a run folder: one file with the page's script and every test's words, which opens from disk with no server and
// no network. It reads only what is in the run folder, one chunk of tests in memory at a time.

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import {
  reviewChunkId,
  reviewHeadId,
  type ReviewChunk,
  type ReviewHead,
  type ReviewTest,
} from '../../shared/protocols/reviewData';
import type { RunManifest } from '../../shared/runs/runManifest';
import type { RunState } from '../../shared/run/runState';
import { openRun, readBenchmarkText } from './openRun';
import { TestReader, type ReadRun, type TestAt } from './readTest';
import { runFiles } from './runFolderPaths';
import { replaceFile } from '../files/replaceFile';
import { readManifest } from './readManifest';

/** Tests in one chunk, about: small enough to decode while somebody clicks, large enough to pack well. */
const testsPerChunk = 200;
/** How many tests are read at the same time. */
const readAhead = 16;

/** The hash of an empty style element: the component library adds one to find out what its browser can. Our own styles are adopted style sheets. */
const emptyStyleHash = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

const gzipped = promisify(gzip);

/**
 * Writes or replaces `index.html`, whatever the run's status. `distDirectory` is the folder with `webview/`. Throws when the folder is no run
 * folder or the page's script has not been built.
 */
export async function writeReviewPage(runDirectory: string, distDirectory: string): Promise<void> {
  const { state } = await openRun(runDirectory);
  await writeReviewPageOf({ runDirectory, state }, distDirectory);
}

/** As `writeReviewPage`, for who knows the state of the run. */
export async function writeReviewPageOf(
  { runDirectory, state, checkedFrom }: ReadRun,
  distDirectory: string,
): Promise<void> {
  const script = await readPageScript(distDirectory);
  const manifest = await readManifest(runDirectory);
  const promptsPerChunk = Math.max(1, Math.floor(testsPerChunk / Math.max(1, state.models.length)));
  const head: ReviewHead = {
    manifest: { ...manifest, status: state.status },
    state,
    // A page without *Show prompt* is better than none.
    text: await readBenchmarkText(runDirectory).catch(() => null),
    files: await filesOf(runDirectory),
    promptsPerChunk,
  };
  const reader = new TestReader(runDirectory, state, checkedFrom);
  try {
    await replaceFile(join(runDirectory, runFiles.reviewPage), async (file) => {
      await file.write(pageStart(manifest, script));
      await file.write(await dataElement(reviewHeadId, head));
      await file.write(`<script>${script}</script>\n`);
      for (let number = 0; number * promptsPerChunk < state.prompts.length; number++) {
        const chunk = await readChunk(reader, state, number * promptsPerChunk, promptsPerChunk);
        await file.write(await dataElement(reviewChunkId(number), chunk));
      }
      await file.write('</body>\n</html>\n');
    });
  } finally {
    await reader.close();
  }
}

async function filesOf(runDirectory: string): Promise<string[]> {
  const there = new Set(await readdir(runDirectory));
  const { manifest, benchmark, events, report } = runFiles;
  return [manifest, benchmark, events, report].filter((name) => there.has(name));
}

/** The script as it may stand inside a page: nothing in it ends its element or opens another. */
async function readPageScript(distDirectory: string): Promise<string> {
  const path = join(distDirectory, 'webview', 'review.js');
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error('The review page could not be written: its script, webview/review.js, has not been built.', {
      cause,
    });
  });
  // In JavaScript these only occur inside texts and patterns, where the backslash changes nothing.
  return text.replaceAll(/<(?=\/script|!--|script)/gi, '\\x3C');
}

function pageStart(manifest: RunManifest, script: string): string {
  const hash = createHash('sha256').update(script).digest('base64');
  // Pictures are the run folder's own, beside the page; nothing else is loaded, and only our own script runs.
  const policy = `default-src 'none'; script-src 'sha256-${hash}'; style-src '${emptyStyleHash}'; img-src 'self' file:; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark light">
<title>${asText(`${manifest.benchmarkName} · ${manifest.id}`)}</title>
</head>
<body>
<noscript>This page shows a run of Iso Speed Bench with a script of its own. The same is in the files beside it: run.json, report.json and tests/.</noscript>
<isb-review></isb-review>
`;
}

/** gzipped JSON as base64: it holds no character that means anything in a page. */
async function dataElement(id: string, value: unknown): Promise<string> {
  const packed = await gzipped(JSON.stringify(value));
  return `<script type="text/plain" id="${id}">${packed.toString('base64')}</script>\n`;
}

/** The tests of some prompts, prompt by prompt, so that what is compared and what is next is in one chunk. */
async function readChunk(reader: TestReader, state: RunState, first: number, count: number): Promise<ReviewChunk> {
  const wanted = state.prompts.slice(first, first + count).flatMap((_, place) =>
    state.models.flatMap(({ model, tests }): TestAt[] => {
      const test = tests[first + place];
      return test?.phase === 'finished' ? [{ model, index: test.index, evidence: test.evidence }] : [];
    }),
  );
  const chunk: ReviewChunk = [];
  for (let start = 0; start < wanted.length; start += readAhead) {
    const read = await Promise.all(wanted.slice(start, start + readAhead).map((test) => readReviewTest(reader, test)));
    chunk.push(...read.filter((test) => test !== null));
  }
  return chunk;
}

/** Null for a test whose result is gone or can't be read: the page then says that it has none, and shows the rest of the run. */
async function readReviewTest(reader: TestReader, test: TestAt): Promise<ReviewTest | null> {
  const stored = await reader.read(test).catch(() => null);
  return stored && { model: test.model, index: test.index, ...stored };
}

function asText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
