// What a picture needs of its run: what tells a test's prompt from the others, and the names that a test's line leaves out. All of it is in
// the run's first event. Read once a run; a run whose events can't be read has no labels, which costs its pictures a heading and nothing else.

import * as z from 'zod';
import { mostLineBytes } from '../files/linesFile';
import { openPlainFile } from '../files/plainFile';
import type { PromptInfo } from '../../shared/run/events';
import { parseRecord } from '../files/parseRecord';
import { variantSchema } from '../runFolder/eventSchema';
import { runFiles } from '../runFolder/runFolderPaths';
import type { NamedRun } from '../../shared/results/packedTest';
import { ofAnyVersion } from '../runFolder/upgrade/ofAnyVersion';

const lineBreak = 0x0a;
const chunkBytes = 256 * 1024;

export interface RunHead extends NamedRun {
  testType: string;
  /** In the order of their indexes. */
  prompts: readonly Pick<PromptInfo, 'label' | 'testType' | 'variant'>[];
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
    testType: z.string().default(''),
    prompts: z.array(
      z.object({ label: z.string(), testType: z.string().optional(), variant: variantSchema.optional() }),
    ),
  }),
);

/** Returns the function that tells the head of a run. The head of the run asked for last is kept. */
export function createRunHeads(): (runDirectory: string) => Promise<RunHead> {
  let known: { runDirectory: string; head: Promise<RunHead> } | null = null;
  return (runDirectory) => {
    if (known?.runDirectory !== runDirectory) known = { runDirectory, head: readHead(runDirectory) };
    return known.head;
  };
}

async function readHead(runDirectory: string): Promise<RunHead> {
  try {
    return parseRecord(firstEvent, await firstLine(runDirectory), runFiles.events);
  } catch {
    // Said by whoever opens the run; a picture without a heading is still the picture of its test.
    return { runId: '', benchmarkName: '', models: [], testType: '', prompts: [] };
  }
}

/** Reads the first line alone: the rest of the file may be far larger. Throws when it has no end within what a line may have. */
async function firstLine(runDirectory: string): Promise<string> {
  const file = await openPlainFile(runDirectory, runFiles.events);
  try {
    const parts: Buffer[] = [];
    for (let read = 0; read < mostLineBytes; read += chunkBytes) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(chunkBytes));
      const end = buffer.subarray(0, bytesRead).indexOf(lineBreak);
      parts.push(buffer.subarray(0, end < 0 ? bytesRead : end));
      if (end >= 0 || bytesRead === 0) return Buffer.concat(parts).toString('utf8');
    }
    throw new Error(`${runFiles.events} has no first line that could be read at once`);
  } finally {
    await file.close();
  }
}
