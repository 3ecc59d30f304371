// Bytes to lines, as they come: UTF-8 whose characters may be torn, a byte order mark, lines that end with CR, LF or both.

import { LimitExceeded } from './limitExceeded';

export class LineSplitter {
  // A byte order mark is left out by it.
  private decoder = new TextDecoder('utf-8', { fatal: true });
  /** True from the first byte on that is no UTF-8. */
  isBroken = false;
  /** The pieces of the line that is still open. Joined once: a long line in many pieces would be copied at each of them. */
  private open: string[] = [];
  private openLength = 0;
  private hasEndedWithCr = false;

  constructor(private readonly mostCharacters: number) {}

  /** The lines that these bytes complete, without their ends. Throws `LimitExceeded`. */
  take(bytes: Uint8Array): string[] {
    return this.split(this.decode(bytes));
  }

  /** The line that no line end closed; null when there is none. */
  end(): string | null {
    const lines = this.split(this.rest());
    const last = [...lines, this.open.join('')].join('\n');
    return last === '' ? null : last;
  }

  private decode(bytes: Uint8Array): string {
    try {
      return this.decoder.decode(bytes, { stream: true });
    } catch {
      // What a page says is still worth reading.
      this.isBroken = true;
      this.decoder = new TextDecoder();
      return this.decoder.decode(bytes, { stream: true });
    }
  }

  /** A character that the end of the body has cut is no fault of its encoding. */
  private rest(): string {
    try {
      return this.decoder.decode();
    } catch {
      return '\u{fffd}';
    }
  }

  private split(decoded: string): string[] {
    if (decoded === '') return [];
    // The other half of a line end whose first half closed a line before.
    const text = this.hasEndedWithCr && decoded.startsWith('\n') ? decoded.slice(1) : decoded;
    this.hasEndedWithCr = decoded.endsWith('\r');
    // Few servers have other line ends, and looking for one kind is far quicker.
    const lines = text.includes('\r') ? text.split(/\r\n|\n|\r/) : text.split('\n');
    const rest = lines.pop() ?? '';
    if (lines.length > 0) {
      lines[0] = [...this.open, lines[0]].join('');
      this.open = [];
      this.openLength = 0;
    }
    this.open.push(rest);
    this.openLength += rest.length;
    if (this.openLength > this.mostCharacters || lines.some((line) => line.length > this.mostCharacters))
      throw new LimitExceeded('lineCharacters', this.mostCharacters, 'in one line');
    return lines;
  }
}
