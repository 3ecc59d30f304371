// What a run writes while it goes on: the words of each test into the file of its model, then its event into `events.jsonl`. Both are on
// the disk, and not only written, before anybody is told of the event. What arrives while a write is under way goes out together in the
// next one, so that many tests share one wait for the disk.

import type { ModelWarmedUp, RunEvent, TestFinished, TestRescored } from '../../shared/run/events';
import { AppendedFile } from '../files/appendedFile';
import { makeFolderInside } from '../files/changeInside';
import { syncFolder } from '../files/syncFolder';
import { OldImages } from './oldImages';
import { runFiles, testsFileName } from './runFolderPaths';

/** An event that says where the words are that it tells of; the log says it. */
export type EvidenceEvent = ModelWarmedUp | TestFinished | TestRescored;

type Entry =
  | { event: RunEvent; line: null }
  /** The line is written before its event, into the file of the event's model. */
  | { event: EvidenceEvent; line: string };

export class RunLog {
  private waiting: Entry[] = [];
  private writing: Promise<void> | undefined;
  private failure: Error | undefined;
  private readonly tests = new Map<string, AppendedFile>();
  private readonly oldImages = new Map<string, OldImages>();
  private readonly firstOffsets = new Map<string, number>();

  private constructor(
    private readonly runDirectory: string,
    private readonly events: AppendedFile,
    private readonly tell: (events: RunEvent[]) => void,
    private readonly onFailure: (error: Error) => void,
  ) {}

  /** Opens the files for appending. `tell` gets the events once they are on the disk, in order; `onFailure` is called once, when a write fails. */
  static async open(
    runDirectory: string,
    tell: (events: RunEvent[]) => void,
    onFailure: (error: Error) => void,
  ): Promise<RunLog> {
    return new RunLog(runDirectory, await AppendedFile.open(runDirectory, runFiles.events), tell, onFailure);
  }

  /** From which byte on a model's lines are of this log: they were checked before they were written. */
  get checkedFrom(): ReadonlyMap<string, number> {
    return this.firstOffsets;
  }

  /** Queues an event; never blocks. After a failed write events are dropped, for the run is being stopped. */
  append(event: RunEvent): void {
    this.enqueue({ event, line: null });
  }

  /** Queues an event with the line of evidence that it tells of; the event, which is the log's from now on, gets the place of the line. */
  appendWith(line: string, event: EvidenceEvent): void {
    this.enqueue({ event, line });
  }

  /** Waits until all that was appended is on the disk. Throws the write error, if there was one. */
  async flush(): Promise<void> {
    while (this.writing) await this.writing;
    if (this.failure) throw this.failure;
  }

  /** Flushes, sees that the files are still what was written, and closes them whether or not that went well. */
  async close(): Promise<void> {
    try {
      await this.flush();
      await Promise.all(this.files().map((file) => file.confirm()));
    } finally {
      await Promise.all(this.files().map((file) => file.close()));
    }
  }

  /** Those that are open; what is still to be written may open another. */
  private files(): AppendedFile[] {
    return [this.events, ...this.tests.values()];
  }

  private enqueue(entry: Entry): void {
    if (this.failure) return;
    this.waiting.push(entry);
    this.writing ??= this.writeWaiting().finally(() => {
      this.writing = undefined;
    });
  }

  private async writeWaiting(): Promise<void> {
    try {
      while (this.waiting.length > 0) {
        const batch = this.waiting;
        this.waiting = [];
        const events = await this.writeEvidence(batch);
        for (const event of events) this.events.append(JSON.stringify(event));
        await this.events.write();
        this.tell(events);
      }
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
      this.onFailure(this.failure);
    }
  }

  /** Returns the events of the batch, each with the place of its evidence. */
  private async writeEvidence(batch: readonly Entry[]): Promise<RunEvent[]> {
    const written = new Set<AppendedFile>();
    const events: RunEvent[] = [];
    for (const { event, line } of batch) {
      events.push(event);
      if (line === null) continue;
      const file = this.tests.get(event.model) ?? (await this.openTests(event.model));
      written.add(file);
      // A warm-up call has no picture.
      if ('index' in event) await this.oldImages.get(event.model)?.remove(event.index);
      event.evidence = file.append(line);
    }
    await Promise.all([...written].map((file) => file.write()));
    return events;
  }

  /** Throws when the run folder is gone: it is never made anew. */
  private async openTests(model: string): Promise<AppendedFile> {
    if (makeFolderInside(this.runDirectory, runFiles.tests)) await syncFolder(this.runDirectory);
    const file = await AppendedFile.open(this.runDirectory, testsFileName(model));
    this.tests.set(model, file);
    this.oldImages.set(model, await OldImages.of(this.runDirectory, model));
    this.firstOffsets.set(model, file.end);
    return file;
  }
}
