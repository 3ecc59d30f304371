// The append-only `events.jsonl`. An event is written before anybody is told of it (written, not flushed: it
// outlives the process, not a power failure); events that arrive while a write
// is under way go out together in the next one.

import { open, type FileHandle } from 'node:fs/promises';
import type { RunEvent } from '../../shared/run/events';

export class EventLog {
  private waiting: RunEvent[] = [];
  private writing: Promise<void> | undefined;
  private failure: Error | undefined;

  private constructor(
    private readonly file: FileHandle,
    private readonly tell: (events: RunEvent[]) => void,
    private readonly onFailure: (error: Error) => void,
  ) {}

  /** Opens the file for appending. `tell` gets the events once they are written, in order; `onFailure` is called once, when a write fails. */
  static async open(
    path: string,
    tell: (events: RunEvent[]) => void,
    onFailure: (error: Error) => void,
  ): Promise<EventLog> {
    return new EventLog(await open(path, 'a'), tell, onFailure);
  }

  /** Queues an event; never blocks. After a failed write events are dropped, for the run is being stopped. */
  append(event: RunEvent): void {
    if (this.failure) return;
    this.waiting.push(event);
    this.writing ??= this.writeWaiting().finally(() => {
      this.writing = undefined;
    });
  }

  /** Waits until all that was appended is written. Throws the write error, if there was one. */
  async flush(): Promise<void> {
    while (this.writing) await this.writing;
    if (this.failure) throw this.failure;
  }

  /** Flushes, then closes the file whether or not that went well. */
  async close(): Promise<void> {
    try {
      await this.flush();
    } finally {
      await this.file.close();
    }
  }

  private async writeWaiting(): Promise<void> {
    try {
      while (this.waiting.length > 0) {
        const batch = this.waiting;
        this.waiting = [];
        await this.file.appendFile(batch.map((event) => JSON.stringify(event) + '\n').join(''));
        this.tell(batch);
      }
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
      this.onFailure(this.failure);
    }
  }
}
