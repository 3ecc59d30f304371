// What a server says that is no part of the answer: its last words, where no answer comes.

import type { Scrub } from './scrubber';
import { readErrorBody } from './errorBody';

/** Characters that are kept: nobody reads more of an error page. */
const most = 2000;

export class Asides {
  private said = '';

  constructor(private readonly scrub: Scrub) {}

  /** A line of a page or a sentence that broke into the stream. */
  addLine(line: string): void {
    this.keep(`${this.said}\n${line}`);
  }

  /** A message of its own takes the place of what was said before it. */
  addMessage(data: string): void {
    if (data.trim() !== '{}') this.keep(data);
  }

  /** Empty for nothing; JSON as it is, a page without its mark-up. */
  get words(): string {
    const { said } = this;
    return said === '' || said.trimStart().startsWith('{') ? said : readErrorBody(said).message;
  }

  /** Secrets go out first: half of one would not be found any more. */
  private keep(words: string): void {
    this.said = this.scrub(words.slice(0, 2 * most)).slice(0, most);
  }
}
