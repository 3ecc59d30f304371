// What tells a test's prompt from the others: known to the run's first event, not to the test's own files.
// Read once a run; a run whose events can't be read has no labels, which costs its pictures a heading and nothing else.

import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { parseRecord } from '../files/parseRecord';
import { runDirectoryOf, runFiles } from '../runFolder/runFolderPaths';
import { ofAnyVersion } from '../runFolder/upgrade/ofAnyVersion';

const lineBreak = 0x0a;
const chunkBytes = 256 * 1024;

/** What a heading needs of the first event, and no more: what else an event lacks is no reason to leave the heading out. */
const labelledPrompts = ofAnyVersion(
  'event',
  z.object({
    type: z.literal('runStarted'),
    prompts: z.array(z.object({ index: z.number(), label: z.string() })),
  }),
);

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
    const { prompts } = parseRecord(labelledPrompts, firstLine(eventsFile), runFiles.events);
    return new Map(prompts.map(({ index, label }) => [index, label]));
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
