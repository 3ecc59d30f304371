// What tells a test's prompt from the others: known to the run's first event, not to the test's own files.
// Read once a run; a run whose events can't be read has no labels, which costs its pictures a heading and nothing else.

import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { runDirectoryOf, runFiles } from '../runFolder/runFolderPaths';

const lineBreak = 0x0a;
const chunkBytes = 256 * 1024;

/** Returns the function that tells the label of a test by its folder and its prompt's index; null when there is none. */
export function createPromptLabels(): (testDirectory: string, index: number) => string | null {
  let known: { runDirectory: string; labels: Map<number, string> } | null = null;
  return (testDirectory, index) => {
    const runDirectory = runDirectoryOf(testDirectory);
    if (known?.runDirectory !== runDirectory)
      known = { runDirectory, labels: readLabels(join(runDirectory, runFiles.events)) };
    return known.labels.get(index) ?? null;
  };
}

function readLabels(eventsFile: string): Map<number, string> {
  try {
    const started = JSON.parse(firstLine(eventsFile)) as { prompts?: { index: number; label: string }[] };
    return new Map((started.prompts ?? []).map(({ index, label }) => [index, label]));
  } catch {
    // Said by whoever opens the run; a picture without a heading is still the picture of its test.
    return new Map();
  }
}

/** Reads the first line alone: the rest of the file may be far larger. */
function firstLine(file: string): string {
  const descriptor = openSync(file, 'r');
  try {
    const parts: Buffer[] = [];
    for (;;) {
      const chunk = Buffer.alloc(chunkBytes);
      const length = readSync(descriptor, chunk, 0, chunkBytes, null);
      const end = chunk.subarray(0, length).indexOf(lineBreak);
      parts.push(chunk.subarray(0, end < 0 ? length : end));
      if (end >= 0 || length === 0) return Buffer.concat(parts).toString('utf8');
    }
  } finally {
    closeSync(descriptor);
  }
}
