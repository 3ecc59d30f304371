// Turns offsets into a text into the lines and columns that editors and terminals show.

/** 1-based line and column; columns count UTF-16 units, as editors do. */
interface LinePosition {
  line: number;
  column: number;
}

/** Made once a text, asked as often as there are problems. Line ends are `\n`, `\r\n` and `\r`. */
export class LinePositions {
  private readonly starts: number[] = [0];

  constructor(text: string) {
    for (const lineEnd of text.matchAll(/\r\n|\r|\n/g)) this.starts.push(lineEnd.index + lineEnd[0].length);
  }

  at(offset: number): LinePosition {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.starts[low]! + 1 };
  }
}
