// What is said of a run that is over: reviews, sign-offs, and what judging it again found, by this window, another one or the terminal.

import { basename } from 'node:path';
import type { RunEvent } from '../../shared/run/events';

const said: readonly RunEvent['type'][] = ['testReviewed', 'runSignedOff', 'testRescored'];

export class SaidAfterwards {
  private last: Promise<RunEvent[]> = Promise.resolve([]);

  private constructor(
    private readonly runDirectory: string,
    /** As far as the events have been read, bytes; null once the run itself has gone on, for which it has to be opened anew. */
    private end: number | null,
  ) {}

  /** Of what is written from now on. Throws when the folder can't be read. */
  static async of(runDirectory: string): Promise<SaidAfterwards> {
    const { endOfEvents } = await import('../../core/runFolder/readAddedEvents');
    return new SaidAfterwards(runDirectory, await endOfEvents(runDirectory));
  }

  /** What was said since the last time, each event once. Throws when the folder can't be read. */
  read(): Promise<RunEvent[]> {
    const before = this.last.catch(() => []);
    return (this.last = before.then(() => this.readNow()));
  }

  private async readNow(): Promise<RunEvent[]> {
    if (this.end === null) return [];
    const { readAddedEvents } = await import('../../core/runFolder/readAddedEvents');
    const added = await readAddedEvents(this.runDirectory, basename(this.runDirectory), this.end);
    const isOnlySaid = added?.events.every(({ type }) => said.includes(type)) ?? false;
    this.end = added && isOnlySaid ? added.end : null;
    return added && isOnlySaid ? added.events : [];
  }
}
