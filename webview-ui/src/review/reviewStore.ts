// Reads what the review page carries: the head at once, the tests in chunks when they are asked for. No network, no server.

import { reviewChunkId, reviewHeadId } from '../../../src/shared/protocols/reviewData';
import type { ReviewChunk, ReviewHead, ReviewTest } from '../../../src/shared/protocols/reviewData';

/** Decoded chunks kept: going to and fro between neighbors must not decode again. */
const keptChunks = 6;

export class ReviewStore {
  private readonly chunks = new Map<number, Promise<ReviewChunk>>();

  private constructor(readonly head: ReviewHead) {}

  /** Rejects with an Error for people when the page is damaged. */
  static async open(): Promise<ReviewStore> {
    return new ReviewStore(await decode<ReviewHead>(reviewHeadId));
  }

  /** The kept words of a test; undefined when it has no result. */
  async test(model: string, index: number): Promise<ReviewTest | undefined> {
    const chunk = await this.chunk(Math.floor((index - 1) / this.head.promptsPerChunk));
    return chunk.find((test) => test.index === index && test.model === model);
  }

  /** The same prompt of every model that has a result. */
  async testsOfPrompt(index: number): Promise<ReviewTest[]> {
    const chunk = await this.chunk(Math.floor((index - 1) / this.head.promptsPerChunk));
    return chunk.filter((test) => test.index === index);
  }

  private chunk(number: number): Promise<ReviewChunk> {
    const known = this.chunks.get(number);
    // Asked for last is kept longest.
    this.chunks.delete(number);
    const chunk = known ?? wholePage().then(() => decode<ReviewChunk>(reviewChunkId(number)));
    this.chunks.set(number, chunk);
    for (const old of this.chunks.keys()) {
      if (this.chunks.size <= keptChunks) break;
      this.chunks.delete(old);
    }
    return chunk;
  }
}

/** The address of a file of the run folder, which the page is in. */
export function fileUrl(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}

/** The chunks come after the script: before the page has been read to its end one may be half there. */
function wholePage(): Promise<void> {
  if (document.readyState !== 'loading') return Promise.resolve();
  return new Promise((resolve) => document.addEventListener('DOMContentLoaded', () => resolve(), { once: true }));
}

async function decode<T>(id: string): Promise<T> {
  const text = document.getElementById(id)?.textContent;
  if (!text) throw new Error(`This page is not complete: ${id} is missing. Take index.html from the run folder again.`);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let place = 0; place < binary.length; place++) bytes[place] = binary.charCodeAt(place);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return (await new Response(stream).json()) as T;
}
