// The lines of a file that is read as it comes. A line that is longer than anybody takes in costs itself, not the lines after it.

import type { Arrivals } from './arrivals';

interface BoundedLine {
  text: string;
  /** `text` is its beginning only; the rest was passed over. */
  isCut: boolean;
}

/** What is kept of a line that is too long: enough to see whose it is. */
const keptOfLong = 4096;

/** Lines without their ends; empty ones are left out. Throws what reading throws. The connection is closed when nobody reads on. */
export async function* boundedLines(body: Arrivals, mostCharacters: number): AsyncGenerator<BoundedLine> {
  const decoder = new TextDecoder();
  let open: string[] = [];
  let length = 0;
  const grow = (piece: string): void => {
    const isTooLong = length <= mostCharacters && length + piece.length > mostCharacters;
    length += piece.length;
    if (isTooLong) open = [[...open, piece].join('').slice(0, keptOfLong)];
    else if (length <= mostCharacters) open.push(piece);
  };
  const close = (): BoundedLine => {
    const line = { text: open.join(''), isCut: length > mostCharacters };
    open = [];
    length = 0;
    return line;
  };
  try {
    for (;;) {
      const piece = await body.next();
      const [first = '', ...others] = (piece ? decoder.decode(piece.bytes, { stream: true }) : decoder.decode()).split(
        '\n',
      );
      grow(first);
      for (const rest of others) {
        const line = close();
        if (line.text.trim() !== '') yield line;
        grow(rest);
      }
      if (piece) continue;
      const line = close();
      if (line.text.trim() !== '') yield line;
      return;
    }
  } finally {
    body.cancel();
  }
}
