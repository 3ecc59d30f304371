// What tests expected, got and were answered, for the list of tests: read piece by piece, so that the page stays at hand, and no more of each kept
// than is shown and searched.

import type { KeptTest } from '../../../src/shared/results/packedTest';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';

export interface WordsOfTest {
  /** One line, cut. */
  expected: string;
  /** One line, cut; of an error its message. */
  got: string;
  /** All of it and the start of the answer, to be searched. */
  searched: string;
}

/** Characters kept of what was expected and got: a cell shows fewer. */
const cellRoom = 160;
/** Characters kept of all answers together, and at most and at least of one. */
const answersRoom = 20_000_000;
const mostOfAnswer = 5_000;
const leastOfAnswer = 200;

export class TestWords {
  /** Characters of an answer that are searched. */
  readonly searched: number;
  private readonly words = new Map<string, WordsOfTest>();
  private readonly listeners = new Set<() => void>();
  private reading: Promise<void> | null = null;
  private done = 0;

  /** `pieces` reads one piece after the other; `tests` is how many there are in all. */
  constructor(
    private readonly pieces: readonly (() => Promise<readonly KeptTest[]>)[],
    tests: number,
  ) {
    this.searched = Math.max(leastOfAnswer, Math.min(mostOfAnswer, Math.floor(answersRoom / Math.max(1, tests))));
  }

  get isComplete(): boolean {
    return this.done === this.pieces.length;
  }

  /** Pieces read so far, and how many there are. */
  get progress(): { done: number; all: number } {
    return { done: this.done, all: this.pieces.length };
  }

  of(model: string, index: number): WordsOfTest | undefined {
    return this.words.get(keyOf(model, index));
  }

  /**
   * Reads them all, once; `onProgress` is called after each piece. Rejects with an Error for people when a piece can't be read; asked again, it goes on there.
   */
  async readAll(onProgress?: () => void): Promise<void> {
    if (onProgress) this.listeners.add(onProgress);
    this.reading ??= this.read().catch((error: unknown) => {
      this.reading = null;
      throw error;
    });
    return this.reading;
  }

  private async read(): Promise<void> {
    for (; this.done < this.pieces.length; this.done++) {
      for (const test of await this.pieces[this.done]!()) this.words.set(keyOf(test.model, test.index), this.cut(test));
      this.tell();
    }
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  private cut({ expected, got, response, error, reason }: KeptTest): WordsOfTest {
    const shownExpected = cutLine(expected);
    const shownGot = cutLine(error?.message ?? (got === '' ? (reason ?? '') : got));
    const searched = [shownExpected, shownGot, response.slice(0, this.searched)].join('\n').toLowerCase();
    return { expected: shownExpected, got: shownGot, searched };
  }
}

/** A line is made of the start only: a text may be long. */
function cutLine(text: string): string {
  return oneLine(text.slice(0, cellRoom * 2)).slice(0, cellRoom);
}

function keyOf(model: string, index: number): string {
  return `${index} ${model}`;
}
