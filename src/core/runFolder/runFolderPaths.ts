// Where things are in a run folder, and how names become folder names. Nothing else builds these paths.

import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ShardChoice } from '../../shared/run/shard';
import { makeFolder } from '../files/makeFolder';
import { syncFolder } from '../files/syncFolder';
import { codeOf } from '../../shared/text/codeOf';

export const runFiles = {
  manifest: 'run.json',
  benchmark: 'benchmark.yaml',
  events: 'events.jsonl',
  report: 'report.json',
  /** An imported report as it came, kept when re-scoring writes `report.json` anew. */
  importedReport: 'imported-report.json',
  reviewPage: 'index.html',
  images: 'images',
  /** The other files that the benchmark names. */
  files: 'files',
  /** A file of lines a model; in runs of format 1 a folder a model and in it a folder a test. */
  tests: 'tests',
  /** The pictures that explain the tests, a folder a model. */
  resultImages: 'result-images',
  /** Only while a process writes the run. */
  lock: 'run.lock',
} as const;

/** The files of a test's own folder in runs of format 1. */
export const testFiles = {
  result: 'result.json',
  transcript: 'transcript.json',
  transcriptText: 'transcript.md',
  resultImage: 'result.png',
} as const;

const longestModelFolder = 80;
/** In the name of a picture there is less room. */
const longestModelPart = 50;
const longestBenchmarkPart = 60;
/** A file system takes names of 255 bytes: this leaves room for a date or a hash, a number and an ending. A letter may have four. */
const bytesPerLetter = 3;

/** The lines of a model's tests, `tests/openai~gpt-4o.jsonl`, relative to the run folder, with forward slashes. */
export function testsFileName(model: string): string {
  return `${runFiles.tests}/${modelFolderName(model)}.jsonl`;
}

/** The warm-up call of a model in runs of format 1, relative to the run folder, with forward slashes. */
export function warmUpFileName(model: string): string {
  return `${runFiles.tests}/${modelFolderName(model)}/warm-up.json`;
}

/** The result of a test in runs of format 1, relative to the run folder, with forward slashes. */
export function resultFileName(model: string, index: number): string {
  return `${testDirectoryName(model, index)}/${testFiles.result}`;
}

/** The folder of a test in runs of format 1, `tests/openai~gpt-4o/0007`, relative to the run folder, with forward slashes. `index` counts from 1. */
export function testDirectoryName(model: string, index: number): string {
  return `${runFiles.tests}/${modelFolderName(model)}/${testNumber(index)}`;
}

/** Where a model's result images are, `result-images/openai~gpt-4o`, relative to the run folder, with forward slashes. */
export function resultImagesFolderName(model: string): string {
  return `${runFiles.resultImages}/${modelFolderName(model)}`;
}

/**
 * The result image of a test, `result-images/openai~gpt-4o/openai~gpt-4o-0007.png`, relative to the run folder, with forward slashes: a picture
 * that was copied elsewhere says by its name what it is of. `isInTestFolder`: of a test of format 1.
 */
export function resultImageName(model: string, index: number, isInTestFolder: boolean): string {
  if (isInTestFolder) return `${testDirectoryName(model, index)}/${testFiles.resultImage}`;
  const part = [...modelFolderName(model)].slice(0, longestModelPart).join('');
  return `${resultImagesFolderName(model)}/${part}-${testNumber(index)}.png`;
}

/** Four digits or more, so that names sort as numbers. */
function testNumber(index: number): string {
  return String(index).padStart(4, '0');
}

/**
 * A model string as a folder name that every file system takes: `:` `/` spaces and the like become `-`.
 * Whenever that, the length or letter case could make two models meet in one folder, a hash of the true name is added.
 */
export function modelFolderName(model: string): string {
  const known = folderNames.get(model) ?? newFolderName(model);
  folderNames.set(model, known);
  return known;
}

/** Asked for with every test. */
const folderNames = new Map<string, string>();

function newFolderName(model: string): string {
  const safe = safeName(model, longestModelFolder);
  const isItself = safe === model && model === model.toLowerCase();
  return isItself ? safe : `${safe}-${createHash('sha256').update(model).digest('hex').slice(0, 6)}`;
}

/**
 * Where a run keeps a file that its benchmark names, `files/cases.csv`, relative to the run folder, with forward slashes. As with models, a
 * hash is added whenever two paths could meet.
 */
export function keptFileName(path: string): string {
  const ending = /\.[a-z0-9]{1,8}$/i.exec(path)?.[0] ?? '';
  const stem = safeName(path.slice(0, path.length - ending.length), longestModelFolder);
  const isItself = stem !== '' && `${stem}${ending}` === path && path === path.toLowerCase();
  const hash = createHash('sha256').update(path).digest('hex').slice(0, 6);
  return `${runFiles.files}/${isItself ? stem : `${stem || 'file'}-${hash}`}${ending.toLowerCase()}`;
}

/** `2026-11-21_17-45-03_simple-math`, of a shard `...-3-of-16`: local time to the second and the benchmark's name, no spaces. */
export function runFolderName(startedAt: Date, benchmarkName: string, shard?: ShardChoice): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${startedAt.getFullYear()}-${two(startedAt.getMonth() + 1)}-${two(startedAt.getDate())}`;
  const time = `${two(startedAt.getHours())}-${two(startedAt.getMinutes())}-${two(startedAt.getSeconds())}`;
  const name = safeName(benchmarkName.toLowerCase(), longestBenchmarkPart) || 'benchmark';
  return `${day}_${time}_${name}${shard ? `-${shard.index}-of-${shard.of}` : ''}`;
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
      await syncFolder(runsDirectory);
      return { runDirectory, runId };
    } catch (error) {
      if (!isAlreadyThere(error)) throw error;
    }
  }
}

/** True for what `mkdir` throws when the folder exists. */
export function isAlreadyThere(error: unknown): boolean {
  return codeOf(error) === 'EEXIST';
}

/** Letters and digits of any script and `._~+@=-` stay, `longest` of them at most; all else becomes one `-`; no dot or `-` at either end. */
function safeName(name: string, longest: number): string {
  const replaced = name.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}._~+@=-]+/gu, '-');
  let bytes = longest * bytesPerLetter;
  const letters = [...replaced].slice(0, longest);
  const tooLong = letters.findIndex((letter) => (bytes -= Buffer.byteLength(letter)) < 0);
  return letters
    .slice(0, tooLong < 0 ? undefined : tooLong)
    .join('')
    .replace(/^[-.]+|[-.]+$/g, '');
}
