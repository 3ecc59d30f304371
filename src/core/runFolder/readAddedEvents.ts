// What was written to `events.jsonl` since somebody read it.

import type { RunEvent } from '../../shared/run/events';
import { startOfLastLine } from '../files/cutHalfLine';
import { openPlainFile } from '../files/plainFile';
import { EventReader } from './readEvents';
import { runFiles } from './runFolderPaths';

/** More than this was not only said of a run afterwards, bytes. */
const mostAddedBytes = 64 * 1024 * 1024;

interface AddedEvents {
  events: RunEvent[];
  /** Where the last whole line ends, bytes. */
  end: number;
}

/** Where the whole lines of a run's events end at the moment, bytes. Half a line that a killed run left is cut off before anything is added. */
export async function endOfEvents(runDirectory: string): Promise<number> {
  const file = await openPlainFile(runDirectory, runFiles.events);
  try {
    return await startOfLastLine(file, (await file.stat()).size);
  } finally {
    await file.close();
  }
}

/**
 * The events of the whole lines after `from` bytes; a line that is none is left out. Null where what stands there is not just more: the file is
 * shorter than it was, or far longer. Throws when it can't be read, and for a newer format; `where` names the run for people.
 */
export async function readAddedEvents(runDirectory: string, where: string, from: number): Promise<AddedEvents | null> {
  const file = await openPlainFile(runDirectory, runFiles.events);
  try {
    const { size } = await file.stat();
    if (size < from || size - from > mostAddedBytes) return null;
    const added = Buffer.alloc(size - from);
    const { bytesRead } = await file.read(added, 0, added.length, from);
    const length = added.subarray(0, bytesRead).lastIndexOf('\n') + 1;
    const reader = new EventReader(where);
    const lines = added.toString('utf8', 0, length).split('\n');
    return { events: lines.flatMap((line) => (line === '' ? [] : (reader.read(line) ?? []))), end: from + length };
  } finally {
    await file.close();
  }
}
