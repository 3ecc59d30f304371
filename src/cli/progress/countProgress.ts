// Progress of something that is only counted: one line that is redrawn on a terminal. Elsewhere lines stay, so there is one at every tenth, and none
// of what is over at once.

import { formatCount } from '../../shared/text/format';
import type { Redraw } from './redrawing';

/** Two lines that stay are at least this far apart, ms. */
const leastApartMs = 1000;

export class CountProgress {
  private tenth = 0;
  private counted: string | undefined;
  /** When the last line was written, or counting began. */
  private writtenAt = 0;

  constructor(
    private readonly stream: NodeJS.WriteStream,
    /** What follows the count: `answers judged again`. */
    private readonly what: string,
    /** Null where a line that is written stays. */
    private readonly draw: Redraw | null,
    /** ms */
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** `what` is for what is counted before and after what this is for. */
  show(done: number, total: number, what = this.what): void {
    const line = `${formatCount(done)}/${formatCount(total)} ${what}`;
    if (this.draw) return this.draw(line);
    const now = this.now();
    if (this.counted === undefined) this.writtenAt = now;
    if (what !== this.counted) this.tenth = 0;
    this.counted = what;
    const tenth = total === 0 ? 0 : Math.floor((done * 10) / total);
    if (tenth <= this.tenth || now - this.writtenAt < leastApartMs) return;
    this.tenth = tenth;
    this.writtenAt = now;
    this.stream.write(`${line}\n`);
  }

  /** A line that stays. */
  note(line: string): void {
    if (this.draw) this.draw.persist(line);
    else this.stream.write(`${line}\n`);
  }

  finish(): void {
    this.draw?.clear();
    this.draw?.done();
  }
}
