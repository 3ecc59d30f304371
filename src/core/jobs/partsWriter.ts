// Writes the events of parts into the log of a merged run, each with the line of words that it tells of, which gets a new place.

import { testsFileName } from '../runFolder/runFolderPaths';
import type { RunLog } from '../runFolder/runLog';
import { LinesFile } from '../files/linesFile';
import { testOf, type KeptEvent, type PartEvents } from './mergeParts';

/** Events that wait in memory for one write. */
const eventsAtOnce = 500;

export class PartsWriter {
  /** The folder that has the picture of a test, by `model#index`. */
  readonly folderOf = new Map<string, string>();
  private readonly files = new Map<string, Promise<LinesFile>>();
  private waiting = 0;
  private done = 0;

  /** `onProgress` counts tests. */
  constructor(
    private readonly log: RunLog,
    private readonly parts: readonly PartEvents[],
    private readonly onProgress: (done: number, total: number) => void,
    private readonly signal: AbortSignal,
  ) {}

  /** Resolves when all is on the disk. Throws what could not be read or written, and the reason of the signal. */
  async write(): Promise<void> {
    const total = new Set(this.parts.flatMap(({ events }) => events.flatMap(({ event }) => testOf(event) ?? []))).size;
    for (const { started, events } of this.parts) {
      this.log.append(started);
      for (const kept of events) {
        await this.append(kept);
        if (++this.waiting < eventsAtOnce) continue;
        await this.flush(total);
      }
    }
    await this.flush(total);
  }

  async close(): Promise<void> {
    for (const opening of this.files.values()) {
      await opening.then(
        (file) => file.close(),
        // What could not be opened was thrown to who wanted to read it.
        () => undefined,
      );
    }
  }

  private async flush(total: number): Promise<void> {
    this.waiting = 0;
    await this.log.flush();
    this.onProgress(this.done, total);
    this.signal.throwIfAborted();
  }

  private async append({ event, folder }: KeptEvent): Promise<void> {
    const test = testOf(event);
    if (test !== undefined) {
      if (!this.folderOf.has(test)) this.done++;
      this.folderOf.set(test, folder);
    }
    if (!('evidence' in event) || !event.evidence) return this.log.append(event);
    const file = testsFileName(event.model);
    const line = await (await this.fileOf(folder, file)).read(event.evidence);
    if (line.includes('\n'))
      throw new Error(`${file} of ${folder} is damaged: its lines are not where its events say.`);
    // The part's own event keeps the place in the part.
    this.log.appendWith(line, { ...event });
  }

  private fileOf(folder: string, file: string): Promise<LinesFile> {
    const key = JSON.stringify([folder, file]);
    const opening = this.files.get(key) ?? LinesFile.open(folder, file);
    this.files.set(key, opening);
    return opening;
  }
}
