// Writes `events.jsonl` anew, event by event, for the jobs that change the format of a whole run.

import { basename } from 'node:path';
import { isMap } from '../../shared/text/isMap';
import { linesOf } from '../files/linesOf';
import { replaceFile } from '../files/replaceFile';
import { runFiles } from '../runFolder/runFolderPaths';

/** An event as it is in the file: with fields, perhaps, that this program does not know. */
export interface EventRecord {
  readonly [field: string]: unknown;
}

/** Replaces the file as a whole. `change` gets every event; what is no event stays as it is. */
export async function rewriteEvents(runDirectory: string, change: (event: EventRecord) => EventRecord): Promise<void> {
  const where = basename(runDirectory);
  await replaceFile(runDirectory, runFiles.events, async (file) => {
    for await (const lines of linesOf(runDirectory, runFiles.events, where))
      await file.appendFile(lines.map((line) => `${changedLine(line, change)}\n`).join(''));
  });
}

function changedLine(line: string, change: (event: EventRecord) => EventRecord): string {
  try {
    const event: unknown = JSON.parse(line);
    return isMap(event) ? JSON.stringify(change(event)) : line;
  } catch {
    // Half a line, which every reader passes over and counts.
    return line;
  }
}
