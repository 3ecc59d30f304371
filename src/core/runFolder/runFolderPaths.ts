// Where things are in a run folder, and how names become folder names. Nothing else builds these paths.

import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { makeFolder } from '../files/makeFolder';
import { testFolderName } from '../../shared/protocols/reviewData';

export const runFiles = {
  manifest: 'run.json',
  benchmark: 'benchmark.yaml',
  events: 'events.jsonl',
  report: 'report.json',
  /** An imported report as it came, kept when re-scoring writes `report.json` anew. */
  importedReport: 'imported-report.json',
  reviewPage: 'index.html',
  images: 'images',
  tests: 'tests',
  /** Only while a process writes the run. */
  lock: 'run.lock',
} as const;

export const testFiles = {
  result: 'result.json',
  transcript: 'transcript.json',
  transcriptText: 'transcript.md',
  resultImage: 'result.png',
} as const;

/** From `tests/<model>/<index>` to the run folder. */
const upFromTest = '../../..';
const longestModelFolder = 80;
const longestBenchmarkPart = 60;

/** The folder of one test, `tests/openai~gpt-4o/0007`. `index` counts from 1. */
export function testDirectory(runDirectory: string, model: string, index: number): string {
  return join(runDirectory, runFiles.tests, modelFolderName(model), testFolderName(index));
}

/** The run folder that a test's folder is in. */
export function runDirectoryOf(testFolder: string): string {
  return resolve(testFolder, upFromTest);
}

/** How a test's folder is called within its run, `tests/openai~gpt-4o/0007`, with the system's own separators. */
export function placeInRun(testFolder: string): string {
  return relative(runDirectoryOf(testFolder), testFolder);
}

/** A link from a test's folder to a file that is named relative to the run folder, with forward slashes. */
export function linkFromTest(file: string): string {
  return `${upFromTest}/${file}`;
}

/** Where the warm-up call of a model is recorded. */
export function warmUpFile(runDirectory: string, model: string): string {
  return join(runDirectory, runFiles.tests, modelFolderName(model), 'warm-up.json');
}

/**
 * A model string as a folder name that every file system takes: `:` `/` spaces and the like become `-`.
 * Whenever that, the length or letter case could make two models meet in one folder, a hash of the true name is added.
 */
export function modelFolderName(model: string): string {
  const safe = safeName(model, longestModelFolder);
  const isItself = safe === model && model === model.toLowerCase();
  return isItself ? safe : `${safe}-${createHash('sha256').update(model).digest('hex').slice(0, 6)}`;
}

/** `2026-11-21_17-45-03_simple-math`: local time to the second and the benchmark's name, no spaces. */
export function runFolderName(startedAt: Date, benchmarkName: string): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${startedAt.getFullYear()}-${two(startedAt.getMonth() + 1)}-${two(startedAt.getDate())}`;
  const time = `${two(startedAt.getHours())}-${two(startedAt.getMinutes())}-${two(startedAt.getSeconds())}`;
  return `${day}_${time}_${safeName(benchmarkName.toLowerCase(), longestBenchmarkPart) || 'benchmark'}`;
}

/** Makes a new run folder below `runsDirectory` (made too when missing); a name already taken gets `-2`, `-3`, ... */
export async function createRunFolder(
  runsDirectory: string,
  name: string,
): Promise<{ runDirectory: string; runId: string }> {
  await makeFolder(runsDirectory);
  for (let attempt = 1; ; attempt++) {
    const runId = attempt === 1 ? name : `${name}-${attempt}`;
    const runDirectory = join(runsDirectory, runId);
    try {
      await mkdir(runDirectory);
      return { runDirectory, runId };
    } catch (error) {
      if (!isAlreadyThere(error)) throw error;
    }
  }
}

/** True for what `mkdir` throws when the folder exists. */
export function isAlreadyThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

/** Letters and digits of any script and `._~+@=-` stay; all else becomes one `-`; no dot or `-` at either end. */
function safeName(name: string, longest: number): string {
  const replaced = name.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}._~+@=-]+/gu, '-');
  return [...replaced]
    .slice(0, longest)
    .join('')
    .replace(/^[-.]+|[-.]+$/g, '');
}
