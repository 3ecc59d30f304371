// Progress of something that is only counted: one line that is redrawn on a terminal, a line at every tenth elsewhere.

import { createLogUpdate } from 'log-update';
import { formatCount } from '../../shared/text/format';

export class CountProgress {
  private readonly draw: ReturnType<typeof createLogUpdate> | null;
  private tenth = 0;
  private counted: string;

  constructor(
    private readonly stream: NodeJS.WriteStream,
    /** What follows the count: `answers judged again`. */
    private readonly what: string,
    canRedraw: boolean,
  ) {
    this.counted = what;
    this.draw = canRedraw ? createLogUpdate(stream) : null;
  }

  /** `what` is for what is counted before and after what this is for. */
  show(done: number, total: number, what = this.what): void {
    const line = `${formatCount(done)}/${formatCount(total)} ${what}`;
    if (what !== this.counted) this.tenth = 0;
    this.counted = what;
    if (this.draw) return this.draw(line);
    const tenth = total === 0 ? 0 : Math.floor((done * 10) / total);
    if (tenth <= this.tenth) return;
    this.tenth = tenth;
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
