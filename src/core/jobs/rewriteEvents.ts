// Writes `events.jsonl` anew, event by event, for the jobs that change the format of a whole run.

import { createInterface } from 'node:readline';
import { isMap } from '../../shared/text/isMap';
import { openPlainFile } from '../files/plainFile';
import { replaceFile } from '../files/replaceFile';
import { runFiles } from '../runFolder/runFolderPaths';

/** An event as it is in the file: with fields, perhaps, that this program does not know. */
export interface EventRecord {
  readonly [field: string]: unknown;
}

const bytesAtOnce = 1024 * 1024;

/** Replaces the file as a whole. `change` gets every event; what is no event stays as it is. */
export async function rewriteEvents(runDirectory: string, change: (event: EventRecord) => EventRecord): Promise<void> {
  const input = (await openPlainFile(runDirectory, runFiles.events)).createReadStream();
  try {
    await replaceFile(runDirectory, runFiles.events, async (file) => {
      let waiting = '';
      for await (const line of createInterface({ input, crlfDelay: Infinity })) {
        waiting += `${changedLine(line, change)}\n`;
        if (waiting.length < bytesAtOnce) continue;
        await file.appendFile(waiting);
        waiting = '';
      }
      await file.appendFile(waiting);
    });
  } finally {
    // Read to its end it closes itself.
    input.destroy();
  }
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
