// What a picture needs of its run: what tells a test's prompt from the others, and the names that a test's line leaves out. All of it is in
// the run's first event. Read once a run; a run whose events can't be read has no labels, which costs its pictures a heading and nothing else.

import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { parseRecord } from '../files/parseRecord';
import { runFiles } from '../runFolder/runFolderPaths';
import type { NamedRun } from '../runFolder/testLine';
import { ofAnyVersion } from '../runFolder/upgrade/ofAnyVersion';

const lineBreak = 0x0a;
const chunkBytes = 256 * 1024;

interface RunHead extends NamedRun {
  /** By the index of the prompt, from 1. */
  labels: ReadonlyMap<number, string>;
}

/** No more than pictures need: what else an event lacks is no reason to leave the heading out. */
const firstEvent = ofAnyVersion(
  'event',
  z.object({
    type: z.literal('runStarted'),
    runId: z.string().default(''),
    benchmarkName: z.string().default(''),
    models: z
      .array(z.object({ model: z.string(), provider: z.string(), providerLabel: z.string(), isSimulated: z.boolean() }))
      .default([]),
    prompts: z.array(z.object({ index: z.number(), label: z.string() })),
  }),
);

/** Returns the function that tells the head of a run. The head of the run asked for last is kept. */
export function createRunHeads(): (runDirectory: string) => RunHead {
  let known: { runDirectory: string; head: RunHead } | null = null;
  return (runDirectory) => {
    if (known?.runDirectory !== runDirectory)
      known = { runDirectory, head: readHead(join(runDirectory, runFiles.events)) };
    return known.head;
  };
}

function readHead(eventsFile: string): RunHead {
  try {
    const { prompts, ...run } = parseRecord(firstEvent, firstLine(eventsFile), runFiles.events);
    return { ...run, labels: new Map(prompts.map(({ index, label }) => [index, label])) };
  } catch {
    // Said by whoever opens the run; a picture without a heading is still the picture of its test.
    return { runId: '', benchmarkName: '', models: [], labels: new Map() };
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
