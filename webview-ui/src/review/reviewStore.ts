// What the review page reads: its head at once, pieces with words when they are asked for, from the page or from beside it. No network, no server.

import { reviewHeadId } from '../../../src/shared/protocols/reviewData';
import type { ReviewChunk, ReviewChunkPlace, ReviewHead, ReviewRun } from '../../../src/shared/protocols/reviewData';
import { unpackKept } from '../../../src/shared/results/packedTest';
import type { StoredTest } from '../../../src/shared/results/testResult';
import type { BenchmarkText } from '../../../src/shared/protocols/runPanelProtocol';
import { stateOf } from '../../../src/shared/run/runColumns';
import { readElement, readPiece } from './reviewPieces';
import { TestLists } from './testLists';
import { TestWords } from './testWords';

/** Decoded pieces kept: going to and fro between neighbors must not decode again. */
const keptPieces = 6;

export class ReviewStore {
  readonly lists: TestLists;
  private text: Promise<BenchmarkText> | null = null;
  private readonly chunks = new Map<string, Promise<ReviewChunk>>();

  private constructor(
    readonly run: ReviewRun,
    private readonly head: Pick<ReviewHead, 'text' | 'chunks'>,
  ) {
    const pieces = head.chunks.map(
      ({ piece }) =>
        () =>
          readPiece<ReviewChunk>(piece),
    );
    this.lists = new TestLists(run, new TestWords(pieces, run.manifest.totals.tests));
  }

  /** Rejects with an Error for people when the page is damaged. */
  static async open(): Promise<ReviewStore> {
    const { manifest, run, files, ...head } = await readElement<ReviewHead>(reviewHeadId);
    return new ReviewStore({ manifest, state: stateOf(run), files }, head);
  }

  /** The kept words of a test; undefined when it has no result. */
  async test(model: string, index: number): Promise<StoredTest | undefined> {
    return (await this.testsOfPrompt(index)).find(({ result }) => result.model === model);
  }

  /** The same prompt of every model that has a result. */
  async testsOfPrompt(index: number): Promise<StoredTest[]> {
    const place = this.head.chunks.findLast(({ first }) => first < index);
    if (!place) return [];
    const kept = (await this.chunk(place)).filter((test) => test.index === index);
    return kept.map((test) => unpackKept(test, this.run.state));
  }

  /** Null when the run's copy could not be read when the page was written. */
  async benchmarkText(): Promise<BenchmarkText | null> {
    if (this.head.text === null) return null;
    this.text ??= readPiece<BenchmarkText>(this.head.text);
    try {
      return await this.text;
    } catch (error) {
      // It is tried again when it is asked for again.
      this.text = null;
      throw error;
    }
  }

  private chunk({ piece }: ReviewChunkPlace): Promise<ReviewChunk> {
    const known = this.chunks.get(piece);
    // Asked for last is kept longest.
    this.chunks.delete(piece);
    const chunk = known ?? readPiece<ReviewChunk>(piece);
    this.chunks.set(piece, chunk);
    // What could not be read may be there when it is asked for again.
    chunk.catch(() => this.chunks.delete(piece));
    for (const old of this.chunks.keys()) {
      if (this.chunks.size <= keptPieces) break;
      this.chunks.delete(old);
    }
    return chunk;
  }
}

/** The address of a file of the run folder, which the page is in. */
export function fileUrl(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}
